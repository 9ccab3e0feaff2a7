package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"ramal/internal/api"
	"ramal/internal/auth"
	"ramal/internal/desk"
	"ramal/internal/org"
	"ramal/internal/rates"
)

// The roles in front of the API, in the order of the cells of a row.
var roles = []string{"anonymous", "agent without path", "agent with path", "operator", "administrator", "other workspace's administrator"}

// row is one operation with what each role gets. ask makes a request that would be right, on things that are there for it;
// what it changes it makes anew each time. The cells are one word for each role:
//
//	out   401: sign in first
//	no    403: this one may not
//	gone  404: it does not exist for this one
//	ok    the door is open: done, or refused for another reason than who asks
type row struct {
	cells string
	ask   func(*stage) (path string, body any)
}

// stage is a world with one member for each role, and something of everything that can be asked for.
type stage struct {
	*world
	members []*org.Member
	service api.Conversation
	callID  string
	marks   int // makes names that are new
}

func newStage(t *testing.T) *stage {
	w := newWorld(t)
	s := &stage{world: w}
	ws := w.paula.Workspace.ID
	ctx := t.Context()
	bare := org.Department{ID: org.DepartmentID(newID()), WorkspaceID: ws, Name: "Without paths", Accounts: []org.AccountID{w.account.ID}, CreatedAt: time.Now()}
	must(t, w.store.CreateDepartment(ctx, &bare))
	group := org.PermissionGroup{
		ID: org.GroupID(newID()), WorkspaceID: ws, Name: "All that is granted",
		Paths: []org.Path{org.PathSAC, org.PathCRM, org.PathContacts, org.PathSettings}, CreatedAt: time.Now(),
	}
	must(t, w.store.CreateGroup(ctx, &group))
	granted := org.Department{
		ID: org.DepartmentID(newID()), WorkspaceID: ws, Name: "With paths", Accounts: []org.AccountID{w.account.ID}, Groups: []org.GroupID{group.ID}, CreatedAt: time.Now(),
	}
	must(t, w.store.CreateDepartment(ctx, &granted))
	without, with := w.person("without@aurora.example", "Wanda", ws, false, bare.ID), w.person("with@aurora.example", "Walter", ws, false, granted.ID)
	admin := w.person("admin@aurora.example", "Alice", ws, true)
	s.members = []*org.Member{nil, &without, &with, &w.paula, &admin, &w.other}
	paula := w.enter(&w.paula)
	s.service = w.writes(paula, ana, "Bom dia")
	s.callID = string(w.storedCall(s.service, nil).ID)
	return s
}

var importPlan = api.ImportPlan{Parts: []string{"name"}, Country: "BR", Known: "update"}

// offered returns a file of the operator's that was offered for import.
func (s *stage) offered() string {
	s.t.Helper()
	v, err := s.center.OfferImport(s.t.Context(), s.paula, "contatos.csv", []byte("name\nAna\n"))
	must(s.t, err)
	return string(v.ID)
}

// enter returns a browser with a session of its own: no sign-in is counted, no password hashed.
func (w *world) enter(m *org.Member) *client {
	w.t.Helper()
	c := w.nobody()
	if m == nil {
		return c
	}
	token, hash := auth.NewToken()
	now := time.Now().UTC()
	must(w.t, w.store.CreateSession(w.t.Context(), org.Session{Hash: hash, UserID: m.User.ID, CreatedAt: now, SeenAt: now}))
	c.cookie = token
	return c
}

// at is a row for a path that always is the same, with a body.
func at(cells, path string, body any) row {
	return row{cells, func(*stage) (string, any) { return path, body }}
}

