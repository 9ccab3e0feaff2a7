package meta

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"time"
)

// Event is one fact of a webhook POST: one call event, one status, one message, or one value of another shape. ID, Account,
// ReceivedAt and Attempts are for whoever receives and keeps it.
type Event struct {
	ID            int64
	Account       string
	Key           string          // the same for every delivery of this fact, however batched; another for a richer version of it
	Field         string          // the webhook field
	PhoneNumberID string          // the business's number; "" when the value names none
	Value         json.RawMessage // the change's value, narrowed to the one fact; decodes alone as Value
	ReceivedAt    time.Time
	Attempts      int
}

// Decode returns the value of an event of the fields calls and messages.
func (e Event) Decode() (Value, error) {
	var v Value
	err := lenient(e.Value, &v)
	return v, err
}

// AccountUpdate returns the value of an event of the field account_update.
func (e Event) AccountUpdate() (AccountUpdate, error) {
	var v AccountUpdate
	err := lenient(e.Value, &v)
	return v, err
}

// AccountSettings returns the value of an event of the field account_settings_update.
func (e Event) AccountSettings() (AccountSettingsUpdate, error) {
	var v AccountSettingsUpdate
	err := lenient(e.Value, &v)
	return v, err
}

// Events splits the envelope into single facts, in the order of the body. What it does not know becomes one event with the
// whole value, so that nothing is lost.
func (e Envelope) Events() []Event {
	var events []Event
	for _, entry := range e.Entry {
		for _, change := range entry.Changes {
			events = append(events, change.events(entry)...)
		}
	}
	return events
}

func (c Change) events(entry Entry) []Event {
	value, _ := object(c.Value)
	facts := factsOf(value)
	if len(facts) == 0 {
		return []Event{newEvent(c.Field, canonical(c.Value), value, entry)}
	}
	events := make([]Event, 0, len(facts))
	for _, one := range narrow(value, facts) {
		raw, err := marshal(one)
		if err != nil {
			raw = c.Value // cannot be, as it was decoded from JSON; but then nothing is lost
		}
		events = append(events, newEvent(c.Field, raw, one, entry))
	}
	return events
}

func newEvent(field string, raw []byte, value map[string]any, entry Entry) Event {
	h := sha256.New()
	h.Write([]byte(field + "\n"))
	if len(factsOf(value)) == 0 {
		// Nothing in it says when it happened: the entry's time tells two like ones apart.
		h.Write([]byte(entry.ID + "\n" + strconv.FormatInt(int64(entry.Time), 10) + "\n"))
	}
	h.Write(raw)
	return Event{Key: hex.EncodeToString(h.Sum(nil)), Field: field, PhoneNumberID: phoneNumberID(value), Value: raw}
}

// phoneNumberID finds the business's number in a value.
func phoneNumberID(value map[string]any) string {
	for _, name := range [...]string{"metadata", "phone_number_settings"} {
		if m, ok := value[name].(map[string]any); ok {
			if id := text(m["phone_number_id"]); id != "" {
				return id
			}
		}
	}
	return ""
}

// object decodes a JSON object with its numbers as they are written.
func object(raw []byte) (map[string]any, bool) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v map[string]any
	err := dec.Decode(&v)
	return v, err == nil && v != nil
}

// canonical writes JSON in one form: keys sorted, nothing escaped that need not be, no white space.
func canonical(raw []byte) []byte {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return []byte("null")
	}
	b, err := marshal(v)
	if err != nil {
		return []byte("null")
	}
	return b
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}
