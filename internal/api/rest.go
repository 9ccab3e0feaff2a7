package api

import (
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

const about = `Everything that the console does, it does by this API.

Sign in with **POST /api/session**; the answer sets a cookie that every other operation needs. Requests that change
something are only taken from the same origin. Programs send an API token instead: **Authorization: Bearer ramal_…**.

Errors are problem details (RFC 9457, ` + "`application/problem+json`" + `): act on ` + "`code`" + ` and ` + "`reason`" + `, show ` + "`detail`" + `.
Times are RFC 3339 in UTC with milliseconds; a time that does not exist is absent. Lists come in pages: give ` + "`next`" + ` of
one page as ` + "`after`" + ` of the following.

The websocket **/api/events** says what changed and never how: read what you show again.`

// OpenAPI returns the document that describes the REST API, as JSON with line breaks.
func (s *Server) OpenAPI() ([]byte, error) {
	document := s.rest(http.NewServeMux()).OpenAPI()
	return json.MarshalIndent(document, "", "  ")
}

// rest adds the operations that the OpenAPI document describes.
func (s *Server) rest(mux *http.ServeMux) huma.API {
	speakProblems()
	config := huma.DefaultConfig("Ramal", s.Version)
	config.CreateHooks = nil // no $schema links in answers
	config.DocsPath, config.SchemasPath = "", ""
	config.OpenAPIPath = "/api/openapi"
	config.Info.Description = about
	config.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		session: {Type: "apiKey", In: "cookie", Name: session, Description: "Set by POST /api/session."},
		bearer:  {Type: "http", Scheme: "bearer", Description: "An API token of My account. It works in its user's name, with no more than its scopes."},
	}
	config.Tags = []*huma.Tag{
		{Name: tagSession, Description: "Who is signed in."},
		{Name: tagTeam, Description: "The people and the accounts of the workspace."},
		{Name: tagSettings, Description: "What administrators set up. Changing needs an administrator; reading, a path below settings."},
		{Name: tagContacts, Description: "The people outside."},
		{Name: tagServices, Description: "The service desk: what contacts and operators write."},
		{Name: tagDeals, Description: "Funnels and the deals that go through them."},
		{Name: tagCalls, Description: "Calls, and what may be done about calling somebody."},
		{Name: tagEvents, Description: "What changed, and what Meta tells."},
		{Name: tagServer, Description: "The server itself."},
	}
	api := humago.New(mux, config)
	api.UseMiddleware(s.knowVisitor)
	s.sessionOperations(api)
	s.ownAccountOperations(api)
	s.teamOperations(api)
	s.setupOperations(api)
	s.invitationOperations(api)
	s.templateOperations(api)
	s.servingOperations(api)
	s.deskToolOperations(api)
	s.fieldOperations(api)
	s.pipelineOperations(api)
	s.dealOperations(api)
	s.messageContentOperations(api)
	s.noticeOperations(api)
	s.rateOperations(api)
	s.checkOperations(api)
	s.planOperations(api)
	s.auditOperations(api)
	s.userOperations(api)
	s.departmentOperations(api)
	s.groupOperations(api)
	s.callSettingsOperations(api)
	s.contactOperations(api)
	s.contactNoteOperations(api)
	s.contactImportOperations(api)
	s.contactExportOperations(api)
	s.contactMergeOperations(api)
	s.authorizationOperations(api)
	s.conversationOperations(api)
	s.messageOperations(api)
	s.callOperations(api)
	s.accountSettingsOperations(api)
	describeTheRest(api.OpenAPI())
	return api
}

// describeTheRest adds to the document what huma does not serve.
func describeTheRest(d *huma.OpenAPI) {
	text := func(what string) *huma.Response {
		return &huma.Response{Description: what, Content: map[string]*huma.MediaType{"text/plain": {Schema: &huma.Schema{Type: huma.TypeString}}}}
	}
	account := &huma.Param{Name: "accountId", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}
	query := func(name string) *huma.Param {
		return &huma.Param{Name: name, In: "query", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}
	}
	for _, o := range []*huma.Operation{
		{
			OperationID: "events", Method: http.MethodGet, Path: "/api/events", Tags: []string{tagEvents}, Summary: "What changed, as it changes",
			Description: `A websocket. The server sends {"type":"hello","at"} and then one message for each change: {"type":"call|conversation|message|contact|permission|account|organisation|session|rates|notice|deal|pipeline|import","id","contactId"?,"conversationId"?,"accountId"?}. ` +
				`It never says how: read it again. It sends pings and closes the socket when the session ends, or when the client reads too slowly; connect again and read everything that you show.`,
			Security:  []map[string][]string{{session: {}}},
			Responses: map[string]*huma.Response{"101": {Description: "The websocket is open."}, "401": {Description: "Nobody is signed in."}, "403": {Description: "Another origin."}},
		},
		{
			OperationID: "webhook-handshake", Method: http.MethodGet, Path: "/webhooks/{accountId}", Tags: []string{tagEvents}, Summary: "Meta checks the webhook address",
			Parameters: []*huma.Param{account, query("hub.mode"), query("hub.verify_token"), query("hub.challenge")},
			Responses:  map[string]*huma.Response{"200": text("The challenge."), "403": {Description: "The verify token is not the account's."}},
		},
		{
			OperationID: "webhook", Method: http.MethodPost, Path: "/webhooks/{accountId}", Tags: []string{tagEvents}, Summary: "Meta tells what happened",
			Description: "X-Hub-Signature-256 signs the raw body with the account's app secret. 200 means that every event in it is stored; they are handled after that.",
			Parameters:  []*huma.Param{account, {Name: "X-Hub-Signature-256", In: "header", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}},
			Responses: map[string]*huma.Response{
				"200": {Description: "Stored."}, "400": {Description: "Not a webhook of Meta's."}, "401": {Description: "A wrong signature; nothing was kept."}, "413": {Description: "More than 3 MiB."},
			},
		},
		{OperationID: "healthz", Method: http.MethodGet, Path: "/healthz", Tags: []string{tagServer}, Summary: "Whether the process is alive", Responses: map[string]*huma.Response{"200": text("It is.")}},
		{OperationID: "readyz", Method: http.MethodGet, Path: "/readyz", Tags: []string{tagServer}, Summary: "Whether calls are taken", Responses: map[string]*huma.Response{"200": text("They are."), "503": {Description: "The server starts or stops, or lacks its database or its bus."}}},
		{OperationID: "metrics", Method: http.MethodGet, Path: "/metrics", Tags: []string{tagServer}, Summary: "Figures for Prometheus", Responses: map[string]*huma.Response{"200": text("The figures.")}},
	} {
		d.AddOperation(o)
	}
}
