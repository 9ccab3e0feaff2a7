package media

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"ramal/internal/fault"
)

func TestSoundPassesBothWays(t *testing.T) {
	for _, c := range []struct {
		name    string
		browser peerKind
		meta    func(r *rig, b *Bridge) *peer
	}{
		{"outbound, Meta answers as DTLS client", browserPeer(), (*rig).outbound},
		{"inbound, Meta offers", browserPeer(), (*rig).inbound},
		{"a browser that numbers Opus 109", peerKind{opus: 109, extensions: true, fmtp: "maxplaybackrate=48000;stereo=1;useinbandfec=1"}, (*rig).outbound},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t)
			b := r.bridge("call")
			meta := c.meta(r, b)
			browser := r.join(b, c.browser)
			b.OpenGate()

			toMeta := sayUntilHeard(browser, meta, 1)
			continuous(t, toMeta)
			if got := toMeta[len(toMeta)-1].PayloadType; got != 111 {
				t.Errorf("Meta gets payload type %d, want 111", got)
			}
			toBrowser := sayUntilHeard(meta, browser, 2)
			continuous(t, toBrowser)
			if got, want := toBrowser[len(toBrowser)-1].PayloadType, uint8(c.browser.opus); got != want {
				t.Errorf("the browser gets payload type %d, want %d", got, want)
			}
			r.expect("call", MetaFirstAudio)
		})
	}
}

func (r *rig) inbound(b *Bridge) *peer {
	r.t.Helper()
	meta := newPeer(r.t, metaPeer())
	answer, err := b.AnswerMeta(r.t.Context(), meta.offer())
	must(r.t, err)
	if got := lines(answer, "a=setup:"); len(got) != 1 || got[0] != "a=setup:active" {
		r.t.Errorf("our answer to Meta has %v, want a=setup:active", got)
	}
	meta.accept(answer)
	r.expect(b.id, MetaUp)
	return meta
}

func TestMetaMayAnswerAsDTLSServer(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	offer, err := b.OfferMeta(t.Context())
	must(t, err)
	kind := metaPeer()
	kind.role = webrtc.DTLSRoleServer
	meta := newPeer(t, kind)
	must(t, b.ApplyMetaAnswer(t.Context(), meta.answer(offer)))
	r.expect("call", MetaUp)
	b.OpenGate()
	if p := meta.hear(); !isSilence(p) {
		t.Errorf("heard % x, want silence", p.Payload)
	}
}

func TestNothingIsSaidToMetaBeforeTheGateOpens(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	meta := r.outbound(b)
	browser := r.join(b, browserPeer())
	sayUntilHeard(meta, browser, 1) // all of the path works, and what Meta says is heard
	for range 20 {
		browser.say(7)
	}
	hearReport[*rtcp.ReceiverReport](meta) // RTCP flows; sound would have come before it
	if b.Quality().FromOperator.Packets == 0 {
		t.Fatal("the bridge did not get the operator's sound")
	}
	if got := meta.drain(); len(got) > 0 {
		t.Fatalf("Meta heard %d packets before the gate opened", len(got))
	}
	if sent := b.Quality().ToMeta.Packets; sent != 0 {
		t.Errorf("%d packets sent to Meta", sent)
	}
	b.OpenGate()
	sayUntilHeard(browser, meta, 8)
}

func TestSilenceSpeaksForAnOperatorWhoIsAway(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	meta := r.outbound(b)
	b.OpenGate()
	all := []*rtp.Packet{meta.hear(), meta.hear(), meta.hear()} // nobody has joined
	for _, p := range all {
		if !isSilence(p) || p.Marker {
			t.Errorf("heard %+v % x, want silence without a marker", p.Header, p.Payload)
		}
	}
	browser := r.join(b, browserPeer())
	all = append(all, sayUntilHeard(browser, meta, 1)...)
	if !firstPattern(all).Marker {
		t.Error("the first packet of speech has no marker")
	}
	all = append(all, hearSilence(meta)...) // and when they stop talking
	continuous(t, all)
}

// hearSilence returns what is heard up to a frame of silence.
func hearSilence(p *peer) (all []*rtp.Packet) {
	p.t.Helper()
	for {
		packet := p.hear()
		all = append(all, packet)
		if isSilence(packet) {
			return all
		}
	}
}

func firstPattern(packets []*rtp.Packet) *rtp.Packet {
	for _, p := range packets {
		if _, ok := patternOf(p); ok {
			return p
		}
	}
	return &rtp.Packet{}
}

