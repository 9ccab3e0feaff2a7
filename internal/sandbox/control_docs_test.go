package sandbox

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

func TestThePageOfTheControlPlaneShowsAllOfItWithoutAScript(t *testing.T) {
	r := stopped(t)
	page := string(r.get("/sandbox/docs").ok().Raw)
	for path, methods := range r.described().Paths {
		for _, o := range methods {
			if !strings.Contains(page, "<code>"+path+"</code>") || !strings.Contains(page, `id="`+o.OperationID+`"`) {
				t.Errorf("%s (%s) is not on the page", path, o.OperationID)
			}
		}
	}
	for _, word := range []string{PhoneNumberID, Token, AppSecret, VerifyToken, BusinessNumber} {
		if !strings.Contains(page, word) {
			t.Errorf("%s is not on the page", word)
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "style=") || strings.Contains(page, "//cdn") {
		t.Error("the page needs more than its policy allows")
	}
}

func TestLinksOfThePageOfTheControlPlaneLeadSomewhere(t *testing.T) {
	r := stopped(t)
	page := string(r.get("/sandbox/docs").ok().Raw)
	links := regexp.MustCompile(`(?:href|src)="([^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(links) < 30 {
		t.Fatalf("only %d links", len(links))
	}
	for _, m := range links {
		if id, here := strings.CutPrefix(m[1], "#"); here {
			if plain, err := url.PathUnescape(id); err != nil || !strings.Contains(page, `id="`+plain+`"`) {
				t.Errorf("%s leads nowhere", m[1])
			}
			continue
		}
		if a := r.get(m[1]); a.Status != 200 {
			t.Errorf("%s: status %d", m[1], a.Status)
		}
	}
}

func TestExamplesOfThePageOfTheControlPlaneAreTaken(t *testing.T) {
	r := stopped(t)
	document := openAPI(r.s.operations())
	tried := 0
	for path, item := range document.Paths {
		if item.Post == nil || item.Post.RequestBody == nil {
			continue
		}
		schema := item.Post.RequestBody.Content["application/json"].Schema
		if schema.Ref != "" {
			schema = document.Components.Schemas.SchemaFromRef(schema.Ref)
		}
		body, err := json.Marshal(exampleOf(schema))
		if err != nil {
			t.Fatal(err)
		}
		if string(body) == "{}" || path == "/sandbox/webhook" { // whose example nobody answers
			continue
		}
		tried++
		if a := r.post(strings.ReplaceAll(path, "{id}", ana), string(body)); a.Status != 200 && a.Status != 404 && a.Status != 409 {
			t.Errorf("%s %s: %d %s", path, body, a.Status, a.Raw)
		}
	}
	if tried < 6 {
		t.Errorf("only %d operations have an example", tried)
	}
}
