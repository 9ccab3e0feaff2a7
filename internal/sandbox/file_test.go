package sandbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// keep puts a medium into a rig's world.
func (r *rig) keep(f file, data string) file {
	r.Helper()
	var kept file
	r.s.must(func(t *tx) { kept = *t.keep(f, []byte(data)) })
	return kept
}

func (r *rig) has(id string) bool {
	r.Helper()
	_, ok := r.s.fileData(id)
	return ok
}

func TestAMediumIsKeptWithItsHashAndEnds(t *testing.T) {
	r := stopped(t)
	sum := sha256.Sum256([]byte("sound"))
	upload := r.keep(file{MimeType: "audio/ogg", Name: "a.ogg"}, "sound")
	if upload.ID != "4100000000000001" || upload.Size != 5 || upload.Created != start.Unix() || upload.SHA256 != base64.StdEncoding.EncodeToString(sum[:]) {
		t.Errorf("kept %+v", upload)
	}
	short := r.keep(file{MimeType: "audio/ogg", Expires: start.Add(inboundLife).Unix()}, "recording")
	forever := r.keep(file{MimeType: "audio/ogg", UseCase: useVoicemail}, "hello")
	r.advance(inboundLife)
	if r.has(short.ID) || !r.has(upload.ID) {
		t.Error("a recording lives 7 days, an upload 30")
	}
	r.advance(uploadLife)
	if r.has(upload.ID) || !r.has(forever.ID) {
		t.Error("an upload lives 30 days, an announcement for ever")
	}
	if data, _ := r.s.fileData(forever.ID); string(data) != "hello" {
		t.Errorf("bytes %q", data)
	}
}

func TestThePageSeesMediaAndRunsNothing(t *testing.T) {
	r := stopped(t)
	picture := r.keep(file{MimeType: "image/png", Name: "é.png"}, "png")
	page := r.keep(file{MimeType: "text/html"}, "<script>alert(1)</script>")
	for id, disposition := range map[string]string{picture.ID: "inline; filename*=utf-8''%C3%A9.png", page.ID: "attachment"} {
		a := r.get("/sandbox/media/" + id).ok()
		if got := a.Header.Get("Content-Disposition"); got != disposition {
			t.Errorf("%s, want %s", got, disposition)
		}
		if a.Header.Get("Content-Security-Policy") != "sandbox; default-src 'none'" || a.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("headers %v", a.Header)
		}
	}
	r.get("/sandbox/media/1").refused(404, "")
}

func TestMediaSurviveARestartAndLeaveNothingBehind(t *testing.T) {
	dir := t.TempDir()
	r := bare(t, Options{Clock: NewStoppedClock(start), DataDir: dir})
	kept, gone, broken := r.keep(file{}, "kept"), r.keep(file{}, "gone"), r.keep(file{}, "broken")
	r.s.must(func(t *tx) { t.dropFile(t.files[gone.ID]) })
	if err := r.s.Close(); err != nil {
		t.Fatal(err)
	}
	media := filepath.Join(dir, mediaDir)
	stray := filepath.Join(media, "4199999999999999")
	for path, data := range map[string]string{stray: "x", filepath.Join(media, broken.ID): "br"} {
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	again := bare(t, Options{Clock: NewStoppedClock(start), DataDir: dir})
	if data, ok := again.s.fileData(kept.ID); !ok || string(data) != "kept" {
		t.Errorf("after the restart %q, %v", data, ok)
	}
	if again.has(gone.ID) || again.has(broken.ID) {
		t.Error("what is gone came back")
	}
	again.advance(uploadLife)
	left, err := os.ReadDir(media)
	if err != nil || len(left) != 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestTheShelfIsBoundedAndTheOldestGoesFirst(t *testing.T) {
	r := stopped(t)
	r.s.shelf.most = 10
	greeting := r.keep(file{UseCase: useVoicemail}, "1234")
	first := r.keep(file{}, "1234")
	second := r.keep(file{}, "1234")
	if r.has(first.ID) || !r.has(second.ID) || !r.has(greeting.ID) {
		t.Error("the oldest that is no announcement goes first")
	}
	huge := r.keep(file{}, "123456789012")
	if r.has(second.ID) || r.has(greeting.ID) || !r.has(huge.ID) {
		t.Error("the newest stays, whatever its size")
	}
}

func TestAShelfThatCannotWriteKeepsItInMemory(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, mediaDir), nil, 0o600); err != nil { // where the directory should be
		t.Fatal(err)
	}
	var said bytes.Buffer
	h := newShelf(slog.New(slog.NewTextHandler(&said, nil)), dir)
	h.put("1", []byte("x"))
	h.settle("1")
	if data, ok := h.get("1"); !ok || string(data) != "x" || said.Len() == 0 {
		t.Errorf("%q %v, log %s", data, ok, said.Bytes())
	}
	if err := h.load(newWorld()); err == nil {
		t.Error("a file in the place of the directory is told at the start")
	}
}

func TestAResetForgetsMedia(t *testing.T) {
	r := stopped(t)
	old := r.keep(file{}, "x")
	r.post("/sandbox/reset", "").ok()
	if r.has(old.ID) {
		t.Error("still there")
	}
	if next := r.keep(file{}, "x"); next.ID <= old.ID {
		t.Errorf("id %s after %s", next.ID, old.ID)
	}
	r.advance(time.Hour)
}
