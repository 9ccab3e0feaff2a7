package center

import (
	"context"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/meta"
	"ramal/internal/org"
	"ramal/internal/rates"
)

// The small interfaces that the use cases need. store.DB has all the storing ones. Every read names its workspace; what
// belongs to another one is fault.NotFound. Saves with a Version succeed where the stored version is the given one, raise
// it by one (in the row and through the pointer), and are fault.Conflict otherwise.

// transactions runs fn in one write transaction: every storing call that gets fn's context belongs to it. Nested calls
// join. An error rolls all back; fault.Conflict where the database broke it off in favour of another one. fn does no other I/O.
type transactions interface {
	Atomically(ctx context.Context, fn func(ctx context.Context) error) error
}

type people interface {
	Member(ctx context.Context, id org.UserID) (org.Member, error)
	// Credentials returns the user and the password hash; fault.NotFound when no user has that address.
	Credentials(ctx context.Context, email string) (org.User, string, error)
	Users(ctx context.Context, ws org.WorkspaceID) ([]org.User, error)
	User(ctx context.Context, ws org.WorkspaceID, id org.UserID) (org.User, error)
	// UpdateUser saves all but the password.
	UpdateUser(ctx context.Context, u *org.User) error
	SetLanguage(ctx context.Context, id org.UserID, language string) error
	CreateUser(ctx context.Context, u *org.User, passwordHash string) error
	// SetPassword replaces the password's hash and ends all sessions of the user.
	SetPassword(ctx context.Context, ws org.WorkspaceID, id org.UserID, hash string) error
	Workspace(ctx context.Context, id org.WorkspaceID) (org.Workspace, error)
	Workspaces(ctx context.Context) ([]org.Workspace, error)
	CreateWorkspace(ctx context.Context, w org.Workspace) error
	// MarkSetUp is fault.Conflict when it was called before, on whatever node.
	MarkSetUp(ctx context.Context, ws org.WorkspaceID) error

	CreateSession(ctx context.Context, s org.Session) error
	// Session returns the session by the hash of its token; fault.NotFound when there is none.
	Session(ctx context.Context, hash string) (org.Session, error)
	TouchSession(ctx context.Context, hash string, seen time.Time) error
	DeleteSession(ctx context.Context, hash string) error
	DeleteSessionsOf(ctx context.Context, ws org.WorkspaceID, id org.UserID) error
	// DeleteSessionsBefore deletes sessions made before created or last seen before seen.
	DeleteSessionsBefore(ctx context.Context, created, seen time.Time) error
}

// structure is departments and permission groups. Names are taken once: fault.Conflict on "name".
type structure interface {
	Departments(ctx context.Context, ws org.WorkspaceID) ([]org.Department, error)
	Department(ctx context.Context, ws org.WorkspaceID, id org.DepartmentID) (org.Department, error)
	CreateDepartment(ctx context.Context, d *org.Department) error
	UpdateDepartment(ctx context.Context, d *org.Department) error
	DeleteDepartment(ctx context.Context, ws org.WorkspaceID, id org.DepartmentID) error

	Groups(ctx context.Context, ws org.WorkspaceID) ([]org.PermissionGroup, error)
	Group(ctx context.Context, ws org.WorkspaceID, id org.GroupID) (org.PermissionGroup, error)
	CreateGroup(ctx context.Context, g *org.PermissionGroup) error
	UpdateGroup(ctx context.Context, g *org.PermissionGroup) error
	DeleteGroup(ctx context.Context, ws org.WorkspaceID, id org.GroupID) error
}

type invitations interface {
	// SaveInvitation replaces an earlier one of the workspace to the same address.
	SaveInvitation(ctx context.Context, i org.Invitation) error
	Invitations(ctx context.Context, ws org.WorkspaceID) ([]org.Invitation, error)
	Invitation(ctx context.Context, ws org.WorkspaceID, id org.InvitationID) (org.Invitation, error)
	// InvitationByHash is for whoever holds the link, who is in no workspace yet.
	InvitationByHash(ctx context.Context, hash string) (org.Invitation, error)
	DeleteInvitation(ctx context.Context, ws org.WorkspaceID, id org.InvitationID) error
	DeleteInvitationsBefore(ctx context.Context, expired time.Time) error
}

