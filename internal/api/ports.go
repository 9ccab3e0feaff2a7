package api

import (
	"context"
	"time"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/meta"
	"ramal/internal/org"
	"ramal/internal/rates"
	"ramal/internal/sheet"
)

// What the API asks of center. center.Center has all of it.

type sessions interface {
	SignIn(ctx context.Context, email, password, code, address, agent string) (string, org.Member, error)
	Authenticate(ctx context.Context, token, address string) (org.Member, error)
	SignOut(ctx context.Context, token string) error
	SetLanguage(ctx context.Context, m org.Member, language string) (org.Member, error)
	Users(ctx context.Context, m org.Member) ([]org.User, error)
	DepartmentNames(ctx context.Context, m org.Member) ([]org.Department, error)
	Accounts(ctx context.Context, m org.Member) ([]org.Account, error)
}

type people interface {
	Team(ctx context.Context, m org.Member) (center.Team, error)
	ChangeUser(ctx context.Context, m org.Member, id org.UserID, change center.UserChange) (org.User, error)
	OfferPassword(ctx context.Context, m org.Member, id org.UserID) (org.Invitation, string, error)
	Invite(ctx context.Context, m org.Member, p center.NewPerson) (org.Invitation, string, error)
	RenewInvitation(ctx context.Context, m org.Member, id org.InvitationID) (org.Invitation, string, error)
	WithdrawInvitation(ctx context.Context, m org.Member, id org.InvitationID) error
	LookAtInvitation(ctx context.Context, token, address string) (center.Joining, error)
	AcceptInvitation(ctx context.Context, token, password, language, address, agent string) (string, org.Member, error)
}

type structure interface {
	Departments(ctx context.Context, m org.Member) ([]center.DepartmentView, error)
	CreateDepartment(ctx context.Context, m org.Member, e center.DepartmentEdit) (center.DepartmentView, error)
	ChangeDepartment(ctx context.Context, m org.Member, id org.DepartmentID, e center.DepartmentEdit) (center.DepartmentView, error)
	DeleteDepartment(ctx context.Context, m org.Member, id org.DepartmentID) error
	Groups(ctx context.Context, m org.Member) ([]org.PermissionGroup, error)
	CreateGroup(ctx context.Context, m org.Member, e center.GroupEdit) (org.PermissionGroup, error)
	ChangeGroup(ctx context.Context, m org.Member, id org.GroupID, e center.GroupEdit) (org.PermissionGroup, error)
	DeleteGroup(ctx context.Context, m org.Member, id org.GroupID) error
}

type callSettings interface {
	CallSettings(ctx context.Context, m org.Member, id org.AccountID) (center.CallSettings, error)
	SetCalling(ctx context.Context, m org.Member, id org.AccountID, enabled bool) (center.CallSettings, error)
	SetOperators(ctx context.Context, m org.Member, id org.AccountID, users []org.UserID, departments []org.DepartmentID, version int64) (center.CallSettings, error)
	SetCallSwitches(ctx context.Context, m org.Member, id org.AccountID, change center.CallSwitches) (center.CallSettings, error)
	SetCallHours(ctx context.Context, m org.Member, id org.AccountID, hours meta.CallHours, seen string) (center.CallSettings, error)
}

type workspaces interface {
	SetupOpen(ctx context.Context) (bool, error)
	SetUp(ctx context.Context, first center.FirstWorkspace, address, agent string) (string, org.Member, error)
	Plan(ctx context.Context, m org.Member) (center.Plan, error)
	Audit(ctx context.Context, m org.Member, q org.AuditQuery) (desk.Page[org.Entry], error)
}

type ownAccounts interface {
	ChangePassword(ctx context.Context, m org.Member, old, password, agent string) (string, error)
	Sessions(ctx context.Context, m org.Member, token string) ([]center.OwnSession, error)
	EndSession(ctx context.Context, m org.Member, token, id string) error
	NewFactor(ctx context.Context, m org.Member) (center.Enrolment, error)
	ConfirmFactor(ctx context.Context, m org.Member, password, seed, code string) ([]string, error)
	NewRecoveryCodes(ctx context.Context, m org.Member, password string) ([]string, error)
	EndFactor(ctx context.Context, m org.Member, password string) error
	RemoveFactor(ctx context.Context, m org.Member, id org.UserID) error
	Tokens(ctx context.Context, m org.Member) ([]org.Token, error)
	CreateToken(ctx context.Context, m org.Member, n center.NewToken) (org.Token, string, error)
	RevokeToken(ctx context.Context, m org.Member, id org.TokenID) error
}

