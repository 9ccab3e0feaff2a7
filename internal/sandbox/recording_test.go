package sandbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"

	"ramal/internal/meta"
)

const capturesBody = `"recording":{"status":"ENABLED","purpose":"quality","announcement_language":"pt"},` +
	`"transcription":{"status":"ENABLED","purpose":"quality","announcement_language":"en_GB"}`

// with puts more fields in front of a body.
func with(fields, body string) string { return `{` + fields + `,` + strings.TrimPrefix(body, "{") }

// Meta: Calling API, Call recording and Call transcription, Aug 2026: within a minute of the end, a URL for 5 minutes, media for 7
// days.
func TestARecordedCallIsThereWithinAMinuteOfItsEnd(t *testing.T) {
	r, p := stopped(t), newMediaPeer(t)
	r.permit(eco, true)
	r.graph("POST", "calls", with(capturesBody, connectBody(eco, p.offer()))).ok()
	r.advance(time.Second)
	p.remote(webrtc.SDPTypeAnswer, sdpOf(r.event("connect")))
	p.connected()
	r.advance(time.Second)
	id := r.events("RINGING", "ACCEPTED").item()["id"].(string)
	if v := r.get("/sandbox/users/"+eco).ok().path("call", "recorded"); v != true {
		t.Errorf("the phone shows recorded %v", v)
	}
	p.say(60, 42) // a chime goes first
	r.advance(10 * time.Second)
	r.graph("POST", "calls", terminateBody(id)).ok()
	r.event("terminate")
	r.quiet()
	r.advance(20 * time.Second)
	recorded := r.event("call_recording_available")
	r.advance(20 * time.Second)
	transcribed := r.event("call_transcription_available")
	golden(t, "webhook-recording", []byte(masked(recorded.Raw)))
	golden(t, "webhook-transcript", []byte(masked(transcribed.Raw)))

	audio := recorded.item()["call_recording"].(map[string]any)["audio"].(map[string]any)
	sound := r.download(audio["url"].(string), Token).ok().Raw
	sum := sha256.Sum256(sound)
	if !bytes.HasPrefix(sound, []byte("OggS")) || audio["sha256"] != base64.StdEncoding.EncodeToString(sum[:]) {
		t.Errorf("a recording of %d bytes that begins with %.8q", len(sound), sound)
	}
	if !bytes.Contains(sound, []byte{42, 42}) {
		t.Error("the recording does not hold what the business said")
	}
	document := transcribed.item()["call_transcript"].(map[string]any)["document"].(map[string]any)
	raw := r.download(document["url"].(string), Token).ok().Raw
	golden(t, "documents/transcript", raw)
	text, err := meta.ParseTranscript(raw)
	if err != nil || len(text.Transcript.Segments) < 2 || text.Transcript.Duration != 11 {
		t.Fatalf("transcript %+v: %v", text, err)
	}
	for i, s := range text.Transcript.Segments {
		if s.Channel != i%2 || s.End > 11 || s.Start >= s.End || len(s.Words) == 0 {
			t.Errorf("segment %+v", s)
		}
	}
	if !strings.Contains(text.Transcript.Text, "invented") {
		t.Errorf("words that do not say that they are invented: %s", text.Transcript.Text)
	}

	r.advance(6 * time.Minute)
	if a := r.download(audio["url"].(string), Token); a.Status == 200 {
		t.Error("the URL is good after 6 minutes")
	}
	fresh := r.request("GET", "/v26.0/"+audio["id"].(string), "", map[string]string{"Authorization": "Bearer " + Token}).ok()
	r.download(fresh.Body["url"].(string), Token).ok()
	r.advance(8 * 24 * time.Hour)
	if a := r.request("GET", "/v26.0/"+audio["id"].(string), "", map[string]string{"Authorization": "Bearer " + Token}); a.Status == 200 {
		t.Error("the recording is there after 8 days")
	}
}