type ownAccounts interface {
	SessionsOf(ctx context.Context, id org.UserID) ([]org.Session, error)
	// Factor returns a user's second factor; its Seed is "" when there is none.
	Factor(ctx context.Context, id org.UserID) (org.Factor, error)
	SetFactor(ctx context.Context, ws org.WorkspaceID, id org.UserID, f org.Factor) error
	// UseStep and UseRecovery are fault.Conflict for a code that was used before.
	UseStep(ctx context.Context, id org.UserID, step int64) error
	UseRecovery(ctx context.Context, id org.UserID, hash string) error

	CreateToken(ctx context.Context, t org.Token) error
	TokensOf(ctx context.Context, ws org.WorkspaceID, id org.UserID) ([]org.Token, error)
	TokenByHash(ctx context.Context, hash string) (org.Token, error)
	TouchToken(ctx context.Context, id org.TokenID, used time.Time, from string) error
	DeleteToken(ctx context.Context, ws org.WorkspaceID, user org.UserID, id org.TokenID) error
}

type accounts interface {
	Account(ctx context.Context, ws org.WorkspaceID, id org.AccountID) (org.Account, error)
	// AccountByID is for the webhook receiver, which knows no workspace yet.
	AccountByID(ctx context.Context, id org.AccountID) (org.Account, error)
	AccountByPhoneNumberID(ctx context.Context, ws org.WorkspaceID, phoneNumberID string) (org.Account, error)
	Accounts(ctx context.Context, ws org.WorkspaceID) ([]org.Account, error)
	CreateAccount(ctx context.Context, a *org.Account, s org.Secrets) error
	// UpdateAccount saves all but the secrets and what SaveCalling saves, where Version is unchanged.
	UpdateAccount(ctx context.Context, a *org.Account) error
	Secrets(ctx context.Context, id org.AccountID) (org.Secrets, error)
	SetSecrets(ctx context.Context, ws org.WorkspaceID, id org.AccountID, s org.Secrets) error
	// SaveCalling saves what Meta said about an account's calling, where Calling.Version is unchanged.
	SaveCalling(ctx context.Context, a *org.Account) error
	// ConnectedAccounts lists the connected accounts of all workspaces by id, those behind after.
	ConnectedAccounts(ctx context.Context, after org.AccountID, limit int) ([]org.Account, error)
}

// audit is the record of what was changed. A line is written in the transaction of its change.
type audit interface {
	AddEntry(ctx context.Context, e org.Entry) error
	// Entries lists newest first.
	Entries(ctx context.Context, ws org.WorkspaceID, q org.AuditQuery) (desk.Page[org.Entry], error)
}

