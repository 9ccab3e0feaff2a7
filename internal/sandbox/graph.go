package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"

	"ramal/internal/meta"
)

// graphPath is an optional version, an object id (or the one name that stands for none) and an optional edge. With a version
// everything is Graph's, so that an id which a client forgot to fill in is refused as Meta refuses it.
var graphPath = regexp.MustCompile(`^/(?:v[0-9]{1,3}\.[0-9]{1,2}/([^/]+)|([0-9]+|debug_token))(?:/(.*?))?/?$`)

// graphEdge answers one edge: a value for 200, or an error.
type graphEdge func(r *graphRequest) (any, *graphError)

type graphRequest struct {
	*http.Request
	s    *Server
	id   string // of the object
	app  bool   // the caller showed an app access token
	body []byte
}

// maxGraphBody is far above any request that calling needs.
const maxGraphBody = 1 << 20

// edges is every method, kind of object and edge that is answered.
func (s *Server) edges() map[string]graphEdge {
	return map[string]graphEdge{
		"GET {number}":                    s.getNumber,
		"GET {number}/settings":           s.getSettings,
		"POST {number}/settings":          s.postSettings,
		"GET {number}/call_permissions":   s.getCallPermissions,
		"POST {number}/messages":          s.postMessages,
		"POST {number}/calls":             s.postCalls,
		"POST {number}/register":          s.register,
		"GET {waba}":                      s.getAccount,
		"GET {waba}/phone_numbers":        s.getPhoneNumbers,
		"GET {waba}/subscribed_apps":      s.getSubscribedApps,
		"POST {waba}/subscribed_apps":     s.subscribeApp,
		"DELETE {waba}/subscribed_apps":   s.unsubscribeApp,
		"GET {app}":                       s.getApp,
		"GET {app}/subscriptions":         s.getSubscriptions,
		"POST {app}/subscriptions":        s.subscribe,
		"DELETE {app}/subscriptions":      s.unsubscribe,
		uploads:                           s.postMedia,
		"GET {media}":                     s.getMedium,
		"DELETE {media}":                  s.deleteMedium,
		"GET {waba}/message_templates":    s.getTemplates,
		"POST {waba}/message_templates":   s.postTemplate,
		"DELETE {waba}/message_templates": s.deleteTemplates,
		"GET {template}":                  s.getTemplate,
		"POST {template}":                 s.editTemplate,
		"GET debug_token":                 s.debugToken,
	}
}

// debugNode is the one name that stands where an id does.
const debugNode = "debug_token"

// kind names what an object is, as the table of edges does.
func kind(id string) string {
	switch id {
	case PhoneNumberID:
		return "{number}"
	case WABAID:
		return "{waba}"
	case AppID:
		return "{app}"
	case debugNode:
		return id
	}
	switch {
	case strings.HasPrefix(id, mediaIDs):
		return "{media}"
	case strings.HasPrefix(id, templateIDs):
		return "{template}"
	}
	return ""
}

// Media and templates are told apart by how their ids begin.
const (
	mediaIDs    = "41000000"
	templateIDs = "42000000"
)

// serveGraph answers a Graph request. The order is Meta's: the token first, then the object, then the parameters.
func (s *Server) serveGraph(w http.ResponseWriter, r *http.Request) {
	m := graphPath.FindStringSubmatch(r.URL.Path)
	out, err := s.graph(r, m[1]+m[2], m[3])
	if err == nil {
		s.must(func(t *tx) { out = t.Faults.answer(out) })
		err = s.loseAnswer(r.Method)
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	trace := s.ids.trace()
	w.Header().Set("x-fb-trace-id", trace)
	w.Header().Set("facebook-api-version", "v26.0")
	status := http.StatusOK
	if err != nil {
		status, out = err.HTTPStatus, err.body(trace)
		if status == http.StatusUnauthorized {
			w.Header().Set("WWW-Authenticate", `OAuth "Facebook Platform" "invalid_token"`)
		}
	}
	body, eerr := meta.Encode(out)
	if eerr != nil {
		http.Error(w, "encode: "+eerr.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// uploads is the route whose body is read by whoever answers it.
const uploads = "POST {number}/media"

func (s *Server) graph(r *http.Request, id, edge string) (any, *graphError) {
	route := r.Method + " " + kind(id)
	if edge != "" {
		route += "/" + edge
	}
	var body []byte
	if route != uploads {
		var err error
		if body, err = io.ReadAll(http.MaxBytesReader(nil, r.Body, maxGraphBody)); err != nil {
			e := fault(meta.CodeUnknown).details("The request body is too large")
			if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
				e.HTTPStatus = http.StatusRequestEntityTooLarge
			}
			return nil, e
		}
	}
	if fail := s.misbehave(r.Context()); fail != nil {
		return nil, fail
	}
	q := &graphRequest{Request: r, s: s, id: id, body: body}
	if fail := s.authorize(q, edge); fail != nil {
		return nil, fail
	}
	s.base.Store("http://" + r.Host)
	answer := s.routes[route]
	if answer == nil {
		return nil, unknownObject(r.Method, id)
	}
	return answer(q)
}

// decode reads a JSON body leniently: unknown fields are of no interest to Graph.
func (r *graphRequest) decode(v any) *graphError {
	d := json.NewDecoder(bytes.NewReader(r.body))
	err := d.Decode(v)
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) {
		return parameter("Param %s must be of another type - got %s", wrong.Field, wrong.Value)
	}
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("more than one JSON value")
		}
	}
	if err != nil {
		return fault(meta.CodeInvalidParameter).details("The request body is not valid JSON: %v", err)
	}
	return nil
}

// product checks the parameter that every request of the Cloud API carries.
func product(p string) *graphError {
	switch {
	case p == "":
		return parameter("The parameter messaging_product is required.")
	case !strings.EqualFold(p, meta.Product):
		return parameter("Param messaging_product must be one of {WHATSAPP} - got %q.", p)
	}
	return nil
}
