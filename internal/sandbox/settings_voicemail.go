package sandbox

import (
	"slices"
	"strconv"

	"ramal/internal/meta"
)

// voicemailSettings say when and with which words a caller reaches voicemail (Meta: Calling API, Call settings, Jul 2026).
type voicemailSettings struct {
	Status   string         `json:"status,omitempty"`
	Triggers []string       `json:"triggers,omitempty"`
	Audio    *announcements `json:"audio,omitempty"`
}

type announcements struct {
	Default announcement `json:"default"`
}

type announcement struct {
	MediaID meta.Int64 `json:"announcement_media_id,omitempty"`
	Timeout *int       `json:"timeout_seconds,omitempty"`
}

// The triggers of voicemail: the business rejects the call, or does not answer it in time.
const (
	triggerReject  = "REJECT"
	triggerTimeout = "TIMEOUT"
)

// mostTimeout is the longest that a caller may wait for voicemail, in seconds.
const mostTimeout = 30

type voicemailUpdate struct {
	Status   *string  `json:"status"`
	Triggers []string `json:"triggers"`
	Audio    *struct {
		Default *struct {
			MediaID *meta.Int64 `json:"announcement_media_id"`
			Timeout *int        `json:"timeout_seconds"`
		} `json:"default"`
	} `json:"audio"`
}

func (u *voicemailUpdate) apply(t *tx, c *callingSettings) *graphError {
	if u == nil {
		return nil
	}
	next := voicemailSettings{}
	if c.Voicemail != nil {
		next = *c.Voicemail
	}
	if err := choice("[voicemail][status]", u.Status, &next.Status, enabled, disabled); err != nil {
		return err
	}
	if u.Triggers != nil {
		if err := subset("[voicemail][triggers]", u.Triggers, triggerReject, triggerTimeout); err != nil {
			return err
		}
		next.Triggers = slices.Clone(u.Triggers)
	}
	if u.Audio != nil && u.Audio.Default != nil {
		in, said := u.Audio.Default, announcement{}
		if next.Audio != nil {
			said = next.Audio.Default
		}
		if in.MediaID != nil {
			said.MediaID = *in.MediaID
		}
		if in.Timeout != nil {
			said.Timeout = in.Timeout
		}
		next.Audio = &announcements{Default: said}
	}
	c.Voicemail = &next
	return next.check(t)
}

func (v *voicemailSettings) check(t *tx) *graphError {
	said := announcement{}
	if v.Audio != nil {
		said = v.Audio.Default
	}
	if said.Timeout != nil && (*said.Timeout < 0 || *said.Timeout > mostTimeout) {
		return parameter("Param calling[voicemail][audio][default][timeout_seconds] must be 0 to %d - got %d.", mostTimeout, *said.Timeout)
	}
	if said.MediaID != 0 {
		if f := t.files[strconv.FormatInt(int64(said.MediaID), 10)]; f == nil || f.UseCase != useVoicemail {
			return fault(meta.CodeInvalidParameter).details("announcement_media_id %d is not an uploaded voicemail announcement", said.MediaID)
		}
	}
	switch {
	case v.Status != enabled:
		return nil
	case len(v.Triggers) == 0:
		return fault(meta.CodeInvalidParameter).details("At least one of the triggers REJECT and TIMEOUT is required while voicemail is enabled")
	case said.MediaID == 0: // assumed: the page does not say what is played without one
		return parameter("The parameter calling[voicemail][audio][default][announcement_media_id] is required.")
	}
	return nil
}

// answers says whether voicemail takes a call for a reason. A TIMEOUT without timeout_seconds is inactive, and so is all of it
// while calling is disabled.
func (v *voicemailSettings) answers(trigger string) bool {
	return v != nil && v.Status == enabled && slices.Contains(v.Triggers, trigger) &&
		(trigger != triggerTimeout || v.Audio.Default.Timeout != nil)
}
