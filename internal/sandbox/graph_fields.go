package sandbox

import (
	"fmt"
	"net/http"
	"strings"
)

// fieldQuery is one field that a request asks for, in Graph's field expansion: name.modifier(value){sub,sub}.
type fieldQuery struct {
	Name string
	Mods map[string]string
	Sub  []fieldQuery
}

// list reads a modifier as a list: [A,"B"] or A,B; empty when it is not there.
func (f fieldQuery) list(mod string) []string {
	raw := strings.TrimSpace(f.Mods[mod])
	raw = strings.TrimSuffix(strings.TrimPrefix(raw, "["), "]")
	var out []string
	for _, item := range strings.Split(raw, ",") {
		if item = strings.Trim(item, " \"'"); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// fieldParser walks over the text of the parameter fields.
type fieldParser struct {
	text string
	at   int
}

// parseFields reads the parameter fields. What it cannot read is named with its place, as Graph does it.
func parseFields(text string) ([]fieldQuery, *graphError) {
	p := &fieldParser{text: text}
	out, err := p.fields(0)
	if err == nil && p.at < len(p.text) {
		err = p.wrong("Expected end of string instead of %q", p.text[p.at])
	}
	return out, err
}

// deepestFields bounds the nesting of a request.
const deepestFields = 8

func (p *fieldParser) fields(depth int) ([]fieldQuery, *graphError) {
	if depth > deepestFields {
		return nil, p.wrong("Fields are nested too deeply")
	}
	var out []fieldQuery
	for {
		f, err := p.field(depth)
		if err != nil {
			return nil, err
		}
		for _, other := range out {
			if other.Name == f.Name {
				return nil, p.wrong("Field specified more than once: %s", f.Name)
			}
		}
		out = append(out, f)
		if !p.take(',') {
			return out, nil
		}
	}
}

func (p *fieldParser) field(depth int) (fieldQuery, *graphError) {
	f := fieldQuery{Mods: map[string]string{}}
	var err *graphError
	if f.Name, err = p.name(); err != nil {
		return f, err
	}
	for p.take('.') {
		mod, err := p.name()
		if err != nil {
			return f, err
		}
		if f.Mods[mod], err = p.value(); err != nil {
			return f, err
		}
	}
	if p.take('{') {
		if f.Sub, err = p.fields(depth + 1); err != nil {
			return f, err
		}
		if !p.take('}') {
			return f, p.wrong("Expected \"}\"")
		}
	}
	return f, nil
}

func (p *fieldParser) name() (string, *graphError) {
	p.space()
	from := p.at
	for p.at < len(p.text) && (p.text[p.at] == '_' || isLetter(rune(p.text[p.at])) || p.at > from && isDigit(p.text[p.at])) {
		p.at++
	}
	if p.at == from {
		return "", p.wrong("Expected a name")
	}
	return p.text[from:p.at], nil
}

// value is what stands in a modifier's brackets.
func (p *fieldParser) value() (string, *graphError) {
	if !p.take('(') {
		return "", p.wrong("Expected \"(\"")
	}
	from := p.at
	end := strings.IndexByte(p.text[from:], ')')
	if end < 0 {
		return "", p.wrong("Expected \")\"")
	}
	p.at = from + end + 1
	return p.text[from : from+end], nil
}

func (p *fieldParser) space() {
	for p.at < len(p.text) && p.text[p.at] == ' ' {
		p.at++
	}
}

func (p *fieldParser) take(c byte) bool {
	p.space()
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

// codeSyntax is Graph's code for a parameter that it cannot parse.
const codeSyntax = 2500

func (p *fieldParser) wrong(format string, a ...any) *graphError {
	return &graphError{
		HTTPStatus: http.StatusBadRequest, Type: "OAuthException", Code: codeSyntax,
		Message: fmt.Sprintf("Syntax error %q at character %d: %s", fmt.Sprintf(format, a...), p.at, p.text),
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// reader reads one field of an object.
type reader func(*tx, fieldQuery) (any, *graphError)

// node is an object of Graph: what it is called in errors, what it shows when nothing is asked for, and how each field is read.
type node struct {
	id, kind string
	shown    []string
	fields   map[string]reader
}

// fixed is a field that does not depend on anything.
func fixed(v any) reader {
	return func(*tx, fieldQuery) (any, *graphError) { return v, nil }
}

// fields reads the parameter fields: nil is what is shown when nothing is asked for.
func (r *graphRequest) fields() ([]fieldQuery, *graphError) {
	text := r.URL.Query().Get("fields")
	if text == "" {
		return nil, nil
	}
	return parseFields(text)
}

// read answers with the fields that the request asks for.
func (n node) read(r *graphRequest) (any, *graphError) {
	asked, fail := r.fields()
	if fail != nil {
		return nil, fail
	}
	var out map[string]any
	r.s.must(func(t *tx) { out, fail = n.pick(t, asked) })
	if fail != nil {
		return nil, fail
	}
	return out, nil
}

// pick reads fields of the node. Its id is always among them; a field without a value is left out, as Graph does it.
func (n node) pick(t *tx, asked []fieldQuery) (map[string]any, *graphError) {
	if asked == nil {
		for _, name := range n.shown {
			asked = append(asked, fieldQuery{Name: name})
		}
	}
	out := map[string]any{"id": n.id}
	for _, f := range asked {
		if f.Name == "id" {
			continue
		}
		get := n.fields[f.Name]
		if get == nil {
			return nil, parameter("Tried accessing nonexisting field (%s) on node type (%s)", f.Name, n.kind)
		}
		v, err := get(t, f)
		if err != nil {
			return nil, err
		}
		if v != nil {
			out[f.Name] = v
		}
	}
	return out, nil
}

// listOf is an edge's answer.
func listOf(items ...any) map[string]any {
	return map[string]any{"data": append([]any{}, items...)}
}
