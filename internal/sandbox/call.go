package sandbox

import (
	"time"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

type callState string

const (
	callDialing callState = "dialing" // placed by the business, the phone does not ring yet
	callRinging callState = "ringing"
	callActive  callState = "active"
	// callVoicemail is over for the business, and the user still speaks.
	callVoicemail callState = "voicemail"
	callEnded     callState = "ended"
)

// Why a call ended, in the words of the control plane.
const (
	reasonDeclined   = "declined"
	reasonBusy       = "busy"
	reasonNoAnswer   = "no_answer"
	reasonCancelled  = "cancelled"
	reasonUserHangup = "user_hangup"
	reasonBizHangup  = "business_hangup"
	reasonNoMedia    = "no_media"
	reasonFailed     = "failed"
)

// call is one call as Meta sees it. Times are unix seconds.
type call struct {
	ID        string         `json:"id" doc:"Meta's id of the call: wacid…"`
	UserID    string         `json:"user_id" doc:"The user on the other side."`
	Direction meta.Direction `json:"direction" enum:"BUSINESS_INITIATED,USER_INITIATED" doc:"Who placed it."`
	State     callState      `json:"state" enum:"dialing,ringing,active,voicemail,ended" doc:"Where the call is; dialing is not yet seen on the phone."`
	Created   int64          `json:"created_unix" doc:"When it was placed, in Unix seconds."`
	Rang      int64          `json:"ringing_unix,omitempty" doc:"When the phone began to ring, in Unix seconds."`
	Picked    int64          `json:"picked_up_unix,omitempty" doc:"When it was picked up, in Unix seconds."`
	Ended     int64          `json:"ended_unix,omitempty" doc:"When it ended, in Unix seconds."`
	Reason    string         `json:"ended_reason,omitempty" enum:"declined,busy,no_answer,cancelled,user_hangup,business_hangup,no_media,failed" doc:"Why it ended."`
	Status    string         `json:"status,omitempty" enum:"COMPLETED,FAILED" doc:"The status of the webhook terminate."`

	Opaque   string `json:"biz_opaque_callback_data,omitempty" doc:"What the business gave with the call, given back in its webhooks."`
	CTA      string `json:"cta_payload,omitempty" doc:"The payload of the call button that the user used."`
	Deeplink string `json:"deeplink_payload,omitempty" doc:"The payload of the link that the user used."`
	// Companion is a call from a companion device.
	Companion bool `json:"companion,omitempty" doc:"The user called from a companion device: no callback permission comes of it."`

	Voicemail  bool     `json:"voicemail,omitempty" doc:"The call reached voicemail; the business gets a message with the call's id, if something was said."`
	Recording  *capture `json:"recording,omitempty" doc:"Set when the business asked for a recording."`
	Transcript *capture `json:"transcription,omitempty" doc:"Set when the business asked for a transcription."`

	PreAccepted string        `json:"-"` // the answer of pre_accept
	Warnings    []string      `json:"warnings,omitempty" doc:"What Meta takes but does not recommend, in words."`
	Media       *relay.Report `json:"media,omitempty" doc:"What the relay saw of the business."`

	leg     *relay.Leg
	answer  string // to the business's offer, until it was told
	heard   int64  // nanoseconds of the wall clock: when the watchdog last found new media
	waiting bool   // accept is at work

	rang, picked time.Time // as Rang and Picked, to the nanosecond
	plan         int       // counts what the phone was about to do, so that an older plan is void
	gone         bool      // the phone lost its network during this call
}

// live says whether the phone is in the call, over whether the business is out of it: not the same while a caller speaks to
// voicemail.
func (c *call) live() bool { return c.State != callEnded }
func (c *call) over() bool { return c.State == callEnded || c.State == callVoicemail }

// since is when the present state began.
func (c *call) since() int64 {
	switch c.State {
	case callEnded, callVoicemail:
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