type contacts interface {
	Contact(ctx context.Context, ws org.WorkspaceID, id desk.ContactID) (desk.Contact, error)
	// FindContact finds by BSUID first, then by wa_id, then by phone, numbers in every form; empty keys match nothing. fault.NotFound if none.
	FindContact(ctx context.Context, ws org.WorkspaceID, bsuid, waID, phone string) (desk.Contact, error)
	// ContactsByID returns those of the ids that exist in the workspace.
	ContactsByID(ctx context.Context, ws org.WorkspaceID, ids []desk.ContactID) (map[desk.ContactID]desk.Contact, error)
	// Contacts lists contacts, keyset-paged: after is the Next of the page before, "" for the first.
	Contacts(ctx context.Context, ws org.WorkspaceID, q desk.ContactQuery) (desk.Page[desk.Contact], error)
	// CreateContact and SaveContact are fault.Conflict on "fields.<id>" where the value of a unique field is another contact's.
	CreateContact(ctx context.Context, c *desk.Contact) error
	SaveContact(ctx context.Context, c *desk.Contact) error
	// TagCounts lists the tags with how many contacts have each.
	TagCounts(ctx context.Context, ws org.WorkspaceID) ([]desk.TagCount, error)
	// FindByField returns the contact that has a value in a unique field; fault.NotFound if none.
	FindByField(ctx context.Context, ws org.WorkspaceID, id desk.FieldID, value string) (desk.Contact, error)

	// Twins lists contacts that may be the same person as another.
	Twins(ctx context.Context, k desk.Contact, viewer org.UserID) ([]desk.Contact, error)
	// Duplicates lists contacts that may be one person, in groups.
	Duplicates(ctx context.Context, ws org.WorkspaceID, by desk.DuplicateBy, viewer org.UserID, after string, limit int) (desk.Page[[]desk.Contact], error)
	// HoldContacts keeps others from writing anything that belongs to some contacts until the transaction ends.
	HoldContacts(ctx context.Context, ws org.WorkspaceID, ids ...desk.ContactID) error
	// MergeContact saves a contact, gives it all that another has, and deletes the other.
	MergeContact(ctx context.Context, into *desk.Contact, gone desk.Contact) error

	// ContactNotes lists the notes about a contact, newest first.
	ContactNotes(ctx context.Context, ws org.WorkspaceID, contact desk.ContactID, after string, limit int) (desk.Page[desk.ContactNote], error)
	ContactNote(ctx context.Context, ws org.WorkspaceID, id desk.NoteID) (desk.ContactNote, error)
	CreateContactNote(ctx context.Context, n *desk.ContactNote) error
	SaveContactNote(ctx context.Context, n *desk.ContactNote) error
	DeleteContactNote(ctx context.Context, ws org.WorkspaceID, id desk.NoteID) error

	Fields(ctx context.Context, ws org.WorkspaceID, of desk.FieldOf) ([]desk.Field, error)
	Field(ctx context.Context, ws org.WorkspaceID, id desk.FieldID) (desk.Field, error)
	CreateField(ctx context.Context, f *desk.Field) error
	SaveField(ctx context.Context, f *desk.Field) error
	// DeleteField puts a field out of sight. ClearField takes its values, a few at once: those that follow the last one.
	DeleteField(ctx context.Context, ws org.WorkspaceID, id desk.FieldID) error
	DeletedFields(ctx context.Context) ([]desk.Field, error)
	ClearField(ctx context.Context, f desk.Field, after string) (last string, more bool, err error)
}

// importing is files of contacts that are taken in.
type importing interface {
	CreateImport(ctx context.Context, i *desk.Import) error
	Import(ctx context.Context, ws org.WorkspaceID, id desk.ImportID) (desk.Import, error)
	// SaveImport is fault.Conflict too where another import of the workspace is running.
	SaveImport(ctx context.Context, i *desk.Import) error
	// Imports lists those that were started, newest first; by is who did, "" for anybody.
	Imports(ctx context.Context, ws org.WorkspaceID, by org.UserID, after string, limit int) (desk.Page[desk.Import], error)
	OfferedImports(ctx context.Context, ws org.WorkspaceID, by org.UserID) ([]desk.Import, error)
	// RunningImport is fault.NotFound where none is running.
	RunningImport(ctx context.Context, ws org.WorkspaceID) (desk.Import, error)
	// DueImports lists the running imports of all workspaces that nobody works on, or that were node's before it stopped.
	DueImports(ctx context.Context, now time.Time, node string, limit int) ([]desk.Import, error)
	// WaitingImports lists those of all workspaces that were offered before a moment and not started.
	WaitingImports(ctx context.Context, before time.Time, limit int) ([]desk.Import, error)
	// DeleteImport deletes an import with its file.
	DeleteImport(ctx context.Context, ws org.WorkspaceID, id desk.ImportID) error
	AddRefusals(ctx context.Context, ws org.WorkspaceID, id desk.ImportID, list []desk.Refusal) error
	// Refusals lists those behind a row, in their order.
	Refusals(ctx context.Context, ws org.WorkspaceID, id desk.ImportID, after, limit int) ([]desk.Refusal, error)
	RefusedRows(ctx context.Context, ws org.WorkspaceID, id desk.ImportID) (map[int]bool, error)
	// ForgetRefusals forgets the refused rows of imports that ended before a moment.
	ForgetRefusals(ctx context.Context, before time.Time) error
}

