package sandbox

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAWorldSurvivesARestart(t *testing.T) {
	dir := t.TempDir()
	r := rigged(t, Options{Clock: NewStoppedClock(start), DataDir: dir})
	r.permit(ana, false)
	r.write(ana, "oi")
	r.event("text")
	live := r.connect(ana)
	r.advance(time.Hour) // the call rings out on the way
	for _, kind := range []string{"connect", "RINGING", "terminate"} {
		r.event(kind)
	}
	id, _ := r.callIn(bruno, "")
	hook := r.hook
	r.answerWith(500)
	r.write(bruno, "lost?")
	r.s.courier.wait()
	r.s.courier.wait()
	r.stop()

	for len(r.calls) > 0 {
		<-r.calls
	}
	r.answerWith(200)
	r.startAgain(dir)
	if hook.URL != r.hook.URL {
		t.Fatal("another receiver")
	}
	kinds := map[string]received{}
	for range 2 {
		select {
		case w := <-r.calls:
			kinds[w.kind()] = w
		case <-time.After(10 * time.Second):
			t.Fatal("no webhook in 10 s")
		}
	}
	if kinds["text"].Raw == nil {
		t.Errorf("the webhook that waited was not sent: %v", kinds)
	}
	if w := kinds["terminate"]; w.Raw == nil || w.item()["id"] != id || w.item()["status"] != "FAILED" {
		t.Errorf("the call that was cut was not ended: %s", w.Raw)
	}
	if now := r.s.clock.Now(); now.Before(start.Add(time.Hour)) {
		t.Errorf("the clock went back to %v", now)
	}
	if s := r.permission(ana); s != "temporary" {
		t.Errorf("permission %v", s)
	}
	st := r.s.showUserState(ana)
	if len(st.Messages) < 2 || st.Messages[1].Text != "oi" {
		t.Errorf("chat %+v", st.Messages)
	}
	if state := r.get("/sandbox/calls/" + path(live)).ok().Body["state"]; state != "ended" {
		t.Errorf("old call is %v", state)
	}
	r.graph("POST", "messages", textBodyTo(ana, "x")).ok() // settings and window are still there
}

func TestMessagesOnTheirWayArriveAfterARestart(t *testing.T) {
	dir := t.TempDir()
	r := rigged(t, Options{Clock: NewStoppedClock(start), DataDir: dir})
	r.write(ana, "oi")
	r.event("text")
	r.graph("POST", "messages", textBodyTo(ana, "x")).ok()
	r.s.courier.wait()
	r.stop()
	r.startAgain(dir)
	r.event("sent")
	r.event("delivered")
}

func TestADamagedSnapshotIsNotOverwritten(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, snapshotName)
	if err := os.WriteFile(file, []byte(`{"users":`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Start(Options{DataDir: dir}); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Fatalf("error %v", err)
	}
	if raw, err := os.ReadFile(file); err != nil || string(raw) != `{"users":` {
		t.Errorf("file %q %v", raw, err)
	}
}

func TestASnapshotOfANewerSandboxIsRefusedAndKept(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, snapshotName)
	newer := `{"version":2,"users":"in another form"}`
	if err := os.WriteFile(file, []byte(newer), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Start(Options{DataDir: dir})
	if err == nil {
		t.Fatal("started")
	}
	for _, words := range []string{file, "version 2", "up to 1", "another --data directory"} {
		if !strings.Contains(err.Error(), words) {
			t.Errorf("the error %q does not say %q", err, words)
		}
	}
	if raw, err := os.ReadFile(file); err != nil || string(raw) != newer {
		t.Errorf("file %q %v", raw, err)
	}
}

func TestASnapshotFromBeforeVersionsIsRead(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, snapshotName)
	if err := os.WriteFile(file, []byte(`{"users":[{"wa_id":"`+ana+`","bsuid":"BR.1","name":"Ana of old","on_whatsapp":true,"country":"BR"}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	r := bare(t, Options{DataDir: dir})
	if name := r.get("/sandbox/users/" + ana).ok().Body["name"]; name != "Ana of old" {
		t.Errorf("name %v", name)
	}
	if err := r.s.Close(); err != nil {
		t.Fatal(err)
	}
	if raw, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(raw), `{"version":1,`) {
		t.Errorf("file %.40q %v", raw, err)
	}
}

func TestASnapshotIsWrittenSoonAndAlone(t *testing.T) {
	dir := t.TempDir()
	r := bare(t, Options{DataDir: dir})
	r.write(ana, "a word to keep")
	deadline := time.After(10 * time.Second)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		raw, err := os.ReadFile(filepath.Join(dir, snapshotName))
		if err == nil && strings.Contains(string(raw), "a word to keep") {
			break
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("no snapshot in 10 s: %v", err)
		}
	}
	r.s.courier.wait()
	if err := r.s.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Errorf("%v %v", files, err)
	}
}

func TestAPortThatIsTakenIsSaid(t *testing.T) {
	r := bare(t, Options{})
	if _, err := Start(Options{Listen: r.s.Addr()}); err == nil || !strings.Contains(err.Error(), "sandbox address") {
		t.Errorf("error %v", err)
	}
	if _, err := Start(Options{MediaListen: r.s.MediaAddr().String()}); err == nil || !strings.Contains(err.Error(), "media port") {
		t.Errorf("error %v", err)
	}
}
