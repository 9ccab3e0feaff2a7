package sandbox

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func (r *rig) write(user, text string) {
	r.Helper()
	r.post("/sandbox/users/"+user+"/messages", `{"text":`+quoted(text)+`}`).ok()
}

// deliveries is the log, oldest first.
func (r *rig) deliveries() []delivery {
	r.Helper()
	r.s.courier.wait()
	out, err := r.s.listDeliveries(nil, none{})
	if err != nil {
		r.Fatal(err)
	}
	return out
}

// Meta: Calling API, FAQ, Sep 2026: any answer but 200 is a failure, and the webhook comes again. The waits in between are
// assumed.
func TestARefusedWebhookComesAgainUntilItIsTaken(t *testing.T) {
	r := stopped(t)
	r.answerWith(503)
	r.write(ana, "oi")
	first := r.event("text")
	r.quiet()
	for _, wait := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second} {
		r.advance(wait - time.Millisecond)
		r.quiet()
		r.advance(time.Millisecond)
		if again := r.event("text"); string(again.Raw) != string(first.Raw) {
			t.Errorf("a retry with another body: %s", again.Raw)
		}
		r.s.courier.wait()
	}
	r.answerWith(204) // anything but 200 is a failure
	r.advance(8 * time.Second)
	r.event("text")
	r.s.courier.wait()
	r.answerWith(200)
	r.advance(16 * time.Second)
	r.event("text")
	r.advance(time.Hour)
	r.quiet()
	d := r.deliveries()
	last := d[len(d)-1]
	if last.Status != deliveryDelivered || len(last.Attempts) != 6 || last.Attempts[0].HTTPStatus != 503 || last.Attempts[4].HTTPStatus != 204 {
		t.Errorf("log %+v", last)
	}
}

// Meta: Webhooks, Create a webhook endpoint, Nov 2025: tried for 36 hours. Pages disagree: the overview and the FAQ say up to
// 7 days.
func TestAWebhookIsGivenUpInTheEnd(t *testing.T) {
	r := stopped(t)
	r.answerWith(500)
	r.write(ana, "oi")
	r.event("text")
	r.quiet()
	for range 400 {
		r.advance(15 * time.Minute)
		r.s.courier.wait()
	}
	d := r.deliveries()
	if last := d[len(d)-1]; last.Status != deliveryGivenUp || len(last.Attempts) != keptAttempts {
		t.Errorf("status %s after %d attempts", last.Status, len(last.Attempts))
	}
	if n := len(r.calls); n < 100 || n > 170 {
		t.Errorf("%d attempts in 36 hours", n)
	}
}

// Meta: Webhooks, overview, Dec 2025: what failed is tried again. That a new subscription hastens it is assumed.
func TestANewSubscriptionSendsWhatWaited(t *testing.T) {
	r := stopped(t)
	r.hook.Close()
	r.write(ana, "one")
	r.write(ana, "two")
	if d := r.deliveries(); d[len(d)-1].Status != deliveryPending || d[len(d)-1].Attempts[0].Error == "" {
		t.Fatalf("log %+v", d[len(d)-1])
	}
	r.hook = httptest.NewServer(http.HandlerFunc(r.receive))
	r.subscribe()
	for _, want := range []string{"one", "two"} {
		if got := r.event("text").item()["text"].(map[string]any)["body"]; got != want {
			t.Errorf("got %v, want %s", got, want)
		}
	}
}

// Meta: Calling API, FAQ, Sep 2026: no order is guaranteed. Without a fault the sandbox keeps it, so that runs repeat.
func TestWebhooksOfOneUserKeepTheirOrder(t *testing.T) {
	r := stopped(t)
	for i := range 30 {
		r.write(ana, itoa(i))
	}
	for i := range 30 {
		if got := r.event("text").item()["text"].(map[string]any)["body"]; got != itoa(i) {
			t.Fatalf("got %v, want %d", got, i)
		}
	}
}