type conversations interface {
	Conversation(ctx context.Context, ws org.WorkspaceID, id desk.ConversationID) (desk.Conversation, error)
	// OpenConversation returns the contact's conversation on the account that is not closed; fault.NotFound if none.
	OpenConversation(ctx context.Context, ws org.WorkspaceID, account org.AccountID, contact desk.ContactID) (desk.Conversation, error)
	// ConversationsOf lists a contact's conversations, newest first, 50 at most.
	ConversationsOf(ctx context.Context, ws org.WorkspaceID, contact desk.ContactID) ([]desk.Conversation, error)
	Conversations(ctx context.Context, ws org.WorkspaceID, q desk.ConversationQuery) (desk.Page[desk.Conversation], error)
	CreateConversation(ctx context.Context, c *desk.Conversation) error
	SaveConversation(ctx context.Context, c *desk.Conversation) error
	// MergeConversation saves a service, gives it all that was said in another, and deletes the other.
	MergeConversation(ctx context.Context, into *desk.Conversation, gone desk.Conversation) error

	// Messages reads a part of a thread, newest first. fault.NotFound for a message to read around that is not in it.
	Messages(ctx context.Context, ws org.WorkspaceID, q desk.MessageQuery) (desk.Page[desk.Message], error)
	// SearchTexts finds messages by their words, the newest first.
	SearchTexts(ctx context.Context, ws org.WorkspaceID, q desk.TextQuery) (desk.Page[desk.Message], error)
	Message(ctx context.Context, ws org.WorkspaceID, id desk.MessageID) (desk.Message, error)
	MessageByMetaID(ctx context.Context, ws org.WorkspaceID, wamid string) (desk.Message, error)
	MessageByClientKey(ctx context.Context, ws org.WorkspaceID, conversation desk.ConversationID, key string) (desk.Message, error)
	// CreateMessage is fault.Conflict when the wamid, or the client key in the conversation, exists.
	CreateMessage(ctx context.Context, m *desk.Message) error
	SaveMessage(ctx context.Context, m *desk.Message) error
	// CloseReasons lists why services were closed since a moment, the newest first, each once.
	CloseReasons(ctx context.Context, ws org.WorkspaceID, since time.Time, limit int) ([]string, error)
	// PendingMessages lists outgoing messages of all workspaces still Pending and older than before, oldest first.
	PendingMessages(ctx context.Context, before time.Time, limit int) ([]desk.Message, error)
}

