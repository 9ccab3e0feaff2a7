package meta_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ramal/internal/meta"
)

// eventsOf parses a body and splits it.
func eventsOf(t *testing.T, body string) []meta.Event {
	t.Helper()
	e, err := meta.ParseEnvelope([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	return e.Events()
}

// one wraps a value of a field as a whole POST.
func one(field, value string) string {
	return fmt.Sprintf(`{"object":"whatsapp_business_account","entry":[{"id":"880","time":1790000000,"changes":[{"field":%q,"value":%s}]}]}`, field, value)
}

func keys(events []meta.Event) []string {
	var all []string
	for _, e := range events {
		all = append(all, e.Key)
	}
	return all
}

func TestAPostOfTwoEntriesAndThreeChanges(t *testing.T) {
	body, err := os.ReadFile("testdata/batch.json")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range eventsOf(t, string(body)) {
		got = append(got, fmt.Sprintf("%s %s %s", e.Field, e.PhoneNumberID, e.Value))
	}
	want := []string{
		`calls 700000000000009 {"calls":[{"event":"connect","id":"wacid.A","timestamp":"1790000000","to":"5511900000001"}],"contacts":[{"profile":{"name":"Um"},"wa_id":"5511900000001"}],"messaging_product":"whatsapp","metadata":{"phone_number_id":"700000000000009"}}`,
		`calls 700000000000009 {"calls":[{"event":"terminate","id":"wacid.B","status":"Failed","timestamp":"1790000001","to_user_id":"BR.2"}],"contacts":[{"profile":{"name":"Dois"},"user_id":"BR.2"}],"errors":[{"code":138021}],"messaging_product":"whatsapp","metadata":{"phone_number_id":"700000000000009"}}`,
		`calls 700000000000009 {"messaging_product":"whatsapp","metadata":{"phone_number_id":"700000000000009"},"statuses":[{"id":"wacid.C","status":"RINGING","timestamp":"1790000002","type":"call"}]}`,
		`messages 700000000000010 {"contacts":[{"profile":{"name":"Três"},"wa_id":"5511900000003"}],"messages":[{"from":"5511900000003","id":"wamid.D","text":{"body":"a/b"},"timestamp":"1790000003","type":"text"}],"messaging_product":"whatsapp","metadata":{"phone_number_id":"700000000000010"},"new_field":12345678901234567890}`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAFactHasOneKeyHoweverItIsDelivered(t *testing.T) {
	const (
		head  = `"messaging_product":"whatsapp","metadata":{"phone_number_id":"7"}`
		first = `{"id":"wacid.A","from":"551140028922","to":"5511900000001","event":"connect","session":{"sdp":"a=b\/c"}}`
		other = `{"id":"wacid.B","from":"5511900000002","event":"terminate","status":"COMPLETED"}`
		ana   = `{"profile":{"name":"An\u00e1"},"wa_id":"5511900000001"}`
		beto  = `{"profile":{"name":"Beto"},"wa_id":"5511900000002"}`
	)
	alone := eventsOf(t, one("calls", `{`+head+`,"contacts":[`+ana+`],"calls":[`+first+`]}`))
	batched := eventsOf(t, one("calls", `{"calls":[`+other+`,`+first+`],"contacts":[`+beto+`,`+ana+`],`+head+`}`))
	rewritten := eventsOf(t, strings.ReplaceAll(one("calls", `{ "contacts": [{"wa_id":"5511900000001","profile":{"name":"Aná"}}], `+head+`, "calls":[`+first+`]}`), `\/`, `/`))
	later := eventsOf(t, strings.Replace(one("calls", `{`+head+`,"contacts":[`+ana+`],"calls":[`+first+`]}`), `"time":1790000000`, `"time":1790009999`, 1))
	if len(alone) != 1 || len(batched) != 2 {
		t.Fatalf("%d and %d events", len(alone), len(batched))
	}
	for name, key := range map[string]string{"batched": batched[1].Key, "rewritten": rewritten[0].Key, "delivered later": later[0].Key} {
		if key != alone[0].Key {
			t.Errorf("%s: another key", name)
		}
	}
	if batched[0].Key == batched[1].Key {
		t.Error("two facts with one key")
	}
}

func TestDifferentFactsHaveDifferentKeys(t *testing.T) {
	terminate := func(rest string) string {
		return one("calls", `{"calls":[{"id":"wacid.A","event":"terminate","status":"COMPLETED"`+rest+`}]}`)
	}
	bodies := []string{
		terminate(``),
		terminate(`,"duration":0`),
		terminate(`,"duration":88,"start_time":"1790000210","end_time":"1790000298"`),
		one("calls", `{"calls":[{"id":"wacid.A","event":"connect"}]}`),
		one("calls", `{"statuses":[{"id":"wacid.A","status":"RINGING"}]}`),
		one("calls", `{"statuses":[{"id":"wacid.A","status":"ACCEPTED"}]}`),
		one("messages", `{"statuses":[{"id":"wacid.A","status":"ACCEPTED"}]}`),
		one("account_update", `{"event":"ACCOUNT_VIOLATION"}`),
		strings.Replace(one("account_update", `{"event":"ACCOUNT_VIOLATION"}`), "1790000000", "1790600000", 1),
		strings.Replace(one("account_update", `{"event":"ACCOUNT_VIOLATION"}`), `"880"`, `"881"`, 1),
		one("calls", `{"errors":[{"code":131044}]}`),
		strings.Replace(one("calls", `{"errors":[{"code":131044}]}`), "1790000000", "1790600000", 1),
	}
	seen := map[string]string{}
	for _, body := range bodies {
		for _, e := range eventsOf(t, body) {
			if before, twice := seen[e.Key]; twice {
				t.Errorf("one key for\n%s\n%s", before, body)
			}
			seen[e.Key] = body
		}
	}
	if len(seen) != len(bodies) {
		t.Errorf("%d keys of %d bodies", len(seen), len(bodies))
	}
}

func TestWhatIsNotKnownIsKeptWhole(t *testing.T) {
	for name, tt := range map[string]struct{ value, want string }{
		"a field without lists":     {`{"event":"X","n":1.50}`, `{"event":"X","n":1.50}`},
		"lists that are empty":      {`{"calls":[],"statuses":[],"x":1}`, `{"calls":[],"statuses":[],"x":1}`},
		"a list that is none":       {`{"calls":{"id":"wacid.A"}}`, `{"calls":{"id":"wacid.A"}}`},
		"errors only":               {`{"errors":[{"code":131044}]}`, `{"errors":[{"code":131044}]}`},
		"a value that is no object": {`"text"`, `"text"`},
		"null":                      {`null`, `null`},
		"an element that is none":   {`{"calls":[5]}`, `{"calls":[5]}`},
		"an unknown event":          {`{"calls":[{"event":"media_update","zoom":true}]}`, `{"calls":[{"event":"media_update","zoom":true}]}`},
	} {
		t.Run(name, func(t *testing.T) {
			events := eventsOf(t, one("calls", tt.value))
			if len(events) != 1 || string(events[0].Value) != tt.want {
				t.Errorf("got %+v", events)
			}
		})
	}
	events := eventsOf(t, `{"entry":[{"changes":[{"field":"calls"}]}]}`)
	if len(events) != 1 || string(events[0].Value) != "null" {
		t.Errorf("a change without a value = %+v", events)
	}
}

func TestErrorsOfABatchAreNotLost(t *testing.T) {
	tests := map[string]struct {
		value string
		want  []int // errors per event
	}{
		"a failed call has them":             {`{"calls":[{"id":"a","status":"COMPLETED"},{"id":"b","status":"FAILED"}],"errors":[{"code":1}]}`, []int{0, 1}},
		"two failed calls share them":        {`{"calls":[{"id":"a","status":"FAILED"},{"id":"b","status":"failed"}],"errors":[{"code":1}]}`, []int{1, 1}},
		"nobody's errors stand alone":        {`{"calls":[{"id":"a"},{"id":"b"}],"errors":[{"code":1},{"code":2}]}`, []int{0, 0, 2}},
		"a single call has them at any rate": {`{"calls":[{"id":"a"}],"errors":[{"code":1}]}`, []int{1}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []int
			for _, e := range eventsOf(t, one("calls", tt.value)) {
				v, err := e.Decode()
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, len(v.Errors))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestContactsOfABatchGoWithTheirFacts(t *testing.T) {
	contacts := `"contacts":[{"wa_id":"+55 11 9","profile":{"name":"number"}},{"user_id":"BR.1","profile":{"name":"user"}},
		{"parent_user_id":"BR.ENT.1","profile":{"name":"parent"}},{"profile":{"name":"unnamed"}}]`
	tests := map[string]struct{ item, want string }{
		"by number":                {`{"from":"55119"}`, "number unnamed"},
		"by the called number":     {`{"to":"+55119"}`, "number unnamed"},
		"by user id":               {`{"from_user_id":"BR.1"}`, "user unnamed"},
		"by the called user":       {`{"to_user_id":"BR.1"}`, "user unnamed"},
		"by parent":                {`{"from_parent_user_id":"BR.ENT.1"}`, "parent unnamed"},
		"by several":               {`{"from_user_id":"BR.1","from":"55119"}`, "number user unnamed"},
		"nobody of them":           {`{"from":"4477"}`, "unnamed"},
		"a fact that names nobody": {`{"id":"x"}`, "number user parent unnamed"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			v, err := eventsOf(t, one("messages", `{"messages":[`+tt.item+`,{"from":"4488"}],`+contacts+`}`))[0].Decode()
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, c := range v.Contacts {
				names = append(names, c.Profile.Name)
			}
			if got := strings.Join(names, " "); got != tt.want {
				t.Errorf("got %q", got)
			}
		})
	}
	alone, err := eventsOf(t, one("messages", `{"messages":[{"from":"4477"}],`+contacts+`}`))[0].Decode()
	if err != nil || len(alone.Contacts) != 4 {
		t.Errorf("a single message has %d contacts, %v", len(alone.Contacts), err)
	}
}

func TestAccountEventsDecode(t *testing.T) {
	settings := eventsOf(t, one(meta.FieldAccountSettings,
		`{"type":"PHONE_NUMBER_SETTINGS","timestamp":"1790000000","phone_number_settings":{"phone_number_id":"7","calling":{"status":"DISABLED"}}}`))[0]
	s, err := settings.AccountSettings()
	if err != nil || settings.PhoneNumberID != "7" || s.PhoneNumberSettings.Calling.Status != meta.Disabled {
		t.Errorf("%+v, %v", s, err)
	}
	u, err := eventsOf(t, one(meta.FieldAccountUpdate,
		`{"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_BUSINESS_INITIATED_CALLING","expiration":"1790000000"}]}`))[0].AccountUpdate()
	if err != nil || u.Event != meta.AccountRestriction || u.RestrictionInfo[0].Expiration != 1790000000 {
		t.Errorf("%+v, %v", u, err)
	}
}

func TestABatchOfAThousand(t *testing.T) {
	var calls, contacts []string
	for i := range 1000 {
		calls = append(calls, fmt.Sprintf(`{"id":"wacid.%d","from":"55%d"}`, i, i))
		contacts = append(contacts, fmt.Sprintf(`{"wa_id":"55%d"}`, i))
	}
	events := eventsOf(t, one("calls", `{"calls":[`+strings.Join(calls, ",")+`],"contacts":[`+strings.Join(contacts, ",")+`]}`))
	unique := keys(events)
	slices.Sort(unique)
	if len(slices.Compact(unique)) != 1000 {
		t.Fatalf("%d keys", len(unique))
	}
	for i, e := range events {
		v, err := e.Decode()
		if err != nil || len(v.Contacts) != 1 || v.Contacts[0].WaID != v.Calls[0].From {
			t.Fatalf("event %d: %s, %v", i, e.Value, err)
		}
	}
}

func FuzzWebhook(f *testing.F) {
	batch, err := os.ReadFile("testdata/batch.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(batch)
	for _, pattern := range []string{"testdata/webhook/*.json", "testdata/incoming/*.json"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			f.Fatalf("no seeds like %s: %v", pattern, err)
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(raw)
			f.Add([]byte(one("calls", string(raw)))) // some are the value alone, or one of its items
			f.Add([]byte(one("messages", `{"messages":[`+string(raw)+`]}`)))
		}
	}
	f.Add([]byte(one("calls", `{"calls":[5,null,{}],"contacts":[null,7],"errors":{}}`)))
	f.Add([]byte(one("messages", `{"messages":[{"interactive":{"call_permission_reply":{"is_permanent":[]}}}],"metadata":"x"}`)))
	f.Fuzz(func(t *testing.T, body []byte) {
		e, err := meta.ParseEnvelope(body)
		if err != nil {
			return
		}
		for _, event := range e.Events() {
			if len(event.Key) != 64 || !json.Valid(event.Value) {
				t.Fatalf("event %+v", event)
			}
			if _, err := event.Decode(); err != nil {
				t.Fatalf("%s: %v", event.Value, err)
			}
			_, _ = event.AccountUpdate()
			_, _ = event.AccountSettings()
			// An event that is delivered again alone is itself.
			raw, err := json.Marshal(meta.Envelope{Entry: []meta.Entry{{Changes: []meta.Change{{Field: event.Field, Value: event.Value}}}}})
			if err != nil {
				t.Fatal(err)
			}
			again, err := meta.ParseEnvelope(raw)
			if err != nil || len(again.Events()) != 1 || string(again.Events()[0].Value) != string(event.Value) {
				t.Fatalf("again: %s, %v", raw, err)
			}
		}
	})
}
