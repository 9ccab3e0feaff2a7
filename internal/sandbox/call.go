package sandbox

import (
	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

type callState string

const (
	callDialing callState = "dialing" // placed by the business, the phone does not ring yet
	callRinging callState = "ringing"
	callActive  callState = "active"
	callEnded   callState = "ended"
)

// Why a call ended, in the words of the control plane.
const (
	reasonDeclined   = "declined"
	reasonNoAnswer   = "no_answer"
	reasonCancelled  = "cancelled"
	reasonUserHangup = "user_hangup"
	reasonBizHangup  = "business_hangup"
	reasonNoMedia    = "no_media"
	reasonFailed     = "failed"
)

// call is one call as Meta sees it. Times are unix seconds.
type call struct {
	ID        string         `json:"id"`
	UserID    string         `json:"user_id"`
	Direction meta.Direction `json:"direction"`
	State     callState      `json:"state"`
	Created   int64          `json:"created_unix"`
	Rang      int64          `json:"ringing_unix,omitempty"`
	Picked    int64          `json:"picked_up_unix,omitempty"`
	Ended     int64          `json:"ended_unix,omitempty"`
	Reason    string         `json:"ended_reason,omitempty"`
	Status    string         `json:"status,omitempty"` // of the terminate webhook

	Opaque   string `json:"biz_opaque_callback_data,omitempty"`
	CTA      string `json:"cta_payload,omitempty"`
	Deeplink string `json:"deeplink_payload,omitempty"`

	PreAccepted string        `json:"-"` // the answer of pre_accept
	Warnings    []string      `json:"warnings,omitempty"`
	Media       *relay.Report `json:"media,omitempty"`

	leg     *relay.Leg
	heard   int64 // nanoseconds of the wall clock: when the watchdog last found new media
	waiting bool  // accept is at work
}

func (c *call) live() bool { return c.State != callEnded }

// since is when the present state began.
func (c *call) since() int64 {
	switch c.State {
	case callEnded:
		return c.Ended
	case callActive:
		return c.Picked
	case callRinging:
		if c.Rang != 0 {
			return c.Rang
		}
	}
	return c.Created
}

func (c *call) report() *relay.Report {
	if c.leg != nil {
		r := c.leg.Report()
		return &r
	}
	return c.Media
}

const keptCalls = 2000

func (w *world) addCall(c *call) {
	w.Calls = append(w.Calls, c)
	w.calls[c.ID] = c
	for len(w.Calls) > keptCalls && !w.Calls[0].live() {
		delete(w.calls, w.Calls[0].ID)
		w.Calls[0] = nil
		w.Calls = w.Calls[1:]
	}
}

func (w *world) dropCall(c *call) {
	delete(w.calls, c.ID)
	for i, other := range w.Calls {
		if other == c {
			w.Calls = append(w.Calls[:i], w.Calls[i+1:]...)
			return
		}
	}
}

// liveCall is the call of a user that is not over, if any.
func (w *world) liveCall(userID string) *call {
	for i := len(w.Calls) - 1; i >= 0; i-- {
		if c := w.Calls[i]; c.UserID == userID && c.live() {
			return c
		}
	}
	return nil
}

func (w *world) liveCalls() int {
	n := 0
	for _, c := range w.Calls {
		if c.live() {
			n++
		}
	}
	return n
}

// lastCall is the newest call of a user.
func (w *world) lastCall(userID string) *call {
	for i := len(w.Calls) - 1; i >= 0; i-- {
		if w.Calls[i].UserID == userID {
			return w.Calls[i]
		}
	}
	return nil
}
