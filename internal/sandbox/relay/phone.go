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
// again (the page was reloaded) takes the place of the one before. A fault in the offer is an *SDPError.
func (l *Leg) JoinPhone(offer string) (string, error) {
	if _, err := Check(offer); err != nil {
		return "", err
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
	var err error
	if p.out, err = newOutlet("business", "business-audio"); err != nil {
		return "", err
	}
	p.pc.OnTrack(func(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) { p.listen(t, l) })
	err = p.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer})
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
	l.mu.Lock()
	l.sources++
	source := l.sources
	l.mu.Unlock()
	for {
		pkt, _, err := t.ReadRTP()
		if err != nil {
			return
		}
		l.mu.Lock()
		speak := l.picked && l.sound == Microphone && l.phone == p
		l.mu.Unlock()
		if speak {
			l.out.write(source, pkt, time.Now())
		}
	}
}

func (p *phone) close() { _ = p.pc.GracefulClose() }