// Meta: Calling API, FAQ, Sep 2026: webhooks may come twice, late and in another order.
func TestWebhooksAreDroppedDoubledDelayedAndReorderedOnDemand(t *testing.T) {
	r := stopped(t)
	body := func() any { return r.event("text").item()["text"].(map[string]any)["body"] }
	r.post("/sandbox/faults", `{"drop":1,"double":1}`).ok()
	r.write(ana, "lost")
	r.quiet()
	r.write(ana, "twice")
	if a, b := body(), body(); a != "twice" || b != "twice" {
		t.Errorf("%v %v", a, b)
	}
	r.post("/sandbox/faults", `{"reorder":1}`).ok()
	r.write(ana, "first")
	r.quiet()
	r.write(ana, "second")
	if a, b := body(), body(); a != "second" || b != "first" {
		t.Errorf("%v %v", a, b)
	}
	r.post("/sandbox/faults", `{"reorder":1}`).ok()
	r.write(ana, "alone")
	r.advance(reorderWait)
	if a := body(); a != "alone" {
		t.Errorf("%v", a)
	}
	r.post("/sandbox/faults", `{"delay_ms":3000}`).ok()
	r.write(ana, "late")
	r.advance(2999 * time.Millisecond)
	r.quiet()
	r.advance(time.Millisecond)
	if a := body(); a != "late" {
		t.Errorf("%v", a)
	}
	for _, d := range r.deliveries() {
		if d.Status != deliveryDelivered && d.Status != deliveryDropped {
			t.Errorf("%s is %s", d.ID, d.Status)
		}
	}
}

func TestSingleWebhooksAreLostOnDemand(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/faults", `{"lose":[{"user":"`+bruno+`","event":"text"},{"event":"image"}]}`).ok()
	r.post("/sandbox/faults", `{"lose":[{"user":"`+ana+`"}]}`).refused(400, "lose")
	r.write(ana, "heard")
	if got := r.event("text").item()["text"].(map[string]any)["body"]; got != "heard" {
		t.Errorf("got %v", got)
	}
	r.write(bruno, "lost")
	r.write(bruno, "heard again")
	if got := r.event("text").item()["text"].(map[string]any)["body"]; got != "heard again" {
		t.Errorf("got %v", got)
	}
	d := r.deliveries()
	if d[len(d)-2].Status != deliveryDropped {
		t.Errorf("the lost one is %s", d[len(d)-2].Status)
	}
	if a := r.get("/sandbox/faults").ok(); len(a.Body["lose"].([]any)) != 1 {
		t.Errorf("faults %s", a.Raw)
	}
	if a := r.post("/sandbox/faults", `{"lose":[]}`).ok(); a.Body["lose"] != nil {
		t.Errorf("faults %s", a.Raw)
	}
}

func TestADeliveryMayBeSentAgain(t *testing.T) {
	r := stopped(t)
	r.write(ana, "oi")
	first := r.event("text")
	d := r.deliveries()
	last := d[len(d)-1]
	if last.Body != string(first.Raw) {
		t.Errorf("the log holds %s", last.Body)
	}
	r.post("/sandbox/deliveries/"+last.ID+"/redeliver", "").ok()
	if again := r.event("text"); string(again.Raw) != string(first.Raw) {
		t.Errorf("again %s", again.Raw)
	}
	r.post("/sandbox/deliveries/d999999/redeliver", "").refused(404, "")
}

// Meta: Calling API, overview, June 2026, prerequisites: calls come to an app that is subscribed to the field calls.
func TestOnlyFieldsThatWereSubscribedToAreSent(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/webhook", `{"url":"`+r.hook.URL+`","fields":["calls"]}`).ok()
	r.write(ana, "oi")
	r.quiet()
	r.callIn(ana, "")
	r.post("/sandbox/webhook", `{}`).ok() // no address: no webhooks
	r.post("/sandbox/users/"+bruno+"/calls", "").ok()
	r.quiet()
}

// Meta: Webhooks, Create a webhook endpoint, Nov 2025: the callback proves itself with 200 and the challenge, or is not
// taken.
func TestACallbackThatFailsTheHandshakeIsNotTaken(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start)})
	hook := func(url, rest string) answer { return r.post("/sandbox/webhook", `{"url":"`+url+`"`+rest+`}`) }
	hook(r.hook.URL, `,"verify_token":"wrong"`).refused(502, "url")
	hook("http://127.0.0.1:1/", "").refused(502, "url")
	hook("ftp://x", "").refused(400, "url")
	hook(r.hook.URL, `,"fields":["calls","weather"]`).refused(400, "fields")
	hook(r.hook.URL, `,"field":[]`).refused(400, "field")
	echo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }))
	defer echo.Close()
	hook(echo.URL, "").refused(502, "url")
	if a := r.get("/sandbox/webhook").ok(); a.Body["url"] != "" {
		t.Errorf("subscribed all the same: %s", a.Raw)
	}
	var wrong *badInput
	if err := r.s.Subscribe(context.Background(), Webhook{URL: ":"}); !errors.As(err, &wrong) {
		t.Errorf("error %v", err)
	}
}
