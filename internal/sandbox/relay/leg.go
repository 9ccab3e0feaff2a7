package relay

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// Leg is Meta's end of one call with the business, with the phone behind it.
type Leg struct {
	r     *Relay
	pc    *webrtc.PeerConnection
	ear   *ear
	out   *outlet // towards the business
	desc  description
	since time.Time

	mu       sync.Mutex
	closed   bool
	picked   bool
	sound    Sound
	frame    int // next frame of the tone
	phone    *phone
	sources  uint64
	iceAfter time.Duration
	upAfter  time.Duration
}

// Quirk changes how an answer looks, as seen in practice. The zero value follows the documentation.
type Quirk struct {
	// Setup is the a=setup of the answer: "active" (default), "passive" or the illegal "actpass".
	Setup string
}

// Answer makes the leg of a call that the business places: its offer in, Meta's answer out. A fault in the offer is an
// *SDPError.
func (r *Relay) Answer(offer string, q Quirk) (*Leg, string, error) {
	d, err := Check(offer)
	if err != nil {
		return nil, "", err
	}
	setup := q.Setup
	if setup == "" {
		setup = "active"
	}
	if d.Setup == "active" { // the business insists on being the DTLS client
		setup = "passive"
	}
	l, err := r.newLeg(setup == "passive")
	if err != nil {
		return nil, "", err
	}
	answer, err := l.answer(offer, d, setup)
	if err != nil {
		l.Close()
		return nil, "", err
	}
	return l, answer, nil
}

func (l *Leg) answer(offer string, d Described, setup string) (string, error) {
	// Before the peer can send anything: tracks read the payload type.
	l.desc.mid, l.desc.setup, l.desc.opus, l.desc.event = d.Mid, setup, d.Opus, d.Event
	if l.desc.mid == "" {
		l.desc.mid = "audio"
	}
	err := l.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer})
	if err != nil {
		return "", &SDPError{Details: "SDP could not be applied: " + err.Error()}
	}
	if err := l.attach(); err != nil {
		return "", err
	}
	local, err := l.pc.CreateAnswer(nil)
	if err != nil {
		return "", &SDPError{Details: "SDP could not be applied: " + err.Error()}
	}
	sdp, err := settle(l.pc, local)
	if err != nil {
		return "", err
	}
	return l.describe(sdp)
}

// Offer makes the leg of a call that a user places.
func (r *Relay) Offer() (*Leg, string, error) {
	l, err := r.newLeg(false)
	if err != nil {
		return nil, "", err
	}
	offer, err := l.offer()
	if err != nil {
		l.Close()
		return nil, "", err
	}
	return l, offer, nil
}

func (l *Leg) offer() (string, error) {
	if err := l.attach(); err != nil {
		return "", err
	}
	if err := l.pc.GetTransceivers()[0].SetMid("audio"); err != nil {
		return "", err
	}
	local, err := l.pc.CreateOffer(nil)
	if err != nil {
		return "", err
	}
	sdp, err := settle(l.pc, local)
	if err != nil {
		return "", err
	}
	l.desc.mid, l.desc.setup, l.desc.opus, l.desc.event = "audio", "actpass", opusPayload, eventPayload
	return l.describe(sdp)
}

// Apply takes the business's answer to an offer. A fault in it is an *SDPError.
func (l *Leg) Apply(answer string) error {
	d, err := Check(answer)
	if err != nil {
		return err
	}
	if d.Setup == "actpass" {
		return &SDPError{Details: "setup attribute of an answer must be active or passive"}
	}
	l.mu.Lock()
	l.since = time.Now()
	l.mu.Unlock()
	err = l.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer})
	if err != nil {
		return &SDPError{Details: "SDP could not be applied: " + err.Error()}
	}
	return nil
}

