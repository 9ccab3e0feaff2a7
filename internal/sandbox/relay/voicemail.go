package relay

import "time"

// mailbox is what answers instead of the business: an announcement, then it listens.
type mailbox struct {
	announcement voice
	until        time.Time // the announcement waits so long for a page that is the phone's microphone
	most         time.Duration
}

// joinTime is what a page has to connect its audio before the announcement goes on without it.
const joinTime = 5 * time.Second

// Voicemail takes the business out of the call: from now on the phone hears the announcement, and then what it says, by the
// sound it has (PickUp is not called for it; SetSound is), is kept, most long at most. Who ends the call closes the leg; Message is the result.
func (l *Leg) Voicemail(announcement [][]byte, most time.Duration) {
	now := time.Now()
	l.mu.Lock()
	if l.closed || l.mail != nil {
		l.mu.Unlock()
		return
	}
	l.mail = &mailbox{announcement: voice{clip: announcement}, until: now.Add(joinTime), most: most}
	l.picked, l.codec, l.sounds = true, opusCodec(opusPayload), l.r.opus
	l.mu.Unlock()
	l.out.speak(opusCodec(opusPayload))
	if l.pretended != nil {
		return
	}
	l.r.conn.deafen(l.desc.ufrag)
	_ = l.pc.GracefulClose()
	l.r.player.add(l)
}

// Message is what was said to the mailbox as a mono Ogg Opus file, and how long it is. Nil and zero when the phone hung up
// before it could speak. It works on a closed leg too.
func (l *Leg) Message() ([]byte, time.Duration) {
	if l.pretended != nil {
		return newRecorder(1).ogg(time.Time{})
	}
	rec := l.message.Load()
	if rec == nil {
		return nil, 0
	}
	return rec.ogg(time.Now())
}

// announce gives the announcement's packets of one beat, with the leg locked, and opens the mailbox behind the last.
func (m *mailbox) announce(now time.Time, l *Leg) []packet {
	if l.sound == Microphone && l.phone == nil && now.Before(m.until) {
		return nil
	}
	out := m.announcement.beat(l.codec, nil)
	if len(m.announcement.clip) == 0 && m.announcement.ahead <= 0 {
		rec := newRecorder(1)
		rec.begin(now)
		l.message.Store(rec)
		l.rewind()
	}
	return out
}