func TestRejoiningKeepsMetasLeg(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	meta := r.outbound(b)
	first := r.join(b, browserPeer())
	b.OpenGate()
	all := sayUntilHeard(first, meta, 1)
	sayUntilHeard(meta, first, 2)

	// The page is loaded again: the browser offers anew, with other numbers, while the old leg still talks.
	second := newPeer(t, peerKind{opus: 96})
	second.next.SequenceNumber, second.next.Timestamp = 5, 77
	answer, err := b.JoinOperator(t.Context(), second.offer())
	must(t, err)
	second.accept(answer)
	if skipped := r.expect("call", OperatorUp); slices.Contains(skipped, OperatorGone) {
		t.Error("the leg that was replaced is reported as gone")
	}
	for range 5 {
		first.say(3)
	}
	all = append(all, sayUntilHeard(second, meta, 4)...)
	continuous(t, all)
	for _, p := range all {
		if pattern, _ := patternOf(p); pattern == 3 {
			t.Error("the leg that was replaced is still heard")
		}
	}
	toSecond := sayUntilHeard(meta, second, 5)
	continuous(t, toSecond)
	if !toSecond[0].Marker {
		t.Error("the fresh leg's first packet has no marker")
	}
}

func TestHoldStopsBothDirections(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	meta := r.outbound(b)
	browser := r.join(b, browserPeer())
	b.OpenGate()
	all := sayUntilHeard(browser, meta, 1)
	toBrowser := sayUntilHeard(meta, browser, 2)

	b.Hold(true)
	before := b.Quality()
	for range 10 {
		browser.say(3)
		meta.say(3)
	}
	for q := b.Quality(); q.FromOperator.Packets < before.FromOperator.Packets+10 || q.FromMeta.Packets < before.FromMeta.Packets+10; q = b.Quality() {
		all = append(all, meta.hear()) // silence keeps coming while the packets arrive
	}
	all = append(all, hearSilence(meta)...)

	b.Hold(false)
	all = append(all, sayUntilHeard(browser, meta, 4)...)
	toBrowser = append(toBrowser, sayUntilHeard(meta, browser, 5)...)
	continuous(t, all)
	continuous(t, toBrowser)
	for _, p := range append(all, toBrowser...) {
		if pattern, _ := patternOf(p); pattern == 3 {
			t.Error("something was heard during hold")
		}
	}
}

func TestTelephoneEventsStayHere(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	meta := r.outbound(b)
	browser := r.join(b, browserPeer())
	all := sayUntilHeard(meta, browser, 1)
	meta.press()
	meta.say(2)
	all = append(all, browser.hearPattern(2)...)
	continuous(t, all)
}

func TestReportsAndQuality(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	meta := r.outbound(b)
	browser := r.join(b, browserPeer())
	b.OpenGate()
	sayUntilHeard(browser, meta, 1)
	sayUntilHeard(meta, browser, 2)

	report := hearReport[*rtcp.SenderReport](meta)
	if len(report.Reports) != 1 || report.Reports[0].SSRC != meta.ssrc() {
		t.Errorf("our sender report says %+v of Meta's sound, want a block on %d", report.Reports, meta.ssrc())
	}
	must(t, meta.pc.WriteRTCP([]rtcp.Packet{&rtcp.ReceiverReport{SSRC: meta.ssrc(), Reports: []rtcp.ReceptionReport{{
		SSRC: report.SSRC, FractionLost: 64, TotalLost: 12, Jitter: 480,
		LastSenderReport: uint32(report.NTPTime >> 16),
	}}}}))
	// Whatever is sent behind the report is read behind it only on the same stream, so ask until it is there.
	deadline := time.After(patience)
	for b.Quality().ToMeta.Lost == 0 {
		select {
		case <-meta.packets: // at least every 20 ms
		case <-deadline:
			t.Fatal("Meta's report was not noticed")
		}
	}
	q := b.Quality()
	if q.ToMeta.Lost != 12 || q.ToMeta.Fraction != 0.25 || q.ToMeta.Jitter != 10*time.Millisecond || q.ToMeta.RoundTrip <= 0 {
		t.Errorf("to Meta: %+v, want 12 lost, a quarter, 10 ms, and a round trip", q.ToMeta)
	}
	if q.FromMeta.Packets == 0 || q.FromOperator.Packets == 0 || q.ToOperator.Packets == 0 || q.ToMeta.Packets == 0 {
		t.Errorf("a direction without packets: %+v", q)
	}
	if q.FromMeta.Lost != 0 || q.FromOperator.Lost != 0 {
		t.Errorf("loss on loopback: %+v", q)
	}
}

