package api_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"ramal/internal/api"
)

func console(s *api.Server) {
	s.Console = fstest.MapFS{
		"index.html":         {Data: []byte("<title>Ramal</title>")},
		"api-docs.html":      {Data: []byte("<title>API</title>")},
		"icon.svg":           {Data: []byte("<svg/>")},
		"assets/app-1a2b.js": {Data: []byte(strings.Repeat("console.log(1);", 200))},
	}
}

func TestConsoleFiles(t *testing.T) {
	w := newWorld(t, console)
	const once, always = "no-cache", "public, max-age=31536000, immutable"
	for path, want := range map[string]struct {
		status          int
		body, kind, age string
	}{
		"/":                   {200, "<title>Ramal", "text/html", once},
		"/index.html":         {200, "<title>Ramal", "text/html", once},
		"/calls/019ab0c4":     {200, "<title>Ramal", "text/html", once},
		"/sac/":               {200, "<title>Ramal", "text/html", once},
		"/icon.svg":           {200, "<svg", "image/svg", once},
		"/assets/app-1a2b.js": {200, "console.log", "text/javascript", always},
		"/assets/app-old.js":  {404, "no such file", "application/problem+json", "no-store"},
		"/assets/":            {404, "no such file", "application/problem+json", "no-store"},
		"/missing.png":        {404, "no such file", "application/problem+json", "no-store"},
		"/api/docs":           {200, "<title>API", "text/html", once},
		"/api/openapi.json":   {200, `"openapi"`, "application/", "no-store"},
	} {
		t.Run(path, func(t *testing.T) {
			a := w.nobody().in(t).send(http.MethodGet, path, nil).want(want.status)
			if !strings.Contains(string(a.body), want.body) || !strings.HasPrefix(a.header.Get("Content-Type"), want.kind) || a.header.Get("Cache-Control") != want.age {
				t.Errorf("%s, %s: %.60s", a.header.Get("Content-Type"), a.header.Get("Cache-Control"), a.body)
			}
		})
	}
	w.nobody().send(http.MethodPost, "/", "{}").problem(http.StatusNotFound, "not_found")
}

func TestConsoleFilesArePacked(t *testing.T) {
	w := newWorld(t, console)
	c := w.nobody()
	c.header.Set("Accept-Encoding", "identity")
	plain := c.send(http.MethodGet, "/assets/app-1a2b.js", nil).want(http.StatusOK)
	c.header.Set("Accept-Encoding", "gzip, br")
	a := c.send(http.MethodGet, "/assets/app-1a2b.js", nil).want(http.StatusOK)
	if a.header.Get("Content-Encoding") != "gzip" || a.header.Get("Vary") != "Accept-Encoding" || len(a.body) >= len(plain.body)/2 {
		t.Fatalf("not packed: %v, %d bytes of %d", a.header, len(a.body), len(plain.body))
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(a.body))
	must(t, err)
	text, err := io.ReadAll(unpacked)
	must(t, err)
	if !bytes.Equal(text, plain.body) {
		t.Error("the packed file is another one")
	}
	if a.header.Get("ETag") == plain.header.Get("ETag") {
		t.Error("packed and plain have the same tag")
	}
	c.header.Set("If-None-Match", a.header.Get("ETag"))
	if again := c.send(http.MethodGet, "/assets/app-1a2b.js", nil).want(http.StatusNotModified); len(again.body) > 0 {
		t.Errorf("304 with %d bytes", len(again.body))
	}
}

func TestAServerWithoutItsConsoleSaysHowToBuildIt(t *testing.T) {
	w := newWorld(t, func(s *api.Server) { s.Console = nil })
	for _, path := range []string{"/", "/calls", "/api/docs"} {
		a := w.nobody().send(http.MethodGet, path, nil).want(http.StatusServiceUnavailable)
		if !strings.Contains(string(a.body), "make build") || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
			t.Errorf("%s: %s", path, a.body)
		}
	}
}
