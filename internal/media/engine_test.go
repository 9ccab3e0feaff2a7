package media

import (
	"fmt"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"ramal/internal/fault"
)

func TestOpenRefusesAddressesThatCannotBe(t *testing.T) {
	if _, err := Open(Options{Listen: "127.0.0.1:0", PublicIPs: []string{"media.example"}}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a name as public address: %v, want invalid", err)
	}
	for _, listen := range []string{"nonsense", "127.0.0.1:99999", "192.0.2.254:1"} {
		e, err := Open(Options{Listen: listen})
		if err == nil {
			t.Errorf("%s is open", listen)
			_ = e.Close()
		}
	}
	taken := newRig(t)
	if e, err := Open(Options{Listen: taken.engine.Addr().String()}); err == nil {
		t.Error("a port is open twice")
		_ = e.Close()
	}
}

func TestBrowsersShareThePortAndMetasLegsDoNot(t *testing.T) {
	r := newRig(t)
	shared := fmt.Sprint(r.engine.Addr().(*net.UDPAddr).Port)
	seen := map[string]bool{shared: true}
	for _, id := range []string{"one", "two"} {
		b := r.bridge(id)
		answer, err := b.JoinOperator(t.Context(), browsersOffer())
		must(t, err)
		if got := portOf(t, answer); got != shared {
			t.Errorf("%s: the browser is sent to port %s, want %s", id, got, shared)
		}
		offer, err := b.OfferMeta(t.Context())
		must(t, err)
		if got := portOf(t, offer); seen[got] {
			t.Errorf("%s: Meta's leg has port %s, which is taken", id, got)
		} else {
			seen[got] = true
		}
	}
}

func portOf(t *testing.T, description string) string {
	t.Helper()
	candidates := lines(description, "a=candidate:")
	if len(candidates) != 1 {
		t.Fatalf("candidates %q, want one", candidates)
	}
	return strings.Fields(candidates[0])[5]
}

func TestCallsDoNotHearEachOther(t *testing.T) {
	r := newRig(t)
	one, two := r.bridge("one"), r.bridge("two")
	relay := newPort(t) // Meta's, the same address for both calls
	metaOne, metaTwo := r.outboundTo(one, relay), r.outboundTo(two, relay)
	browserOne, browserTwo := r.join(one, browserPeer()), r.join(two, browserPeer())
	one.OpenGate()
	two.OpenGate()
	for i := range uint32(20) {
		sayUntilHeard(browserOne, metaOne, 100+i)
		sayUntilHeard(browserTwo, metaTwo, 200+i)
	}
	for _, p := range append(metaTwo.drain(), browserTwo.drain()...) {
		if pattern, ok := patternOf(p); ok && pattern < 200 {
			t.Errorf("call two heard %d of call one", pattern)
		}
	}
	if _, ok := r.engine.Bridge("one"); !ok {
		t.Error("an open bridge is not found")
	}
	one.Close()
	if _, ok := r.engine.Bridge("one"); ok {
		t.Error("a closed bridge is found")
	}
	sayUntilHeard(browserTwo, metaTwo, 300) // the other call goes on
	r.bridge("one")                         // and the id is free again
}

func TestCertificateOutlivesTheProcess(t *testing.T) {
	now := time.Now()
	cert, err := newCertificate(now)
	must(t, err)
	if cert.Expires().Before(now.AddDate(9, 0, 0)) {
		t.Errorf("the certificate expires %v", cert.Expires())
	}
}

func TestPionsComplaintsAreDebugLinesAndTheRestIsNothing(t *testing.T) {
	var out strings.Builder
	log := pionLog{slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))}.NewLogger("ice")
	log.Trace("no")
	log.Tracef("no %d", 1)
	log.Debug("no")
	log.Debugf("no %d", 1)
	log.Info("no")
	log.Infof("no %d", 1)
	if out.Len() > 0 {
		t.Errorf("logged %s", out.String())
	}
	log.Warn("one")
	log.Warnf("two %d", 2)
	log.Error("three")
	log.Errorf("four %d", 4)
	got := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(got) != 4 {
		t.Fatalf("%d lines, want 4:\n%s", len(got), out.String())
	}
	for i, text := range []string{"text=one", `text="two 2"`, "text=three", `text="four 4"`} {
		if !strings.Contains(got[i], "level=DEBUG") || !strings.Contains(got[i], "pion=ice") || !strings.Contains(got[i], text) {
			t.Errorf("line %d: %s, want %s", i, got[i], text)
		}
	}
}