type calls interface {
	Call(ctx context.Context, ws org.WorkspaceID, id call.ID) (call.Call, error)
	CallByMetaID(ctx context.Context, ws org.WorkspaceID, wacid string) (call.Call, error)
	// CreateCall stores a new call with its first lines; Version becomes 1.
	CreateCall(ctx context.Context, c *call.Call, lines []call.Line) error
	// SaveCall saves where the version is unchanged and appends the lines, whose Seq it fills in.
	SaveCall(ctx context.Context, c *call.Call, lines []call.Line) error
	Timeline(ctx context.Context, ws org.WorkspaceID, id call.ID) ([]call.Line, error)
	Calls(ctx context.Context, ws org.WorkspaceID, q call.Query) (desk.Page[call.Call], error)
	// LiveCallWith returns the live call with a contact on an account; fault.NotFound if none.
	LiveCallWith(ctx context.Context, ws org.WorkspaceID, account org.AccountID, contact desk.ContactID) (call.Call, error)
	// LiveCallOf returns the live call that the user is on; fault.NotFound if none.
	LiveCallOf(ctx context.Context, ws org.WorkspaceID, user org.UserID) (call.Call, error)
	// OnACall reports whether one of some contacts is on a call.
	OnACall(ctx context.Context, ws org.WorkspaceID, ids ...desk.ContactID) (bool, error)
	// Unsettled lists calls of all workspaces whose outside may not match them: live ones of node, those past their
	// deadline, and ended ones that Meta may still think alive (MetaID set, Closed not). Live ones come first, oldest first.
	Unsettled(ctx context.Context, node string, now time.Time, limit int) ([]call.Call, error)

	// Permission returns the stored one, or a fresh one with Grant None and Version 0 when there is none.
	Permission(ctx context.Context, ws org.WorkspaceID, account org.AccountID, contact desk.ContactID) (call.Permission, error)
	// SavePermission inserts when Version is 0, else updates where it is unchanged.
	SavePermission(ctx context.Context, p *call.Permission) error
	// PermissionsOf lists a contact's permissions of all accounts.
	PermissionsOf(ctx context.Context, ws org.WorkspaceID, contact desk.ContactID) ([]call.Permission, error)
	AddPermissionEvent(ctx context.Context, e call.PermissionEvent) error
	// PermissionEvents lists what became of a contact's authorizations on some accounts, newest first; nil for all.
	PermissionEvents(ctx context.Context, ws org.WorkspaceID, contact desk.ContactID, accounts []org.AccountID, after string, limit int) (desk.Page[call.PermissionEvent], error)
}

// deskTools are what helps at the desk.
type deskTools interface {
	// QuickReplies lists a user's own and all that are shared, by their shortcuts.
	QuickReplies(ctx context.Context, ws org.WorkspaceID, user org.UserID) ([]desk.QuickReply, error)
	QuickReply(ctx context.Context, ws org.WorkspaceID, id desk.QuickReplyID) (desk.QuickReply, error)
	// CreateQuickReply and SaveQuickReply are fault.Conflict on "shortcut" where it is taken.
	CreateQuickReply(ctx context.Context, q *desk.QuickReply) error
	SaveQuickReply(ctx context.Context, q *desk.QuickReply) error
	DeleteQuickReply(ctx context.Context, ws org.WorkspaceID, id desk.QuickReplyID) error
	// Closing returns what was decided on why services are closed: any words, until somebody did.
	Closing(ctx context.Context, ws org.WorkspaceID) (desk.Closing, error)
	// SaveClosing saves the first decision where Version is 0, and others where it is unchanged.
	SaveClosing(ctx context.Context, c *desk.Closing) error
}

