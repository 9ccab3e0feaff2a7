package main

import (
	"os"
	"os/exec"
	"testing"
	"time"

	"ramal/internal/sandbox"
)

// sandboxHere is a sandbox in this process, for figures that ask for a process.
func sandboxHere(t *testing.T) *server {
	t.Helper()
	box, err := sandbox.Start(sandbox.Options{})
	must(t, err)
	t.Cleanup(func() { must(t, box.Close()) })
	self, err := os.FindProcess(os.Getpid())
	must(t, err)
	return &server{url: box.URL(), cmd: &exec.Cmd{Process: self}}
}

func TestACrowdIsMeasured(t *testing.T) {
	all, err := talkToAll(t.Context(), sandboxHere(t), 3, 400*time.Millisecond)
	must(t, err)
	found := map[string]measure{}
	for _, m := range all {
		found[m.What] = m
	}
	for _, what := range []string{"packets that reached the phones", "packets of the phones that reached the business"} {
		if m := found[what]; m.Value < 90 || m.Value > 100 || m.Met == nil {
			t.Errorf("%s: %+v", what, m)
		}
	}
	if rate := found["packets a second, both ways"].Value; rate < 250 || rate > 350 { // 3 phones, 50 a second, two ways
		t.Errorf("%v packets a second, want 300", rate)
	}
	if up := found["until all calls were up"].Value; up <= 0 {
		t.Errorf("up after %v", up)
	}
}

func TestDeliveriesAreMeasured(t *testing.T) {
	rates, _, err := deliverAll(t.Context(), sandboxHere(t), 1)
	must(t, err)
	if len(rates) != 1 || rates[0] < 10 {
		t.Errorf("%v webhooks a second", rates)
	}
}

func TestAStartInsideATestIsMeasured(t *testing.T) {
	var all samples
	must(t, startInside(t.Context(), &all))
	if ms := all.ms(1); all.count() != 1 || ms <= 0 || ms > 10_000 {
		t.Errorf("%d starts, %v ms", all.count(), ms)
	}
}

func TestACrowdThatCannotBePlacedSaysWhy(t *testing.T) {
	s := sandboxHere(t)
	p := newPlane(s.url)
	defer p.close()
	must(t, p.post(t.Context(), "faults", map[string]any{"graph_errors": 100}))
	if _, err := talkToAll(t.Context(), s, 1, time.Second); err == nil {
		t.Error("measured without a call")
	}
}
