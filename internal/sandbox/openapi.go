package sandbox

import (
	"encoding/json"
	"net/http"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

const aboutControl = "Drives the sandbox: who its WhatsApp users are and what they do, the clock, the webhook, the account and bad days. " +
	"It needs no token and answers on loopback (or a name given with --host). " +
	"Bodies are JSON of at most 1 MB; a field that is not known is refused by its name. " +
	"Errors are problem details (RFC 9457). Times are Unix seconds of the sandbox's clock."

var controlTags = []*huma.Tag{
	{Name: tagUsers, Description: "The people of this world and their phones."},
	{Name: tagCalls, Description: "Calls, from the phone's side."},
	{Name: tagMedia, Description: "Files in messages, recordings and voicemail."},
	{Name: tagTemplates, Description: "Message templates, and what Meta's review decides about them."},
	{Name: tagClock, Description: "The clock that all rules follow. Nothing has to be waited for."},
	{Name: tagWebhooks, Description: "Where events go, and what became of each."},
	{Name: tagAccount, Description: "What Meta knows of the business and its number."},
	{Name: tagFaults, Description: "Bad days on demand, and the places where Meta differs from its own documentation."},
	{Name: tagWorld, Description: "Everything at once."},
}

var inPath = regexp.MustCompile(`\{(\w+)\}`)

// pathParts say what stands in a path.
var pathParts = map[string]string{
	"users": "The wa_id or the bsuid of a user.", "calls": "Meta's id of the call: wacid…, percent-encoded.", "deliveries": "The id of a delivery.",
	"media": "The id of a media file.", "templates": "The name of a template.",
}

// openAPI describes the operations.
func openAPI(operations []operation) *huma.OpenAPI {
	schemas := huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)
	document := &huma.OpenAPI{
		OpenAPI: "3.1.0", Info: &huma.Info{Title: "Ramal sandbox: control plane", Version: "1", Description: aboutControl},
		Servers: []*huma.Server{{URL: "/"}}, Tags: controlTags, Components: &huma.Components{Schemas: schemas},
	}
	for _, o := range operations {
		document.AddOperation(o.describe(schemas))
	}
	for _, schema := range schemas.Map() {
		neverNull(schema)
	}
	return document
}

// describe is the operation in words of OpenAPI.
func (o operation) describe(schemas huma.Registry) *huma.Operation {
	method, path, _ := strings.Cut(o.route, " ")
	out := &huma.Operation{
		OperationID: operationID(method, path), Method: method, Path: path, Tags: []string{o.tag}, Summary: o.summary, Description: o.note,
		Responses: map[string]*huma.Response{},
	}
	kind := strings.Split(path, "/")[2]
	for _, m := range inPath.FindAllStringSubmatch(path, -1) {
		out.Parameters = append(out.Parameters, &huma.Param{
			Name: m[1], In: "path", Required: true, Description: pathParts[kind], Schema: &huma.Schema{Type: huma.TypeString},
		})
	}
	content := func(media string, t reflect.Type) map[string]*huma.MediaType {
		schema := &huma.Schema{Type: huma.TypeString, Format: "binary"}
		if t != nil {
			schema = schemas.Schema(t, true, "")
			neverNull(schema)
		}
		return map[string]*huma.MediaType{media: {Schema: schema}}
	}
	problems := []int{http.StatusForbidden}
	if o.in != nil {
		out.RequestBody = &huma.RequestBody{Content: content("application/json", o.in)}
		problems = append(problems, http.StatusBadRequest, http.StatusRequestEntityTooLarge)
	}
	if len(out.Parameters) > 0 {
		problems = append(problems, http.StatusNotFound)
	}
	if len(out.Parameters) > 0 && method == http.MethodPost {
		problems = append(problems, http.StatusConflict)
	}
	for _, status := range problems {
		out.Responses[strconv.Itoa(status)] = &huma.Response{
			Description: http.StatusText(status), Content: content("application/problem+json", reflect.TypeFor[problem]()),
		}
	}
	good := &huma.Response{Description: http.StatusText(o.status)}
	switch {
	case o.out != nil:
		good.Content = content("application/json", o.out)
	case o.media != "":
		good.Content = content(o.media, nil)
	}
	out.Responses[strconv.Itoa(o.status)] = good
	return out
}

// operationID makes a name of a method and a path: post-users-messages.
func operationID(method, path string) string {
	one := regexp.MustCompile(`\{\w+\}$`).MatchString(path)
	path = strings.TrimPrefix(inPath.ReplaceAllString(path, ""), "/sandbox/")
	id := strings.ToLower(method) + "-" + strings.Join(strings.FieldsFunc(path, func(r rune) bool { return r == '/' }), "-")
	if one {
		id += "-one"
	}
	return id
}

// neverNull says of lists what is true of all lists here: they may be empty, but they are there.
func neverNull(s *huma.Schema) {
	if s == nil {
		return
	}
	if s.Type == huma.TypeArray {
		s.Nullable = false
		neverNull(s.Items)
	}
	for _, p := range s.Properties {
		neverNull(p)
	}
}

func (s *Server) serveOpenAPI(w http.ResponseWriter, _ *http.Request) {
	document, err := openAPIJSON(s.operations())
	if err != nil {
		s.refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write(document)
}

// openAPIJSON is the description as a file.
func openAPIJSON(operations []operation) ([]byte, error) {
	raw, err := json.MarshalIndent(openAPI(operations), "", "  ")
	return append(raw, '\n'), err
}
