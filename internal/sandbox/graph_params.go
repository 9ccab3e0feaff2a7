package sandbox

import (
	"encoding/json"
	"mime"
	"net/url"
	"strings"

	"ramal/internal/meta"
)

// params are the parameters of a request in whatever form Graph takes them: the query, a form, or a JSON object, whose lists
// become texts with commas.
func (r *graphRequest) params() (map[string]string, *graphError) {
	out := map[string]string{}
	add := func(values url.Values) {
		for name := range values {
			out[name] = values.Get(name)
		}
	}
	add(r.URL.Query())
	body := strings.TrimSpace(string(r.body))
	if body == "" {
		return out, nil
	}
	if form, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); form == "application/x-www-form-urlencoded" && body[0] != '{' {
		values, err := url.ParseQuery(body)
		if err != nil {
			return nil, fault(meta.CodeInvalidParameter).details("The request body is not a form: %v", err)
		}
		add(values)
		return out, nil
	}
	var object map[string]json.RawMessage
	if err := r.decode(&object); err != nil {
		return nil, err
	}
	for name, raw := range object {
		out[name] = plainText(raw)
	}
	return out, nil
}

// plainText is a JSON value as a parameter: strings without quotes, lists of them with commas.
func plainText(raw json.RawMessage) string {
	var s string
	var list []string
	switch {
	case json.Unmarshal(raw, &s) == nil:
		return s
	case json.Unmarshal(raw, &list) == nil:
		return strings.Join(list, ",")
	}
	return string(raw)
}
