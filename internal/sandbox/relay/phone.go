package relay

import (
	"errors"
	"fmt"
	"time"

	"github.com/pion/webrtc/v4"
)

// phone is the browser's leg behind Meta's: the simulated user's loudspeaker and microphone.
type phone struct {
	pc  *webrtc.PeerConnection
	out *outlet
}

// JoinPhone connects a browser as the phone of this leg: its complete offer in, an ICE-lite answer out. A phone that joins
// again (the page was reloaded) takes the place of the one before. A browser has Opus only: behind a leg of G.711 it neither hears nor is heard. A fault in
// the offer is an *SDPError.
func (l *Leg) JoinPhone(offer string) (string, error) {
	if _, err := Check(offer, CallOptions{}); err != nil {
		return "", err
	}
	if l.pretended != nil {
		return "", ErrPretended
	}
	pc, err := l.r.newPeer(peerOptions{})
	if err != nil {
		return "", fmt.Errorf("make the phone's leg: %w", err)
	}
	p := &phone{pc: pc}
	answer, err := p.answer(offer, l)
	if err != nil {
		return "", errors.Join(err, pc.Close())
	}
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return "", errors.Join(ErrClosed, pc.Close())
	}
	before := l.phone
	l.phone = p
	l.mu.Unlock()
	if before != nil {
		before.close()
	}
	return answer, nil
}

func (p *phone) answer(offer string, l *Leg) (string, error) {
	p.out = newOutlet("business", "business-audio", opusCodec(opusPayload))
	p.pc.OnTrack(func(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) { p.listen(t, l) })
	err := p.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer})
	if err != nil {
		return "", &SDPError{Details: "SDP could not be applied: " + err.Error()}
	}
	sender, err := p.pc.AddTrack(p.out.track)
	if err != nil {
		return "", err
	}
	go drain(sender)
	local, err := p.pc.CreateAnswer(nil)
	if err != nil {
		return "", &SDPError{Details: "SDP could not be applied: " + err.Error()}
	}
	return settle(p.pc, local)
}

// listen passes the microphone on to the business, once the call is picked up and if this phone speaks by microphone.
func (p *phone) listen(t *webrtc.TrackRemote, l *Leg) {
	source := l.newSource()
	for {
		pkt, _, err := t.ReadRTP()
		if err != nil {
			return
		}
		l.mu.Lock()
		speak := l.picked && l.sound == Microphone && l.phone == p && l.codec.opus() && !l.vanished
		speak = speak && !l.held() && len(l.digits) == 0
		l.mu.Unlock()
		if speak {
			l.toBusiness(source, pkt, time.Now())
		}
	}
}

// drain reads RTCP so that the interceptors see it.
func drain(s *webrtc.RTPSender) {
	for {
		if _, _, err := s.ReadRTCP(); err != nil {
			return
		}
	}
}

func (p *phone) close() { _ = p.pc.GracefulClose() }
