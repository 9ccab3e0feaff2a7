package meta_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ramal/internal/meta"
)

// refusing answers every request alike, at once, and notes when each came.
type refusing struct {
	status int
	header http.Header
	body   string
	err    error
	at     []time.Time
}

func (r *refusing) RoundTrip(req *http.Request) (*http.Response, error) {
	r.at = append(r.at, time.Now())
	if r.err != nil {
		return nil, r.err
	}
	return &http.Response{StatusCode: r.status, Header: r.header, Request: req, Body: io.NopCloser(strings.NewReader(r.body))}, nil
}

func graphBody(code int) string { return string(meta.NewError(code).Body()) }

// A connection that was never made is the one case in which a call or a message may be sent again.
func TestWhatDidNotReachMetaIsSentAgain(t *testing.T) {
	dial := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	read := &net.OpError{Op: "read", Net: "tcp", Err: errors.New("connection reset by peer")}
	for name, m := range methods(t) {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				for _, tt := range []struct {
					err     error
					tries   int
					notSent bool
				}{{dial, 3, true}, {read, map[bool]int{true: 3, false: 1}[m.repeated], false}} {
					away := &refusing{err: tt.err}
					err := m.do(t.Context(), &meta.Client{HTTP: &http.Client{Transport: away}, PhoneNumberID: "7"})
					var silent *meta.Unreachable
					if !errors.As(err, &silent) || silent.NotSent != tt.notSent || len(away.at) != tt.tries {
						t.Errorf("%v: got %#v after %d tries, want %d", tt.err, err, len(away.at), tt.tries)
					}
				}
			})
		})
	}
}

// Nothing listens there: what the test above assumes of the standard library's errors.
func TestARefusedConnectionCountsAsNotSent(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	c := &meta.Client{BaseURL: address, PhoneNumberID: "7", HTTP: &http.Client{Transport: &http.Transport{}}}
	var silent *meta.Unreachable
	if _, err := c.SendText(t.Context(), someone, "Oi", ""); !errors.As(err, &silent) || !silent.NotSent {
		t.Errorf("got %#v", err)
	}
}

func TestMetaSaysWhenToComeBack(t *testing.T) {
	busy := func(key, value string) http.Header {
		h := http.Header{}
		h.Set(key, value)
		return h
	}
	synctest.Test(t, func(t *testing.T) {
		usage := `{"880000000000001":[{"type":"whatsapp","call_count":100,"estimated_time_to_regain_access":%M}]}`
		for name, tt := range map[string]struct {
			status    int
			header    http.Header
			body      string
			tries     int
			least     time.Duration // before the second try
			carriedBy time.Duration // RetryAfter of the error
		}{
			"not at all":                        {429, http.Header{}, graphBody(meta.CodeTooManyReads), 3, time.Second / 2, 0},
			"in seconds":                        {429, busy("Retry-After", "3"), graphBody(meta.CodeTooManyReads), 3, 3 * time.Second, 3 * time.Second},
			"in seconds, without a Graph error": {429, busy("Retry-After", "3"), "slow down", 3, 3 * time.Second, 3 * time.Second},
			"as a date":                         {503, nil, graphBody(meta.CodeServiceDown), 3, 3 * time.Second, 0}, // it has passed by then
			"later than the caller waits":       {429, busy("Retry-After", "60"), graphBody(meta.CodeTooManyReads), 1, 0, time.Minute},
			"in a header nobody can read":       {503, busy("Retry-After", "soon"), graphBody(meta.CodeServiceDown), 3, 75 * time.Millisecond, 0},
			"in a negative number":              {503, busy("Retry-After", "-9"), graphBody(meta.CodeServiceDown), 3, 75 * time.Millisecond, 0},
			"in minutes of the business":        {429, busy("X-Business-Use-Case-Usage", strings.Replace(usage, "%M", "2", 1)), graphBody(meta.CodeThroughput), 1, 0, 2 * time.Minute},
			"in no minutes of the business":     {429, busy("X-Business-Use-Case-Usage", strings.Replace(usage, "%M", "0", 1)), graphBody(meta.CodeThroughput), 3, time.Second / 2, 0},
			"in a usage nobody can read":        {429, busy("X-Business-Use-Case-Usage", "{"), graphBody(meta.CodeThroughput), 3, time.Second / 2, 0},
		} {
			if tt.header == nil {
				tt.header = busy("Retry-After", time.Now().Add(4*time.Second).UTC().Format(http.TimeFormat))
			}
			away := &refusing{status: tt.status, header: tt.header, body: tt.body}
			_, err := (&meta.Client{HTTP: &http.Client{Transport: away}, PhoneNumberID: "7"}).Settings(t.Context())
			var refused *meta.Error
			var silent *meta.Unreachable
			carried := time.Duration(-1)
			switch {
			case errors.As(err, &refused):
				carried = refused.RetryAfter
			case errors.As(err, &silent):
				carried = silent.RetryAfter
			}
			if len(away.at) != tt.tries || carried < tt.carriedBy-time.Second || carried > tt.carriedBy {
				t.Errorf("%s: %d tries, want %d; carries %v, want %v: %v", name, len(away.at), tt.tries, carried, tt.carriedBy, err)
			}
			if len(away.at) > 1 && away.at[1].Sub(away.at[0]) < tt.least {
				t.Errorf("%s: came back after %v", name, away.at[1].Sub(away.at[0]))
			}
		}
	})
}
