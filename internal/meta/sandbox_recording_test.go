package meta_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"ramal/internal/meta"
)

func captured(language string) *meta.CallCapture {
	return &meta.CallCapture{Status: meta.Enabled, Purpose: "quality", AnnouncementLanguage: language}
}

// fetched downloads a file and holds it against the hash that came with it.
func (w *world) fetched(m meta.Media) []byte {
	w.Helper()
	data, err := w.DownloadMedia(w.Context(), m.URL, 1<<20)
	if err != nil {
		w.Fatal(err)
	}
	if sum := sha256.Sum256(data); base64.StdEncoding.EncodeToString(sum[:]) != m.SHA256 {
		w.Errorf("the hash of %s is another: %s", m.ID, m.SHA256)
	}
	return data
}

// Meta: Calling API, Call recording and Call transcription, Aug 2026.
func TestSandboxRecordsAndTranscribesACall(t *testing.T) {
	w := newWorld(t)
	w.permit(ana)
	id, err := w.Connect(t.Context(), meta.ConnectRequest{
		To: meta.Recipient{To: ana}, SDP: sdpFile(t, "offer.sdp"), Recording: captured("pt"), Transcription: captured("en_GB"),
	})
	if err != nil {
		t.Fatal(err)
	}
	w.sandbox.Clock().Advance(time.Second)
	w.call(meta.EventConnect)
	w.status(meta.FieldCalls)
	w.onCall(id, "answer")
	w.status(meta.FieldCalls)
	w.sandbox.Clock().Advance(12 * time.Second)
	if err := w.Terminate(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	w.call(meta.EventTerminate)
	w.sandbox.Clock().Advance(time.Minute)
	recorded := w.call(meta.EventRecording)
	if recorded.ID != id || recorded.Recording == nil {
		t.Fatalf("recording %+v", recorded)
	}
	if sound := w.fetched(recorded.Recording.Audio); !bytes.HasPrefix(sound, []byte("OggS")) {
		t.Errorf("the recording is no Ogg file: %.20q", sound)
	}
	transcribed := w.call(meta.EventTranscription)
	if transcribed.ID != id || transcribed.Transcript == nil {
		t.Fatalf("transcript %+v", transcribed)
	}
	text, err := meta.ParseTranscript(w.fetched(transcribed.Transcript.Document))
	if err != nil || text.Transcript.Duration != 12 {
		t.Errorf("transcript %+v, %v", text, err)
	}
}

func TestSandboxRecordsACallOfAUserThatIsAccepted(t *testing.T) {
	w := newWorld(t)
	w.post("users/"+ana+"/calls", map[string]any{})
	id := w.call(meta.EventConnect).ID
	answer := strings.Replace(sdpFile(t, "offer.sdp"), "actpass", "active", 1)
	if err := w.PreAccept(t.Context(), id, answer); err != nil {
		t.Fatal(err)
	}
	if err := w.Accept(t.Context(), id, meta.AcceptRequest{
		SDP: answer, Opaque: "desk-1", Recording: captured("es"), Transcription: &meta.CallCapture{Status: meta.Disabled},
	}); err != nil {
		t.Fatal(err)
	}
	w.sandbox.Clock().Advance(5 * time.Second)
	w.onCall(id, "hangup")
	if end := w.call(meta.EventTerminate); end.Opaque != "desk-1" {
		t.Errorf("terminate %+v", end)
	}
	w.sandbox.Clock().Advance(time.Minute)
	recorded := w.call(meta.EventRecording)
	if recorded.ID != id || recorded.Recording == nil || len(w.fetched(recorded.Recording.Audio)) == 0 {
		t.Errorf("recording %+v", recorded)
	}
	w.refused(w.Accept(t.Context(), id, meta.AcceptRequest{SDP: answer, Recording: captured("xx")}), meta.CodeInvalidParameter)
}
