package relay

import (
	"time"

	"github.com/pion/rtp"
)

// packet is RTP on its way from one side to the other.
type packet = rtp.Packet

// PickUp opens the audio path: from now on the phone is heard.
func (l *Leg) PickUp(s Sound) {
	now := time.Now()
	l.mu.Lock()
	if l.picked || l.closed {
		l.mu.Unlock()
		return
	}
	l.picked, l.sound = true, s
	l.rewind()
	l.mu.Unlock()
	if rec := l.recorder.Load(); rec != nil {
		rec.begin(now)
	}
	if l.pretended != nil {
		l.pretended.pickUp(now)
		return
	}
	l.ear.pickUp(now)
	l.r.player.add(l)
}

// SetSound changes what the phone says. A file begins from its start.
func (l *Leg) SetSound(s Sound) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.sound != s {
		l.sound = s
		l.rewind()
	}
}

// SetFile changes what the sound File plays: packets as ReadOpus gives them, nil for the greeting that comes with the
// program. A file that plays is replaced at once.
func (l *Leg) SetFile(packets [][]byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.file = packets
	l.rewind()
}

// rewind puts the file, if that is the sound, to its start. There is none for a leg of G.711: see g711Sounds.
func (l *Leg) rewind() {
	l.voice.clip = nil
	if l.sound == File && l.codec.opus() {
		if l.voice.clip = l.file; len(l.file) == 0 {
			l.voice.clip = l.sounds.greeting
		}
	}
}

// announcement is the chime of a recorded call, for both sides at once.
type announcement struct{ business, phone voice }

// Announce plays a short chime to both sides, before the talk if the phone is not picked up yet. Meta says by voice that
// the call is recorded or transcribed (Meta: Calling API, Call recording); the chime stands in for it. Meanwhile neither
// side hears the other.
func (l *Leg) Announce() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.announce = &announcement{business: voice{clip: l.sounds.chime}, phone: voice{clip: l.r.opus.chime}}
}

// held reports whether something goes on that silences both sides.
func (l *Leg) held() bool {
	return l.announce != nil || l.mail != nil && l.message.Load() == nil
}

// fromBusiness passes audio on to the phone, or back when the phone echoes. DTMF stays here: it is no audio.
func (l *Leg) fromBusiness(source uint64, p *packet) {
	now := time.Now()
	l.mu.Lock()
	use := l.picked && l.audio[p.PayloadType&0x7F] && !l.vanished
	opus := l.codec.opus()
	echo, phone, held := l.sound == Echo && len(l.digits) == 0, l.phone, l.held()
	l.mu.Unlock()
	if !use {
		return
	}
	if rec := l.recorder.Load(); rec != nil && opus {
		rec.put(left, p.Timestamp, p.Payload, now)
	}
	if held {
		return
	}
	if echo {
		l.toBusiness(source, p, now)
	}
	if phone != nil && opus {
		phone.out.write(source, p, now)
	}
}

// toBusiness sends what the phone says, and keeps it if that is asked for.
func (l *Leg) toBusiness(source uint64, p *packet, now time.Time) {
	ts, opus := l.out.write(source, p, now)
	if !opus {
		return
	}
	if rec := l.recorder.Load(); rec != nil {
		rec.put(right, ts, p.Payload, now)
	}
	if rec := l.message.Load(); rec != nil {
		rec.put(0, ts, p.Payload, now)
	}
}

// beat sends what is made here for the coming 20 ms: the sound of the phone, or what goes before it.
func (l *Leg) beat(now time.Time) {
	l.mu.Lock()
	if l.closed || l.vanished {
		l.mu.Unlock()
		return
	}
	phone := l.phone
	var says, hears []packet
	source := uint64(generated)
	switch {
	case l.mail != nil && l.message.Load() == nil:
		hears = l.mail.announce(now, l)
	case l.announce != nil:
		source = chimes
		says, hears = l.announce.business.beat(l.codec, nil), l.announce.phone.beat(opusCodec(opusPayload), nil)
		if len(says)+len(hears) == 0 {
			l.announce = nil
		}
	case len(l.digits) > 0:
		l.press(now)
	default:
		says = l.voice.beat(l.codec, l.fill())
	}
	mail := l.mail
	l.mu.Unlock()
	for i := range says {
		if source == chimes {
			l.out.write(source, &says[i], now)
		} else {
			l.toBusiness(source, &says[i], now)
		}
	}
	if phone != nil {
		for i := range hears {
			phone.out.write(source, &hears[i], now)
		}
	}
	if rec := l.message.Load(); rec != nil && rec.length(now) >= mail.most {
		rec.finish(now)
	}
}

// fill is the frame of a sound that goes on for ever; nil when the phone's sound comes from elsewhere.
func (l *Leg) fill() []byte {
	switch l.sound {
	case Tone:
		l.frame = (l.frame + 1) % len(l.sounds.tone)
		return l.sounds.tone[l.frame]
	case Silence, File:
		return l.codec.silence
	}
	return nil
}