type templates interface {
	Templates(ctx context.Context, m org.Member, account org.AccountID) ([]desk.Template, error)
	SendTemplate(ctx context.Context, m org.Member, account org.AccountID, contact desk.ContactID, choice center.TemplateChoice) (center.MessageView, error)
}

type serving interface {
	TakeService(ctx context.Context, m org.Member, id desk.ConversationID) (center.ConversationView, error)
	Successors(ctx context.Context, m org.Member, id desk.ConversationID) (center.Successors, error)
	CountServices(ctx context.Context, m org.Member) (center.Counts, error)
	HandOverService(ctx context.Context, m org.Member, id desk.ConversationID, to center.HandOver) (center.ConversationView, error)
	CloseService(ctx context.Context, m org.Member, id desk.ConversationID, reason string) (center.ConversationView, error)
	QuickReplies(ctx context.Context, m org.Member) ([]desk.QuickReply, error)
	CreateQuickReply(ctx context.Context, m org.Member, e center.QuickReplyEdit) (desk.QuickReply, error)
	ChangeQuickReply(ctx context.Context, m org.Member, id desk.QuickReplyID, e center.QuickReplyEdit) (desk.QuickReply, error)
	DeleteQuickReply(ctx context.Context, m org.Member, id desk.QuickReplyID) error
	Closing(ctx context.Context, m org.Member) (desk.Closing, error)
	ClosingDecided(ctx context.Context, m org.Member) (desk.Closing, error)
	DecideClosing(ctx context.Context, m org.Member, wanted desk.Closing) (desk.Closing, error)
	ReopenService(ctx context.Context, m org.Member, id desk.ConversationID) (center.ConversationView, error)
	WriteNote(ctx context.Context, m org.Member, id desk.ConversationID, text, clientKey string) (center.MessageView, error)
}

type notices interface {
	Notices(ctx context.Context, m org.Member, after string, limit int) (center.NoticePage, error)
	ReadNotices(ctx context.Context, m org.Member, until time.Time) error
}

type rateCards interface {
	RateCards(ctx context.Context, m org.Member) (center.RateCards, error)
	ReadRateCard(ctx context.Context, m org.Member, text string) (rates.Card, []rates.Trouble, error)
	ImportRateCard(ctx context.Context, m org.Member, f center.RateCardFile) (rates.Card, error)
	DeleteRateCard(ctx context.Context, m org.Member, effective rates.Day) error
}

type contacts interface {
	Contacts(ctx context.Context, m org.Member, q desk.ContactQuery) (desk.Page[desk.Contact], error)
	Contact(ctx context.Context, m org.Member, id desk.ContactID) (desk.Contact, error)
	CreateContact(ctx context.Context, m org.Member, r center.ContactRecord) (desk.Contact, error)
	Tags(ctx context.Context, m org.Member) ([]desk.TagCount, error)
	Fields(ctx context.Context, m org.Member, of desk.FieldOf) ([]desk.Field, error)
	CreateField(ctx context.Context, m org.Member, f desk.Field) (desk.Field, error)
	ChangeField(ctx context.Context, m org.Member, id desk.FieldID, wanted desk.Field) (desk.Field, error)
	DeleteField(ctx context.Context, m org.Member, id desk.FieldID) error
	ChangeContact(ctx context.Context, m org.Member, id desk.ContactID, r center.ContactRecord) (desk.Contact, error)
	ChangeContacts(ctx context.Context, m org.Member, change center.ManyContacts) ([]desk.ContactID, error)
	Twins(ctx context.Context, m org.Member, id desk.ContactID) ([]desk.Contact, error)
	Duplicates(ctx context.Context, m org.Member, by desk.DuplicateBy, after string, limit int) (desk.Page[[]desk.Contact], error)
	PlanMerge(ctx context.Context, m org.Member, into, gone desk.ContactID) (center.Merge, error)
	MergeContacts(ctx context.Context, m org.Member, into, gone desk.ContactID, version, goneVersion int64) (desk.Contact, error)
	ConversationsOf(ctx context.Context, m org.Member, id desk.ContactID) ([]center.ConversationView, error)
	ContactNotes(ctx context.Context, m org.Member, contact desk.ContactID, after string, limit int) (desk.Page[center.ContactNoteView], error)
	AddContactNote(ctx context.Context, m org.Member, contact desk.ContactID, text string) (center.ContactNoteView, error)
	ChangeContactNote(ctx context.Context, m org.Member, contact desk.ContactID, id desk.NoteID, text string, version int64) (center.ContactNoteView, error)
	DeleteContactNote(ctx context.Context, m org.Member, contact desk.ContactID, id desk.NoteID) error
	Authorizations(ctx context.Context, m org.Member, contact desk.ContactID) ([]center.AuthorizationView, error)
	AuthorizationHistory(ctx context.Context, m org.Member, contact desk.ContactID, after string, limit int) (desk.Page[center.PermissionEventView], error)
}