func TestOperatorGoneWhenThePageCloses(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	meta := r.outbound(b)
	browser := r.join(b, browserPeer())
	b.OpenGate()
	all := sayUntilHeard(browser, meta, 1)
	browser.close()
	r.expect("call", OperatorGone)
	all = append(all, hearSilence(meta)...)
	again := r.join(b, browserPeer())
	all = append(all, sayUntilHeard(again, meta, 2)...)
	continuous(t, all)
}

func TestMetaFailedWhenTheCertificateIsAnothers(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	offer, err := b.OfferMeta(t.Context())
	must(t, err)
	meta := newPeer(t, metaPeer())
	answer := meta.answer(offer)
	at := strings.Index(answer, "a=fingerprint:sha-256 ") + len("a=fingerprint:sha-256 ")
	forged := answer[:at] + strings.Repeat("00:", 31) + "00" + answer[at+95:]
	must(t, b.ApplyMetaAnswer(t.Context(), forged))
	if skipped := r.expect("call", MetaFailed); slices.Contains(skipped, MetaUp) {
		t.Error("Meta's leg was up with another's certificate")
	}
}

func TestMetasGoodByeIsNoFailure(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	meta := r.outbound(b)
	b.OpenGate()
	meta.hear() // it is up on its side too, and can say good-bye
	meta.close()
	l := b.meta.Load()
	waitFor(t, func() bool { return l.pc.ConnectionState() == webrtc.PeerConnectionStateClosed })
	b.metaChanged(l) // as pion does about now
	b.report("end", time.Now(), "")
	if skipped := r.expect("call", "end"); len(skipped) > 0 {
		t.Errorf("a leg that Meta closed is reported: %v", skipped)
	}
}

func TestABridgeMayBeClosedFromAReport(t *testing.T) {
	var e *Engine
	closed := make(chan struct{})
	ready := make(chan struct{})
	e, err := Open(Options{Listen: "127.0.0.1:0", OnReport: func(report Report) {
		if report.Kind != MetaUp {
			return
		}
		<-ready
		b, _ := e.Bridge(report.Bridge)
		b.Close()
		close(closed)
	}})
	must(t, err)
	t.Cleanup(func() { must(t, e.Close()) })
	b, err := e.OpenBridge("call")
	must(t, err)
	offer, err := b.OfferMeta(t.Context())
	must(t, err)
	must(t, b.ApplyMetaAnswer(t.Context(), newPeer(t, metaPeer()).answer(offer)))
	close(ready)
	select {
	case <-closed:
	case <-time.After(patience):
		t.Fatal("closing from a report hangs")
	}
	if _, ok := e.Bridge("call"); ok {
		t.Error("the closed bridge is still known")
	}
}

func TestStepsTwiceOutOfOrderAndAfterClose(t *testing.T) {
	r := newRig(t)
	ctx := t.Context()
	b := r.bridge("call")
	meta := newPeer(t, metaPeer())

	if err := b.ApplyMetaAnswer(ctx, browsersOffer()); !fault.Is(err, fault.Conflict) {
		t.Errorf("an answer before the offer: %v, want a conflict", err)
	}
	offer, err := b.OfferMeta(ctx)
	must(t, err)
	if again, err := b.OfferMeta(ctx); err != nil || again != offer {
		t.Errorf("the second offer differs, %v", err)
	}
	if _, err := b.AnswerMeta(ctx, browsersOffer()); !fault.Is(err, fault.Conflict) {
		t.Errorf("an offer of Meta in an outbound call: %v, want a conflict", err)
	}
	answer := meta.answer(offer)
	must(t, b.ApplyMetaAnswer(ctx, answer))
	must(t, b.ApplyMetaAnswer(ctx, answer))
	if err := b.ApplyMetaAnswer(ctx, strings.Replace(answer, "a=mid:0", "a=mid:0\r\na=x:y", 1)); !fault.Is(err, fault.Conflict) {
		t.Errorf("another answer: %v, want a conflict", err)
	}
	if _, err := r.engine.OpenBridge("call"); !fault.Is(err, fault.Conflict) {
		t.Errorf("the same id twice: %v, want a conflict", err)
	}

	in := r.bridge("inbound")
	theirs := newPeer(t, metaPeer()).offer()
	ours, err := in.AnswerMeta(ctx, theirs)
	must(t, err)
	if again, err := in.AnswerMeta(ctx, theirs); err != nil || again != ours {
		t.Errorf("the second answer differs, %v", err)
	}

	b.Close()
	b.Close()
	b.OpenGate()
	b.Hold(true)
	b.Quality()
	for name, step := range map[string]func() error{
		"offer":  func() error { _, err := b.OfferMeta(ctx); return err },
		"apply":  func() error { return b.ApplyMetaAnswer(ctx, answer) },
		"answer": func() error { _, err := b.AnswerMeta(ctx, theirs); return err },
		"join":   func() error { _, err := b.JoinOperator(ctx, browsersOffer()); return err },
	} {
		if err := step(); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s after close: %v, want a conflict", name, err)
		}
	}
	must(t, r.engine.Close())
	must(t, r.engine.Close())
	if _, err := r.engine.OpenBridge("late"); !fault.Is(err, fault.Conflict) {
		t.Errorf("a bridge on a closed engine: %v, want a conflict", err)
	}
}

