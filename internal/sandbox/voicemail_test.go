package sandbox

import (
	"bytes"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"

	"ramal/internal/sandbox/relay"
)

// voicemail enables voicemail with an announcement of its own.
func (r *rig) voicemail(triggers string) {
	r.Helper()
	clip := r.s.relay.Speak(relay.Tone, nil, time.Second)
	var id string
	r.s.must(func(t *tx) { id = t.keep(file{MimeType: oggAudio, UseCase: useVoicemail}, clip).ID })
	r.graph("POST", "settings", `{"calling":{"voicemail":{"status":"ENABLED","triggers":[`+triggers+
		`],"audio":{"default":{"announcement_media_id":`+id+`,"timeout_seconds":15}}}}}`).ok()
}

// Meta: Calling API, Call settings, Jul 2026: an audio message whose id is the wacid. How terminate looks is assumed: at the
// trigger, without times.
func TestARejectedCallerLeavesAVoicemail(t *testing.T) {
	r := stopped(t)
	r.voicemail(`"REJECT"`)
	r.change(ana, `"sound":"tone"`)
	id, _ := r.callIn(ana, "")
	r.graph("POST", "calls", callBody("reject", id)).ok()
	w := r.event("terminate")
	if w.item()["status"] != "COMPLETED" || w.item()["duration"] != nil {
		t.Errorf("terminate %s", w.Raw)
	}
	r.graph("POST", "calls", callBody("reject", id)).fails(400, 100, "already ended")
	r.graph("POST", "calls", terminateBody(id)).fails(400, 100, "already ended")
	r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).fails(400, 100, "already ended")
	if c := r.get("/sandbox/users/" + ana).ok(); c.path("call", "state") != "voicemail" || c.path("call", "voicemail") != true {
		t.Errorf("the phone shows %s", c.Raw)
	}
	r.advance(3900 * time.Millisecond) // a second of announcement and three of message
	r.quiet()
	r.advance(3 * time.Second)
	w = r.event("audio")
	golden(t, "webhook-voicemail", []byte(masked(w.Raw)))
	if w.item()["id"] != id {
		t.Errorf("the message is %v, the call %s", w.item()["id"], id)
	}
	media := w.item()["audio"].(map[string]any)["id"].(string)
	data, ok := r.s.fileData(media)
	frames, err := relay.ReadOpus(data)
	if !ok || err != nil || relay.Duration(frames) != headlessMessage {
		t.Errorf("a message of %v: %v", relay.Duration(frames), err)
	}
	st := r.phone(ana).until("the end", func(phoneState) bool { return true })
	if last := st.last(); last.Kind != kindVoicemail || last.Media == nil || last.Media.ID != media || st.Call.State != callEnded {
		t.Errorf("the phone shows %+v", st)
	}
}

func TestACallThatIsNotAnsweredInTimeGoesToVoicemail(t *testing.T) {
	r := stopped(t)
	r.voicemail(`"TIMEOUT"`)
	r.change(ana, `"sound":"file"`)
	id, _ := r.callIn(ana, "")
	r.advance(15*time.Second - time.Millisecond)
	r.quiet()
	r.advance(time.Millisecond)
	r.event("terminate")
	r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).fails(500, 138007, "in time")
	r.advance(10 * time.Second)
	r.event("audio")
	r.advance(time.Hour)
	r.quiet()

	id, _ = r.callIn(ana, "") // a rejection is no trigger here
	r.graph("POST", "calls", callBody("reject", id)).ok()
	r.event("terminate")
	r.advance(time.Hour)
	r.quiet()

	id, _ = r.callIn(ana, "")
	r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).ok()
	r.advance(16 * time.Second)
	r.quiet() // an answered call stays with the business
	r.graph("POST", "calls", terminateBody(id)).ok()
	r.event("terminate")
}

func TestWhoSaysNothingLeavesNoVoicemail(t *testing.T) {
	r := stopped(t)
	r.voicemail(`"REJECT","TIMEOUT"`)
	for _, sound := range []string{"silence", "microphone"} { // nobody is at the microphone
		r.change(ana, `"sound":"`+sound+`"`)
		id, _ := r.callIn(ana, "")
		r.graph("POST", "calls", callBody("reject", id)).ok()
		r.event("terminate")
		if sound == "microphone" {
			r.post("/sandbox/users/"+ana+"/calls", "").refused(409, "") // the phone still speaks
			r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
		}
		r.advance(10 * time.Minute)
		r.quiet()
		if s := r.get("/sandbox/calls/" + path(id)).ok().Body["state"]; s != "ended" {
			t.Errorf("with %s the call is %v", sound, s)
		}
	}
}

func TestAPersonSpeaksToVoicemailThroughThePage(t *testing.T) {
	r, page := stopped(t), newMediaPeer(t)
	r.voicemail(`"REJECT"`)
	id, _ := r.callIn(ana, "")
	r.graph("POST", "calls", callBody("reject", id)).ok()
	r.event("terminate")
	a := r.post("/sandbox/calls/"+path(id)+"/audio", `{"sdp":`+quoted(page.offer())+`}`).ok()
	page.remote(webrtc.SDPTypeAnswer, a.Body["sdp"].(string))
	page.connected()
	page.hear(20) // of the announcement
	page.say(100, 77)
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
	r.advance(3 * time.Second)
	media := r.event("audio").item()["audio"].(map[string]any)["id"].(string)
	if data, _ := r.s.fileData(media); !bytes.Contains(data, []byte{77, 77}) {
		t.Errorf("the message of %d bytes does not hold what was said", len(data))
	}
}

func TestAVoicemailThatARestartInterruptsIsLost(t *testing.T) {
	dir := t.TempDir()
	r := rigged(t, Options{Clock: NewStoppedClock(start), DataDir: dir})
	r.voicemail(`"REJECT"`)
	id, _ := r.callIn(ana, "")
	r.graph("POST", "calls", callBody("reject", id)).ok()
	r.event("terminate")
	if err := r.s.Close(); err != nil {
		t.Fatal(err)
	}
	again := bare(t, Options{Clock: NewStoppedClock(start), DataDir: dir})
	again.subscribe()
	again.advance(time.Hour)
	again.quiet() // terminate was told before
	if s := again.get("/sandbox/calls/" + path(id)).ok().Body["state"]; s != "ended" {
		t.Errorf("the call is %v", s)
	}
}
