package meta

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"unicode/utf8"
)

// ConnectRequest is a call to place.
type ConnectRequest struct {
	To     Recipient
	SDP    string // a complete offer: no candidates can follow
	Opaque string // at most MaxOpaque characters; comes back in the call's webhooks

	Recording     *CallCapture // nil records nothing
	Transcription *CallCapture // nil transcribes nothing
}

// AcceptRequest answers a user's call.
type AcceptRequest struct {
	SDP    string // the whole answer
	Opaque string // at most MaxOpaque characters; comes back with the terminate

	Recording     *CallCapture // nil records nothing
	Transcription *CallCapture // nil transcribes nothing
}

// Connect places a call and returns its id, the wacid (Meta: Calling API, Business-initiated calls, 26 Jun 2026). The answer
// to the offer comes as a webhook, perhaps before this returns. It is not tried again once it may have left: after *Unreachable without
// NotSent the call may have been placed. An SDP that Meta would refuse is refused here with *SDPError.
//
// Errors: 100, 131030, 131042, 131044, 131055, 138000 to 138006, 138008, 138012 to 138014.
func (c *Client) Connect(ctx context.Context, r ConnectRequest) (string, error) {
	if err := r.To.check(); err != nil {
		return "", err
	}
	if err := errors.Join(checkOpaque(r.Opaque), r.Recording.check("recording"), r.Transcription.check("transcription")); err != nil {
		return "", err
	}
	sdp, err := CleanSDP(r.SDP, Offer)
	if err != nil {
		return "", err
	}
	var out CallResponse
	err = c.do(ctx, request{method: http.MethodPost, path: "calls", body: CallRequest{
		MessagingProduct: Product, To: Phone(Digits(r.To.To)), Recipient: r.To.BSUID, Action: ActionConnect,
		Session: &Session{SDPType: Offer, SDP: sdp}, Opaque: r.Opaque, Recording: r.Recording, Transcription: r.Transcription,
	}}, &out)
	if err != nil {
		return "", err
	}
	if len(out.Calls) == 0 || out.Calls[0].ID == "" {
		return "", unexpected("answer without a call id")
	}
	return out.Calls[0].ID, nil
}

// PreAccept prepares the audio of a user's call without answering it (Meta: Calling API, User-initiated calls, 24 Jun 2026).
//
// Errors: 100 (no such call, no longer ringing, or an SDP that it does not take), 131044, 138004, 138007, 138008.
func (c *Client) PreAccept(ctx context.Context, wacid, sdp string) error {
	return c.answer(ctx, CallRequest{Action: ActionPreAccept, CallID: wacid}, sdp)
}

// Accept answers a user's call, with the same SDP as PreAccept if that was sent (Meta: Calling API, User-initiated calls, 24
// Jun 2026). Audio may flow when it returns nil, not before: the user's phone takes the first packet as the answer (Meta:
// Calling API, FAQ).
//
// Errors: as of PreAccept, and 100 for an SDP that differs from PreAccept's.
func (c *Client) Accept(ctx context.Context, wacid string, r AcceptRequest) error {
	if err := errors.Join(checkOpaque(r.Opaque), r.Recording.check("recording"), r.Transcription.check("transcription")); err != nil {
		return err
	}
	return c.answer(ctx, CallRequest{
		Action: ActionAccept, CallID: wacid, Opaque: r.Opaque, Recording: r.Recording, Transcription: r.Transcription,
	}, r.SDP)
}

func (c *Client) answer(ctx context.Context, r CallRequest, sdp string) error {
	clean, err := CleanSDP(sdp, Answer)
	if err != nil {
		return err
	}
	r.Session = &Session{SDPType: Answer, SDP: clean}
	return c.act(ctx, r)
}

// Reject declines a user's call that nobody has accepted (Meta: Calling API, User-initiated calls, 24 Jun 2026).
//
// Errors: 100 when the call is not ringing.
func (c *Client) Reject(ctx context.Context, wacid string) error {
	return c.act(ctx, CallRequest{Action: ActionReject, CallID: wacid})
}

// Terminate ends a call, answered or not (Meta: Calling API, Business-initiated calls, 26 Jun 2026). It is due even when the
// audio said goodbye (RTCP BYE): Meta bills until then. A terminate webhook follows.
//
// Errors: 100 for a call that is already over, or that Meta does not know (Error.AlreadyOver): what was wanted is so, and was
// before.
func (c *Client) Terminate(ctx context.Context, wacid string) error {
	return c.act(ctx, CallRequest{Action: ActionTerminate, CallID: wacid})
}

// act posts an action on a call that exists. Ending it twice does no harm; accepting it twice is an error.
func (c *Client) act(ctx context.Context, r CallRequest) error {
	if r.CallID == "" {
		return errors.New("meta: no call id")
	}
	r.MessagingProduct = Product
	ending := r.Action == ActionTerminate || r.Action == ActionReject
	return c.succeed(ctx, request{method: http.MethodPost, path: "calls", body: r, repeatable: ending})
}

func checkOpaque(s string) error {
	if n := utf8.RuneCountInString(s); n > MaxOpaque {
		return fmt.Errorf("meta: biz_opaque_callback_data of %d characters, at most %d", n, MaxOpaque)
	}
	return nil
}

// check finds what Meta would refuse: a capture that is on has a purpose and a language.
func (c *CallCapture) check(name string) error {
	if c == nil || c.Status == Disabled {
		return nil
	}
	switch n := utf8.RuneCountInString(c.Purpose); {
	case c.Status != Enabled:
		return fmt.Errorf("meta: %s is neither enabled nor disabled", name)
	case c.Purpose == "" || c.AnnouncementLanguage == "":
		return fmt.Errorf("meta: %s needs a purpose and the language of its announcement", name)
	case n > MaxPurpose:
		return fmt.Errorf("meta: the purpose of the %s has %d characters, at most %d", name, n, MaxPurpose)
	}
	return nil
}