var rows = map[string]row{
	"sign-in":                  at("ok ok ok ok ok ok", "/api/session", api.SignIn{Email: "paula@aurora.example", Password: password}),
	"get-session":              at("out ok ok ok ok ok", "/api/session", nil),
	"sign-out":                 at("out ok ok ok ok ok", "/api/session", nil),
	"change-language":          at("out ok ok ok ok ok", "/api/me", api.LanguageChange{Language: "es"}),
	"change-password":          at("out ok ok ok ok ok", "/api/me/password", api.PasswordChange{Old: "wrong", New: "new password"}),
	"list-sessions":            at("out ok ok ok ok ok", "/api/me/sessions", nil),
	"end-other-sessions":       at("out ok ok ok ok ok", "/api/me/sessions", nil),
	"end-session":              {"out gone gone ok gone gone", func(s *stage) (string, any) { return "/api/me/sessions/" + s.session(&s.paula), nil }},
	"new-second-factor":        at("out ok ok ok ok ok", "/api/me/second-factor/seed", nil),
	"switch-second-factor-on":  at("out ok ok ok ok ok", "/api/me/second-factor", api.FactorConfirmation{}),
	"switch-second-factor-off": at("out ok ok ok ok ok", "/api/me/second-factor/off", api.PasswordOnly{}),
	"new-recovery-codes":       at("out ok ok ok ok ok", "/api/me/recovery-codes", api.PasswordOnly{}),
	"remove-second-factor":     {"out no no no ok gone", func(s *stage) (string, any) { return "/api/settings/users/" + s.colleague() + "/second-factor", nil }},
	"list-tokens":              at("out ok ok ok ok ok", "/api/me/tokens", nil),
	"create-token": {"out ok ok ok ok ok", func(s *stage) (string, any) {
		return "/api/me/tokens", api.NewToken{Name: s.name("T"), Scopes: []string{"read"}, ExpiresAt: time.Now().Add(time.Hour)}
	}},
	"revoke-token":          {"out gone gone ok gone gone", func(s *stage) (string, any) { return "/api/me/tokens/" + s.token(&s.paula), nil }},
	"list-users":            at("out ok ok ok ok ok", "/api/users", nil),
	"list-department-names": at("out ok ok ok ok ok", "/api/departments", nil),
	"list-accounts":         at("out ok ok ok ok ok", "/api/accounts", nil),
	"list-contacts":         at("out no ok ok ok ok", "/api/contacts", nil),
	"create-contact": {"out no ok ok ok ok", func(s *stage) (string, any) {
		return "/api/contacts", api.NewContact{Name: "X", Phone: s.phoneNumber()}
	}},
	"get-contact": {"out no ok ok ok gone", func(s *stage) (string, any) { return "/api/contacts/" + s.service.Contact.ID, nil }},
	"change-contact": {"out no ok ok ok gone", func(s *stage) (string, any) {
		return "/api/contacts/" + s.service.Contact.ID, map[string]any{"name": "Y", "version": 1}
	}},
	"list-duplicates":    at("out no ok ok ok ok", "/api/duplicates?by=name", nil),
	"list-contact-twins": {"out no ok ok ok gone", func(s *stage) (string, any) { return "/api/contacts/" + s.service.Contact.ID + "/twins", nil }},
	"plan-contact-merge": {"out no ok ok ok gone", func(s *stage) (string, any) {
		return "/api/contacts/" + s.service.Contact.ID + "/merge?with=" + s.service.Contact.ID, nil
	}},
	"merge-contact": {"out no ok ok ok gone", func(s *stage) (string, any) {
		return "/api/contacts/" + s.service.Contact.ID + "/merge", api.ContactMerge{ID: s.service.Contact.ID}
	}},
	"list-conversations-of-contact": {"out no ok ok ok gone", func(s *stage) (string, any) { return "/api/contacts/" + s.service.Contact.ID + "/conversations", nil }},
	"list-conversations":            at("out ok ok ok ok ok", "/api/conversations", nil),
	"get-conversation":              {"out ok ok ok ok gone", func(s *stage) (string, any) { return "/api/conversations/" + s.service.ID, nil }},
	"mark-conversation-read":        {"out ok ok ok ok gone", func(s *stage) (string, any) { return "/api/conversations/" + s.service.ID + "/read", nil }},
	"list-messages":                 {"out ok ok ok ok gone", func(s *stage) (string, any) { return "/api/conversations/" + s.service.ID + "/messages", nil }},
	"send-text": {"out ok ok ok ok gone", func(s *stage) (string, any) {
		return "/api/conversations/" + s.service.ID + "/messages", api.NewText{Text: "Oi", ClientKey: newID()}
	}},
	"send-call-request": {"out no ok ok ok gone", func(s *stage) (string, any) {
		return "/api/conversations/" + s.service.ID + "/call-request", api.NewCallRequest{ClientKey: newID()}
	}},
	"get-call-action": {"out ok ok ok ok gone", func(s *stage) (string, any) { return "/api/call-action?contactId=" + s.service.Contact.ID, nil }},
	"place-call": {"out no no ok no gone", func(s *stage) (string, any) {
		return "/api/calls", api.NewCall{ContactID: s.service.Contact.ID, SDP: "v=0"}
	}},
	"list-calls": at("out no ok ok ok ok", "/api/calls", nil),
	"get-call":   {"out no ok ok ok gone", func(s *stage) (string, any) { return "/api/calls/" + s.callID, nil }},
	"join-call":  {"out no no ok no gone", func(s *stage) (string, any) { return "/api/calls/" + s.callID + "/leg", api.Leg{SDP: "v=0"} }},
	"hang-up":    {"out no no ok no gone", func(s *stage) (string, any) { return "/api/calls/" + s.callID + "/hangup", nil }},
	"look-at-invitation": {"ok ok ok ok ok ok", func(s *stage) (string, any) {
		_, token := s.invite()
		return "/api/invitations/look", api.InvitationLink{Token: token}
	}},
	"accept-invitation": {"ok ok ok ok ok ok", func(s *stage) (string, any) {
		_, token := s.invite()
		return "/api/invitations/accept", api.InvitationAnswer{Token: token, Password: password}
	}},
	"get-setup":    at("ok ok ok ok ok ok", "/api/setup", nil),
	"set-up":       at("ok ok ok ok ok ok", "/api/setup", api.FirstWorkspace{}), // over: 409
	"get-plan":     at("out no ok no ok ok", "/api/settings/plan", nil),
	"list-audit":   at("out no ok no ok ok", "/api/settings/audit", nil),
	"export-audit": at("out no ok no ok ok", "/api/settings/audit.csv", nil),
	"get-team":     at("out no ok no ok ok", "/api/settings/users", nil),
	"change-user": {"out no no no ok gone", func(s *stage) (string, any) {
		return "/api/settings/users/" + s.colleague(), map[string]any{"name": "Z", "version": 1}
	}},
	"offer-password": {"out no no no ok gone", func(s *stage) (string, any) { return "/api/settings/users/" + s.colleague() + "/password-link", nil }},
	"invite": {"out no no no ok ok", func(s *stage) (string, any) {
		return "/api/settings/invitations", api.NewPerson{Name: "N", Email: s.name("new") + "@aurora.example", Language: "en"}
	}},
	"list-templates": {"out ok ok ok ok gone", func(s *stage) (string, any) { return "/api/accounts/" + string(s.account.ID) + "/templates", nil }},
	"send-template": {"out ok ok ok ok gone", func(s *stage) (string, any) {
		return "/api/contacts/" + s.service.Contact.ID + "/template", api.NewTemplateMessage{
			AccountID: string(s.account.ID), Name: "service_update", Language: "en", Values: map[string]string{"body.1": "Ana", "body.2": "7"}, ClientKey: newID(),
		}
	}},
	"take-service": {"out ok ok ok ok gone", func(s *stage) (string, any) { return "/api/conversations/" + s.service.ID + "/take", nil }},
	"hand-over-service": {"out ok ok ok ok gone", func(s *stage) (string, any) {
		return "/api/conversations/" + s.service.ID + "/hand-over", api.HandOver{UserID: string(s.paula.User.ID)}
	}},
	"count-services":  at("out ok ok ok ok ok", "/api/service-counts", nil),
	"list-successors": {"out ok ok ok ok gone", func(s *stage) (string, any) { return "/api/conversations/" + s.service.ID + "/hand-over", nil }},
	"close-service": {"out ok ok ok ok gone", func(s *stage) (string, any) {
		return "/api/conversations/" + s.service.ID + "/close", api.CloseReason{Reason: "Done"}
	}},
	"reopen-service": {"out ok ok ok ok gone", func(s *stage) (string, any) { return "/api/conversations/" + s.service.ID + "/reopen", nil }},
	"write-note": {"out ok ok ok ok gone", func(s *stage) (string, any) {
		return "/api/conversations/" + s.service.ID + "/notes", api.NewText{Text: "For us", ClientKey: newID()}
	}},
	"change-contacts": {"out no ok ok ok ok", func(s *stage) (string, any) {
		return "/api/contacts/change", api.ManyContacts{IDs: []string{s.service.Contact.ID}, AddTags: []string{"vip"}} // elsewhere: none of them
	}},
	"offer-contact-import":   at("out no ok ok ok ok", "/api/contact-imports?name=a.csv", "name\nAna\n"),
	"list-contact-imports":   at("out no ok ok ok ok", "/api/contact-imports", nil),
	"export-contacts":        at("out no ok ok ok ok", "/api/contact-export?search=nobody", nil),
	"get-contact-import":     {"out no gone ok ok gone", func(s *stage) (string, any) { return "/api/contact-imports/" + s.offered(), nil }},
	"preview-contact-import": {"out no gone ok ok gone", func(s *stage) (string, any) { return "/api/contact-imports/" + s.offered() + "/preview", importPlan }},
	"start-contact-import":   {"out no gone ok ok gone", func(s *stage) (string, any) { return "/api/contact-imports/" + s.offered() + "/start", importPlan }},
	"stop-contact-import":    {"out no gone ok ok gone", func(s *stage) (string, any) { return "/api/contact-imports/" + s.offered() + "/stop", nil }},
	"forget-contact-import":  {"out no gone ok ok gone", func(s *stage) (string, any) { return "/api/contact-imports/" + s.offered(), nil }},
	"get-contact-import-report": {"out no gone ok ok gone", func(s *stage) (string, any) {
		return "/api/contact-imports/" + s.offered() + "/report", nil
	}},
	"list-contact-notes": {"out no ok ok ok gone", func(s *stage) (string, any) { return "/api/contacts/" + s.service.Contact.ID + "/notes", nil }},
	"create-contact-note": {"out no ok ok ok gone", func(s *stage) (string, any) {
		return "/api/contacts/" + s.service.Contact.ID + "/notes", api.NewContactNote{Text: "Prefers mornings"}
	}},
	"change-contact-note": {"out no no ok no gone", func(s *stage) (string, any) { // one of the operator's
		return "/api/contacts/" + s.service.Contact.ID + "/notes/" + s.note(), api.ContactNoteChange{Text: "Afternoons", Version: 1}
	}},
	"delete-contact-note": {"out no no ok ok gone", func(s *stage) (string, any) {
		return "/api/contacts/" + s.service.Contact.ID + "/notes/" + s.note(), nil
	}},
	"list-authorizations": {"out no ok ok ok gone", func(s *stage) (string, any) {
		return "/api/contacts/" + s.service.Contact.ID + "/authorizations", nil
	}},
	"list-authorization-history": {"out no ok ok ok gone", func(s *stage) (string, any) {
		return "/api/contacts/" + s.service.Contact.ID + "/authorizations/history", nil
	}},
	"list-tags":   at("out no ok ok ok ok", "/api/tags", nil),
	"list-fields": at("out ok ok ok ok ok", "/api/fields", nil),
	"create-field": {"out no no no ok ok", func(s *stage) (string, any) {
		return "/api/settings/fields", api.NewCustomField{Name: s.name("f"), Type: "text"}
	}},
	"change-field": {"out no no no ok gone", func(s *stage) (string, any) {
		return "/api/settings/fields/" + s.field(), api.CustomFieldChange{Name: s.name("f"), Version: 1}
	}},
	"delete-field":       {"out no no no ok gone", func(s *stage) (string, any) { return "/api/settings/fields/" + s.field(), nil }},
	"list-close-reasons": at("out ok ok ok ok ok", "/api/close-reasons", nil),
	"get-closing":        at("out no ok no ok ok", "/api/settings/closing", nil),
	"decide-closing":     at("out no no no ok ok", "/api/settings/closing", api.Closing{Reasons: []string{"Done"}, Free: true}),
	"send-file": {"out ok ok ok ok gone", func(s *stage) (string, any) {
		return "/api/conversations/" + s.service.ID + "/files?name=a.txt", "Hello" // without a key: refused for that
	}},
	"send-location": {"out ok ok ok ok gone", func(s *stage) (string, any) {
		return "/api/conversations/" + s.service.ID + "/location", api.NewPlace{Place: api.Place{Latitude: 1, Longitude: 2}, ClientKey: newID()}
	}},
	"send-contacts": {"out no ok ok ok gone", func(s *stage) (string, any) {
		return "/api/conversations/" + s.service.ID + "/contacts", api.NewContactCards{ContactIDs: []string{s.service.Contact.ID}, ClientKey: newID()}
	}},
	"send-again": {"out ok ok ok ok gone", func(s *stage) (string, any) {
		return "/api/messages/" + s.message() + "/again", api.SentAgain{ClientKey: newID()}
	}},
	"react": {"out ok ok ok ok gone", func(s *stage) (string, any) {
		return "/api/messages/" + s.message() + "/reaction", api.NewReaction{Emoji: "👍"}
	}},
	"fetch-medium":       {"out ok ok ok ok gone", func(s *stage) (string, any) { return "/api/messages/" + s.message() + "/medium", nil }},
	"get-medium":         {"out ok ok ok ok gone", func(s *stage) (string, any) { return "/api/messages/" + s.message() + "/medium", nil }},
	"search-messages":    at("out ok ok ok ok ok", "/api/messages?search=bom", nil),
	"list-quick-replies": at("out ok ok ok ok ok", "/api/quick-replies", nil),
	"create-quick-reply": {"out no no no ok ok", func(s *stage) (string, any) {
		return "/api/quick-replies", api.NewQuickReply{Shared: true, Shortcut: s.name("q"), Text: "Hello"}
	}},
	"change-quick-reply": {"out no no no ok gone", func(s *stage) (string, any) {
		return "/api/quick-replies/" + s.quickReply(""), api.QuickReplyChange{Shortcut: s.name("q"), Text: "Hello", Version: 1}
	}},
	"delete-quick-reply": {"out gone gone ok gone gone", func(s *stage) (string, any) {
		return "/api/quick-replies/" + s.quickReply(s.paula.User.ID), nil
	}},
	"list-pipelines":  at("out no ok no ok ok", "/api/pipelines", nil),
	"create-pipeline": {"out no no no ok ok", func(s *stage) (string, any) { return "/api/settings/pipelines", funnel(s.name("Funnel")) }},
	"change-pipeline": {"out no no no ok gone", func(s *stage) (string, any) {
		return "/api/settings/pipelines/" + string(s.funnel().ID), funnel(s.name("Funnel"))
	}},
	"delete-pipeline":  {"out no no no ok gone", func(s *stage) (string, any) { return "/api/settings/pipelines/" + string(s.funnel().ID), nil }},
	"list-busy-stages": {"out no ok no ok gone", func(s *stage) (string, any) { return "/api/settings/pipelines/" + string(s.funnel().ID) + "/busy", nil }},
	"get-board":        {"out no ok no ok gone", func(s *stage) (string, any) { return "/api/pipelines/" + string(s.funnel().ID) + "/board", nil }},
	"list-deals":       {"out no ok no ok gone", func(s *stage) (string, any) { return "/api/pipelines/" + string(s.funnel().ID) + "/deals", nil }},
	"list-deals-of-stage": {"out no ok no ok gone", func(s *stage) (string, any) {
		p := s.funnel()
		return "/api/pipelines/" + string(p.ID) + "/stages/" + string(p.Stages[0].ID) + "/deals", nil
	}},
	"list-deals-of-contact": {"out no ok no ok gone", func(s *stage) (string, any) { return "/api/contacts/" + s.service.Contact.ID + "/deals", nil }},
	"create-deal": {"out no ok no ok ok", func(s *stage) (string, any) {
		return "/api/deals", api.NewDeal{PipelineID: string(s.funnel().ID), Title: "Tyres", ContactID: s.service.Contact.ID} // elsewhere: 400
	}},
	"get-deal": {"out no ok no ok gone", func(s *stage) (string, any) { return "/api/deals/" + string(s.deal().ID), nil }},
	"change-deal": {"out no ok no ok gone", func(s *stage) (string, any) {
		return "/api/deals/" + string(s.deal().ID), map[string]any{"title": "Brakes", "version": 1}
	}},
	"move-deal": {"out no ok no ok gone", func(s *stage) (string, any) {
		k := s.deal()
		return "/api/deals/" + string(k.ID) + "/move", api.DealMove{StageID: string(k.Stage), Version: 1}
	}},
	"win-deal": {"out no ok no ok gone", func(s *stage) (string, any) {
		return "/api/deals/" + string(s.deal().ID) + "/win", api.DealEnd{Version: 1}
	}},
	"lose-deal": {"out no ok no ok gone", func(s *stage) (string, any) {
		return "/api/deals/" + string(s.deal().ID) + "/lose", api.DealEnd{Reason: "Price", Version: 1}
	}},
	"reopen-deal": {"out no ok no ok gone", func(s *stage) (string, any) {
		return "/api/deals/" + string(s.deal().ID) + "/reopen", api.AtVersion{Version: 1}
	}},
	"find-deals":        at("out no ok no ok ok", "/api/deals?search=brakes", nil),
	"delete-deal":       {"out no ok no ok gone", func(s *stage) (string, any) { return "/api/deals/" + string(s.deal().ID) + "?version=1", nil }},
	"list-deal-history": {"out no ok no ok gone", func(s *stage) (string, any) { return "/api/deals/" + string(s.deal().ID) + "/history", nil }},
	"list-notices":      at("out ok ok ok ok ok", "/api/notices", nil),
	"read-notices":      at("out ok ok ok ok ok", "/api/notices/read", api.NoticesRead{}),
	"check-call": {"out no ok no ok gone", func(s *stage) (string, any) {
		return "/api/settings/check?userId=" + string(s.paula.User.ID) + "&contactId=" + s.service.Contact.ID, nil
	}},
	"list-rate-cards":     at("out no ok no ok ok", "/api/settings/rates", nil),
	"read-rate-card":      at("out no no no ok ok", "/api/settings/rates/reading", api.RateCardText{CSV: rates.Example}),
	"import-rate-card":    at("out no no no ok ok", "/api/settings/rates", api.NewRateCard{CSV: rates.Example, Source: "example.csv", Replace: true}),
	"delete-rate-card":    {"out no no no ok gone", func(s *stage) (string, any) { return "/api/settings/rates/" + s.rateCard(), nil }},
	"renew-invitation":    {"out no no no ok gone", func(s *stage) (string, any) { return "/api/settings/invitations/" + s.invitation() + "/renew", nil }},
	"withdraw-invitation": {"out no no no ok gone", func(s *stage) (string, any) { return "/api/settings/invitations/" + s.invitation(), nil }},
	"get-call-settings":   {"out no ok no ok gone", func(s *stage) (string, any) { return s.calling(""), nil }},
	"switch-calling":      {"out no no no ok gone", func(s *stage) (string, any) { return s.calling("/status"), api.CallingSwitch{Enabled: true} }},
	"choose-operators": {"out no no no ok gone", func(s *stage) (string, any) {
		return s.calling("/operators"), api.OperatorChoice{Users: []string{}, Departments: []string{}}
	}},
	"change-call-switches": {"out no no no ok gone", func(s *stage) (string, any) { return s.calling("/switches"), api.CallSwitches{} }},
	"change-call-hours":    {"out no no no ok gone", func(s *stage) (string, any) { return s.calling("/hours"), noHours() }},
	"list-departments":     at("out no ok no ok ok", "/api/settings/departments", nil),
	"create-department":    {"out no no no ok ok", func(s *stage) (string, any) { return "/api/settings/departments", edit(s.name("New"), nil) }},
	"change-department": {"out no no no ok gone", func(s *stage) (string, any) {
		return "/api/settings/departments/" + s.department(), edit(s.name("Changed"), nil)
	}},
	"delete-department":      {"out no no no ok gone", func(s *stage) (string, any) { return "/api/settings/departments/" + s.department(), nil }},
	"list-permission-groups": at("out no ok no ok ok", "/api/settings/groups", nil),
	"create-permission-group": {"out no no no ok ok", func(s *stage) (string, any) {
		return "/api/settings/groups", api.PermissionGroupEdit{Name: s.name("New"), Paths: []string{"sac360"}}
	}},
	"change-permission-group": {"out no no no ok gone", func(s *stage) (string, any) {
		return "/api/settings/groups/" + s.group(), api.PermissionGroupEdit{Name: s.name("Changed"), Paths: []string{}, Version: 1}
	}},
	"delete-permission-group": {"out no no no ok gone", func(s *stage) (string, any) { return "/api/settings/groups/" + s.group(), nil }},
	"list-account-settings":   at("out no ok no ok ok", "/api/settings/accounts", nil),
	"add-account":             at("out no no no ok ok", "/api/settings/accounts", api.NewAccount{Name: "Second", PhoneNumberID: "12345", WABAID: "12345"}),
	"change-account": {"out no no no ok gone", func(s *stage) (string, any) {
		return "/api/settings/accounts/" + string(s.account.ID), map[string]any{"name": "Aurora", "version": 99}
	}},
	"disconnect-account": {"out no no no ok gone", func(s *stage) (string, any) {
		return "/api/settings/accounts/" + string(s.account.ID) + "/disconnect", api.AtVersion{Version: 99}
	}},
	"reconnect-account": {"out no no no ok gone", func(s *stage) (string, any) {
		return "/api/settings/accounts/" + string(s.account.ID) + "/reconnect", api.AtVersion{Version: 99}
	}},
	"check-account": {"out no no no ok gone", func(s *stage) (string, any) {
		return "/api/settings/accounts/" + string(s.account.ID) + "/checks", api.CheckRequest{Step: "limit"}
	}},
}

