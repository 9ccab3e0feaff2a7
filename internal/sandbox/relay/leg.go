package relay

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/pion/webrtc/v4"
)

// Leg is Meta's end of one call with the business, with the phone behind it.
type Leg struct {
	r         *Relay
	pc        *webrtc.PeerConnection // nil when media is pretended
	pretended *pretense
	ear       *ear
	out       *outlet // towards the business
	desc      description
	options   CallOptions
	recorder  atomic.Pointer[recorder] // of both sides
	message   atomic.Pointer[recorder] // of the phone, for the mailbox

	mu       sync.Mutex
	since    time.Time
	closed   bool
	picked   bool
	vanished bool
	sound    Sound
	codec    codec
	sounds   sounds
	file     [][]byte
	voice    voice
	frame    int // next frame of the tone
	digits   []digit
	announce *announcement
	mail     *mailbox
	phone    *phone
	audio    [128]bool // payload types that carry the codec of the leg
	sources  uint64
	iceAfter time.Duration
	upAfter  time.Duration
	heard    reception
}

// Answer makes the leg of a call that the business places: its offer in, Meta's answer out. A fault in the offer is an
// *SDPError.
func (r *Relay) Answer(offer string, o CallOptions) (*Leg, string, error) {
	d, err := Check(offer, o)
	if err != nil {
		return nil, "", err
	}
	setup := o.Quirk.Setup
	if setup == "" {
		setup = "active"
	}
	if d.Setup == "active" { // the business insists on being the DTLS client
		setup = "passive"
	}
	l, err := r.newLeg(o, setup == "passive")
	if err != nil {
		return nil, "", err
	}
	l.desc.answer, l.desc.mid, l.desc.setup, l.desc.event = true, d.Mid, setup, uint8(d.Event)
	// Opus comes first in all that is known of Meta, whatever the business prefers.
	for _, c := range d.audio {
		if c.opus() {
			l.desc.audio = append([]codec{c}, l.desc.audio...)
		} else {
			l.desc.audio = append(l.desc.audio, c)
		}
	}
	if l.desc.mid == "" {
		l.desc.mid = "audio"
	}
	l.speak(l.desc.audio[0], d) // before the peer can send anything
	if l.pretended != nil {
		return l, l.desc.text(), nil
	}
	answer, err := l.answer(offer)
	if err != nil {
		l.Close()
		return nil, "", err
	}
	return l, answer, nil
}

func (l *Leg) answer(offer string) (string, error) {
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
func (r *Relay) Offer(o CallOptions) (*Leg, string, error) {
	l, err := r.newLeg(o, false)
	if err != nil {
		return nil, "", err
	}
	l.desc.mid, l.desc.setup, l.desc.event = "audio", "actpass", eventPayload
	l.desc.audio = append([]codec{opusCodec(opusPayload)}, o.g711()...)
	if l.pretended != nil {
		return l, l.desc.text(), nil
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
	return l.describe(sdp)
}

// Apply takes the business's answer to an offer. A fault in it is an *SDPError.
func (l *Leg) Apply(answer string) error {
	d, err := Check(answer, l.options)
	if err != nil {
		return err
	}
	if d.Setup == "actpass" {
		return &SDPError{Details: "setup attribute of an answer must be active or passive"}
	}
	l.mu.Lock()
	l.since = time.Now()
	l.mu.Unlock()
	// The first codec of an answer is the one that the answerer prefers (RFC 3264, section 6.1). Assumed of Meta.
	l.speak(d.audio[0], d)
	if l.pretended != nil {
		return nil
	}
	err = l.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer})
	if err != nil {
		return &SDPError{Details: "SDP could not be applied: " + err.Error()}
	}
	return nil
}

func (r *Relay) newLeg(o CallOptions, passive bool) (*Leg, error) {
	if o.Profile == "" {
		o.Profile = r.profile
	}
	l := &Leg{r: r, ear: newEar(), since: time.Now(), options: o, codec: opusCodec(opusPayload), sounds: r.opus}
	l.desc.profile = o.Profile
	if r.pretend {
		return l, l.pretend()
	}
	l.desc.ufrag, l.desc.pwd = secret(ufragLength), secret(o.Profile.form().pwd)
	l.desc.stream, l.desc.origin = uuid.NewString(), uint64(time.Now().UnixMilli())
	pc, err := r.newPeer(peerOptions{ufrag: l.desc.ufrag, pwd: l.desc.pwd, passive: passive, events: true, g711: o.g711()})
	if err != nil {
		return nil, fmt.Errorf("make Meta's leg: %w", err)
	}
	l.pc = pc
	l.out = newOutlet(l.desc.stream, trackName, opusCodec(opusPayload))
	if err := r.adopt(l); err != nil {
		return nil, errors.Join(err, pc.Close())
	}
	r.conn.listen(l.desc.ufrag, l.ear)
	l.watch()
	return l, nil
}

// speak settles the codec of the leg. The business may send it by the number of either description.
func (l *Leg) speak(c codec, d Described) {
	known := []uint8{l.desc.event, uint8(d.Event)}
	l.mu.Lock()
	l.codec = c
	if !c.opus() {
		l.sounds = g711Sounds(c)
	}
	for _, mine := range append(l.desc.audio, d.audio...) {
		known = append(known, mine.payload)
		if mine.name == c.name {
			l.audio[mine.payload] = true
		}
	}
	l.mu.Unlock()
	l.ear.expect(known...)
	l.out.speak(c)
}

// attach puts the outgoing track on and reads what the business reports of it.
func (l *Leg) attach() error {
	sender, err := l.pc.AddTrack(l.out.track)
	if err != nil {
		return fmt.Errorf("add the track of Meta's leg: %w", err)
	}
	l.desc.ssrc = uint32(sender.GetParameters().Encodings[0].SSRC)
	go l.listenToReports(sender)
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
		source := l.newSource()
		for {
			p, _, err := t.ReadRTP()
			if err != nil {
				return
			}
			l.fromBusiness(source, p)
		}
	})
}

func (l *Leg) newSource() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sources++
	return l.sources
}

// LastHeard is when the business last sent RTP or RTCP, zero if never.
func (l *Leg) LastHeard() time.Time {
	if l.pretended != nil {
		return l.pretended.lastHeard()
	}
	return l.ear.lastAt()
}

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
	now := time.Now()
	for _, rec := range []*recorder{l.recorder.Load(), l.message.Load()} {
		if rec != nil {
			rec.finish(now)
		}
	}
	if l.pretended != nil {
		l.pretended.end(now)
		l.r.forget(l)
		return
	}
	l.r.player.remove(l)
	l.r.conn.deafen(l.desc.ufrag)
	if phone != nil {
		phone.close()
	}
	_ = l.pc.GracefulClose()
	l.r.forget(l)
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
