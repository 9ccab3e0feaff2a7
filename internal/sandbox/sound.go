package sandbox

import (
	"encoding/json"

	"ramal/internal/sandbox/relay"
)

// openAudio opens the audio of a call: from now on the phone is heard.
func (t *tx) openAudio(c *call, u *user) {
	leg, p, announced := c.leg, u.Profile, c.Recording != nil || c.Transcript != nil
	if leg == nil {
		return
	}
	record := c.Recording != nil
	t.later(func() {
		if record {
			leg.Record()
		}
		if announced {
			leg.Announce() // one for both, when a call is recorded and transcribed
		}
		leg.SetLoss(p.LossPercent)
		leg.SetFile(t.s.soundFile(p))
		leg.PickUp(p.Sound)
	})
}

// changeAudio brings what a phone says, and how well it is heard, in line with its user's profile.
func (t *tx) changeAudio(c *call, u *user, before Profile) {
	leg, p := c.leg, u.Profile
	if leg == nil {
		return
	}
	t.later(func() {
		leg.SetLoss(p.LossPercent)
		if p.SoundMediaID != before.SoundMediaID {
			leg.SetFile(t.s.soundFile(p))
		}
		leg.SetSound(p.Sound)
	})
}

// soundFile is what a phone with the sound file plays: nil is the greeting that comes with the program, also when the file is
// gone by now.
func (s *Server) soundFile(p Profile) [][]byte {
	if p.SoundMediaID == "" {
		return nil
	}
	data, ok := s.fileData(p.SoundMediaID)
	if !ok {
		return nil
	}
	frames, err := relay.ReadOpus(data)
	if err != nil {
		return nil
	}
	return frames
}

// checkSound says why the file that a change of a profile names cannot be the sound of a phone.
func (s *Server) checkSound(change []byte) error {
	var p Profile
	_ = json.Unmarshal(change, &p) // mistakes in it are reported when it is read strictly
	if p.SoundMediaID == "" {
		return nil
	}
	data, ok := s.fileData(p.SoundMediaID)
	if !ok {
		return bad("sound_media_id", "there is no media file with this id: upload it by Graph first")
	}
	if _, err := relay.ReadOpus(data); err != nil {
		return bad("sound_media_id", "the media file cannot be played: "+err.Error())
	}
	return nil
}
