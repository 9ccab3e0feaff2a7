package api

import (
	"io/fs"
	"net/http"
	"path"
	"strings"

	"ramal/internal/fault"
)

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Ramal</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 20vh auto; padding: 0 1rem }</style><body>
<h1>The console is not in this binary</h1>
<p>The server runs, but it was built without its web pages. Stop it, run <code>make build</code>, and start <code>./bin/ramal</code> again.</p>
<p>The REST API answers at <a href="/api/openapi.json">/api/openapi.json</a>.</p></body></html>
`

// console serves the files of the console. What is no file is one of its pages: the console's own router knows which.
func (s *Server) console(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		s.noRoute(w, r)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if name == "" || !s.hasFile(name) {
		if path.Ext(name) != "" || strings.HasPrefix(name+"/", "assets/") {
			writeProblem(w, r, fault.New(fault.NotFound, "There is no such file."))
			return
		}
		name = "index.html"
	}
	s.file(w, r, name)
}

// docs serves the page that shows the OpenAPI document.
func (s *Server) docs(w http.ResponseWriter, r *http.Request) { s.file(w, r, "api-docs.html") }

// noRoute answers what looks like the API and is not.
func (s *Server) noRoute(w http.ResponseWriter, r *http.Request) {
	writeProblem(w, r, fault.New(fault.NotFound, "There is no such operation. GET /api/openapi.json lists them."))
}

func (s *Server) hasFile(name string) bool {
	if s.Console == nil {
		return false
	}
	info, err := fs.Stat(s.Console, name)
	return err == nil && !info.IsDir()
}

// file serves a file. Those under assets/ carry a hash of their content in the name, so that they never change; all
// others are asked for again each time.
func (s *Server) file(w http.ResponseWriter, r *http.Request, name string) {
	w.Header().Set("Cache-Control", "no-cache")
	if !s.hasFile(name) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte(notBuilt)) // whoever does not read the answer went away
		return
	}
	if strings.HasPrefix(name, "assets/") {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	f, err := s.shelf.get(s.Console, name)
	if err != nil {
		writeProblem(w, r, s.refuse(r.Context(), "console", err))
		return
	}
	f.send(w, r)
}