// elsewhere are the operations that know no roles: a verb of Meta's with a signature of its own, machines of the server's
// own network, and the websocket, which TestEventsAreOnlyForPagesOfOurs and TestEventsEndWithTheSession try.
var elsewhere = []string{"webhook-handshake", "webhook", "healthz", "readyz", "metrics", "events"}

// The things that a row asks for; new ones each time, because what asks may delete them.

func (s *stage) group() string {
	s.t.Helper()
	g := org.PermissionGroup{ID: org.GroupID(newID()), WorkspaceID: s.paula.Workspace.ID, Name: s.name("Group"), CreatedAt: time.Now()}
	must(s.t, s.store.CreateGroup(s.t.Context(), &g))
	return string(g.ID)
}

func (s *stage) department() string {
	s.t.Helper()
	d := org.Department{ID: org.DepartmentID(newID()), WorkspaceID: s.paula.Workspace.ID, Name: s.name("Department"), CreatedAt: time.Now()}
	must(s.t, s.store.CreateDepartment(s.t.Context(), &d))
	return string(d.ID)
}

func (s *stage) colleague() string {
	s.t.Helper()
	u := org.User{ID: org.UserID(newID()), WorkspaceID: s.paula.Workspace.ID, Name: "Somebody", Email: s.name("somebody") + "@aurora.example", Language: "en", CreatedAt: time.Now()}
	must(s.t, s.store.CreateUser(s.t.Context(), &u, ""))
	return string(u.ID)
}

