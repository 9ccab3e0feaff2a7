package sandbox

import (
	"fmt"
	"time"

	"ramal/internal/meta"
)

// Webhook is where events go: the callback of the app.
type Webhook struct {
	URL         string   `json:"url" doc:"The address that takes the webhooks: http or https; empty ends the subscription." example:"http://127.0.0.1:3000/webhook"`
	VerifyToken string   `json:"verify_token" required:"false" doc:"Sent in the handshake as hub.verify_token; sandbox-verify when left out."`
	AppSecret   string   `json:"app_secret" required:"false" doc:"Signs each webhook (X-Hub-Signature-256); sandbox-secret when left out."`
	Fields      []string `json:"fields" required:"false" doc:"The webhook fields to send; all that the sandbox knows when left out."`
}

func (w Webhook) subscribed(field string) bool {
	if w.URL == "" {
		return false
	}
	for _, f := range w.Fields {
		if f == field {
			return true
		}
	}
	return false
}

// hears says whether webhooks of a field reach the business: its app is subscribed to the field and to the WhatsApp Business
// account (Meta: Calling API, overview, prerequisites).
func (w *world) hears(field string) bool { return w.Webhook.subscribed(field) && !w.Unsubscribed }

// The states of a delivery.
const (
	deliveryPending   = "pending"
	deliveryDelivered = "delivered"
	deliveryGivenUp   = "given_up"
	deliveryDropped   = "dropped" // by a fault that was asked for
)

// delivery is one webhook on its way. The body is kept as it was signed.
type delivery struct {
	ID       string    `json:"id" doc:"Its id here; Meta's webhooks have none." example:"d000017"`
	Field    string    `json:"field" doc:"The webhook field, such as calls or messages; both, with a comma, of a batch of them."`
	Key      string    `json:"key" doc:"The user whom it is about: deliveries with one key go out in order."`
	Body     string    `json:"body" doc:"The body as it was signed, byte for byte."`
	Status   string    `json:"status" enum:"pending,delivered,given_up,dropped" doc:"What became of it; dropped by a fault that was asked for."`
	Created  int64     `json:"created_unix" doc:"When the event happened, in Unix seconds."`
	Attempts []attempt `json:"attempts" doc:"Each POST, the oldest first; the last 20 are kept."`
}

// attempt is one POST and what became of it.
type attempt struct {
	At         int64  `json:"at_unix" doc:"When it was sent, in Unix seconds."`
	HTTPStatus int    `json:"http_status,omitempty" doc:"What the callback answered; only 200 counts as delivered."`
	Answer     string `json:"answer,omitempty" doc:"The first bytes of the answer."`
	Error      string `json:"error,omitempty" doc:"Why there was no answer."`
	DurationMS int64  `json:"duration_ms" doc:"How long it took, in milliseconds of the wall clock."`
}

const (
	keptDeliveries = 2000
	keptAttempts   = 20
	// giveUpAfter is the shorter of the two retry windows that Meta's pages name (36 hours and 7 days).
	giveUpAfter = 36 * time.Hour
	reorderWait = time.Second
)

// send hands a value to the courier, unless nobody subscribed to its field, and applies the faults that were asked for.
func (t *tx) send(field, key string, value any) {
	if !t.hears(field) || field == meta.FieldCalls && t.Settings.Calling.SIP.quiet() {
		return
	}
	lost := t.Faults.lose(key, value)
	n := news{field: field, key: key, value: t.Faults.disguise(value), at: t.now}
	switch {
	case lost:
		t.log(field, key, entries([]news{n})).Status = deliveryDropped
	case t.gather(n):
	default:
		t.dispatch(t.log(field, key, entries([]news{n})))
	}
}

// log writes a new delivery down.
func (t *tx) log(field, key string, entries []meta.Entry) *delivery {
	body := encode(meta.Envelope{Object: meta.ObjectAccount, Entry: entries})
	t.Serial++
	d := &delivery{
		ID: fmt.Sprintf("d%06d", t.Serial), Field: field, Key: key, Body: string(body),
		Status: deliveryPending, Created: t.now.Unix(), Attempts: []attempt{},
	}
	t.Deliveries = append(t.Deliveries, d)
	t.deliveries[d.ID] = d
	if extra := len(t.Deliveries) - keptDeliveries; extra > 0 {
		for _, old := range t.Deliveries[:extra] {
			delete(t.deliveries, old.ID)
		}
		t.Deliveries = append([]*delivery(nil), t.Deliveries[extra:]...)
	}
	return d
}

// encode writes what is made of our own types, which always can be written.
func encode(v any) []byte {
	raw, err := meta.Encode(v)
	if err != nil {
		panic("sandbox: a webhook that is no JSON: " + err.Error())
	}
	return raw
}

// dispatch sends a new delivery off: at once, twice, later, after the next one, or never.
func (t *tx) dispatch(d *delivery) {
	f := &t.Faults
	if f.Drop > 0 {
		f.Drop--
		d.Status = deliveryDropped
		return
	}
	if f.Reorder > 0 && t.held == "" {
		f.Reorder--
		t.held = d.ID
		id := d.ID
		t.in(reorderWait, func(t *tx) {
			if t.held == id {
				t.held = ""
				t.carry(id)
			}
		})
		return
	}
	times := 1
	if f.Double > 0 {
		f.Double--
		times = 2
	}
	for range times {
		if f.DelayMS > 0 {
			id := d.ID
			t.in(time.Duration(f.DelayMS)*time.Millisecond, func(t *tx) { t.carry(id) })
			continue
		}
		t.carry(d.ID)
	}
	if t.held != "" {
		t.carry(t.held)
		t.held = ""
	}
}

// carry gives a delivery to the courier once the lock is gone.
func (t *tx) carry(id string) {
	d := t.deliveries[id]
	if d == nil {
		return
	}
	c := t.s.courier
	key := d.Key
	t.later(func() { c.enqueue(key, id) })
}

// record notes an attempt and plans the next one where Meta would: any answer but 200 is a failure.
func (t *tx) record(id string, a attempt) {
	d := t.deliveries[id]
	if d == nil {
		return
	}
	if len(d.Attempts) < keptAttempts {
		d.Attempts = append(d.Attempts, a)
	} else {
		d.Attempts[keptAttempts-1] = a
	}
	switch {
	case a.HTTPStatus == 200:
		d.Status = deliveryDelivered
	case d.Status == deliveryDelivered: // a second copy that failed changes nothing
	case t.now.Unix()-d.Created >= int64(giveUpAfter.Seconds()):
		d.Status = deliveryGivenUp
	default:
		t.in(backoff(len(d.Attempts)), func(t *tx) {
			if d := t.deliveries[id]; d != nil && d.Status == deliveryPending {
				t.carry(id)
			}
		})
	}
}

// backoff doubles from one second to a quarter of an hour.
func backoff(attempts int) time.Duration {
	return min(time.Second<<min(attempts-1, 20), 15*time.Minute)
}

// resume sends everything that still waits, after a start and when a callback has just proved that it is there.
func (t *tx) resume() {
	for _, d := range t.Deliveries {
		if d.Status == deliveryPending {
			c, key, id := t.s.courier, d.Key, d.ID
			t.later(func() { c.ensure(key, id) })
		}
	}
}
