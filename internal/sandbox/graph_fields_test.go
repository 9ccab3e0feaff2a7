package sandbox

import (
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
)

// object asks Graph for an object itself.
func (r *rig) object(method, path, token, body string) answer {
	r.Helper()
	return r.request(method, "/v25.0/"+path, body, map[string]string{"Authorization": "Bearer " + token})
}

// Meta: Graph API, field expansion.
func TestFieldsAreExpanded(t *testing.T) {
	got, err := parseFields(`id, name,call_analytics.start(1).end(2).directions(["USER_INITIATED", BUSINESS_INITIATED]),phone_numbers.limit(5){id,health_status{entities}}`)
	if err != nil {
		t.Fatal(err)
	}
	none := map[string]string{}
	want := []fieldQuery{
		{Name: "id", Mods: none},
		{Name: "name", Mods: none},
		{Name: "call_analytics", Mods: map[string]string{"start": "1", "end": "2", "directions": `["USER_INITIATED", BUSINESS_INITIATED]`}},
		{Name: "phone_numbers", Mods: map[string]string{"limit": "5"}, Sub: []fieldQuery{
			{Name: "id", Mods: none}, {Name: "health_status", Mods: none, Sub: []fieldQuery{{Name: "entities", Mods: none}}},
		}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("parsed %+v", got)
	}
	if l := got[2].list("directions"); !reflect.DeepEqual(l, []string{"USER_INITIATED", "BUSINESS_INITIATED"}) || got[0].list("directions") != nil {
		t.Errorf("list %v", l)
	}
}

// Meta: Graph API, field expansion: 2500 for the syntax, 100 for a field that is not there. Seen in practice; some words are
// assumed.
func TestFieldsThatCannotBeReadAreNamedWithTheirPlace(t *testing.T) {
	r := stopped(t)
	for fields, words := range map[string]string{
		"id,":                    "Expected a name",
		"id}":                    "Expected end of string instead of",
		"call_analytics.start":   "at character 20",
		"call_analytics.start(1": "Expected",
		"phone_numbers{id":       "Expected",
		"id,name,id":             "more than once",
		"a.b(1).(2)":             "Expected a name",
		strings.Repeat("a{", 20): "nested too deeply",
		"1st":                    "Expected a name",
		"name\u00e9":             "Expected end of string",
		"phone_numbers{id}{id}":  "Expected end of string",
		" ":                      "Expected a name",
	} {
		r.object("GET", WABAID+"?fields="+url.QueryEscape(fields), Token, "").fails(400, codeSyntax, words)
	}
	r.object("GET", WABAID+"?fields=shoe_size", Token, "").fails(400, 100, "Tried accessing nonexisting field (shoe_size) on node type (WhatsAppBusinessAccount)")
	r.object("GET", WABAID+"?fields=phone_numbers{shoe_size}", Token, "").fails(400, 100, "WhatsAppBusinessPhoneNumber")
}

func FuzzFields(f *testing.F) {
	f.Add("id,call_analytics.start(1).end(2).granularity(DAILY),phone_numbers{id}")
	f.Add("a.b(c){d,e{f}}")
	f.Fuzz(func(t *testing.T, text string) {
		q, err := parseFields(text)
		if (err == nil) == (q == nil) {
			t.Fatalf("neither fields nor an error: %q", text)
		}
		if err != nil && err.HTTPStatus != http.StatusBadRequest {
			t.Fatalf("%+v", err)
		}
	})
}
