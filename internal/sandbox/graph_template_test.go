package sandbox

import (
	"net/url"
	"testing"
)

// Graph's field expansion is one for all objects (Meta: Graph API, Field expansion). A field that is not known is refused, and
// not left out in silence; the name of the node in the error is assumed.
func TestFieldsOfTemplatesAreReadAsOfAnyObject(t *testing.T) {
	r := stopped(t)
	first := r.templates("GET", "?limit=1", "").ok()
	id := first.path("data", 0, "id").(string)
	for fields, c := range map[string]struct {
		code  int
		words string
	}{
		"name,shoe_size": {100, "Tried accessing nonexisting field (shoe_size) on node type (WhatsAppBusinessHSM)"},
		"name,":          {codeSyntax, "Expected a name"},
		"name,name":      {codeSyntax, "more than once"},
		"components{":    {codeSyntax, "Expected a name"},
	} {
		r.templates("GET", "?fields="+url.QueryEscape(fields), "").fails(400, c.code, c.words)
		r.node("GET", id+"?fields="+url.QueryEscape(fields), "").fails(400, c.code, c.words)
	}
	for _, a := range []answer{
		r.node("GET", id+"?fields="+url.QueryEscape("id, name,rejected_reason,quality_score{score},components"), "").ok(),
		{Body: r.templates("GET", "?limit=1&fields="+url.QueryEscape("name,rejected_reason,quality_score,components"), "").ok().path("data", 0).(map[string]any)},
	} {
		if len(a.Body) != 4 || a.Body["id"] != id || a.Body["name"] != first.path("data", 0, "name") || a.path("quality_score", "score") != "UNKNOWN" ||
			a.path("components", 0, "type") == nil {
			t.Errorf("%v", a.Body)
		}
	}
}
