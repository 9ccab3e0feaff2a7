package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"ramal/internal/meta"
)

func (r *rig) faults(fields string) {
	r.Helper()
	r.post("/sandbox/faults", `{`+fields+`}`).ok()
}

// events of one POST, flattened as the documentation asks: all entries, all changes, all items.
func unpacked(t *testing.T, raw []byte) (kinds []string, entries int) {
	t.Helper()
	var env struct {
		Entry []struct {
			Changes []struct {
				Field string
				Value map[string]any
			}
		}
	}
	if err := json.Unmarshal(raw, &env); err != nil {
		t.Fatal(err)
	}
	for _, e := range env.Entry {
		for _, c := range e.Changes {
			for _, list := range []string{"calls", "statuses", "messages"} {
				items, _ := c.Value[list].([]any)
				for _, it := range items {
					kinds = append(kinds, received{Field: c.Field, Value: map[string]any{list: []any{it}}}.kind())
				}
			}
		}
	}
	return kinds, len(env.Entry)
}

// Meta: Webhooks, Overview, Dec 2025: one POST may carry several entries, changes and events, up to 1000.
func TestABatchOfWebhooksComesInOnePost(t *testing.T) {
	r := stopped(t)
	r.permit(eco, true)
	r.permit(refuse, true)
	r.faults(`"batch":7`)
	r.connect(eco)
	r.connect(refuse)
	r.advance(5 * time.Second)
	w := r.event("connect")
	r.quiet()
	kinds, entries := unpacked(t, w.Raw)
	want := []string{"connect", "connect", "RINGING", "RINGING", "ACCEPTED", "REJECTED", "terminate"}
	if !equal(kinds, want) || entries < 2 {
		t.Errorf("%d entries with %v, want %v", entries, kinds, want)
	}
	golden(t, "webhook-batch", w.Raw)
	log := r.deliveries()
	if last := log[len(log)-1]; last.Field != "calls" || last.Status != deliveryDelivered || len(last.Attempts) != 1 {
		t.Errorf("log %+v", last)
	}
	// What Meta's own client reads out of it is the same.
	env, err := meta.ParseEnvelope(w.Raw)
	if err != nil {
		t.Fatal(err)
	}
	if events := env.Events(); len(events) != len(want) {
		t.Errorf("read as %d events", len(events))
	}
}

func TestABatchDoesNotWaitForEver(t *testing.T) {
	r := stopped(t)
	r.faults(`"batch":3`)
	r.write(ana, "one")
	r.write(bruno, "two")
	r.advance(batchWait - time.Millisecond)
	r.quiet()
	r.advance(time.Millisecond)
	kinds, _ := unpacked(t, r.event("text").Raw)
	if !equal(kinds, []string{"text", "text"}) || r.get("/sandbox/faults").ok().Body["batch"] != 0.0 {
		t.Errorf("the batch is %v", kinds)
	}
	r.write(ana, "three")
	r.event("text")
}

func TestABatchOfOneIsAWebhook(t *testing.T) {
	r := stopped(t)
	r.faults(`"batch":1,"double":1`)
	r.write(ana, "oi")
	r.events("text", "text")
	r.quiet()
}

func TestWhatWaitsForABatchSurvivesARestart(t *testing.T) {
	dir := t.TempDir()
	r := rigged(t, Options{Clock: NewStoppedClock(start), DataDir: dir})
	r.faults(`"batch":5`)
	r.write(ana, "oi")
	if err := r.s.Close(); err != nil {
		t.Fatal(err)
	}
	again := bare(t, Options{Clock: NewStoppedClock(start), DataDir: dir})
	var log []delivery
	again.s.must(func(tx *tx) {
		for _, d := range tx.Deliveries {
			log = append(log, *d)
		}
	})
	if last := log[len(log)-1]; !strings.Contains(last.Body, `"body":"oi"`) {
		t.Errorf("log %+v", last)
	}
}

// An answer that is lost after the deed is what makes repeating unsafe: 138003 tells that the call is there.
func TestALostAnswerHidesACallThatWasPlaced(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.faults(`"graph_lost":1,"graph_status":503`)
	r.graph("GET", "settings", "").ok() // only what changes something is lost
	r.graph("POST", "calls", connectBody(bruno, offerSDP)).fails(401, 138006, "")
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(503, 2, "")
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 138003, "")
	r.advance(time.Second)
	r.events("connect", "RINGING")
}

