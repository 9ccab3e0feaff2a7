package sandbox

import (
	"slices"
	"unicode/utf8"

	"ramal/internal/meta"
)

// Recording and transcription of calls by Meta (Meta: Calling API, Call recording, Aug 2026, and Call transcription, Aug 2026).

// capture is what a business asked to be kept of a call, and what became of it.
type capture struct {
	Purpose  string `json:"purpose" doc:"What for, in the business's words."`
	Language string `json:"announcement_language" doc:"The language in which the participants are told."`
	MediaID  string `json:"media_id,omitempty" doc:"The file at Meta, once the call is over. It is kept for 7 days."`
	Sent     bool   `json:"sent,omitempty" doc:"Whether the business was told that it is available."`
}

// maxPurpose is in characters.
const maxPurpose = 250

// captureLanguages are those of the announcement. The list is that of the recording's page; that the transcription's is the
// same is assumed.
var captureLanguages = []string{
	"en", "en_US", "en_AU", "en_CA", "en_GB", "en_IN", "en_NZ", "nl", "fr", "de", "hi", "it", "kn", "pt", "es", "es_ES", "te", "vi",
}

// captures reads the objects recording and transcription of connect and accept. Meta names the faults without codes; 100 is
// assumed.
func captures(r meta.CallRequest) (recording, transcription *capture, fail *graphError) {
	if recording, fail = newCapture("recording", r.Recording); fail != nil {
		return nil, nil, fail
	}
	transcription, fail = newCapture("transcription", r.Transcription)
	return recording, transcription, fail
}

func newCapture(name string, r *meta.CallCapture) (*capture, *graphError) {
	if r == nil {
		return nil, nil
	}
	switch {
	case r.Status == "":
		return nil, parameter("The parameter %s[status] is required.", name)
	case r.Status != meta.Enabled && r.Status != meta.Disabled:
		return nil, parameter("Param %s[status] must be one of {ENABLED, DISABLED} - got %q.", name, r.Status)
	case r.Status == meta.Disabled:
		return nil, nil
	case r.Purpose == "":
		return nil, parameter("The parameter %s[purpose] is required.", name)
	case utf8.RuneCountInString(r.Purpose) > maxPurpose:
		return nil, parameter("Param %s[purpose] must be at most %d characters long.", name, maxPurpose)
	case r.AnnouncementLanguage == "":
		return nil, parameter("The parameter %s[announcement_language] is required.", name)
	case !slices.Contains(captureLanguages, r.AnnouncementLanguage):
		return nil, parameter("Param %s[announcement_language] is not a supported language - got %q.", name, r.AnnouncementLanguage)
	}
	return &capture{Purpose: r.Purpose, Language: r.AnnouncementLanguage}, nil
}

// keepCaptures stores what was asked to be kept of a call that has just ended, and tells the business in a while. Of a call that
// was never picked up there is nothing.
func (t *tx) keepCaptures(c *call) {
	if c.Picked == 0 || c.Recording == nil && c.Transcript == nil {
		return
	}
	id, leg, s := c.ID, c.leg, t.s
	t.later(func() {
		var sound []byte
		if leg != nil {
			sound, _ = leg.Recording()
		}
		s.must(func(t *tx) {
			c := t.calls[id]
			if c == nil {
				return // forgotten
			}
			life := t.now.Add(inboundLife).Unix()
			if c.Recording != nil {
				c.Recording.MediaID = t.keep(file{MimeType: oggAudio, Name: "recording.ogg", Expires: life}, sound).ID
			}
			if c.Transcript != nil {
				data := encode(transcript(c, t.now))
				c.Transcript.MediaID = t.keep(file{MimeType: jsonDocument, Name: "transcript.json", Expires: life}, data).ID
			}
			t.tellCaptures(c)
		})
	})
}

const jsonDocument = "application/json"

// tellCaptures plans the webhooks: less than a minute after the end, says Meta.
func (t *tx) tellCaptures(c *call) {
	id := c.ID
	if c.Recording != nil && !c.Recording.Sent {
		t.in(t.s.timing.Recording, func(t *tx) { t.tellCapture(t.calls[id], meta.EventRecording) })
	}
	if c.Transcript != nil && !c.Transcript.Sent {
		t.in(t.s.timing.Transcript, func(t *tx) { t.tellCapture(t.calls[id], meta.EventTranscription) })
	}
}

func (t *tx) tellCapture(c *call, event meta.CallEvent) {
	if c == nil {
		return
	}
	kept := c.Recording
	if event == meta.EventTranscription {
		kept = c.Transcript
	}
	f := t.files[kept.MediaID]
	if kept.Sent || f == nil {
		return
	}
	kept.Sent = true
	t.sendCapture(c, event, f)
}
