package sandbox

import (
	"time"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// magic is a user who is there from the start, does one thing, and needs no set-up for it: the business may call for ever, and
// the service window never closes.
type magic struct {
	profile Profile
	does    string
}

// magicPeople are the magic users, in a number range of their own. The two who cannot be called at all have no permission
// either: that is what Graph says of the uncallable (Meta: Calling API, User call permissions, Jun 2026).
func magicPeople() []magic {
	at := func(n, name, does string, change func(*Profile)) magic {
		p := Profile{
			WaID: "55119000000" + n, Name: name, BSUID: "BR.200000000000000000" + n, OnWhatsApp: true, Country: "BR",
			Client: clientCurrent, Behaviour: Answer, AnswerAfterMS: 1000, Sound: relay.Echo,
		}
		if change != nil {
			change(&p)
		}
		return magic{p, does}
	}
	behaves := func(b Behaviour) func(*Profile) { return func(p *Profile) { p.Behaviour = b } }
	return []magic{
		at("01", "Magic Echo", "Answers and echoes what you say.", nil),
		at("02", "Magic Decline", "Rings, then declines.", behaves(Decline)),
		at("03", "Magic No Answer", "Rings and is never answered.", behaves(Ignore)),
		at("04", "Magic Nobody", "Is not on WhatsApp: error 138001.", func(p *Profile) { p.OnWhatsApp = false }),
		at("05", "Magic Old Client", "Has a WhatsApp that is too old for calls of a business: error 138001.", func(p *Profile) { p.Client = clientOld }),
		at("06", "Magic Busy", "Is in another call: declines at once.", behaves(Busy)),
		at("07", "Magic Drop", "Answers and hangs up after 5 seconds.", func(p *Profile) { p.HangUpAfterMS = 5000 }),
		at("08", "Magic Loss", "Answers and echoes, and loses 20 % of all packets.", func(p *Profile) { p.LossPercent = 20 }),
		at("09", "Magic Off", "Is switched off: nothing rings, nothing is delivered.", behaves(Vanish)),
	}
}

// always is a moment that no clock of a sandbox reaches: the end of the year 9999.
var always = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC).Unix()

// addMagic adds the magic users who are not there.
func (w *world) addMagic() {
	for _, m := range magicPeople() {
		if w.users[m.profile.WaID] != nil {
			continue
		}
		u := w.addUser(m.profile)
		u.Line.WindowEnds = always
		if m.profile.OnWhatsApp && m.profile.Client == clientCurrent {
			u.Line.Permission = meta.PermanentPermission
		}
	}
}

// magic is what a magic user does, and "" for everybody else, also for a magic user who was made to do something else.
func (u *user) magic() string {
	for _, m := range magicPeople() {
		if m.profile == u.Profile {
			return m.does
		}
	}
	return ""
}
