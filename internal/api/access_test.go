package api_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"ramal/internal/api"
)

// attempt is one try at an operation with ids of a workspace that the user is not in.
type attempt struct {
	path string // with the foreign ids in it
	body any
	want int // 404; 400 where the id is one of many in a body; 200 with an empty list
}

// foreign lists the attempts for each operation that needs a session. Operations without ids have none.
func foreign(s *stage) map[string][]attempt {
	v, account, callID := s.service, string(s.account.ID), s.callID
	contact, taken := v.Contact.ID, "/api/contact-imports/"+s.offered()
	k := s.deal()
	p, deal := string(k.Pipeline), "/api/deals/"+string(k.ID)
	return map[string][]attempt{
		"get-session":     nil,
		"sign-out":        nil,
		"change-language": nil,
		"change-password": nil, "list-sessions": nil, "end-other-sessions": nil,
		"end-session":       {{path: "/api/me/sessions/" + s.session(&s.paula), want: 404}},
		"new-second-factor": nil, "switch-second-factor-on": nil, "switch-second-factor-off": nil, "new-recovery-codes": nil,
		"remove-second-factor": {{path: "/api/settings/users/" + string(s.paula.ID) + "/second-factor", want: 404}},
		"list-tokens":          nil, "create-token": nil,
		"revoke-token":  {{path: "/api/me/tokens/" + s.token(&s.paula), want: 404}},
		"list-users":    nil,
		"list-accounts": nil, "list-department-names": nil,
		"list-contacts":                 nil,
		"create-contact":                nil,
		"get-contact":                   {{path: "/api/contacts/" + contact, want: 404}},
		"change-contact":                {{path: "/api/contacts/" + contact, body: map[string]any{"name": "Stolen", "version": 2}, want: 404}},
		"list-duplicates":               nil,
		"list-contact-twins":            {{path: "/api/contacts/" + contact + "/twins", want: 404}},
		"plan-contact-merge":            {{path: "/api/contacts/" + contact + "/merge?with=" + contact, want: 404}},
		"merge-contact":                 {{path: "/api/contacts/" + contact + "/merge", body: map[string]any{"id": contact, "version": 2, "goneVersion": 2}, want: 404}},
		"list-conversations-of-contact": {{path: "/api/contacts/" + contact + "/conversations", want: 404}},
		"list-conversations":            nil,
		"get-conversation":              {{path: "/api/conversations/" + v.ID, want: 404}},
		"mark-conversation-read":        {{path: "/api/conversations/" + v.ID + "/read", want: 404}},
		"list-messages":                 {{path: "/api/conversations/" + v.ID + "/messages", want: 404}},
		"send-text":                     {{path: "/api/conversations/" + v.ID + "/messages", body: api.NewText{Text: "Hi", ClientKey: "1"}, want: 404}},
		"send-call-request":             {{path: "/api/conversations/" + v.ID + "/call-request", body: api.NewCallRequest{ClientKey: "1"}, want: 404}},
		"get-call-action": {
			{path: "/api/call-action?contactId=" + contact, want: 404},
			{path: "/api/call-action?contactId=" + contact + "&accountId=" + account, want: 404},
		},
		"place-call": {
			{path: "/api/calls", body: api.NewCall{ContactID: contact, SDP: "v=0"}, want: 404},
			{path: "/api/calls", body: api.NewCall{ContactID: contact, AccountID: account, SDP: "v=0"}, want: 404},
		},
		"list-calls": {
			{path: "/api/calls?contactId=" + contact, want: 200},
			{path: "/api/calls?conversationId=" + v.ID, want: 200},
		},
		"get-call":                {{path: "/api/calls/" + callID, want: 404}},
		"join-call":               {{path: "/api/calls/" + callID + "/leg", body: api.Leg{SDP: "v=0"}, want: 404}},
		"hang-up":                 {{path: "/api/calls/" + callID + "/hangup", want: 404}},
		"list-account-settings":   nil,
		"add-account":             nil,
		"change-account":          {{path: "/api/settings/accounts/" + account, body: map[string]any{"name": "Stolen", "version": 1}, want: 404}},
		"disconnect-account":      {{path: "/api/settings/accounts/" + account + "/disconnect", body: api.AtVersion{Version: 1}, want: 404}},
		"reconnect-account":       {{path: "/api/settings/accounts/" + account + "/reconnect", body: api.AtVersion{Version: 1}, want: 404}},
		"check-account":           {{path: "/api/settings/accounts/" + account + "/checks", body: api.CheckRequest{Step: "token"}, want: 404}},
		"get-call-settings":       {{path: s.calling(""), want: 404}},
		"switch-calling":          {{path: s.calling("/status"), body: api.CallingSwitch{}, want: 404}},
		"choose-operators":        {{path: s.calling("/operators"), body: api.OperatorChoice{Users: []string{}, Departments: []string{}, Version: 1}, want: 404}},
		"change-call-switches":    {{path: s.calling("/switches"), body: api.CallSwitches{}, want: 404}},
		"change-call-hours":       {{path: s.calling("/hours"), body: noHours(), want: 404}},
		"list-permission-groups":  nil,
		"create-permission-group": nil,
		"change-permission-group": {{path: "/api/settings/groups/" + s.group(), body: api.PermissionGroupEdit{Name: "Stolen", Paths: []string{}, Version: 1}, want: 404}},
		"delete-permission-group": {{path: "/api/settings/groups/" + s.group(), want: 404}},
		"list-departments":        nil,
		"create-department": {
			{path: "/api/settings/departments", body: edit("A", func(e *api.DepartmentEdit) { e.Members = []string{string(s.paula.ID)} }), want: 400},
			{path: "/api/settings/departments", body: edit("B", func(e *api.DepartmentEdit) { e.Accounts = []string{account} }), want: 400},
			{path: "/api/settings/departments", body: edit("C", func(e *api.DepartmentEdit) { e.Groups = []string{s.group()} }), want: 400},
			{path: "/api/settings/departments", body: edit("D", func(e *api.DepartmentEdit) { e.Parent = s.department() }), want: 400},
		},
		"change-department": {{path: "/api/settings/departments/" + s.department(), body: edit("E", nil), want: 404}},
		"delete-department": {{path: "/api/settings/departments/" + s.department(), want: 404}},
		"get-plan":          nil,
		"list-audit":        {{path: "/api/settings/audit?actor=" + string(s.paula.ID), want: 200}},
		"export-audit":      nil,
		"get-team":          nil,
		"change-user":       {{path: "/api/settings/users/" + string(s.paula.ID), body: map[string]any{"name": "Stolen", "version": 1}, want: 404}},
		"offer-password":    {{path: "/api/settings/users/" + string(s.paula.ID) + "/password-link", want: 404}},
		"invite": {
			{path: "/api/settings/invitations", body: api.NewPerson{Name: "X", Email: "x@other.example", Language: "en", Departments: []string{s.department()}}, want: 400},
		},
		"list-templates":     {{path: "/api/accounts/" + account + "/templates", want: 404}},
		"send-template":      {{path: "/api/contacts/" + v.Contact.ID + "/template", body: api.NewTemplateMessage{AccountID: account, Name: "x", Language: "en", ClientKey: "k"}, want: 404}},
		"take-service":       {{path: "/api/conversations/" + v.ID + "/take", want: 404}},
		"hand-over-service":  {{path: "/api/conversations/" + v.ID + "/hand-over", body: api.HandOver{UserID: string(s.other.User.ID)}, want: 404}},
		"count-services":     nil,
		"list-successors":    {{path: "/api/conversations/" + v.ID + "/hand-over", want: 404}},
		"close-service":      {{path: "/api/conversations/" + v.ID + "/close", body: api.CloseReason{Reason: "X"}, want: 404}},
		"reopen-service":     {{path: "/api/conversations/" + v.ID + "/reopen", want: 404}},
		"write-note":         {{path: "/api/conversations/" + v.ID + "/notes", body: api.NewText{Text: "X", ClientKey: "k"}, want: 404}},
		"list-close-reasons": nil, "list-fields": nil, "create-field": nil,
		"change-contacts":            {{path: "/api/contacts/change", body: api.ManyContacts{IDs: []string{contact}, AddTags: []string{"stolen"}}, want: 200}},
		"offer-contact-import":       nil,
		"list-contact-imports":       {{path: "/api/contact-imports", want: 200}},
		"export-contacts":            nil,
		"get-contact-import":         {{path: taken, want: 404}},
		"preview-contact-import":     {{path: taken + "/preview", body: importPlan, want: 404}},
		"start-contact-import":       {{path: taken + "/start", body: importPlan, want: 404}},
		"stop-contact-import":        {{path: taken + "/stop", want: 404}},
		"forget-contact-import":      {{path: taken, want: 404}},
		"get-contact-import-report":  {{path: taken + "/report", want: 404}},
		"list-contact-notes":         {{path: "/api/contacts/" + contact + "/notes", want: 404}},
		"create-contact-note":        {{path: "/api/contacts/" + contact + "/notes", body: api.NewContactNote{Text: "X"}, want: 404}},
		"change-contact-note":        {{path: "/api/contacts/" + contact + "/notes/" + s.note(), body: api.ContactNoteChange{Text: "X", Version: 1}, want: 404}},
		"delete-contact-note":        {{path: "/api/contacts/" + contact + "/notes/" + s.note(), want: 404}},
		"list-authorizations":        {{path: "/api/contacts/" + contact + "/authorizations", want: 404}},
		"list-authorization-history": {{path: "/api/contacts/" + contact + "/authorizations/history", want: 404}},
		"list-tags":                  {{path: "/api/tags", want: 200}},
		"change-field":               {{path: "/api/settings/fields/" + s.field(), body: api.CustomFieldChange{Name: "x", Version: 1}, want: 404}},
		"delete-field":               {{path: "/api/settings/fields/" + s.field(), want: 404}},
		"get-closing":                nil, "decide-closing": nil,
		"send-file":          {{path: "/api/conversations/" + v.ID + "/files", body: "Hello", want: 404}},
		"send-location":      {{path: "/api/conversations/" + v.ID + "/location", body: api.NewPlace{ClientKey: "k"}, want: 404}},
		"send-contacts":      {{path: "/api/conversations/" + v.ID + "/contacts", body: api.NewContactCards{ContactIDs: []string{v.Contact.ID}, ClientKey: "k"}, want: 404}},
		"send-again":         {{path: "/api/messages/" + s.message() + "/again", body: api.SentAgain{ClientKey: "k"}, want: 404}},
		"react":              {{path: "/api/messages/" + s.message() + "/reaction", body: api.NewReaction{Emoji: "👍"}, want: 404}},
		"fetch-medium":       {{path: "/api/messages/" + s.message() + "/medium", want: 404}},
		"get-medium":         {{path: "/api/messages/" + s.message() + "/medium", want: 404}},
		"search-messages":    {{path: "/api/messages?search=bom", want: 200}},
		"list-quick-replies": nil, "create-quick-reply": nil,
		"change-quick-reply": {{path: "/api/quick-replies/" + s.quickReply(""), body: api.QuickReplyChange{Shortcut: "x", Text: "x", Version: 1}, want: 404}},
		"delete-quick-reply": {{path: "/api/quick-replies/" + s.quickReply(""), want: 404}},
		"list-notices":       nil,
		"read-notices":       nil,
		"list-pipelines":     nil, "create-pipeline": nil,
		"change-pipeline":       {{path: "/api/settings/pipelines/" + p, body: funnel("Stolen"), want: 404}},
		"delete-pipeline":       {{path: "/api/settings/pipelines/" + p, want: 404}},
		"list-busy-stages":      {{path: "/api/settings/pipelines/" + p + "/busy", want: 404}},
		"get-board":             {{path: "/api/pipelines/" + p + "/board", want: 404}},
		"list-deals":            {{path: "/api/pipelines/" + p + "/deals", want: 404}},
		"list-deals-of-stage":   {{path: "/api/pipelines/" + p + "/stages/" + string(k.Stage) + "/deals", want: 404}},
		"list-deals-of-contact": {{path: "/api/contacts/" + v.Contact.ID + "/deals", want: 404}},
		"create-deal":           {{path: "/api/deals", body: api.NewDeal{PipelineID: p, Title: "X", ContactID: v.Contact.ID}, want: 400}},
		"get-deal":              {{path: deal, want: 404}},
		"change-deal":           {{path: deal, body: map[string]any{"title": "Stolen", "version": 1}, want: 404}},
		"move-deal":             {{path: deal + "/move", body: api.DealMove{StageID: string(k.Stage), Version: 1}, want: 404}},
		"win-deal":              {{path: deal + "/win", body: api.DealEnd{Version: 1}, want: 404}},
		"lose-deal":             {{path: deal + "/lose", body: api.DealEnd{Reason: "X", Version: 1}, want: 404}},
		"reopen-deal":           {{path: deal + "/reopen", body: api.AtVersion{Version: 1}, want: 404}},
		"find-deals":            {{path: "/api/deals?search=brakes", want: 200}},
		"delete-deal":           {{path: deal + "?version=1", want: 404}},
		"list-deal-history":     {{path: deal + "/history", want: 404}},
		"check-call": {
			{path: "/api/settings/check?userId=" + string(s.paula.User.ID) + "&contactId=" + v.Contact.ID, want: 404},
			{path: "/api/settings/check?userId=" + string(s.other.User.ID) + "&contactId=" + v.Contact.ID, want: 404},
			{path: "/api/settings/check?userId=" + string(s.other.User.ID) + "&contactId=" + v.Contact.ID + "&accountId=" + account, want: 404},
		},
		"list-rate-cards":     nil,
		"read-rate-card":      nil,
		"import-rate-card":    nil,
		"delete-rate-card":    {{path: "/api/settings/rates/" + s.rateCard(), want: 404}},
		"renew-invitation":    {{path: "/api/settings/invitations/" + s.invitation(), want: 404}},
		"withdraw-invitation": {{path: "/api/settings/invitations/" + s.invitation(), want: 404}},
		"events":              nil, // events_test.go: only what happens in the member's own workspace
	}
}

