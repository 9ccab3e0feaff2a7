package sandbox

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"sort"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed docs.html
var docsTemplate string

// serveDocs shows the operations as a page that needs no script: it is made here, of the same document as openapi.json.
func (s *Server) serveDocs(w http.ResponseWriter, r *http.Request) {
	page, err := template.New("docs").Parse(docsTemplate)
	if err != nil {
		s.refuse(w, err)
		return
	}
	var out bytes.Buffer
	if err := page.Execute(&out, docsOf(openAPI(s.operations()), "http://"+r.Host)); err != nil {
		s.refuse(w, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	_, _ = w.Write(out.Bytes())
}

// docsPage is what the template shows.
type docsPage struct {
	About    string
	URL      string
	Identity [][2]string
	Magic    []MagicUser
	Groups   []docsGroup
	Schemas  []docsSchema
}

type docsGroup struct {
	Name, About string
	Operations  []docsOperation
}

type docsOperation struct {
	ID, Method, Path, Summary, Note string
	Parameters                      []*huma.Param
	Input                           []docsField
	Answer                          docsType
	AnswerStatus                    string
	Refusals                        string
	Try                             string // a line for the shell
}

type docsSchema struct {
	Name   string
	Fields []docsField
}

type docsField struct {
	Name, About, Values, Example string
	Type                         docsType
	Required                     bool
}

// docsType is a type in words; Link names the schema that says more.
type docsType struct{ Words, Link string }

func docsOf(document *huma.OpenAPI, url string) docsPage {
	schemas := document.Components.Schemas
	page := docsPage{About: document.Info.Description, URL: url, Identity: [][2]string{
		{"Phone number id", PhoneNumberID},
		{"WABA", WABAID},
		{"App", AppID},
		{"Access token", Token},
		{"App secret", AppSecret},
		{"Verify token", VerifyToken},
		{"Business number", BusinessNumber},
	}, Magic: MagicUsers()}
	operations := map[string][]docsOperation{}
	for _, path := range document.Paths {
		for _, o := range []*huma.Operation{path.Get, path.Post, path.Delete} {
			if o != nil {
				operations[o.Tags[0]] = append(operations[o.Tags[0]], docsOperationOf(schemas, o, url))
			}
		}
	}
	for _, tag := range document.Tags {
		list := operations[tag.Name]
		sort.Slice(list, func(i, j int) bool {
			if list[i].Path != list[j].Path {
				return list[i].Path < list[j].Path
			}
			return list[i].Method < list[j].Method
		})
		page.Groups = append(page.Groups, docsGroup{Name: tag.Name, About: tag.Description, Operations: list})
	}
	for name, schema := range schemas.Map() {
		page.Schemas = append(page.Schemas, docsSchema{Name: name, Fields: docsFields(schema)})
	}
	sort.Slice(page.Schemas, func(i, j int) bool { return page.Schemas[i].Name < page.Schemas[j].Name })
	return page
}

func docsOperationOf(schemas huma.Registry, o *huma.Operation, url string) docsOperation {
	d := docsOperation{ID: o.OperationID, Method: o.Method, Path: o.Path, Summary: o.Summary, Note: o.Description, Parameters: o.Parameters}
	var body map[string]any
	if o.RequestBody != nil {
		schema := o.RequestBody.Content["application/json"].Schema
		if schema.Ref != "" {
			schema = schemas.SchemaFromRef(schema.Ref)
		}
		d.Input, body = docsFields(schema), exampleOf(schema)
	}
	if o.Responses["101"] == nil {
		d.Try = try(o, url, body)
	}
	var refusals []string
	for status, response := range o.Responses {
		if content := response.Content["application/problem+json"]; content != nil {
			refusals = append(refusals, status)
			continue
		}
		d.AnswerStatus = status + " " + response.Description
		for media, content := range response.Content {
			if d.Answer = docsTypeOf(content.Schema); media != "application/json" {
				d.Answer = docsType{Words: media}
			}
		}
	}
	slices.Sort(refusals)
	d.Refusals = strings.Join(refusals, ", ")
	return d
}

func docsFields(schema *huma.Schema) []docsField {
	var fields []docsField
	for name, p := range schema.Properties {
		f := docsField{Name: name, About: p.Description, Type: docsTypeOf(p), Required: slices.Contains(schema.Required, name)}
		var values []string
		for _, v := range p.Enum {
			values = append(values, fmt.Sprint(v))
		}
		f.Values = strings.Join(values, ", ")
		if len(p.Examples) > 0 {
			f.Example = fmt.Sprint(p.Examples[0])
		}
		fields = append(fields, f)
	}
	sort.Slice(fields, func(i, j int) bool {
		if fields[i].Required != fields[j].Required {
			return fields[i].Required
		}
		return fields[i].Name < fields[j].Name
	})
	return fields
}

func docsTypeOf(s *huma.Schema) docsType {
	if s.Ref != "" {
		name := s.Ref[strings.LastIndex(s.Ref, "/")+1:]
		return docsType{Words: name, Link: name}
	}
	if s.Type == huma.TypeArray {
		of := docsTypeOf(s.Items)
		return docsType{Words: "list of " + of.Words, Link: of.Link}
	}
	return docsType{Words: s.Type}
}

// exampleOf is a body made of the fields that have an example.
func exampleOf(schema *huma.Schema) map[string]any {
	body := map[string]any{}
	for name, p := range schema.Properties {
		if len(p.Examples) > 0 {
			body[name] = p.Examples[0]
		}
	}
	return body
}

// try is a line for the shell that carries the operation out.
func try(o *huma.Operation, url string, body map[string]any) string {
	path := inPath.ReplaceAllStringFunc(o.Path, func(name string) string {
		if strings.HasPrefix(o.Path, "/sandbox/users/") {
			return firstPeople()[0].WaID
		}
		return "$" + strings.ToUpper(strings.Trim(name, "{}"))
	})
	line := "curl "
	switch {
	case len(body) > 0:
		raw, err := json.Marshal(body)
		if err != nil {
			panic("sandbox: an example that is no JSON: " + err.Error()) // it came from a tag as JSON
		}
		return line + url + path + " -d '" + string(raw) + "'"
	case o.Method != http.MethodGet:
		line += "-X " + o.Method + " "
	}
	return line + url + path
}