// rateCard returns the day of a rate card that nobody has touched.
func (s *stage) rateCard() string {
	s.marks++
	day := rates.DayOf(time.Date(2030, time.January, s.marks, 0, 0, 0, 0, time.UTC))
	must(s.t, s.store.AddRateCard(s.t.Context(), s.paula.Workspace.ID, rates.Card{Effective: day}))
	return string(day)
}

func (s *stage) invitation() string { id, _ := s.invite(); return id }

// invite returns an invitation and the token of its link.
func (s *stage) invite() (id, token string) {
	s.t.Helper()
	token, hash := auth.NewToken()
	i := org.Invitation{
		ID: org.InvitationID(newID()), WorkspaceID: s.paula.Workspace.ID, Hash: hash, Name: "Nina", Email: s.name("nina") + "@aurora.example",
		Language: "en", CreatedAt: time.Now(), ExpiresAt: time.Now().Add(time.Hour),
	}
	must(s.t, s.store.SaveInvitation(s.t.Context(), i))
	return string(i.ID), token
}

// edit is a department without anything but a name.
func edit(name string, change func(*api.DepartmentEdit)) api.DepartmentEdit {
	e := api.DepartmentEdit{Name: name, Members: []string{}, Accounts: []string{}, Groups: []string{}, Version: 1}
	if change != nil {
		change(&e)
	}
	return e
}

