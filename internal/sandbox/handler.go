package sandbox

import (
	"embed"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"strings"
)

// The page: phones for people. It is served as it is, without its tests: a pattern cannot exclude, so those of the scripts
// spell what *.test.js is not, once for each depth of folder. A test tells when a script fits none of them, or lies where
// the address of a phone, /phone/{id}, hides it.
//
//go:embed page/index.html page/icon.svg page/fonts page/styles
//go:embed page/*[^t].js page/*/*[^t].js page/*/*/*[^t].js
//go:embed page/*/*[^s]t.js page/*/*/*[^s]t.js page/*/*/*[^t]est.js
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
	mux.HandleFunc("GET "+attachments, s.serveAttachment)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if graphPath.MatchString(r.URL.Path) {
			s.serveGraph(w, r)
			return
		}
		if r.URL.Path != "/" && strings.HasSuffix(r.URL.Path, "/") {
			http.NotFound(w, r) // a folder of the page: nothing to list
			return
		}
		w.Header().Set("Cache-Control", "no-cache")
		files.ServeHTTP(w, r)
	})
	own := http.NewCrossOriginProtection()
	own.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		s.refuse(w, &badInput{Status: http.StatusForbidden, Message: "the page of another site may not drive the sandbox"})
	}))
	return s.guard(own.Handler(mux))
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
			s.refuse(w, &badInput{Status: http.StatusForbidden, Message: "the sandbox is not reached by the name " + host + "; to allow it, start it with --host " + host})
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
	return &badInput{Status: http.StatusNotFound, Message: "there is no " + what}
}

func conflict(message string) *badInput {
	return &badInput{Status: http.StatusConflict, Message: message}
}

func (s *Server) reply(w http.ResponseWriter, status int, contentType string, v any) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		s.log.Debug("answer not written", "error", err)
	}
}

// problem is the body of a refusal: problem details (RFC 9457).
type problem struct {
	Title  string `json:"title" doc:"The HTTP status in words." example:"Bad Request"`
	Status int    `json:"status" doc:"The HTTP status." example:"400"`
	Detail string `json:"detail" doc:"What is wrong and what would be right, for a person, in English." example:"text is required"`
	Field  string `json:"field,omitempty" doc:"The field of the body that is at fault, where there is one." example:"text"`
}

// refuse answers with problem details.
func (s *Server) refuse(w http.ResponseWriter, err error) {
	var b *badInput
	if !errors.As(err, &b) {
		s.log.Error("control plane failed", "error", err)
		b = &badInput{Status: http.StatusInternalServerError, Message: err.Error()}
	}
	s.reply(w, b.Status, "application/problem+json", problem{Title: http.StatusText(b.Status), Status: b.Status, Detail: b.Message, Field: b.Field})
}
