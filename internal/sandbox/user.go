package sandbox

import (
	"regexp"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// Behaviour is what a phone does when it is called.
type Behaviour string

// The behaviours. A phone that is not manual says yes to a call permission request by itself, because its behaviour is
// about calls; a vanished phone does nothing at all.
const (
	Manual  Behaviour = "manual"  // a person or a script decides
	Answer  Behaviour = "answer"  // picks up after AnswerAfterMS
	Decline Behaviour = "decline" // declines after AnswerAfterMS
	Ignore  Behaviour = "ignore"  // rings until WhatsApp gives up
	Busy    Behaviour = "busy"    // in another call: declines at once, without ringing
	Vanish  Behaviour = "vanish"  // switched off: nothing is delivered, nothing rings
)

const (
	clientCurrent = "current"
	clientOld     = "old" // before 2.24.14: neither permission requests nor business calls
)

// Profile is who a simulated WhatsApp user is, as the control plane takes and shows it.
type Profile struct {
	WaID          string      `json:"wa_id,omitempty" doc:"The phone number: 7 to 15 digits with the country code. It cannot change." example:"5511999990001"`
	Name          string      `json:"name,omitempty" doc:"The profile's name, up to 200 bytes; the number when left out." example:"Ana Souza"`
	Username      string      `json:"username,omitempty" doc:"The WhatsApp username, without @."`
	BSUID         string      `json:"bsuid,omitempty" doc:"The business-scoped user id: country, dot, letters or digits, such as BR.10000000000000000001. Made from the number when left out; it cannot change."`
	ParentBSUID   string      `json:"parent_bsuid,omitempty" doc:"The user's id that all portfolios of a parent business share, such as BR.ENT.10000000000000000001: webhooks and answers then name it beside the bsuid, and recipient may hold it. Nobody has one at first."`
	HidePhone     bool        `json:"hide_phone" doc:"A user known by username: webhooks leave the phone fields out."`
	OnWhatsApp    bool        `json:"on_whatsapp" doc:"Whether the number has WhatsApp at all; true for a new user."`
	Country       string      `json:"country,omitempty" doc:"Of the user: two capital letters (ISO 3166); BR for a new user."`
	Client        string      `json:"client" enum:"current,old" doc:"old is before 2.24.14: neither permission requests nor calls of a business reach it."`
	Behaviour     Behaviour   `json:"behaviour" enum:"manual,answer,decline,ignore,busy,vanish" doc:"What the phone does when it is called; manual leaves it to a person or a script. Vanish in the middle of a call is a phone that lost its network."`
	AnswerAfterMS int         `json:"answer_after_ms" minimum:"0" maximum:"600000" doc:"How long it rings before the behaviour answers or declines, in milliseconds."`
	HangUpAfterMS int         `json:"hang_up_after_ms" minimum:"0" maximum:"86400000" doc:"How long after the pick-up the phone hangs up, in milliseconds; 0 is never."`
	LossPercent   int         `json:"packet_loss_percent" minimum:"0" maximum:"90" doc:"How many percent of the audio packets are lost, in each direction."`
	Sound         relay.Sound `json:"sound" enum:"echo,tone,silence,microphone,file" doc:"What the phone says once it is picked up; echo for a new user who is not manual."`
	SoundMediaID  string      `json:"sound_media_id,omitempty" doc:"An Ogg Opus file that the business uploaded by Graph, for a sound of file; a spoken greeting when left out."`
}

// id is what paths of the control plane name a user by.
func (p Profile) id() string {
	if p.WaID != "" {
		return p.WaID
	}
	return p.BSUID
}

// number is what identifies the phone inside ids.
func (p Profile) number() string { return meta.Digits(p.id()) }

// phone is the number as webhooks may show it: not at all for somebody who hides it.
func (p Profile) phone() string {
	if p.HidePhone {
		return ""
	}
	return p.WaID
}

// reachable says whether the phone is on and takes messages.
func (p Profile) reachable() bool { return p.OnWhatsApp && p.Behaviour != Vanish }

var (
	waIDPattern    = regexp.MustCompile(`^[1-9][0-9]{6,14}$`)
	bsuidPattern   = regexp.MustCompile(`^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$`)
	parentPattern  = regexp.MustCompile(`^[A-Z]{2}\.ENT\.[A-Za-z0-9]{1,128}$`)
	countryPattern = regexp.MustCompile(`^[A-Z]{2}$`)
)

// check names the first field that cannot be.
func (p Profile) check() *badInput {
	switch {
	case p.WaID == "" && p.BSUID == "":
		return bad("wa_id", "wa_id or bsuid is required")
	case p.WaID != "" && !waIDPattern.MatchString(p.WaID):
		return bad("wa_id", "wa_id must be 7 to 15 digits with the country code")
	case !countryPattern.MatchString(p.Country):
		return bad("country", "country must be two capital letters")
	case p.BSUID != "" && !bsuidPattern.MatchString(p.BSUID):
		return bad("bsuid", "bsuid must be a country code, a dot and letters or digits")
	case p.ParentBSUID != "" && (!parentPattern.MatchString(p.ParentBSUID) || p.ParentBSUID == p.BSUID):
		return bad("parent_bsuid", "parent_bsuid must be a country code, .ENT. and letters or digits")
	case p.WaID == BusinessNumber:
		return bad("wa_id", "wa_id is the business's own number")
	case len(p.Name) > 200:
		return bad("name", "name is longer than 200 bytes")
	}
	return checkTags(p)
}

// user is a person and all that lies between them and the business.
type user struct {
	Profile
	Line     line       `json:"line"`
	Messages []*message `json:"messages"`
}
