package sandbox

import (
	"strconv"
	"time"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// Voicemail (Meta: Calling API, Call settings, Jul 2026): who rejects a user's call, or does not answer it in time, may let
// the caller leave a message. How the business's terminate looks is not documented; assumed: as without voicemail, at the
// moment of the trigger.

const (
	// mostVoicemail is how long a message may be. Not documented; assumed.
	mostVoicemail = 2 * time.Minute
	// headlessMessage is how long a phone without a person speaks.
	headlessMessage = 3 * time.Second
)

// voicemailLater sends a ringing call to voicemail when the business has not answered in the time of its settings.
func (t *tx) voicemailLater(c *call) {
	v := t.Settings.Calling.Voicemail
	if !v.answers(triggerTimeout) {
		return
	}
	id := c.ID
	t.in(time.Duration(*v.Audio.Default.Timeout)*time.Second, func(t *tx) {
		if c := t.calls[id]; c != nil && c.State == callRinging && !c.waiting {
			t.toVoicemail(c, triggerTimeout)
		}
	})
}

// toVoicemail takes the business out of a user's call and lets the user speak, if its settings say so. It reports whether they
// did.
func (t *tx) toVoicemail(c *call, trigger string) bool {
	v := t.Settings.Calling.Voicemail
	if c.gone || c.Direction != meta.UserInitiated || c.State != callRinging || !v.answers(trigger) {
		return false
	}
	reason := reasonDeclined
	if trigger == triggerTimeout {
		reason = reasonNoAnswer
	}
	announcement := strconv.FormatInt(int64(v.Audio.Default.MediaID), 10)
	c.Voicemail = true
	t.conclude(c, callVoicemail, reason, nil)
	u := t.users[c.UserID]
	id, s, leg, sound := c.ID, t.s, c.leg, u.Sound
	if sound == relay.Microphone {
		t.later(func() {
			leg.SetSound(sound)
			leg.Voicemail(s.announcement(announcement), mostVoicemail)
		})
		t.plan(c, mostVoicemail, func(t *tx, c *call) { t.leaveVoicemail(c, nil) })
		return true
	}
	// Nobody hears this phone: what it would say is put together at once, whatever the clock does.
	p := u.Profile
	t.later(func() {
		greeting := s.announcement(announcement)
		said := s.speak(p, greeting)
		s.must(func(t *tx) {
			if c := t.calls[id]; c != nil && c.State == callVoicemail {
				t.plan(c, relay.Duration(greeting)+headlessMessage, func(t *tx, c *call) { t.leaveVoicemail(c, said) })
			}
		})
	})
	return true
}

// announcement is what a caller hears; a spoken greeting stands in for a file that is gone.
func (s *Server) announcement(mediaID string) [][]byte {
	if data, ok := s.fileData(mediaID); ok {
		if frames, err := relay.ReadOpus(data); err == nil {
			return frames
		}
	}
	return nil
}

// speak is the message of a phone without a person: its sound. An echo says again what it heard; silence is nothing.
func (s *Server) speak(p Profile, announcement [][]byte) []byte {
	file := s.soundFile(p)
	switch p.Sound {
	case relay.Silence:
		return nil
	case relay.Echo:
		p.Sound, file = relay.File, announcement
	}
	return s.relay.Speak(p.Sound, file, headlessMessage)
}

// leaveVoicemail ends a call in voicemail. Said is the message of a phone without a person; else what the leg heard counts.
// The message to the business is best effort: where nothing was said there is none.
func (t *tx) leaveVoicemail(c *call, said []byte) {
	if c.State != callVoicemail {
		return
	}
	c.State = callEnded
	t.unplan(c)
	u, leg, id, s := t.users[c.UserID], c.leg, c.ID, t.s
	t.shown(u)
	c.Media, c.leg = c.report(), nil
	t.later(func() {
		if leg != nil {
			if said == nil && u.Sound == relay.Microphone {
				said, _ = leg.Message()
			}
			leg.Close()
		}
		if said == nil {
			return
		}
		s.must(func(t *tx) {
			t.in(t.s.timing.Voicemail, func(t *tx) { t.deliverVoicemail(t.calls[id], said) })
		})
	})
}

func (t *tx) deliverVoicemail(c *call, said []byte) {
	if c == nil {
		return // forgotten
	}
	u := t.users[c.UserID]
	f := t.keep(file{MimeType: voiceMessage, Name: "voicemail.ogg", Expires: t.now.Add(inboundLife).Unix()}, said)
	u.add(&message{
		ID: c.ID, Kind: kindVoicemail, At: t.now.Unix(), Status: statusDelivered,
		Media: &attachment{Kind: kindVoice, ID: f.ID, MIME: f.MimeType, Name: f.Name, Size: f.Size},
	})
	t.sendVoicemail(u, c, f)
	t.shown(u)
}

// voiceMessage is the type of voice messages, as Meta's sample spells it.
const voiceMessage = "audio/ogg; codecs=opus"
