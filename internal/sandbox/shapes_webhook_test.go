package sandbox

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The shapes of webhooks that no other test shows.

// Meta: Cloud API, messages webhook: the states of a message.
func TestTheShapesOfMessageStatesStay(t *testing.T) {
	r := stopped(t)
	r.open(ana)
	id := r.graph("POST", "messages", requestBody(ana, "Podemos ligar?")).ok().path("messages", 0, "id").(string)
	r.advance(time.Second)
	r.event("sent")
	golden(t, "webhook-delivered", r.event("delivered").Raw)
	r.post("/sandbox/users/"+ana+"/read", `{"message_id":"`+id+`"}`).ok()
	golden(t, "webhook-read", r.event("read").Raw)
	r.change(bruno, `"client":"old"`)
	r.open(bruno)
	r.graph("POST", "messages", requestBody(bruno, "?")).ok()
	r.advance(time.Second)
	r.event("sent")
	golden(t, "webhook-failed-client", r.event("failed").Raw)
}

// Meta: Calling API, Business-initiated calls, June 2026: REJECTED, and the terminate that follows. Troubleshooting, June 2026:
// errors beside the calls.
func TestTheShapesOfFailedCallsStay(t *testing.T) {
	r := stopped(t)
	r.permit(refuse, true)
	r.connect(refuse)
	r.advance(5 * time.Second)
	r.events("connect", "RINGING")
	golden(t, "webhook-rejected", r.event("REJECTED").Raw)
	r.event("terminate")

	// No media in a call of a user's: it has times, since it was picked up.
	id, _ := r.callIn(ana, "")
	r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).ok()
	r.advance(20 * time.Second)
	golden(t, "webhook-terminate-inbound-failed", r.event("terminate").Raw)
	id, _ = r.callIn(ana, "")
	r.graph("POST", "calls", callBody("reject", id)).ok()
	golden(t, "webhook-terminate-inbound-unanswered", r.event("terminate").Raw)
}

// Meta: Calling API, Call settings, restrictions, in force since 27 Jan 2026: users' calls are paused for 7 days.
func TestTheShapesOfAPauseOfUsersCallsStay(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/account", `{"restrictions":[{"type":"RESTRICTED_USER_INITIATED_CALLING"}]}`).ok()
	golden(t, "webhook-violation-users", r.event("account_update").Raw)
	w := r.event("account_update")
	golden(t, "webhook-restriction-users", w.Raw)
	if e := w.path("restriction_info", 0, "expiration"); e != float64(start.Add(7*day).Unix()) {
		t.Errorf("until %v", e)
	}
}

// Meta: Calling API, Call recording and Call transcription, Aug 2026: the events name the user as from.
func TestTheShapesOfWhatIsKeptOfAUsersCallStay(t *testing.T) {
	r := rigged(t, Options{Clock: NewStoppedClock(start), NoMedia: true})
	id, _ := r.callIn(ana, "")
	r.graph("POST", "calls", with(capturesBody, acceptBody("accept", id, answerSDP))).ok()
	r.advance(5 * time.Second)
	r.graph("POST", "calls", terminateBody(id)).ok()
	r.event("terminate")
	r.advance(time.Minute)
	golden(t, "webhook-recording-inbound", []byte(masked(r.event("call_recording_available").Raw)))
	golden(t, "webhook-transcript-inbound", []byte(masked(r.event("call_transcription_available").Raw)))
}

// A golden file that no test writes would be read by nobody.
func TestEveryGoldenFileBelongsToATest(t *testing.T) {
	var source strings.Builder
	tests, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range tests {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(raw)
	}
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) < 80 {
		t.Fatalf("%d golden files, %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		if short := strings.TrimPrefix(name, "inbound-"); !strings.Contains(source.String(), `"`+name+`"`) && !strings.Contains(source.String(), `"`+short+`"`) {
			t.Errorf("%s belongs to no test", file)
		}
	}
}