// calling is the address of the call settings of the account.
func (s *stage) calling(of string) string {
	return "/api/settings/calling/" + string(s.account.ID) + of
}

// funnel is one as an administrator wants it.
func funnel(name string) api.PipelineEdit {
	return api.PipelineEdit{Name: name, Currency: "BRL", Stages: []api.Stage{{Name: "New", Color: "blue"}}, WonReasons: []string{}, LostReasons: []string{}, Version: 1}
}

// funnel makes one with a stage.
func (s *stage) funnel() desk.Pipeline {
	s.t.Helper()
	p := desk.Pipeline{
		ID: desk.PipelineID(newID()), WorkspaceID: s.paula.Workspace.ID, Name: s.name("Funnel"), Currency: "BRL", CreatedAt: time.Now(),
		Stages: []desk.Stage{{ID: desk.StageID(newID()), Name: "New", Color: "blue"}},
	}
	must(s.t, s.store.CreatePipeline(s.t.Context(), &p))
	return p
}

// deal makes one, in a funnel of its own.
func (s *stage) deal() desk.Deal {
	s.t.Helper()
	p := s.funnel()
	k := desk.Deal{
		ID: desk.DealID(newID()), WorkspaceID: p.WorkspaceID, Pipeline: p.ID, Stage: p.Stages[0].ID, Rank: desk.RankBetween("", ""), Title: "Tyres",
		Contact: desk.ContactID(s.service.Contact.ID), Owner: s.paula.User.ID, State: desk.DealOpen, EnteredAt: time.Now(), CreatedAt: time.Now(),
	}
	must(s.t, s.store.CreateDeal(s.t.Context(), &k))
	return k
}

