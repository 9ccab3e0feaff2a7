package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"ramal/internal/fault"
)

func TestEveryCodeHasItsStatus(t *testing.T) {
	for code, status := range map[fault.Code]int{
		fault.Invalid: 400, fault.Unauthenticated: 401, fault.Forbidden: 403, fault.NotFound: 404, fault.Conflict: 409,
		fault.TooLarge: 413, fault.Limited: 429, fault.Unavailable: 503, fault.Internal: 500,
	} {
		p := problemOf(t.Context(), fmt.Errorf("wrapped: %w", fault.New(code, "What happened.")))
		if p.Status != status || p.Code != string(code) {
			t.Errorf("%s: status %d, code %s; want %d", code, p.Status, p.Code, status)
		}
	}
}

func TestAProblemTellsAllThatItsReaderMayKnow(t *testing.T) {
	f := fault.New(fault.Conflict, "Another operator is on a call with %s.", "Ana").On("contactId").Because("contact_busy").Wrap(errors.New("row version"))
	f.Detail = "Meta 138003, trace A1b2"
	want := Problem{
		Type: "about:blank", Title: "Conflict", Status: 409, Detail: "Another operator is on a call with Ana.", Code: "conflict",
		Field: "contactId", Reason: "contact_busy", Technical: "Meta 138003, trace A1b2",
	}
	if p := problemOf(t.Context(), f); *p != want {
		t.Errorf("%+v, want %+v", *p, want)
	}
}

func TestWhatWasNotForeseenTellsNothing(t *testing.T) {
	secret := "dial postgres://ramal:hunter2@10.0.0.7"
	internal := fault.New(fault.Internal, "The row %s is broken.", secret)
	internal.Detail = secret
	for _, err := range []error{errors.New(secret), internal, fmt.Errorf("store: %w", internal)} {
		raw, _ := json.Marshal(problemOf(t.Context(), err))
		if strings.Contains(string(raw), "hunter2") || !strings.Contains(string(raw), `"code":"internal"`) {
			t.Errorf("%s", raw)
		}
	}
}

func TestAPanicIsA500AndOneLineInTheLog(t *testing.T) {
	var log strings.Builder
	s := &Server{Log: slog.New(slog.NewTextHandler(&log, nil))}
	w := httptest.NewRecorder()
	s.rescue(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("hunter2") })).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "hunter2") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if n := strings.Count(log.String(), "level="); n != 1 || !strings.Contains(log.String(), "hunter2") || !strings.Contains(log.String(), "problem_test.go") {
		t.Errorf("%d lines, want one with what happened and where:\n%s", n, &log)
	}

	defer func() {
		if err, _ := recover().(error); !errors.Is(err, http.ErrAbortHandler) {
			t.Error("a handler can no longer cut its connection")
		}
	}()
	s.rescue(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
}

func TestASlowOperationIsNotTakenForAClientThatLeft(t *testing.T) {
	lifted := false
	b := &timedBody{ReadCloser: io.NopCloser(strings.NewReader("{}")), lift: func() { lifted = true }}
	if _, err := b.Read(make([]byte, 8)); err != nil || lifted {
		t.Fatalf("lifted %v before the end of the body, %v", lifted, err)
	}
	if _, err := b.Read(make([]byte, 8)); !errors.Is(err, io.EOF) || !lifted {
		t.Errorf("lifted %v at the end of the body, %v", lifted, err)
	}
}

func TestTimesAreInUTCWithMilliseconds(t *testing.T) {
	at := time.Date(2026, 11, 22, 15, 46, 4, 123_999_999, time.FixedZone("", -3*3600))
	raw, err := json.Marshal(struct {
		At     Time `json:"at"`
		Absent Time `json:"absent,omitzero"`
	}{At: Time{at}})
	if err != nil || string(raw) != `{"at":"2026-11-22T18:46:04.123Z"}` {
		t.Errorf("%s, %v", raw, err)
	}
}