func (r *Relay) newLeg(passive bool) (*Leg, error) {
	ufrag, pwd := secret(16), secret(24)
	pc, err := r.newPeer(peerOptions{ufrag: ufrag, pwd: pwd, passive: passive, events: true})
	if err != nil {
		return nil, fmt.Errorf("make Meta's leg: %w", err)
	}
	l := &Leg{r: r, pc: pc, ear: newEar(), since: time.Now()}
	l.desc = description{ufrag: ufrag, pwd: pwd, stream: uuid.NewString(), origin: uint64(time.Now().UnixMilli())}
	if l.out, err = newOutlet(l.desc.stream, "WhatsAppTrack1"); err == nil {
		err = r.adopt(l)
	}
	if err != nil {
		return nil, errors.Join(err, pc.Close())
	}
	r.conn.listen(ufrag, l.ear)
	l.watch()
	return l, nil
}

// attach puts the outgoing track on and keeps the sender's RTCP flowing.
func (l *Leg) attach() error {
	sender, err := l.pc.AddTrack(l.out.track)
	if err != nil {
		return fmt.Errorf("add the track of Meta's leg: %w", err)
	}
	l.desc.ssrc = uint32(sender.GetParameters().Encodings[0].SSRC)
	go drain(sender)
	return nil
}

func (l *Leg) describe(local string) (string, error) {
	prints, err := l.r.cert.GetFingerprints()
	if err != nil || len(prints) == 0 {
		return "", errors.Join(errors.New("no fingerprint of the relay's certificate"), err)
	}
	l.desc.fingerprint = strings.ToUpper(prints[0].Value)
	l.desc.candidates = hostCandidates(local)
	return l.desc.text(), nil
}

// watch notes when the connection came up, and reads what arrives.
func (l *Leg) watch() {
	l.pc.OnICEConnectionStateChange(func(s webrtc.ICEConnectionState) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if s == webrtc.ICEConnectionStateConnected && l.iceAfter == 0 {
			l.iceAfter = time.Since(l.since)
		}
	})
	l.pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if s == webrtc.PeerConnectionStateConnected && l.upAfter == 0 {
			l.upAfter = time.Since(l.since)
		}
	})
	l.pc.OnTrack(func(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		l.mu.Lock()
		l.sources++
		source := l.sources
		l.mu.Unlock()
		for {
			p, _, err := t.ReadRTP()
			if err != nil {
				return
			}
			l.fromBusiness(source, p)
		}
	})
}

// fromBusiness passes audio on to the phone, or back when the phone echoes. DTMF stays here: it is no audio.
func (l *Leg) fromBusiness(source uint64, p *rtp.Packet) {
	l.mu.Lock()
	picked, echo, phone := l.picked, l.sound == Echo, l.phone
	opus := int(p.PayloadType) == l.desc.opus
	l.mu.Unlock()
	if !picked || !opus {
		return
	}
	if echo {
		l.out.write(source, p, time.Now())
	}
	if phone != nil {
		phone.out.write(source, p, time.Now())
	}
}

// PickUp opens the audio path: from now on the phone is heard.
func (l *Leg) PickUp(s Sound) {
	l.mu.Lock()
	first := !l.picked && !l.closed
	l.picked, l.sound = true, s
	l.mu.Unlock()
	if !first {
		return
	}
	l.ear.pickUp(time.Now())
	if s == Tone || s == Silence {
		l.r.play(l)
	}
}

// LastHeard is when the business last sent RTP or RTCP, zero if never.
func (l *Leg) LastHeard() time.Time { return l.ear.lastAt() }

// Close hangs the leg up, with the phone behind it. It may be called again.
func (l *Leg) Close() {
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return
	}
	l.closed = true
	phone := l.phone
	l.phone = nil
	l.mu.Unlock()
	l.r.mute(l)
	l.r.conn.deafen(l.desc.ufrag)
	if phone != nil {
		phone.close()
	}
	_ = l.pc.GracefulClose()
	l.r.forget(l)
}

// drain reads RTCP so that the interceptors see it.
func drain(s *webrtc.RTPSender) {
	for {
		if _, _, err := s.ReadRTCP(); err != nil {
			return
		}
	}
}

// secret is n random letters of the ICE alphabet.
func secret(n int) string {
	b := make([]byte, n)
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	for i := range b {
		k, err := rand.Int(rand.Reader, big.NewInt(int64(len(letters))))
		if err != nil {
			return base64.RawStdEncoding.EncodeToString(b)[:n]
		}
		b[i] = letters[k.Int64()]
	}
	return string(b)
}