// masked leaves out of a webhook what is new on every run: the hash of real audio and the signed URL.
func masked(raw []byte) string {
	var out []string
	for part := range strings.SplitSeq(string(raw), `"`) {
		switch {
		case strings.Contains(part, `whatsapp_business\/attachments`):
			part = "https://URL"
		case len(strings.ReplaceAll(part, `\/`, "/")) == 44 && strings.HasSuffix(part, "="):
			part = "SHA256"
		}
		out = append(out, part)
	}
	return strings.Join(out, `"`)
}

func TestAUsersCallIsRecordedWhenItIsAccepted(t *testing.T) {
	r := stopped(t)
	id, _ := r.callIn(ana, "")
	r.graph("POST", "calls", acceptBody("pre_accept", id, answerSDP)).ok()
	r.graph("POST", "calls", with(`"recording":{"status":"ENABLED","purpose":"q","announcement_language":"es"},"transcription":{"status":"DISABLED"}`,
		acceptBody("accept", id, answerSDP))).ok()
	r.advance(5 * time.Second)
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
	r.event("terminate")
	r.advance(time.Minute)
	w := r.event("call_recording_available")
	if it := w.item(); it["id"] != id || it["from"] != ana || it["from_user_id"] == nil || it["direction"] != nil || it["to"] != nil {
		t.Errorf("webhook %s", w.Raw)
	}
	r.quiet()
}

func TestWhatWasNeverPickedUpIsNotRecorded(t *testing.T) {
	r := stopped(t)
	r.permit(refuse, true)
	r.graph("POST", "calls", with(capturesBody, connectBody(refuse, offerSDP))).ok()
	r.advance(5 * time.Second)
	r.events("connect", "RINGING", "REJECTED", "terminate")
	r.advance(time.Hour)
	r.quiet()
}

// Meta names these faults without codes (Call recording, Aug 2026); 100 is assumed.
func TestFaultsOfARecording(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	id, _ := r.callIn(bruno, "")
	for _, c := range []struct{ object, words string }{
		{`{}`, "[status] is required"},
		{`{"status":"ON"}`, "[status] must be one of {ENABLED, DISABLED}"},
		{`{"status":"ENABLED","announcement_language":"en"}`, "[purpose] is required"},
		{`{"status":"ENABLED","announcement_language":"en","purpose":"` + strings.Repeat("é", 251) + `"}`, "at most 250"},
		{`{"status":"ENABLED","purpose":"x"}`, "[announcement_language] is required"},
		{`{"status":"ENABLED","purpose":"x","announcement_language":"ka"}`, "not a supported language"},
	} {
		for _, name := range []string{"recording", "transcription"} {
			field := `"` + name + `":` + c.object
			r.graph("POST", "calls", with(field, connectBody(ana, offerSDP))).fails(400, 100, name+c.words[:strings.Index(c.words, "]")+1])
			r.graph("POST", "calls", with(field, acceptBody("accept", id, answerSDP))).fails(400, 100, "")
		}
	}
	long := strings.Repeat("é", 250)
	r.graph("POST", "calls", with(`"recording":{"status":"ENABLED","purpose":"`+long+`","announcement_language":"vi"}`, connectBody(ana, offerSDP))).ok()
}

func TestARecordingThatWaitedIsToldAfterARestart(t *testing.T) {
	dir := t.TempDir()
	clock := NewStoppedClock(start)
	r := rigged(t, Options{Clock: clock, DataDir: dir, NoMedia: true})
	r.permit(ana, true)
	id := r.graph("POST", "calls", with(capturesBody, connectBody(ana, offerSDP))).ok().path("calls", 0, "id").(string)
	r.advance(time.Second)
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
	r.events("connect", "RINGING", "ACCEPTED", "terminate")
	if err := r.s.Close(); err != nil {
		t.Fatal(err)
	}
	again := bare(t, Options{Clock: NewStoppedClock(start), DataDir: dir, NoMedia: true})
	again.subscribe()
	again.advance(time.Minute)
	again.events("call_recording_available", "call_transcription_available")
	again.quiet()
}
