package api

import (
	"net/http"
	"strings"

	"ramal/internal/org"
)

// scopeOf is what an API token needs for an operation: the one place that says so.
func scopeOf(method, path string) org.Scope {
	under := func(prefix string) bool { return path == prefix || strings.HasPrefix(path, prefix+"/") }
	switch {
	case under("/api/settings"):
		return org.ScopeSettings
	case method == http.MethodGet:
		return org.ScopeRead
	case under("/api/calls"):
		return org.ScopeCalls
	}
	return org.ScopeWrite
}
