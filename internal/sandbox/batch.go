package sandbox

import (
	"slices"
	"strings"
	"time"

	"ramal/internal/meta"
)

// news is one event on its way into a webhook.
type news struct {
	field string
	key   string
	value any
	at    time.Time
}

// batchWait is how long the first event of a batch waits for the others.
const batchWait = 10 * time.Second

// gather keeps an event for the next batch, if there is one, and sends the batch off when it is full.
func (t *tx) gather(n news) bool {
	if t.Faults.Batch == 0 {
		return false
	}
	t.Faults.Batch--
	t.waiting = append(t.waiting, n)
	if t.Faults.Batch == 0 {
		t.sendBatch()
		return true
	}
	if len(t.waiting) == 1 {
		t.batches++
		batch := t.batches
		t.in(batchWait, func(t *tx) {
			if t.batches == batch && len(t.waiting) > 0 {
				t.Faults.Batch = 0
				t.sendBatch()
			}
		})
	}
	return true
}

// sendBatch sends what was gathered in one POST.
func (t *tx) sendBatch() {
	all := t.waiting
	t.waiting = nil
	t.batches++
	if len(all) == 0 {
		return
	}
	var fields []string
	for _, n := range all {
		if !slices.Contains(fields, n.field) {
			fields = append(fields, n.field)
		}
	}
	t.dispatch(t.log(strings.Join(fields, ","), all[0].key, entries(all)))
}

// entries is how several events share a POST. Meta allows up to 1000 in one, as entries, changes, and calls or statuses of one
// change (Meta: Webhooks, Overview, Dec 2025); here all three take turns, so that a receiver that reads only the first of
// any is found out.
func entries(all []news) []meta.Entry {
	var out []meta.Entry
	var last *meta.Value // of the last change
	for i, n := range all {
		v, isValue := n.value.(meta.Value)
		if i%3 == 1 && isValue && last != nil && join(last, v, all[i-1].field == n.field) {
			changes := out[len(out)-1].Changes
			changes[len(changes)-1].Value = encode(*last)
			continue
		}
		change := meta.Change{Value: encode(n.value), Field: n.field}
		if i == 0 || i%3 == 2 {
			out = append(out, meta.Entry{ID: WABAID})
		}
		e := &out[len(out)-1]
		if n.field != meta.FieldCalls && n.field != meta.FieldMessages {
			e.Time = meta.Int64(n.at.Unix())
		}
		e.Changes = append(e.Changes, change)
		last = nil
		if isValue {
			last = &v
		}
	}
	return out
}

// join puts the events of one value behind those of another. Errors stand beside the call that they are about, so a value with
// errors stays alone.
func join(to *meta.Value, more meta.Value, sameField bool) bool {
	if !sameField || len(to.Errors)+len(more.Errors) > 0 {
		return false
	}
	for _, c := range more.Contacts {
		if !slices.Contains(to.Contacts, c) {
			to.Contacts = append(to.Contacts, c)
		}
	}
	to.Calls = append(to.Calls, more.Calls...)
	to.Statuses = append(to.Statuses, more.Statuses...)
	to.Messages = append(to.Messages, more.Messages...)
	return true
}
