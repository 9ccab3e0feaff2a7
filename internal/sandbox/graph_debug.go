package sandbox

import (
	"slices"

	"ramal/internal/meta"
)

// systemUser is whom the sandbox's token belongs to.
const systemUser = "122100000000001"

// debugToken is GET /debug_token?input_token=… (Meta: Graph API, Debug token; the shape for a bad token is seen in practice).
func (s *Server) debugToken(r *graphRequest) (any, *graphError) {
	input := r.URL.Query().Get("input_token")
	if input == "" {
		return nil, parameter("The parameter input_token is required.")
	}
	info := meta.TokenInfo{AppID: AppID, Application: appName, Scopes: []string{}}
	switch {
	case input == s.token:
		missing := ""
		s.must(func(t *tx) { missing = t.Faults.MissingScope })
		info.Type, info.IsValid, info.UserID = "SYSTEM_USER", true, systemUser
		info.Scopes = slices.DeleteFunc([]string{meta.ScopeManagement, meta.ScopeMessaging}, func(s string) bool { return s == missing })
		for _, scope := range info.Scopes {
			info.Granular = append(info.Granular, meta.GranularScope{Scope: scope, TargetIDs: []string{WABAID}})
		}
	case s.isAppToken(input):
		info.Type, info.IsValid = "APP", true
	default:
		info = meta.TokenInfo{Scopes: []string{}, Error: &meta.TokenError{
			Code: meta.CodeTokenInvalid, Message: "Invalid OAuth access token - Cannot parse access token",
		}}
	}
	return map[string]any{"data": info}, nil
}
