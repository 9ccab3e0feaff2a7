package sandbox

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"strings"
)

// The page: phones for people. It is served as it is, without its tests: a pattern cannot exclude, so those of the scripts
// spell what *.test.js is not. A test tells when a script fits none of them.
//
//go:embed page/index.html page/icon.svg page/*.css page/fonts
//go:embed page/*[^t].js page/*[^s]t.js page/*[^t]est.js
var pageFiles embed.FS

// handler puts Graph, the control plane and the page on one address.
func (s *Server) handler() http.Handler {
	mux := http.NewServeMux()
	s.control(mux)
	page, err := fs.Sub(pageFiles, "page")
	if err != nil {
		panic("sandbox: the page is not embedded: " + err.Error())
	}
	files := http.FileServerFS(page)
	mux.HandleFunc("GET /phone/{id}", func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, page, "index.html") })
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if graphPath.MatchString(r.URL.Path) {
			s.serveGraph(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-cache")
		files.ServeHTTP(w, r)
	})
	return s.guard(http.NewCrossOriginProtection().Handler(mux))
}

// guard keeps other web pages out: the sandbox runs on people's own machines, and a name that was rebound to loopback must
// not drive it.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		ip := net.ParseIP(strings.Trim(host, "[]"))
		if !strings.EqualFold(host, "localhost") && (ip == nil || !ip.IsLoopback()) && !s.hosts[host] {
			s.refuse(w, &badInput{Status: http.StatusForbidden, Message: "this host name is not one of the sandbox's"})
			return
		}
		w.Header().Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}

// badInput is a refusal of the control plane. It names the field.
type badInput struct {
	Status  int
	Field   string
	Message string
}

func (b *badInput) Error() string { return b.Message }

func bad(field, message string) *badInput {
	return &badInput{Status: http.StatusBadRequest, Field: field, Message: message}
}

func notFound(what string) *badInput {
	return &badInput{Status: http.StatusNotFound, Message: what + " not found"}
}

func conflict(message string) *badInput {
	return &badInput{Status: http.StatusConflict, Message: message}
}

// endpoint is one call of the control plane: a value for 200 (nothing for 204), or a *badInput.
type endpoint func(r *http.Request) (any, error)

func (s *Server) handle(mux *http.ServeMux, pattern string, e endpoint) {
	mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		// Read before anything is locked: a slow sender must not hold the world up.
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxControlBody))
		if err != nil {
			s.refuse(w, &badInput{Status: http.StatusRequestEntityTooLarge, Message: "the body is larger than 1 MB"})
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		out, err := e(r)
		if err != nil {
			s.refuse(w, err)
			return
		}
		s.reply(w, http.StatusOK, "application/json", out)
	})
}

const maxControlBody = 1 << 20

func (s *Server) reply(w http.ResponseWriter, status int, contentType string, v any) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		s.log.Debug("answer not written", "error", err)
	}
}

// refuse answers with problem details (RFC 9457).
func (s *Server) refuse(w http.ResponseWriter, err error) {
	var b *badInput
	if !errors.As(err, &b) {
		s.log.Error("control plane failed", "error", err)
		b = &badInput{Status: http.StatusInternalServerError, Message: err.Error()}
	}
	problem := map[string]any{"title": http.StatusText(b.Status), "status": b.Status, "detail": b.Message}
	if b.Field != "" {
		problem["field"] = b.Field
	}
	s.reply(w, b.Status, "application/problem+json", problem)
}

// decode reads a body strictly: a field that the control plane does not know is a mistake worth telling.
func decode(r *http.Request, v any) error {
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	err := d.Decode(v)
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		if _, more := d.Token(); errors.Is(more, io.EOF) {
			return nil
		}
		return bad("", "the body holds more than one JSON value")
	case errors.Is(err, io.EOF):
		return nil // an empty body is an empty object
	case errors.As(err, &wrong):
		return bad(wrong.Field, wrong.Field+" cannot be a "+wrong.Value)
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		name = strings.Trim(name, `"`)
		return bad(name, "there is no field "+name)
	}
	return bad("", "the body is not valid JSON: "+err.Error())
}
