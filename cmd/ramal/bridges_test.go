package main

import (
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/media"
)

func TestWhatABridgeReportsMovesItsCall(t *testing.T) {
	at := time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC)
	for kind, want := range map[media.ReportKind]call.Kind{
		media.OperatorUp: call.OperatorJoined, media.OperatorGone: call.OperatorLeft, media.MetaFirstAudio: call.MediaUp,
		media.MetaLost: call.MediaLost, media.MetaFailed: call.MediaLost, media.MetaUp: "",
		media.MetaSpeaks: call.Spoke, media.MetaLeft: call.MetaLeft,
	} {
		got, moves := heard(media.Report{Bridge: "ws/call", Kind: kind, At: at, Detail: "ice failed", From: at.Add(-2), Until: at.Add(-1)})
		if moves != (want != "") || got.Event.Kind != want {
			t.Errorf("%s: %+v, want %q", kind, got, want)
			continue
		}
		if !moves {
			continue
		}
		if got.Bridge != "ws/call" || !got.Event.At.Equal(at) || !got.From.Equal(at.Add(-2)) || !got.Until.Equal(at.Add(-1)) {
			t.Errorf("%s: %+v, want the bridge and the times", kind, got)
		}
		if lost := want == call.MediaLost; lost != (got.Event.Failure != nil) || lost && got.Event.Failure.Details != "ice failed" {
			t.Errorf("%s: failure %+v", kind, got.Event.Failure)
		}
	}
}

func TestABridgeThatIsNotThereIsNone(t *testing.T) {
	engine, err := media.Open(media.Options{Listen: "127.0.0.1:0"})
	must(t, err)
	b := bridges{engine}
	if _, ok := b.Bridge("ws/call"); ok {
		t.Error("a bridge that nobody opened")
	}
	opened, err := b.OpenBridge("ws/call")
	must(t, err)
	if found, ok := b.Bridge("ws/call"); !ok || found != opened {
		t.Errorf("found %v, want the bridge that was opened", found)
	}
	if twice, err := b.OpenBridge("ws/call"); err == nil || twice != nil {
		t.Errorf("opened twice: %v, %v", twice, err) // a nil *media.Bridge in the interface would not be nil
	}
	must(t, engine.Close())
}