func TestAnUnusableDescriptionLeavesTheBridgeAsItWas(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	for _, bad := range []string{
		"", strings.Replace(browsersOffer(), "opus/48000/2", "G729/8000", 1),
		strings.Replace(browsersOffer(), "a=fingerprint:sha-256 00", "a=fingerprint:sha-256", 1), // passes check, not pion
	} {
		if _, err := b.JoinOperator(t.Context(), bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("join: %v, want invalid", err)
		}
		if _, err := b.AnswerMeta(t.Context(), bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("answer: %v, want invalid", err)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.OfferMeta(gone); err != nil && !fault.Is(err, fault.Unavailable) {
		t.Errorf("a caller who left: %v, want unavailable", err)
	}
	meta := r.outbound(b)
	browser := r.join(b, browserPeer())
	b.OpenGate()
	sayUntilHeard(browser, meta, 1)
}

func TestMetaMaySendUnderAnotherSSRC(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	meta := r.outbound(b)
	browser := r.join(b, browserPeer())
	meta.track.setShift(1) // a relay between us and the phone did not keep the one that it declared
	all := sayUntilHeard(meta, browser, 1)
	meta.track.setShift(2) // and another relay took over
	all = append(all, sayUntilHeard(meta, browser, 2)...)
	continuous(t, all)
}

func TestMetaLostIsReportedOnce(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	b.tick(time.Now().Add(time.Hour)) // before the gate opens nothing is expected of Meta
	b.OpenGate()
	later := time.Now().Add(StartLimit)
	r.engine.clock.remove(b) // the test is its clock now
	b.tick(later.Add(-time.Second))
	b.tick(later)
	b.tick(later.Add(time.Second))
	b.report("end", later, "")
	if skipped := r.expect("call", "end"); !slices.Equal(skipped, []ReportKind{MetaLost}) {
		t.Errorf("reports %v, want one of Meta lost", skipped)
	}
}

// What Meta's side shows when its webhooks are lost: that somebody talks, and that its leg was closed.
func TestABridgeTellsWhatWasHeardOfMeta(t *testing.T) {
	r := newRig(t)
	b := r.bridge("call")
	meta := r.outbound(b)
	before := time.Now()
	eachFrame(t, func() bool { // ACCEPTED never came: the gate is shut
		meta.say(1)
		return b.frames.Load() >= fewFrames
	})
	closed := time.Now()
	must(t, meta.pc.Close())
	var farewell time.Time
	eachFrame(t, func() bool {
		b.mu.Lock()
		defer b.mu.Unlock()
		farewell = b.watch.left
		return !farewell.IsZero()
	})
	r.engine.clock.remove(b) // the test is its clock now
	now := time.Now()
	b.tick(now)
	b.tick(now.Add(LeaveGrace))
	b.tick(now.Add(2 * LeaveGrace))
	b.report("end", now, "")
	var left []Report
	for report := range r.reports {
		if report.Kind == MetaLeft {
			left = append(left, report)
		}
		if report.Kind == "end" {
			break
		}
	}
	if len(left) != 1 || left[0].From.Before(before) || left[0].From.After(closed) {
		t.Errorf("left %+v, want once, with what was heard between %v and %v", left, before, closed)
	} else if until := left[0].Until; !until.Equal(farewell) || until.Before(closed) {
		t.Errorf("it lasted until %v, want the farewell at %v, after %v", until, farewell, closed)
	}
}

// eachFrame does something every 20 ms until it is enough.
func eachFrame(t *testing.T, enough func() bool) {
	t.Helper()
	ticker := time.NewTicker(frame)
	defer ticker.Stop()
	deadline := time.After(patience)
	for !enough() {
		select {
		case <-ticker.C:
		case <-deadline:
			t.Fatal("it was never enough")
		}
	}
}