// noHours are call hours that are always open.
func noHours() api.CallHoursChange {
	return api.CallHoursChange{CallHours: api.CallHours{Weekly: []api.WeeklyOpening{}, Holidays: []api.DateOpening{}}}
}

// session is the id of a new session of a member.
func (s *stage) session(m *org.Member) string {
	return auth.HashToken(s.enter(m).cookie)[:16]
}

// token is the id of a new API token of a member.
func (s *stage) token(m *org.Member) string {
	s.t.Helper()
	t := org.Token{
		ID: org.TokenID(newID()), WorkspaceID: m.Workspace.ID, UserID: m.User.ID, Hash: newID(), Name: s.name("Token"), Scopes: []org.Scope{org.ScopeRead},
		CreatedAt: time.Now(), ExpiresAt: time.Now().Add(time.Hour),
	}
	must(s.t, s.store.CreateToken(s.t.Context(), t))
	return string(t.ID)
}

// name returns a name that is new.
// message is a picture in the service, which was read from Meta.
func (s *stage) message() string {
	file := desk.File{ID: desk.FileID(newID()), SHA256: "ab", Size: 3, MIME: "image/png", Name: "a.png"}
	must(s.t, s.store.CreateFile(s.t.Context(), s.paula.Workspace.ID, file, []byte("PNG")))
	k := desk.Message{
		ID: desk.MessageID(newID()), WorkspaceID: s.paula.Workspace.ID, ConversationID: desk.ConversationID(s.service.ID), Direction: desk.Incoming, Kind: desk.Image,
		MetaID: "wamid." + newID(), Status: desk.Received, At: time.Now(),
		Content: &desk.Content{Medium: &desk.Medium{State: desk.Here, File: file.ID, MIME: file.MIME, Size: file.Size}},
	}
	must(s.t, s.store.CreateMessage(s.t.Context(), &k))
	return string(k.ID)
}

