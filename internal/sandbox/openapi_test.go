package sandbox

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestOpenAPIFileIsFresh(t *testing.T) {
	document, err := openAPIJSON(new(Server).operations())
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("..", "..", "docs", "sandbox-openapi.json")
	if *update {
		if err := os.WriteFile(file, document, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	stored, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(stored, document) {
		t.Error("docs/sandbox-openapi.json is not what the control plane says. Run: make generate")
	}
}

// described is as much of an OpenAPI document as the tests read.
type described struct {
	OpenAPI string
	Paths   map[string]map[string]struct {
		OperationID string
		Summary     string
		Tags        []string
		Parameters  []struct{ Name, In, Description string }
		RequestBody *struct {
			Content map[string]struct{ Schema shape }
		}
		Responses map[string]any
	}
	Components struct{ Schemas map[string]shape }
}

type shape struct {
	Ref        string `json:"$ref"`
	Properties map[string]struct {
		Description string
		Ref         string `json:"$ref"`
	}
}

func (r *rig) described() (d described) {
	r.Helper()
	if err := json.Unmarshal(r.get("/sandbox/openapi.json").ok().Raw, &d); err != nil {
		r.Fatal(err)
	}
	return d
}

func TestEverythingThatTheControlPlaneServesIsDescribedAndTheOtherWayRound(t *testing.T) {
	r := stopped(t)
	d := r.described()
	if !strings.HasPrefix(d.OpenAPI, "3.1.") {
		t.Errorf("OpenAPI %s, want 3.1", d.OpenAPI)
	}
	mux := http.NewServeMux()
	r.s.control(mux)
	routes := map[string]bool{}
	for _, o := range r.s.operations() {
		method, path, _ := strings.Cut(o.route, " ")
		routes[o.route] = true
		if _, there := d.Paths[path][strings.ToLower(method)]; !there {
			t.Errorf("%s is served and not described", o.route)
		}
	}
	seen := map[string]string{}
	for path, methods := range d.Paths {
		for method, o := range methods {
			where := strings.ToUpper(method) + " " + path
			if !routes[where] {
				t.Errorf("%s is described and not served", where)
			}
			req, err := http.NewRequestWithContext(t.Context(), strings.ToUpper(method), inPath.ReplaceAllString(path, "x"), nil)
			if err != nil {
				t.Fatal(err)
			}
			if _, pattern := mux.Handler(req); pattern != where {
				t.Errorf("%s is served by %q", where, pattern)
			}
			if o.Summary == "" || len(o.Tags) != 1 || o.OperationID == "" || seen[o.OperationID] != "" {
				t.Errorf("%s: summary %q, tags %v, id %q (also of %q)", where, o.Summary, o.Tags, o.OperationID, seen[o.OperationID])
			}
			seen[o.OperationID] = where
			for _, m := range inPath.FindAllStringSubmatch(path, -1) {
				if !slices.ContainsFunc(o.Parameters, func(p struct{ Name, In, Description string }) bool {
					return p.Name == m[1] && p.In == "path" && p.Description != ""
				}) {
					t.Errorf("%s does not say what %s is", where, m[1])
				}
			}
		}
	}
}

func TestEveryFieldOfTheControlPlaneIsDocumented(t *testing.T) {
	d := stopped(t).described()
	check := func(where string, s shape) {
		for name, p := range s.Properties {
			// A field says its unit by its name: when it does, its words have to say it too.
			unit := map[string]string{"_unix": "Unix seconds", "_seconds": "seconds", "_ms": "milliseconds", "_percent": "percent", "size": "bytes"}
			for ending, words := range unit {
				if strings.HasSuffix(name, ending) && !strings.Contains(strings.ToLower(p.Description), strings.ToLower(words)) {
					t.Errorf("%s.%s does not say that it is in %s: %q", where, name, words, p.Description)
				}
			}
			if !strings.HasSuffix(p.Description, ".") && !strings.HasSuffix(p.Description, "…") {
				t.Errorf("%s.%s has no sentence of documentation: %q (the tag doc)", where, name, p.Description)
			}
		}
	}
	for name, s := range d.Components.Schemas {
		if len(s.Properties) == 0 {
			t.Errorf("%s has no fields", name)
		}
		check(name, s)
	}
	for path, methods := range d.Paths {
		for method, o := range methods {
			if o.RequestBody != nil {
				check(method+" "+path, o.RequestBody.Content["application/json"].Schema)
			}
		}
	}
}
