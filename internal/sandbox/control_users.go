package sandbox

import (
	"encoding/json"
	"net/http"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// userView is a user as the control plane shows it.
type userView struct {
	ID string `json:"id" doc:"What paths name this user by: the wa_id, or the bsuid of a user without one."`
	Profile
	Permission permissionView `json:"permission" doc:"Whether the business may call."`
	WindowEnds int64          `json:"window_ends_unix,omitempty" doc:"When the service window closes, in Unix seconds; absent while it is closed."`
	Call       *callView      `json:"call" doc:"The call on the phone now; null when there is none."`
	Magic      string         `json:"magic,omitempty" doc:"What this magic user does on every call; absent from everybody else."`
}

type permissionView struct {
	Status  string `json:"status" enum:"none,temporary,permanent,declined" doc:"What the user last said, as far as it still holds."`
	Expires int64  `json:"expires_unix,omitempty" doc:"When a temporary permission ends, in Unix seconds."`
}

func (t *tx) permissionView(u *user) permissionView {
	switch u.Line.permission(t.now) {
	case meta.TemporaryPermission:
		return permissionView{Status: "temporary", Expires: u.Line.Expires}
	case meta.PermanentPermission:
		return permissionView{Status: "permanent"}
	}
	if u.Line.Declined {
		return permissionView{Status: "declined"}
	}
	return permissionView{Status: "none"}
}

func (t *tx) userView(u *user) userView {
	v := userView{ID: u.id(), Profile: u.Profile, Permission: t.permissionView(u), Magic: u.magic()}
	if u.Line.windowOpen(t.now) {
		v.WindowEnds = u.Line.WindowEnds
	}
	if c := t.liveCall(u.id()); c != nil && c.State != callDialing {
		view := t.callView(c)
		v.Call = &view
	}
	return v
}

type userList struct {
	Users []userView `json:"users" doc:"The users, in the order in which they were added."`
}

func (s *Server) listUsers(*http.Request, none) (userList, error) {
	views := []userView{}
	s.must(func(t *tx) {
		for _, u := range t.Users {
			views = append(views, t.userView(u))
		}
	})
	return userList{views}, nil
}

func (s *Server) showUser(r *http.Request, _ none) (userView, error) {
	var v userView
	err := s.onUser(r, func(t *tx, u *user) error { v = t.userView(u); return nil })
	return v, err
}

// onUser changes the user that the path names.
func (s *Server) onUser(r *http.Request, f func(*tx, *user) error) error {
	return s.do(func(t *tx) error {
		u := t.users[r.PathValue("id")]
		if u == nil {
			return notFound("user " + r.PathValue("id") + "; GET /sandbox/users lists them")
		}
		return f(t, u)
	})
}

// saveUser adds a user, or changes the fields that are given of one who is there.
func (s *Server) saveUser(_ *http.Request, in changes[Profile]) (userView, error) {
	var v userView
	if err := s.checkSound(in.raw); err != nil {
		return v, err
	}
	err := s.do(func(t *tx) error {
		u, err := t.saveUser(in)
		if err == nil {
			v = t.userView(u)
		}
		return err
	})
	return v, err
}

func (t *tx) saveUser(in changes[Profile]) (*user, error) {
	var key struct {
		WaID  string `json:"wa_id"`
		BSUID string `json:"bsuid"`
		Sound string `json:"sound"`
	}
	// Mistakes in it are reported by the strict reading below.
	_ = json.Unmarshal(in.raw, &key)
	u := t.users[key.WaID]
	if u == nil {
		u = t.users[key.BSUID]
	}
	p := Profile{OnWhatsApp: true, Country: "BR", Client: clientCurrent, Behaviour: Manual, Sound: relay.Microphone}
	if u != nil {
		p = u.Profile
	}
	if err := in.onto(&p); err != nil {
		return nil, err
	}
	if u == nil && key.Sound == "" && p.Behaviour != Manual {
		p.Sound = relay.Echo
	}
	if p.BSUID == "" && p.WaID != "" {
		p.BSUID = bsuid(p.Country, p.WaID)
	}
	if p.Name == "" {
		p.Name = p.id() // everybody on WhatsApp has some name
	}
	if wrong := p.check(); wrong != nil {
		return nil, wrong
	}
	if other := t.users[p.ParentBSUID]; other != nil && other != u {
		return nil, bad("parent_bsuid", "somebody else has this parent_bsuid")
	}
	if u == nil {
		u = t.addUser(p)
	} else {
		before := u.Profile
		if err := t.rename(u, p); err != nil {
			return nil, err
		}
		t.catchUp(u)
		t.reform(u, before)
	}
	t.shown(u)
	return u, nil
}

// rename changes a profile. The identities of a user stay: who has another number is another user.
func (t *tx) rename(u *user, p Profile) error {
	switch {
	case u.WaID != "" && p.WaID != u.WaID:
		return bad("wa_id", "wa_id cannot change")
	case u.BSUID != "" && p.BSUID != u.BSUID:
		return bad("bsuid", "bsuid cannot change")
	}
	if u.WaID != p.WaID {
		return bad("wa_id", "wa_id cannot be added to a user who is known by bsuid only")
	}
	delete(t.users, u.ParentBSUID)
	u.Profile = p
	t.indexUser(u)
	return nil
}

// receipt says that a message was read.
type receipt struct {
	MessageID string `json:"message_id" doc:"The wamid of a message of the business to this phone."`
}

func (s *Server) readMessage(r *http.Request, in receipt) (outcome, error) {
	return done, s.onUser(r, func(t *tx, u *user) error {
		if !t.readByUser(u, in.MessageID) {
			return bad("message_id", "this phone has no message with that id")
		}
		return nil
	})
}

// decision is what a user says to calls of the business.
type decision struct {
	Response  string `json:"response" enum:"accept,reject" doc:"Whether the business may call." example:"accept"`
	Permanent bool   `json:"permanent" required:"false" doc:"An acceptance without an end; otherwise it lasts 7 days." example:"true"`
	Request   string `json:"request" required:"false" doc:"The wamid of the call permission request that is answered; empty in the business's profile."`
}

func (s *Server) answerPermission(r *http.Request, in decision) (outcome, error) {
	answer := answerReject
	switch {
	case in.Response == "accept" && in.Permanent:
		answer = answerPermanent
	case in.Response == "accept":
		answer = answerTemporary
	case in.Response != "reject":
		return outcome{}, bad("response", "response must be accept or reject")
	}
	return done, s.onUser(r, func(t *tx, u *user) error {
		if in.Request == "" {
			t.decideInProfile(u, answer)
			return nil
		}
		if wrong := t.answerRequest(u, answer, in.Request); wrong != nil {
			return wrong
		}
		return nil
	})
}
