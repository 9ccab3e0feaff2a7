package meta_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"ramal/internal/meta"
)

// counting answers every read of call permissions and notes when it came.
type counting struct {
	mu sync.Mutex
	at []time.Time
}

func (c *counting) RoundTrip(r *http.Request) (*http.Response, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = append(c.at, time.Now())
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{}, Request: r,
		Body: io.NopCloser(strings.NewReader(`{"permission":{"status":"permanent"},"calling":{"status":"ENABLED"}}`)),
	}, nil
}

// Meta: Calling API, Reference, 26 Jun 2026: 5 reads a second; User call permissions, 26 Jun 2026, says 100. Pages disagree.
func TestReadsOfPermissionsAreFiveInAnySecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net, pace := &counting{}, &meta.Pace{}
		var readers sync.WaitGroup
		for i := range 23 {
			readers.Go(func() {
				time.Sleep(time.Duration(i%4) * 130 * time.Millisecond) // some come later, and must not slip in between
				// A client for each request, as center makes them: the pace is what they share.
				c := &meta.Client{HTTP: &http.Client{Transport: net}, PhoneNumberID: "7", Reads: pace}
				if _, err := c.CallPermissions(t.Context(), someone); err != nil {
					t.Error(err)
				}
			})
		}
		readers.Wait()
		if len(net.at) != 23 {
			t.Fatalf("%d reads", len(net.at))
		}
		for i := 5; i < len(net.at); i++ {
			if d := net.at[i].Sub(net.at[i-5]); d < time.Second {
				t.Errorf("reads %d to %d within %v", i-5, i, d)
			}
		}
		if took := net.at[22].Sub(net.at[0]); took > 4*time.Second+400*time.Millisecond {
			t.Errorf("23 reads took %v: turns were left unused", took)
		}
	})
}

func TestAReadThatWouldComeTooLateSaysSoAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := &counting{}
		c := &meta.Client{HTTP: &http.Client{Transport: net}, PhoneNumberID: "7"} // paces itself without a Pace
		for range 5 {
			if _, err := c.CallPermissions(t.Context(), someone); err != nil {
				t.Fatal(err)
			}
		}
		began := time.Now()
		hurry, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		var crowded *meta.Crowded
		if _, err := c.CallPermissions(hurry, someone); !errors.As(err, &crowded) || crowded.Wait != time.Second {
			t.Errorf("got %v", err)
		}
		if waited := time.Since(began); waited != 0 || len(net.at) != 5 {
			t.Errorf("waited %v, %d reads", waited, len(net.at))
		}
		if _, err := c.Settings(hurry); err != nil || len(net.at) != 6 {
			t.Errorf("other requests are not paced: %v", err)
		}
		if _, err := c.CallPermissions(t.Context(), someone); err != nil || time.Since(began) != time.Second {
			t.Errorf("%v after %v: the one that gave up took no turn", err, time.Since(began))
		}
	})
}

func TestAReaderThatGivesUpWhileItWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := &counting{}
		c := &meta.Client{HTTP: &http.Client{Transport: net}, PhoneNumberID: "7"}
		ctx, cancel := context.WithCancel(t.Context())
		for range 5 {
			if _, err := c.CallPermissions(ctx, someone); err != nil {
				t.Fatal(err)
			}
		}
		time.AfterFunc(200*time.Millisecond, cancel)
		var silent *meta.Unreachable
		if _, err := c.CallPermissions(ctx, someone); !errors.As(err, &silent) || !silent.NotSent || !errors.Is(err, context.Canceled) {
			t.Errorf("while it waits: %v", err)
		}
		if _, err := c.CallPermissions(ctx, someone); !errors.As(err, &silent) || !silent.NotSent || len(net.at) != 5 {
			t.Errorf("before it asks: %v, %d reads", err, len(net.at))
		}
	})
}