func TestALostAnswerCanBeABrokenConnection(t *testing.T) {
	r := stopped(t)
	r.faults(`"graph_lost":1,"graph_lost_as":"silence"`)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.s.URL()+"/"+PhoneNumberID+"/settings",
		strings.NewReader(`{"calling":{"callback_permission_status":"ENABLED"}}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+Token)
	res, err := http.DefaultClient.Do(req)
	if err == nil {
		_ = res.Body.Close()
		t.Fatalf("answered %d", res.StatusCode)
	}
	if !errors.Is(err, io.EOF) && !errors.Is(err, context.Canceled) && !strings.Contains(err.Error(), "reset") {
		t.Errorf("broke as %v", err)
	}
	r.event("account_settings_update") // it was done
	r.graph("POST", "settings", `{"calling":{"callback_permission_status":"DISABLED"}}`).ok()
}

// Meta: Calling API, Troubleshooting, 24 Jun 2026: 138019 to 138023 come with a terminate, FAILED, of a call that was picked up.
func TestACallFailsAfterThePickUp(t *testing.T) {
	for _, code := range []string{"138019", "138020", "138021", "138022", "138023"} {
		t.Run(code, func(t *testing.T) {
			r := stopped(t)
			r.permit(eco, true)
			r.faults(`"call_errors":1,"call_error_after_ms":3000,"call_error":` + code)
			id := r.connect(eco)
			r.advance(5 * time.Second)
			w := r.events("connect", "RINGING", "ACCEPTED", "terminate")
			it := w.item()
			if it["id"] != id || it["status"] != "FAILED" || it["duration"] != 3.0 || it["start_time"] == nil || it["end_time"] == nil {
				t.Errorf("terminate %s", w.Raw)
			}
			e, _ := w.path("errors", 0).(map[string]any)
			if got, _ := json.Marshal(e["code"]); string(got) != code || e["title"] == "" || w.path("errors", 0, "error_data", "details") == "" {
				t.Errorf("errors %s", w.Raw)
			}
			r.connect(eco) // one was asked for
			r.advance(10 * time.Second)
			r.events("connect", "RINGING", "ACCEPTED")
			r.quiet()
		})
	}
}

func TestWhetherCancelledCallsCountCanBeChosen(t *testing.T) {
	for _, c := range []struct {
		counts string
		after  time.Duration
		want   int
	}{
		{"late", time.Second, 0},
		{"late", 6 * time.Second, 1},
		{"always", time.Second, 1},
		{"never", 6 * time.Second, 0},
	} {
		r := stopped(t)
		r.permit(ana, true)
		r.faults(`"cancelled_unanswered":"` + c.counts + `"`)
		id := r.connect(ana)
		r.advance(c.after)
		r.graph("POST", "calls", terminateBody(id)).ok()
		n := 0
		r.s.must(func(t *tx) { n = t.users[ana].Line.Unanswered })
		if n != c.want {
			t.Errorf("%s after %v: counted %d, want %d", c.counts, c.after, n, c.want)
		}
	}
}

// Every bound of the control plane's tags is one that checkTags can read, and the defaults are within theirs.
func TestTheBoundsInTheTagsAreEnforced(t *testing.T) {
	if wrong := newFaults().check(); wrong != nil {
		t.Fatal(wrong)
	}
	for _, p := range firstPeople() {
		if wrong := checkTags(p); wrong != nil {
			t.Error(wrong)
		}
	}
	typ := reflect.TypeFor[faults]()
	for _, f := range reflect.VisibleFields(typ) {
		v := newFaults()
		field := reflect.ValueOf(&v).Elem().FieldByIndex(f.Index)
		switch {
		case f.Anonymous || f.Type.Kind() == reflect.Bool || f.Name == "Lose":
			continue
		case field.CanInt():
			field.SetInt(1 << 40)
		default:
			field.SetString("nonsense")
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if wrong := v.check(); wrong == nil || wrong.Field != name {
			t.Errorf("%s is not bounded: %v", name, wrong)
		}
	}
}