// operation is one of the OpenAPI document.
type operation struct {
	id, method, path string
	signedIn         bool
}

func operations(t *testing.T) []operation {
	t.Helper()
	raw, err := new(api.Server).OpenAPI()
	must(t, err)
	var document struct {
		Paths map[string]map[string]struct {
			OperationID string
			Security    []map[string][]string
		}
	}
	must(t, json.Unmarshal(raw, &document))
	var all []operation
	for path, methods := range document.Paths {
		for method, o := range methods {
			all = append(all, operation{o.OperationID, strings.ToUpper(method), path, len(o.Security) > 0})
		}
	}
	if len(all) < 40 {
		t.Fatalf("only %d operations found", len(all))
	}
	return all
}

// open are the operations that need no session, each for its reason.
var open = []string{
	"sign-in",             // makes one
	"get-setup", "set-up", // before anybody could sign in
	"look-at-invitation", "accept-invitation", // whoever holds a link
	"webhook-handshake", "webhook", // Meta: a verify token, a signature
	"healthz", "readyz", "metrics", // machines of the operator's own network
}

func TestEveryOperationIsClosed(t *testing.T) {
	s := newStage(t)
	w, v := s.world, s.service
	paula := w.enter(&w.paula)
	rows := foreign(s)
	other, nobody := w.enter(&w.other), w.nobody()

	seen := map[string]bool{}
	for _, o := range operations(t) {
		t.Run(o.id, func(t *testing.T) {
			if !o.signedIn {
				if !slices.Contains(open, o.id) {
					t.Fatal("needs no session: say why in open, or declare its security")
				}
				return
			}
			attempts, known := rows[o.id]
			if !known {
				t.Fatal("has no row in foreign: add one with ids of another workspace, or nil when it takes none")
			}
			seen[o.id] = true
			path := strings.ReplaceAll(o.path, "{id}", newID())
			p := nobody.in(t).send(o.method, path, nil).problem(http.StatusUnauthorized, "unauthenticated")
			if p.Reason != "signed_out" {
				t.Errorf("signed out: reason %q", p.Reason)
			}
			if strings.Contains(o.path, "{") && len(attempts) == 0 {
				t.Error("takes an id, and no foreign one is tried")
			}
			for _, a := range attempts {
				got := other.in(t).send(o.method, a.path, a.body)
				if a.want == http.StatusOK {
					var page struct{ Items []any }
					got.want(http.StatusOK).into(&page)
					if page.Items == nil || len(page.Items) > 0 {
						t.Errorf("%s: %s, want an empty list", a.path, got.body)
					}
					continue
				}
				got.problem(a.want, map[int]string{http.StatusNotFound: "not_found", http.StatusBadRequest: "invalid"}[a.want])
			}
		})
	}
	for id := range maps.Keys(rows) {
		if !seen[id] {
			t.Errorf("the row %s is of no operation", id)
		}
	}

	var after api.Conversation
	paula.get("/api/conversations/"+v.ID, &after)
	if after.Version != v.Version || after.Unread != 1 {
		t.Errorf("somebody from outside changed the service: %+v", after)
	}
}

