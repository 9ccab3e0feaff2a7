package sandbox

import (
	"net/http"
	"strings"

	"ramal/internal/meta"
)

// authorize looks at the access token before anything else, as Graph does: the system user's, or the app's own
// ("app-id|app-secret"), which is for the app's edges.
func (s *Server) authorize(r *graphRequest, edge string) *graphError {
	shown, missing := token(r.Request), ""
	s.must(func(t *tx) { missing = t.Faults.MissingScope })
	r.app = s.isAppToken(shown)
	switch {
	case r.app && kind(r.id) != "{app}" && r.id != debugNode:
		// What Graph says to an app that asks for what only a person or a system user may see.
		return fault(meta.CodePermissionDenied).details("An app access token cannot be used here")
	case r.app:
		return nil
	case shown != s.token:
		return badToken()
	case missing != "" && missing == scope(r.id, edge) && r.id != debugNode:
		e := fault(meta.CodePermissionDenied).details("The token lacks the permission %s", missing)
		e.Message = "(#10) Application does not have permission for this action"
		return e
	}
	return nil
}

// isAppToken says whether a token is the app's own: its id and its secret, the one that it came with or the one that signs.
func (s *Server) isAppToken(shown string) bool {
	secret := ""
	s.must(func(t *tx) { secret = t.Webhook.AppSecret })
	return shown == meta.AppToken(AppID, AppSecret) || secret != "" && shown == meta.AppToken(AppID, secret)
}

func token(r *http.Request) string {
	if t, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return strings.TrimSpace(t)
	}
	return r.URL.Query().Get("access_token")
}

// scope is the permission that an edge needs (Meta: Calling API, overview, prerequisites): calls, call permissions, messages
// and media need messaging; settings and everything else about the account need management.
func scope(id, edge string) string {
	if kind(id) == "{media}" {
		return meta.ScopeMessaging
	}
	switch edge {
	case "calls", "call_permissions", "messages", "media":
		return meta.ScopeMessaging
	}
	return meta.ScopeManagement
}