// field makes a custom field.
func (s *stage) field() string {
	f := desk.Field{ID: desk.FieldID(newID()), WorkspaceID: s.paula.Workspace.ID, Of: desk.OfContact, Name: s.name("f"), Type: desk.FieldText, CreatedAt: time.Now()}
	must(s.t, s.store.CreateField(s.t.Context(), &f))
	return string(f.ID)
}

// note makes one of Paula's about the contact.
func (s *stage) note() string {
	n := desk.ContactNote{ID: desk.NoteID(newID()), WorkspaceID: s.paula.Workspace.ID, ContactID: desk.ContactID(s.service.Contact.ID), Author: s.paula.User.ID, Text: "Mornings", CreatedAt: time.Now()}
	must(s.t, s.store.CreateContactNote(s.t.Context(), &n))
	return string(n.ID)
}

// quickReply makes one, of somebody or shared.
func (s *stage) quickReply(owner org.UserID) string {
	q := desk.QuickReply{ID: desk.QuickReplyID(newID()), WorkspaceID: s.paula.Workspace.ID, Owner: owner, Shortcut: s.name("q"), Text: "Hello"}
	must(s.t, s.store.CreateQuickReply(s.t.Context(), &q))
	return string(q.ID)
}

func (s *stage) name(of string) string {
	s.marks++
	return fmt.Sprint(of, s.marks)
}

