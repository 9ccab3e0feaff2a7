package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/pion/webrtc/v4"

	"ramal/internal/api"
	"ramal/internal/call"
	"ramal/internal/sandbox"
)

// An operator places a call that Meta's faults prevent again, and again: Meta may have taken it and said otherwise, and then
// the phone rings for a while and is busy.
const (
	placeTries = 40
	placePause = 250 * time.Millisecond
)

// play lets one call of the storm happen, and returns when nobody who takes part has anything left to do.
func (s *storm) play(ctx context.Context, p plan) error {
	if p.course.inbound() {
		return s.callUs(ctx, p)
	}
	operator := <-s.operators
	k, err := s.place(ctx, operator, p)
	if err != nil {
		return err
	}
	defer k.leg.Close()
	switch p.course {
	case customerEnds:
		if err = s.picked(ctx, k); err == nil {
			pause(ctx, p.lasts)
			err = s.phones.call(ctx, k.metaID, "hangup")
		}
	case vanishes:
		if err = s.picked(ctx, k); err == nil {
			pause(ctx, p.lasts)
			err = s.phones.post(ctx, "users", map[string]any{"wa_id": p.user, "behaviour": sandbox.Vanish}, nil)
		}
	case operatorEnds:
		if err = s.picked(ctx, k); err == nil {
			pause(ctx, p.lasts)
			// Who hears the customer talk waits until the console says so too. Without Meta's answer nobody is heard.
			if !p.loses("connect") {
				err = s.until(ctx, k.id, func(c call.Call) bool { return c.State == call.Active || c.State == call.Ended })
			}
			if err == nil {
				err = s.hangUp(ctx, operator, k)
			}
		}
	case cancelled:
		pause(ctx, min(p.lasts, stormRing/2))
		err = s.hangUp(ctx, operator, k)
	case quick:
		pause(ctx, p.lasts)
		err = s.hangUp(ctx, operator, k)
	default: // the phone, or WhatsApp, ends it
	}
	if err != nil {
		return err
	}
	go s.release(ctx, operator, k)
	return nil
}

// release gives the operator back once the call is over here.
func (s *storm) release(ctx context.Context, operator stormOperator, k *placed) {
	if s.until(ctx, k.id, func(c call.Call) bool { return c.State == call.Ended }) == nil {
		s.operators <- operator
	}
}

// placed is a call that Meta took.
type placed struct {
	id     call.ID
	metaID string
	leg    *webrtc.PeerConnection // the operator's browser
}

// place places a call, again where one of Meta's faults prevents it.
func (s *storm) place(ctx context.Context, operator stormOperator, p plan) (*placed, error) {
	for range placeTries {
		leg, offer, err := newEar()
		if err != nil {
			return nil, err
		}
		var out api.PlacedCall
		in := api.NewCall{ContactID: s.contacts[p.user], AccountID: string(s.account.ID), SDP: offer}
		if err := operator.post(ctx, "/api/calls", in, &out); err != nil {
			return nil, errors.Join(err, leg.Close())
		}
		if err := leg.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: out.SDP}); err != nil {
			return nil, errors.Join(err, leg.Close())
		}
		k := &placed{id: call.ID(out.Call.ID), leg: leg}
		if p.course == quick { // not even waiting for Meta
			return k, nil
		}
		err = s.until(ctx, k.id, func(c call.Call) bool {
			k.metaID = c.MetaID
			return c.MetaID != "" || c.State == call.Ended
		})
		if err != nil || k.metaID != "" {
			return k, err
		}
		if err := leg.Close(); err != nil {
			return nil, err
		}
		pause(ctx, placePause)
	}
	return nil, fmt.Errorf("Meta did not take the call %d times", placeTries)
}

// picked waits until the customer talks.
func (s *storm) picked(ctx context.Context, k *placed) error {
	return s.wait(ctx, func() (bool, error) {
		c, err := s.phones.shown(ctx, k.metaID)
		return c.Picked != 0 || c.State == "ended", err
	})
}

// hangUp is the operator's click. Somebody else may have been faster.
func (s *storm) hangUp(ctx context.Context, operator stormOperator, k *placed) error {
	return operator.post(ctx, "/api/calls/"+string(k.id)+"/hangup", nil, nil)
}

// callUs is a customer's call.
func (s *storm) callUs(ctx context.Context, p plan) error {
	id, err := s.phones.dial(ctx, p.user)
	if err != nil || p.course == inboundMissed {
		return err
	}
	if p.course == inbound {
		pause(ctx, min(p.lasts, stormRing/2))
	}
	return s.phones.call(ctx, id, "hangup")
}

// until waits for the row of a call.
func (s *storm) until(ctx context.Context, id call.ID, is func(call.Call) bool) error {
	return s.wait(ctx, func() (bool, error) {
		k, err := s.server.store.Call(ctx, s.account.WorkspaceID, id)
		return err == nil && is(k), err
	})
}