// Somebody of the workspace who is in no department has a session and sees nothing of the accounts.
func TestWithoutADepartmentNothingIsSeen(t *testing.T) {
	w := newWorld(t)
	v := w.writes(w.signIn(w.paula), ana, "Bom dia")
	k := w.storedCall(v, nil)
	rita := w.signIn(w.rita)

	var me api.Me
	rita.get("/api/session", &me)
	if me.Can != (api.MeCan{}) {
		t.Errorf("can %+v, want nothing", me.Can)
	}
	for _, path := range []string{"/api/accounts", "/api/conversations"} {
		var page struct{ Items []any }
		rita.get(path, &page)
		if len(page.Items) > 0 {
			t.Errorf("%s: %v", path, page.Items)
		}
	}
	rita.send(http.MethodGet, "/api/conversations/"+v.ID, nil).problem(http.StatusNotFound, "not_found")
	rita.send(http.MethodGet, "/api/contacts", nil).problem(http.StatusForbidden, "forbidden")
	rita.send(http.MethodGet, "/api/calls", nil).problem(http.StatusForbidden, "forbidden")
	if a := rita.send(http.MethodGet, "/api/calls/"+string(k.ID), nil); a.status != http.StatusForbidden && a.status != http.StatusNotFound {
		t.Errorf("the call: %d", a.status)
	}
}
