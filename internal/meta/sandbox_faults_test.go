package meta_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"ramal/internal/meta"
)

// misbehave makes the sandbox's next answers bad.
func (w *world) misbehave(faults map[string]any) {
	w.Helper()
	w.post("faults", faults)
}

func TestSandboxBadDays(t *testing.T) {
	for name, tt := range map[string]struct {
		do       func(*world, string) error
		repeated bool
	}{
		"a read of settings": {func(w *world, _ string) error {
			s, err := w.Settings(w.Context())
			if err == nil && s.Status != meta.Enabled {
				w.Errorf("settings %+v", s)
			}
			return err
		}, true},
		"a read of permissions": {func(w *world, _ string) error {
			_, err := w.CallPermissions(w.Context(), meta.Recipient{To: ana})
			return err
		}, true},
		"a change of settings": {func(w *world, _ string) error {
			return w.UpdateSettings(w.Context(), meta.CallingSettings{CallIconVisibility: meta.IconsDisableAll})
		}, true},
		"the end of a call": {func(w *world, id string) error {
			err := w.Terminate(w.Context(), id)
			var refused *meta.Error
			if errors.As(err, &refused) && refused.AlreadyOver() { // it was ended before
				return nil
			}
			return err
		}, true},
		"a text": {func(w *world, _ string) error {
			_, err := w.SendText(w.Context(), meta.Recipient{To: ana}, "Oi", "")
			return err
		}, false},
		"a call": {func(w *world, _ string) error {
			_, err := w.Connect(w.Context(), meta.ConnectRequest{To: meta.Recipient{To: bruno}, SDP: sdpFile(w, "offer.sdp")})
			return err
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.permit(ana)
			w.permit(bruno)
			id := w.place(ana)
			for _, status := range []int{500, 503} {
				w.misbehave(map[string]any{"graph_errors": 2, "graph_status": status})
				err := tt.do(w, id)
				var refused *meta.Error
				switch {
				case tt.repeated && err != nil:
					t.Errorf("%d twice: %v", status, err)
				case !tt.repeated && (!errors.As(err, &refused) || refused.HTTPStatus != status):
					t.Errorf("%d: got %v", status, err)
				}
				w.misbehave(map[string]any{"graph_errors": 0})
			}
			w.misbehave(map[string]any{"graph_errors": 3, "graph_status": 503})
			var refused *meta.Error
			if err := tt.do(w, id); !errors.As(err, &refused) || !refused.Temporary() || refused.TraceID == "" {
				t.Errorf("three times: got %v", err)
			}
		})
	}
}

func TestSandboxSlowDays(t *testing.T) {
	w := newWorld(t)
	w.misbehave(map[string]any{"graph_delay_ms": 60_000})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	var silent *meta.Unreachable
	if _, err := w.Settings(ctx); !errors.As(err, &silent) || !silent.Timeout() || silent.NotSent {
		t.Errorf("got %#v", err)
	}
	// Whether it was sent is not known, so nothing is sent twice: not even where time is left.
	w.Timeout = 50 * time.Millisecond
	if _, err := w.SendText(t.Context(), meta.Recipient{To: ana}, "Oi", ""); !errors.As(err, &silent) || !silent.Timeout() || silent.NotSent {
		t.Errorf("got %#v", err)
	}
	w.misbehave(map[string]any{"graph_delay_ms": 0})
	w.Timeout = 0
	if _, err := w.Settings(t.Context()); err != nil {
		t.Error(err)
	}
}

// What Meta did although it answered 500, or nothing: repeating is safe where it is done, and nothing is sent twice.
func TestSandboxAnswersThatGetLost(t *testing.T) {
	for _, as := range []string{"error", "silence"} {
		t.Run(as, func(t *testing.T) {
			w := newWorld(t)
			w.permit(ana)
			lose := func() { w.misbehave(map[string]any{"graph_lost": 1, "graph_lost_as": as}) }

			lose()
			if err := w.UpdateSettings(t.Context(), meta.CallingSettings{CallbackPermissionStatus: meta.Enabled}); err != nil {
				t.Errorf("settings: %v", err)
			}
			w.next(meta.FieldAccountSettings)

			lose()
			if _, err := w.SendText(t.Context(), meta.Recipient{To: ana}, "Oi", "once"); err == nil {
				t.Error("a text whose answer got lost: no error")
			}
			for _, want := range []meta.MessageStatus{meta.MessageSent, meta.MessageDelivered} {
				w.sandbox.Clock().Advance(time.Second)
				if s := w.status(meta.FieldMessages); s.MessageStatus() != want || s.Opaque != "once" {
					t.Errorf("status %+v, want %s", s, want)
				}
			}
			lose()
			_, err := w.Connect(t.Context(), meta.ConnectRequest{To: meta.Recipient{To: ana}, SDP: sdpFile(t, "offer.sdp")})
			if err == nil {
				t.Error("a call whose answer got lost: no error")
			}
			w.sandbox.Clock().Advance(time.Second)
			connect := w.call(meta.EventConnect) // the only one: a second try would have been refused as 138003
			w.status(meta.FieldCalls)

			lose()
			var refused *meta.Error
			if err := w.Terminate(t.Context(), connect.ID); err != nil && (!errors.As(err, &refused) || !refused.AlreadyOver()) {
				t.Errorf("terminate: %v", err)
			}
			w.call(meta.EventTerminate)
			select {
			case e := <-w.events:
				t.Errorf("something was done twice: %s", e.Value)
			default:
			}
		})
	}
}