// wait looks again until there is what it waits for.
func (s *storm) wait(ctx context.Context, there func() (bool, error)) error {
	look := time.NewTicker(40 * time.Millisecond)
	defer look.Stop()
	for {
		if ok, err := there(); ok || err != nil {
			return err
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// pause is the time that people take.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// stormOperator is a signed-in browser.
type stormOperator struct{ url, cookie string }

func (o stormOperator) post(ctx context.Context, path string, in, out any) error {
	return sendJSON(ctx, http.MethodPost, o.url+path, "ramal_session="+o.cookie, in, out)
}

// stormPhones drives the sandbox.
type stormPhones struct{ url string }

// stormTruth is a call as Meta knows it.
type stormTruth struct {
	ID        string `json:"id"`
	UserID    string `json:"user_id"`
	Direction string `json:"direction"`
	State     string `json:"state"`
	Created   int64  `json:"created_unix"`
	Picked    int64  `json:"picked_up_unix"`
	Ended     int64  `json:"ended_unix"`
	Reason    string `json:"ended_reason"`
	Status    string `json:"status"`
	Media     *struct {
		Up *int64 `json:"dtls_connected_ms"`
	} `json:"media"`
}

func (p stormPhones) post(ctx context.Context, path string, in, out any) error {
	return sendJSON(ctx, http.MethodPost, p.url+"/sandbox/"+path, "", in, out)
}

func (p stormPhones) shown(ctx context.Context, wacid string) (c stormTruth, err error) {
	return c, sendJSON(ctx, http.MethodGet, p.url+"/sandbox/calls/"+url.PathEscape(wacid), "", nil, &c)
}

// deliveries are the webhooks that were sent, or lost.
func (p stormPhones) deliveries(ctx context.Context) (all []stormDelivery, err error) {
	return all, sendJSON(ctx, http.MethodGet, p.url+"/sandbox/deliveries", "", nil, &all)
}

type stormDelivery struct{ Field, Body, Status string }

func (p stormPhones) calls(ctx context.Context) ([]stormTruth, error) {
	var out struct {
		Calls []stormTruth `json:"calls"`
	}
	return out.Calls, sendJSON(ctx, http.MethodGet, p.url+"/sandbox/calls", "", nil, &out)
}

// call does something to a call at the phone. One that is over there is over.
func (p stormPhones) call(ctx context.Context, wacid, what string) error {
	err := p.post(ctx, "calls/"+url.PathEscape(wacid)+"/"+what, nil, nil)
	if refused := (*refusal)(nil); errors.As(err, &refused) && refused.status == http.StatusConflict {
		return nil
	}
	return err
}

func (p stormPhones) dial(ctx context.Context, user string) (string, error) {
	var out struct{ ID string }
	return out.ID, p.post(ctx, "users/"+user+"/calls", map[string]any{}, &out)
}

// refusal is an answer that was no success.
type refusal struct {
	what   string
	status int
	body   string
}

func (r *refusal) Error() string { return fmt.Sprintf("%s: %d %s", r.what, r.status, r.body) }

func sendJSON(ctx context.Context, method, address, cookie string, in, out any) error {
	var body io.Reader = http.NoBody
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if cookie != "" {
		r.Header.Set("Cookie", cookie)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	switch {
	case err != nil:
		return err
	case answer.StatusCode >= 300:
		return &refusal{method + " " + address, answer.StatusCode, string(raw)}
	case out == nil:
		return nil
	}
	return json.Unmarshal(raw, out)
}

// newEar is an operator's browser that says nothing: the server speaks silence for it.
func newEar() (*webrtc.PeerConnection, string, error) {
	var settings webrtc.SettingEngine
	settings.SetIPFilter(func(ip net.IP) bool { return ip.IsLoopback() && ip.To4() != nil })
	settings.SetIncludeLoopbackCandidate(true)
	var codecs webrtc.MediaEngine
	if err := codecs.RegisterDefaultCodecs(); err != nil {
		return nil, "", err
	}
	pc, err := webrtc.NewAPI(webrtc.WithSettingEngine(settings), webrtc.WithMediaEngine(&codecs)).NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return nil, "", err
	}
	_, err = pc.AddTransceiverFromKind(webrtc.RTPCodecTypeAudio)
	if err != nil {
		return nil, "", errors.Join(err, pc.Close())
	}
	offer, err := pc.CreateOffer(nil)
	if err != nil {
		return nil, "", errors.Join(err, pc.Close())
	}
	gathered := webrtc.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(offer); err != nil {
		return nil, "", errors.Join(err, pc.Close())
	}
	<-gathered
	return pc, pc.LocalDescription().SDP, nil
}
