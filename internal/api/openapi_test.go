package api

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/openapi.json anew")

func TestOpenAPIFileIsFresh(t *testing.T) {
	document, err := new(Server).OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	document = append(document, '\n')
	file := filepath.Join("..", "..", "docs", "openapi.json")
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
		t.Error("docs/openapi.json is not what the server says. Run: make generate")
	}
}

var inPath = regexp.MustCompile(`\{(\w+)\}`)

func TestOpenAPIDescribesEverything(t *testing.T) {
	raw, err := new(Server).OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(raw, []byte("$schema")) {
		t.Error("the document has $schema links")
	}
	var document struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			OperationID string
			Summary     string
			Tags        []string
			Parameters  []struct{ Name, In string }
			Responses   map[string]any
		}
		Components struct {
			Schemas map[string]struct{ Properties map[string]any }
		}
	}
	if err := json.Unmarshal(raw, &document); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(document.OpenAPI, "3.1.") {
		t.Errorf("OpenAPI %s, want 3.1", document.OpenAPI)
	}
	seen := map[string]string{}
	for path, methods := range document.Paths {
		for method, o := range methods {
			where := method + " " + path
			if o.OperationID == "" || o.Summary == "" || len(o.Tags) != 1 || len(o.Responses) == 0 {
				t.Errorf("%s: id %q, summary %q, tags %v, %d responses", where, o.OperationID, o.Summary, o.Tags, len(o.Responses))
			}
			if other, twice := seen[o.OperationID]; twice {
				t.Errorf("%s and %s are both called %s", where, other, o.OperationID)
			}
			seen[o.OperationID] = where
			for _, m := range inPath.FindAllStringSubmatch(path, -1) {
				named := slices.ContainsFunc(o.Parameters, func(p struct{ Name, In string }) bool { return p.Name == m[1] && p.In == "path" })
				if !named {
					t.Errorf("%s does not describe %s", where, m[1])
				}
			}
			if _, documented := o.Responses["422"]; documented {
				t.Errorf("%s documents 422, which this API does not answer with", where)
			}
		}
	}
	for name, schema := range document.Components.Schemas {
		if len(schema.Properties) == 0 {
			t.Errorf("schema %s has no properties", name)
		}
		if strings.Contains(name, "Input") || strings.Contains(name, "Output") {
			t.Errorf("schema %s is not named by a type of its own", name)
		}
	}
}

// secretive are words in the names of what must not stand in an address, where servers, proxies and browsers write it down.
var secretive = regexp.MustCompile(`(?i)token|secret|password|code|key|session|seed|hash`)

func TestNoAddressHoldsASecret(t *testing.T) {
	raw, err := new(Server).OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Paths map[string]map[string]struct {
			OperationID string
			Parameters  []struct{ Name, In string }
		}
	}
	if err := json.Unmarshal(raw, &document); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for path, methods := range document.Paths {
		for _, o := range methods {
			for _, p := range o.Parameters {
				if p.In != "query" && p.In != "path" {
					continue
				}
				seen++
				metas := o.OperationID == "webhook-handshake" && p.Name == "hub.verify_token" // Meta sends it so
				if secretive.MatchString(p.Name) && !metas {
					t.Errorf("%s: %s is a secret by its name, and part of the address: take it in the body", path, p.Name)
				}
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d parameters were looked at", seen)
	}
}