// deals are the funnels and what goes through them.
type deals interface {
	// Pipelines lists the oldest first.
	Pipelines(ctx context.Context, ws org.WorkspaceID) ([]desk.Pipeline, error)
	Pipeline(ctx context.Context, ws org.WorkspaceID, id desk.PipelineID) (desk.Pipeline, error)
	// CreatePipeline and SavePipeline are fault.Conflict on "name" where it is taken. SavePipeline deletes the stages that are not there
	// any more: fault.Conflict on "stages" where one of them has deals.
	CreatePipeline(ctx context.Context, p *desk.Pipeline) error
	SavePipeline(ctx context.Context, p *desk.Pipeline) error
	// DeletePipeline is fault.Conflict where there are deals in it.
	DeletePipeline(ctx context.Context, ws org.WorkspaceID, id desk.PipelineID) error
	HasDeals(ctx context.Context, ws org.WorkspaceID, id desk.PipelineID) (bool, error)
	BusyStages(ctx context.Context, ws org.WorkspaceID, id desk.PipelineID) ([]desk.StageID, error)
	// MoveDealsOf moves all deals of a stage behind those of another one, with the event for each.
	MoveDealsOf(ctx context.Context, ws org.WorkspaceID, pipeline desk.PipelineID, from, to desk.StageID, e desk.DealEvent) error

	Deal(ctx context.Context, ws org.WorkspaceID, id desk.DealID) (desk.Deal, error)
	// CreateDeal and SaveDeal are fault.Conflict, for the reason exists, where another open deal has the place, and on "fields.<id>" where
	// another deal has the value of a unique field.
	CreateDeal(ctx context.Context, k *desk.Deal) error
	SaveDeal(ctx context.Context, k *desk.Deal) error
	// EdgeRank returns the rank of the first or last open deal of a stage; "" where it has none.
	EdgeRank(ctx context.Context, ws org.WorkspaceID, stage desk.StageID, last bool) (desk.Rank, error)
	// RankBelow returns the rank of the open deal below a place, one left out; "" where there is none.
	RankBelow(ctx context.Context, ws org.WorkspaceID, stage desk.StageID, above desk.Rank, but desk.DealID) (desk.Rank, error)
	StageTotals(ctx context.Context, ws org.WorkspaceID, pipeline desk.PipelineID, owner, viewer org.UserID) ([]desk.StageTotal, error)
	DealsOfStage(ctx context.Context, ws org.WorkspaceID, q desk.StageQuery) (desk.Page[desk.Deal], error)
	DealsOf(ctx context.Context, ws org.WorkspaceID, contact desk.ContactID, after string, limit int) (desk.Page[desk.Deal], error)
	Deals(ctx context.Context, ws org.WorkspaceID, q desk.DealQuery) (desk.Page[desk.Deal], error)
	// DealsByID returns those that are there.
	DealsByID(ctx context.Context, ws org.WorkspaceID, ids []desk.DealID) (map[desk.DealID]desk.Deal, error)
	// DeleteDeal deletes a deal where its version is unchanged, with its history and the notices of it.
	DeleteDeal(ctx context.Context, k desk.Deal) error
	AddDealEvent(ctx context.Context, e desk.DealEvent) error
	// DealEvents lists newest first.
	DealEvents(ctx context.Context, ws org.WorkspaceID, deal desk.DealID, after string, limit int) (desk.Page[desk.DealEvent], error)
}

// files are what messages carry.
type files interface {
	CreateFile(ctx context.Context, ws org.WorkspaceID, f desk.File, data []byte) error
	File(ctx context.Context, ws org.WorkspaceID, id desk.FileID) (desk.File, error)
	// FilePart returns a piece of desk.FilePart bytes, or what is left.
	FilePart(ctx context.Context, ws org.WorkspaceID, id desk.FileID, part int64) ([]byte, error)
	// DeleteFile does nothing where there is none.
	DeleteFile(ctx context.Context, ws org.WorkspaceID, id desk.FileID) error
	// AddDueMedium notes when a medium is to be fetched, anew where it was noted already.
	AddDueMedium(ctx context.Context, m desk.DueMedium) error
	DueMedia(ctx context.Context, now time.Time, limit int) ([]desk.DueMedium, error)
	DeleteDueMedium(ctx context.Context, ws org.WorkspaceID, id desk.MessageID) error
}

// serving is how services are spread over those who serve.
type serving interface {
	// Load counts the services that are not closed, on the accounts given (nil for all), by state and attendant.
	Load(ctx context.Context, ws org.WorkspaceID, accounts []org.AccountID, viewer org.UserID) ([]desk.Load, error)
	// Turn returns who had the last turn of the roulette among a department, or among all (""); "" for nobody yet.
	Turn(ctx context.Context, ws org.WorkspaceID, department org.DepartmentID) (org.UserID, error)
	SetTurn(ctx context.Context, ws org.WorkspaceID, department org.DepartmentID, user org.UserID) error
}

// notices are what single users are told.
type notices interface {
	AddNotice(ctx context.Context, n desk.Notice) error
	// Notices lists newest first.
	Notices(ctx context.Context, ws org.WorkspaceID, user org.UserID, after string, limit int) (desk.Page[desk.Notice], error)
	UnreadNotices(ctx context.Context, ws org.WorkspaceID, user org.UserID) (int, error)
	ReadNotices(ctx context.Context, ws org.WorkspaceID, user org.UserID, until, now time.Time) error
	DeleteNoticesBefore(ctx context.Context, before time.Time) error
}