// phoneNumber returns a number that no contact has.
func (s *stage) phoneNumber() string {
	s.marks++
	return fmt.Sprintf("+55 11 98888-%04d", s.marks)
}

func TestWhoMayDoWhat(t *testing.T) {
	s := newStage(t)
	var seen []string
	for _, o := range operations(t) {
		if slices.Contains(elsewhere, o.id) {
			continue
		}
		seen = append(seen, o.id)
		t.Run(o.id, func(t *testing.T) {
			r, known := rows[o.id]
			if !known {
				t.Fatal("has no row: add one that says what each role gets")
			}
			cells := strings.Fields(r.cells)
			if len(cells) != len(roles) {
				t.Fatalf("%d cells for %d roles", len(cells), len(roles))
			}
			for i, role := range roles {
				path, body := r.ask(s)
				got := s.enter(s.members[i]).in(t).send(o.method, path, body)
				if word := wordOf(got.status); word != cells[i] {
					t.Errorf("%s: %s (%d), want %s\n%s %s: %s", role, word, got.status, cells[i], o.method, path, got.body)
				}
			}
		})
	}
	for id := range rows {
		if !slices.Contains(seen, id) {
			t.Errorf("the row %s is of no operation", id)
		}
	}
}

// wordOf is what an answer means for who asks. A fault of ours is never what was wanted.
func wordOf(status int) string {
	switch {
	case status == http.StatusUnauthorized:
		return "out"
	case status == http.StatusForbidden:
		return "no"
	case status == http.StatusNotFound:
		return "gone"
	case status >= http.StatusInternalServerError && status != http.StatusServiceUnavailable:
		return "fault"
	}
	return "ok"
}
