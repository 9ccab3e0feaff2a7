package center_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/sandbox"
	"ramal/internal/store/storetest"
)

const wacid = "wacid.HBgNNTUyMTk4ODg4MDAwMRUCABIYIDBGMUUyRDNDNEI1QTY5Nzg="

// value is an entry's change of a field, with what every value has.
func value(field, rest string) string {
	return fmt.Sprintf(`{"field":%q,"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":%q,"phone_number_id":%q},`+
		`"contacts":[{"profile":{"name":"Zoé"},"wa_id":"5521988880001"}],%s}}`, field, sandbox.BusinessNumber, sandbox.PhoneNumberID, rest)
}

// callValue is a change of the field calls with one event of one call of a customer.
func callValue(event, rest string) string {
	return value("calls", fmt.Sprintf(`"calls":[{"id":%q,"from":"5521988880001","to":%q,"event":%q,"timestamp":"%d","direction":"USER_INITIATED"%s}]`,
		wacid, sandbox.BusinessNumber, event, time.Now().Unix(), rest))
}

// settledCleanly waits until the inbox has n events, all handled at the first look and without a problem. What the settings
// of every world brought does not count.
func (w *world) settledCleanly(n int) {
	w.t.Helper()
	w.settledBy(`field <> 'account_settings_update'`, n)
}

func (w *world) settledBy(where string, n int) {
	w.t.Helper()
	db, err := storetest.Beside(w.database)
	must(w.t, err)
	defer db.Close()
	var total, settled, bad int
	eventually(w.t, "the inbox is worked off", func() bool {
		must(w.t, db.QueryRowContext(w.t.Context(), `SELECT COUNT(*), COALESCE(SUM(settled), 0),
			COALESCE(SUM(CASE WHEN attempts > 0 OR problem <> '' THEN 1 ELSE 0 END), 0) FROM inbox WHERE `+where).Scan(&total, &settled, &bad))
		return bad > 0 || total == n && settled == n
	})
	if bad > 0 {
		w.t.Errorf("%d of %d events were retried or given up", bad, total)
	}
}

func (w *world) calls() []call.Call {
	w.t.Helper()
	page, err := w.store.Calls(w.t.Context(), w.workspace, call.Query{Limit: 10})
	must(w.t, err)
	return page.Items
}

// Meta: Calling API, FAQ: a quick hang-up may bring the terminate before the connect.
func TestAnEndThatOvertakesItsCallIsAMissedCallAtOnce(t *testing.T) {
	w := newWorld(t)
	must(t, w.receive(envelope(callValue("terminate", `,"status":"COMPLETED"`))))
	w.settledCleanly(1)
	list := w.calls()
	if len(list) != 1 || list[0].Outcome != call.Missed || list[0].State != call.Ended || list[0].Direction != call.Inbound || list[0].MetaID != wacid {
		t.Fatalf("calls %+v", list)
	}
	if v := w.conversation("5521988880001"); !v.WindowOpen(w.center.Now()) {
		t.Error("the call opens the window, however short it was")
	}
	before := list[0]
	must(t, w.receive(envelope(callValue("connect", `,"session":{"sdp_type":"offer","sdp":"v=0\r\n"}`))))
	w.settledCleanly(2)
	list = w.calls()
	if len(list) != 1 || list[0].State != call.Ended || list[0].Outcome != call.Missed || !list[0].EndedAt.Equal(before.EndedAt) {
		t.Errorf("after the late connect: %+v", list)
	}
	lines, err := w.store.Timeline(t.Context(), w.workspace, before.ID)
	must(t, err)
	if len(lines) != 2 || lines[1].Kind != call.Offered || !lines[1].Ignored {
		t.Errorf("timeline %+v", lines)
	}
}