// rateCards are Meta's rate cards as they were imported, and the pulses that are charged by them. A month is from a moment until
// before another.
type rateCards interface {
	// RateCards lists the youngest first.
	RateCards(ctx context.Context, ws org.WorkspaceID) ([]rates.Card, error)
	// AddRateCard is fault.Conflict on "effective" when there is one of that day.
	AddRateCard(ctx context.Context, ws org.WorkspaceID, c rates.Card) error
	DeleteRateCard(ctx context.Context, ws org.WorkspaceID, effective rates.Day) error
	UsedPulses(ctx context.Context, ws org.WorkspaceID, account org.AccountID, from, until time.Time) (int64, error)
	// PulsesUpTo sums, for each of the calls, those of the month up to and with it.
	PulsesUpTo(ctx context.Context, ws org.WorkspaceID, account org.AccountID, from, until time.Time, ids []call.ID) (map[call.ID]int64, error)
}

type inbox interface {
	// Keep stores webhook events durably before it returns; one whose key is known is dropped. It returns the kept ones
	// with their ids.
	Keep(ctx context.Context, events []meta.Event) ([]meta.Event, error)
	// Unhandled lists kept events that were not settled and are older than before, oldest first.
	Unhandled(ctx context.Context, before time.Time, limit int) ([]meta.Event, error)
	// Settle marks an event as handled (problem "") or as given up (problem says why). Attempts are counted by Retry.
	Settle(ctx context.Context, id int64, problem string) error
	Retry(ctx context.Context, id int64, problem string) error
	// ForgetInbox deletes settled events received before.
	ForgetInbox(ctx context.Context, before time.Time) error
}

type store interface {
	transactions
	people
	ownAccounts
	structure
	invitations
	accounts
	audit
	contacts
	importing
	conversations
	calls
	files
	deskTools
	deals
	serving
	notices
	rateCards
	inbox
}

// gate keeps the door: auth.Gate.
type gate interface {
	// Allow counts an attempt to sign in; fault.Limited when there were too many for the account or from the address.
	Allow(account, address string, now time.Time) error
	// Succeeded forgets the attempts counted for the account.
	Succeeded(account, address string)
	// Check compares a password with a hash, in the same time for an empty hash (no such user).
	Check(password, hash string) bool
	NewEnrolment(issuer, account string) (Enrolment, error)
	// CodeStep reports whether a code belongs to the seed at now, and to which step.
	CodeStep(seed, code string, now time.Time) (step int64, ok bool)
	NewRecoveryCodes() (codes, hashes []string)
	TidyCode(code string) string
	// Hash hashes a new password; fault.Invalid on "password" where it is too short or too long.
	Hash(password string) (string, error)
	NewToken() (token, hash string)
	HashToken(token string) string
	// Expired reports whether a session is over: idle or too old.
	Expired(created, seen, now time.Time) bool
	// Oldest returns the bounds before which a session made, or last seen, is over.
	Oldest(now time.Time) (created, seen time.Time)
}

// Bridge is the audio of one call: media.Bridge.
type Bridge interface {
	OfferMeta(ctx context.Context) (offer string, err error)
	ApplyMetaAnswer(ctx context.Context, answer string) error
	AnswerMeta(ctx context.Context, offer string) (answer string, err error)
	JoinOperator(ctx context.Context, offer string) (answer string, err error)
	OpenGate()
	Hold(on bool)
	Close()
}

// voices turns what a browser recorded into what WhatsApp takes as a voice message: Opus in Ogg.
type voices interface {
	Ogg(recorded []byte) ([]byte, error)
}

// bridges opens and finds the bridges of this node.
type bridges interface {
	OpenBridge(id string) (Bridge, error)
	Bridge(id string) (Bridge, bool)
}

// bus carries events to every browser of a workspace, on whatever node it is connected.
type bus interface {
	Publish(subject string, v any) error
}
