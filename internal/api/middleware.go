package api

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"ramal/internal/fault"
)

// bodyTimeout is how long a client may take to send a body.
const bodyTimeout = 30 * time.Second

// policy lets a page of ours load only what is ours, and no script that stands in a page. Style elements may be made by scripts,
// because the dialogs' scroll lock and the notices bring theirs so; style attributes may not stand in what a page is given. The
// QR code of the second factor is a data: picture.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; style-src-attr 'none'; img-src 'self' data:; " +
	"media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// strictly is how browsers that came by TLS are told never to come without, for a year. Names below ours are their owners' matter.
const strictly = "max-age=31536000"

// secure sets the headers that tell browsers what our pages may do.
func (s *Server) secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Permissions-Policy", "microphone=(self), camera=(), geolocation=(), payment=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if s.overTLS(r) {
			h.Set("Strict-Transport-Security", strictly)
		}
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(w, r)
	})
}

// sameOrigin refuses what another site lets a browser of ours send (CSRF). Meta's webhooks carry a signature instead.
func (s *Server) sameOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.AddInsecureBypassPattern("POST /webhooks/{accountId}")
	if s.PublicURL != "" {
		if err := guard.AddTrustedOrigin(strings.TrimSuffix(s.PublicURL, "/")); err != nil {
			s.log().Error("public address not trusted as an origin", slog.Any("error", err))
		}
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		writeProblem(w, r, fault.New(fault.Forbidden, "This request came from another site.").Because("cross_origin"))
	}))
	return guard.Handler(next)
}

// timely bounds how long a body may take to arrive. The bound is lifted as soon as the body was read: net/http would take
// a passed read deadline for a client that went away, and end the context of an operation that is merely slow.
func timely(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 {
			rc := http.NewResponseController(w)
			if rc.SetReadDeadline(time.Now().Add(bodyTimeout)) == nil {
				r.Body = &timedBody{ReadCloser: r.Body, lift: func() { _ = rc.SetReadDeadline(time.Time{}) }}
			}
		}
		next.ServeHTTP(w, r)
	})
}

type timedBody struct {
	io.ReadCloser
	lift func()
}

func (b *timedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		b.lift()
	}
	return n, err
}

// rescue turns a panic into a 500 that says nothing, and one line in the log that says all.
func (s *Server) rescue(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			what := recover()
			if what == nil {
				return
			}
			if err, ok := what.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(what) // net/http's own way to cut a connection
			}
			s.log().Error("panic", slog.String("route", r.Pattern), slog.String("what", fmt.Sprint(what)), slog.String("stack", string(debug.Stack())))
			writeProblem(w, r, fault.New(fault.Internal, ""))
		}()
		next.ServeHTTP(w, r)
	})
}

// observe counts and logs each request by its route: never by its address, which may hold what people search for.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		answer := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(answer, r)
		took := time.Since(start)
		route := r.Pattern
		if route == "" {
			route = "none"
		}
		s.gauges.request(route, answer.status, took)
		s.log().Debug("request", slog.String("route", route), slog.String("method", r.Method), slog.Int("status", answer.status), slog.Duration("took", took))
	})
}

// recorder remembers the status.
type recorder struct {
	http.ResponseWriter
	status int
	wrote  bool
}

func (r *recorder) WriteHeader(status int) {
	if !r.wrote {
		r.status, r.wrote = status, status >= 200 || status == http.StatusSwitchingProtocols
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(p []byte) (int, error) {
	r.wrote = true
	return r.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController and the websocket reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