// Meta: Calling API, Call recording and Call transcription, 31 Aug 2026; Call settings, Jul 2026 (voicemail).
func TestWhatMetaMadeOfACallIsALineOfIt(t *testing.T) {
	w := newWorld(t)
	must(t, w.receive(envelope(callValue("terminate", `,"status":"COMPLETED"`))))
	w.settledCleanly(1)
	must(t, w.receive(envelope(
		callValue("call_recording_available", `,"call_recording":{"type":"audio","audio":{"id":"41","mime_type":"audio/ogg"}}`),
		callValue("call_transcription_available", `,"call_transcript":{"document":{"id":"42"}}`),
		value("messages", fmt.Sprintf(`"messages":[{"from":"5521988880001","id":%q,"timestamp":"%d","type":"audio",
			"audio":{"id":"43","mime_type":"audio/ogg; codecs=opus","sha256":"x"}}]`, wacid, time.Now().Unix())),
	)))
	w.settledCleanly(4)
	lines, err := w.store.Timeline(t.Context(), w.workspace, w.calls()[0].ID)
	must(t, err)
	var kinds []string
	for _, l := range lines[1:] {
		kinds = append(kinds, string(l.Kind))
		if l.Ignored || l.Source != call.Metas || l.After != call.Ended {
			t.Errorf("line %+v", l)
		}
	}
	slices.Sort(kinds)
	if fmt.Sprint(kinds) != "[recording_ready transcript_ready voicemail_left]" {
		t.Errorf("lines %v", kinds)
	}
	left := w.messagesWith("5521988880001")
	if len(left) != 1 || left[0].Kind != desk.Voice || left[0].Content == nil || left[0].MetaID != wacid {
		t.Errorf("messages %+v", left)
	}
}

func TestWhatWeCannotUseIsTakenWithoutAWord(t *testing.T) {
	w := newWorld(t)
	odd := []string{
		callValue("call_created", ""),
		callValue("call_recording_available", `,"call_recording":{"type":"audio"}`), // of a call that is not ours
		callValue("something_new", ""),
		value("calls", `"statuses":[{"id":"wacid.other","type":"call","status":"WAVING","timestamp":"1"}]`),
		value("calls", `"errors":[{"code":131044,"title":"Business eligibility payment issue"}]`),
		value("calls", `"unheard_of":[1,2]`),
		value("messages", `"statuses":[]`),
		`{"field":"message_template_status_update","value":{"event":"APPROVED","message_template_id":7,"message_template_name":"may_we_call"}}`,
		`{"field":"account_update","value":{"event":"VOLUME_BASED_PRICING_TIER_UPDATE","volume_tier_info":{"pricing_category":"CALLING"}}}`,
		`{"field":"phone_number_quality_update","value":{"event":"FLAGGED"}}`,
		`{"field":"flows","value":["a","list"]}`,
		`{"field":"tomorrow","value":"a word"}`,
		`{"field":"nothing","value":null}`,
	}
	must(t, w.receive(envelope(odd...)))
	w.settledCleanly(len(odd))
	if list := w.calls(); len(list) != 0 {
		t.Errorf("calls %+v", list)
	}
}

func TestMessagesOfEveryKindKeepTheirName(t *testing.T) {
	w := newWorld(t)
	message := func(n int, rest string) string {
		return value("messages", fmt.Sprintf(`"messages":[{"from":"5521988880001","id":"wamid.k%d","timestamp":"%d",%s}]`, n, time.Now().Unix(), rest))
	}
	want := map[string]string{
		"wamid.k1": "audio", "wamid.k2": "sticker", "wamid.k3": "location", "wamid.k4": "text Sim", "wamid.k5": "text Talvez", "wamid.k6": "text Linha",
		"wamid.k7": "voice", "wamid.k8": "document", "wamid.k9": "unsupported order",
	}
	must(t, w.receive(envelope(
		message(1, `"type":"audio","audio":{"id":"1"}`),
		message(2, `"type":"sticker","sticker":{"id":"2"}`),
		message(3, `"type":"location","location":{"latitude":1,"longitude":2}`),
		message(4, `"type":"button","button":{"payload":"p","text":"Sim"}`),
		message(5, `"type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"b","title":"Talvez"}}`),
		message(6, `"type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"l","title":"Linha"}}`),
		message(7, `"type":"audio","audio":{"id":"3","voice":true}`),
		message(8, `"type":"document","document":{"id":"4","filename":"../../etc/nota.pdf"}`),
		message(9, `"type":"order","order":{}`),
	)))
	w.settledCleanly(9)
	got := map[string]string{}
	for _, k := range w.messagesWith("5521988880001") {
		got[k.MetaID] = strings.TrimSpace(string(k.Kind) + " " + k.Text)
		if k.Kind == desk.Document && k.Content.Medium.Name != "nota.pdf" {
			t.Errorf("its name is %q", k.Content.Medium.Name)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v", got)
	}
}