// importing is files of contacts that come in and go out.
type importing interface {
	OfferImport(ctx context.Context, m org.Member, name string, data []byte) (center.ImportView, error)
	Imports(ctx context.Context, m org.Member, after string, limit int) (desk.Page[center.ImportView], error)
	Import(ctx context.Context, m org.Member, id desk.ImportID) (center.ImportView, error)
	PreviewImport(ctx context.Context, m org.Member, id desk.ImportID, plan desk.ImportPlan) ([]center.ImportPreview, error)
	StartImport(ctx context.Context, m org.Member, id desk.ImportID, plan desk.ImportPlan) (center.ImportView, error)
	StopImport(ctx context.Context, m org.Member, id desk.ImportID) (center.ImportView, error)
	ForgetImport(ctx context.Context, m org.Member, id desk.ImportID) error
	Refusals(ctx context.Context, m org.Member, id desk.ImportID, each func(i desk.Import, r desk.Refusal) error) error
	ExportContacts(ctx context.Context, m org.Member, q desk.ContactQuery, language string, w sheet.Writer) error
}

type conversations interface {
	Conversations(ctx context.Context, m org.Member, q desk.ConversationQuery) (desk.Page[center.ConversationView], error)
	Conversation(ctx context.Context, m org.Member, id desk.ConversationID) (center.ConversationView, error)
	Messages(ctx context.Context, m org.Member, q desk.MessageQuery) (desk.Page[center.MessageView], error)
	SearchTexts(ctx context.Context, m org.Member, q desk.TextQuery) (desk.Page[center.TextHit], error)
	SendText(ctx context.Context, m org.Member, id desk.ConversationID, o center.Outgoing) (center.MessageView, error)
	SendFile(ctx context.Context, m org.Member, id desk.ConversationID, f center.OutgoingFile) (center.MessageView, error)
	SendPlace(ctx context.Context, m org.Member, id desk.ConversationID, o center.Outgoing) (center.MessageView, error)
	SendPeople(ctx context.Context, m org.Member, id desk.ConversationID, o center.Outgoing) (center.MessageView, error)
	SendAgain(ctx context.Context, m org.Member, id desk.MessageID, clientKey string) (center.MessageView, error)
	React(ctx context.Context, m org.Member, id desk.MessageID, emoji string) (center.MessageView, error)
	MessageMedium(ctx context.Context, m org.Member, id desk.MessageID) (center.Medium, error)
	FetchMedium(ctx context.Context, m org.Member, id desk.MessageID) (center.MessageView, error)
	SendCallRequest(ctx context.Context, m org.Member, id desk.ConversationID, text, clientKey string) (center.MessageView, error)
	MarkRead(ctx context.Context, m org.Member, id desk.ConversationID) error
}

