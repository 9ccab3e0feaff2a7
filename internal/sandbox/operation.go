package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// operation is one call of the control plane: what the mux serves, and what the OpenAPI document says of it.
type operation struct {
	route   string // method and path
	tag     string
	summary string
	note    string
	status  int          // of the answer when all is well
	in, out reflect.Type // of the JSON bodies; nil where there is none
	media   string       // the type of an answer that is not JSON
	serve   http.HandlerFunc
}

// does is an operation from a typed body to a typed answer.
func does[I, O any](s *Server, route, tag, summary, note string, do func(*http.Request, I) (O, error)) operation {
	o := operation{route: route, tag: tag, summary: summary, note: note, status: http.StatusOK, out: reflect.TypeFor[O]()}
	if in := reflect.TypeFor[I](); in != reflect.TypeFor[none]() {
		o.in = in
	}
	o.serve = func(w http.ResponseWriter, r *http.Request) {
		// Read before anything is locked: a slow sender must not hold the world up.
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxControlBody))
		if err != nil {
			s.refuse(w, &badInput{Status: http.StatusRequestEntityTooLarge, Message: "the body is larger than 1 MB, or ended early"})
			return
		}
		var in I
		if err := decode(body, &in); err != nil {
			s.refuse(w, err)
			return
		}
		out, err := do(r, in)
		if err != nil {
			s.refuse(w, err)
			return
		}
		s.reply(w, http.StatusOK, "application/json", out)
	}
	return o
}

const maxControlBody = 1 << 20

// none is the body of operations that take none.
type none struct{}

// outcome is the answer of commands that have nothing else to say.
type outcome struct {
	Success bool `json:"success" doc:"Always true: what fails answers with a problem."`
}

var done = outcome{Success: true}

// made names what an operation made.
type made struct {
	ID string `json:"id" doc:"Its id: a wamid for a message, a wacid for a call."`
}

// changes is a body that changes a T which is there: what it does not name stays.
type changes[T any] struct{ raw []byte }

func (c *changes[T]) UnmarshalJSON(raw []byte) error {
	c.raw = bytes.Clone(raw)
	return nil
}

// onto applies the changes, strictly.
func (c changes[T]) onto(v *T) error { return decode(c.raw, v) }

// Schema is T's, with no field required.
func (changes[T]) Schema(r huma.Registry) *huma.Schema {
	schema := huma.SchemaFromType(r, reflect.TypeFor[T]())
	schema.Required = nil
	return schema
}

// decode reads a body strictly: a field that the control plane does not know is a mistake worth telling.
func decode(body []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	var wrong *json.UnmarshalTypeError
	var own *badInput
	switch {
	case err == nil:
		if _, more := d.Token(); errors.Is(more, io.EOF) {
			return nil
		}
		return bad("", "the body holds more than one JSON value")
	case errors.Is(err, io.EOF):
		return nil // an empty body is an empty object
	case errors.As(err, &own):
		return own
	case errors.As(err, &wrong) && wrong.Field == "":
		return bad("", "the body must be a JSON object, not "+valueWords(wrong.Value))
	case errors.As(err, &wrong):
		return bad(wrong.Field, wrong.Field+" must be "+typeWords(wrong.Type)+", not "+valueWords(wrong.Value))
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		name = strings.Trim(name, `"`)
		return bad(name, "there is no field "+name+" here; /sandbox/docs lists the fields of every operation")
	}
	return bad("", "the body is not valid JSON: "+err.Error())
}

// typeWords says what a field takes.
func typeWords(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64:
		return "a whole number"
	case reflect.Slice:
		return "a list"
	}
	return "an object"
}

// valueWords says what was given, of the words of encoding/json.
func valueWords(value string) string {
	switch kind, number, _ := strings.Cut(value, " "); kind {
	case "bool":
		return "true or false"
	case "array":
		return "a list"
	case "object":
		return "an object"
	case "number":
		if number != "" {
			return number
		}
	}
	return "a " + value
}
