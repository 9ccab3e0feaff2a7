package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/fault"
	"ramal/internal/i18n"
)

// Problem is the body of every error: problem details (RFC 9457) with a code that programs act on.
type Problem struct {
	Type      string `json:"type" example:"about:blank" doc:"Always about:blank: code says what kind of problem it is."`
	Title     string `json:"title" example:"Conflict" doc:"The HTTP status in words."`
	Status    int    `json:"status" example:"409" doc:"The HTTP status."`
	Detail    string `json:"detail" example:"Another operator is on a call with this contact." doc:"What happened and what to do, for a person, in the language of the header Accept-Language: English, Brazilian Portuguese or Spanish."`
	Code      string `json:"code" enum:"invalid,unauthenticated,forbidden,not_found,conflict,limited,too_large,unavailable,internal" doc:"What kind of problem it is."`
	Field     string `json:"field,omitempty" example:"phone" doc:"The part of the request at fault."`
	Reason    string `json:"reason,omitempty" example:"contact_busy" doc:"The cause below code; stable, so that a client has its own sentence for it."`
	Technical string `json:"technical,omitempty" doc:"Details for support, such as Meta's own words and trace id."`
}

// Error returns the sentence for a person.
func (p *Problem) Error() string { return p.Detail }

// GetStatus returns the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType returns the media type of problem details.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// statusOf is where a code becomes an HTTP status: the only place.
func statusOf(code fault.Code) int {
	switch code {
	case fault.Invalid:
		return http.StatusBadRequest
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.Limited:
		return http.StatusTooManyRequests
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	default:
		return http.StatusInternalServerError
	}
}

// problemOf describes any error, in the language of whoever asked. What we did not foresee says nothing of its inside.
func problemOf(ctx context.Context, err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	var f *fault.Error
	if !errors.As(err, &f) || f.Code == fault.Internal {
		f = fault.New(fault.Internal, "Something went wrong here. It was written to the server's log.")
	}
	status := statusOf(f.Code)
	return &Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Detail: i18n.Message(languageOf(ctx), f), Code: string(f.Code), Field: f.Field, Reason: f.Reason, Technical: f.Detail,
	}
}

// writeProblem answers with an error, outside huma.
func writeProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(r.Context(), err)
	w.Header().Set("Content-Type", p.ContentType(""))
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // whoever does not read the answer went away
}

type languageKey struct{}

// inTheirWords finds out in which language the caller wants to be told things.
func inTheirWords(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lang := i18n.Nearest(r.Header.Get("Accept-Language"))
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), languageKey{}, lang)))
	})
}

func languageOf(ctx context.Context) string {
	lang, _ := ctx.Value(languageKey{}).(string)
	return lang
}

// speakProblems makes huma's own errors, such as a missing property, problems like ours.
var speakProblems = sync.OnceFunc(func() {
	huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
		most := int64(maxBody)
		if o := ctx.Operation(); o != nil && o.MaxBodyBytes > 0 {
			most = o.MaxBodyBytes
		}
		return malformed(ctx.Context(), status, msg, most, errs)
	}
})

// malformed is a request that did not reach us because huma could not read it. The first thing wrong is named.
func malformed(ctx context.Context, status int, msg string, most int64, errs []error) *Problem {
	f := fault.New(fault.Invalid, "The request cannot be read: %s.", msg)
	switch status {
	case http.StatusRequestEntityTooLarge:
		f = fault.New(fault.TooLarge, "The request body is over the limit of %d MiB.", most>>20).On("body")
	case http.StatusInternalServerError:
		f = fault.New(fault.Internal, "")
	case http.StatusUnsupportedMediaType:
		f = fault.New(fault.Invalid, "The request body has to be application/json.").On("Content-Type")
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		f = f.On("body")
		for _, err := range errs {
			var d huma.ErrorDetailer
			if errors.As(err, &d) {
				f = wrongPart(d.ErrorDetail())
				break
			}
		}
	}
	p := problemOf(ctx, f)
	if status == http.StatusUnsupportedMediaType || status == http.StatusNotAcceptable {
		p.Status, p.Title = status, http.StatusText(status)
	}
	return p
}

// wrongPart names the field as a client knows it, and what is wrong with it. What the validation found stays in its English.
func wrongPart(d *huma.ErrorDetail) *fault.Error {
	var missing string
	if _, err := fmt.Sscanf(d.Message, "expected required property %s to be present", &missing); err == nil {
		return fault.New(fault.Invalid, "%s is required.", missing).On(missing)
	}
	place, field, nested := strings.Cut(d.Location, ".")
	if !nested {
		field = place
	}
	if place == "body" && !nested && strings.Contains(d.Message, "character") {
		return fault.New(fault.Invalid, "%s is not valid JSON.", field).On(field)
	}
	return fault.New(fault.Invalid, "%s: %s.", field, d.Message).On(field)
}