type calls interface {
	CallAction(ctx context.Context, m org.Member, account org.AccountID, contact desk.ContactID) (center.CallAction, error)
	CheckCall(ctx context.Context, m org.Member, user org.UserID, contact desk.ContactID, account org.AccountID) (center.CallCheck, error)
	PlaceCall(ctx context.Context, m org.Member, account org.AccountID, contact desk.ContactID, offer string) (center.Placed, error)
	JoinCall(ctx context.Context, m org.Member, id call.ID, offer string) (answer string, err error)
	HangUp(ctx context.Context, m org.Member, id call.ID) (center.CallView, error)
	Calls(ctx context.Context, m org.Member, q call.Query) (desk.Page[center.CallView], error)
	Call(ctx context.Context, m org.Member, id call.ID) (center.CallView, []center.LineView, error)
}

type accountSettings interface {
	AccountSettings(ctx context.Context, m org.Member) ([]center.AccountView, error)
	AddAccount(ctx context.Context, m org.Member, n center.NewAccount) (center.AccountView, error)
	ChangeAccount(ctx context.Context, m org.Member, id org.AccountID, change center.AccountChange) (center.AccountView, error)
	DisconnectAccount(ctx context.Context, m org.Member, id org.AccountID, version int64) (center.AccountView, error)
	ReconnectAccount(ctx context.Context, m org.Member, id org.AccountID, version int64) (center.AccountView, error)
	CheckAccount(ctx context.Context, m org.Member, id org.AccountID, step center.CheckStep, repair bool) (center.AccountCheck, error)
}

type webhooks interface {
	Handshake(ctx context.Context, account org.AccountID, mode, token string) error
	Receive(ctx context.Context, account org.AccountID, signature string, raw []byte) error
}

// deals is funnels and what goes through them.
type deals interface {
	Pipelines(ctx context.Context, m org.Member) ([]desk.Pipeline, error)
	CreatePipeline(ctx context.Context, m org.Member, e center.PipelineEdit) (desk.Pipeline, error)
	ChangePipeline(ctx context.Context, m org.Member, id desk.PipelineID, e center.PipelineEdit) (desk.Pipeline, error)
	DeletePipeline(ctx context.Context, m org.Member, id desk.PipelineID) error
	BusyStages(ctx context.Context, m org.Member, id desk.PipelineID) ([]desk.StageID, error)
	Board(ctx context.Context, m org.Member, id desk.PipelineID, owner org.UserID, limit int) (center.Board, error)
	DealsOfStage(ctx context.Context, m org.Member, pipeline desk.PipelineID, q desk.StageQuery) (desk.Page[center.DealView], error)
	Deals(ctx context.Context, m org.Member, q desk.DealQuery) (desk.Page[center.DealView], error)
	DealsOf(ctx context.Context, m org.Member, contact desk.ContactID, after string, limit int) (desk.Page[center.DealView], error)
	Deal(ctx context.Context, m org.Member, id desk.DealID) (center.DealView, error)
	DealHistory(ctx context.Context, m org.Member, id desk.DealID, after string, limit int) (desk.Page[center.DealEventView], error)
	CreateDeal(ctx context.Context, m org.Member, n center.NewDeal) (center.DealView, error)
	ChangeDeal(ctx context.Context, m org.Member, id desk.DealID, change center.DealChange) (center.DealView, error)
	MoveDeal(ctx context.Context, m org.Member, id desk.DealID, to desk.StageID, below desk.DealID, version int64) (center.DealView, error)
	WinDeal(ctx context.Context, m org.Member, id desk.DealID, reason string, version int64) (center.DealView, error)
	LoseDeal(ctx context.Context, m org.Member, id desk.DealID, reason string, version int64) (center.DealView, error)
	DeleteDeal(ctx context.Context, m org.Member, id desk.DealID, version int64) error
	ReopenDeal(ctx context.Context, m org.Member, id desk.DealID, version int64) (center.DealView, error)
}

type useCases interface {
	sessions
	workspaces
	ownAccounts
	templates
	serving
	notices
	rateCards
	people
	structure
	callSettings
	contacts
	importing
	conversations
	deals
	calls
	accountSettings
	webhooks
	Ready() error
}

// subscriber hears what changed, on whatever node it happened: bus.Bus.
type subscriber interface {
	Subscribe(subject string, fn func(subject string, data []byte)) (stop func(), err error)
}
