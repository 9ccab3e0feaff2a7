package sandbox

import (
	"net/http"
	"time"
)

type clockView struct {
	Now int64 `json:"now_unix" doc:"The sandbox's time in Unix seconds."`
}

func (s *Server) showClock(*http.Request, none) (clockView, error) {
	return clockView{Now: s.clock.Now().Unix()}, nil
}

// farthest is how far one request may move the clock.
const farthest = 10 * 365 * 24 * time.Hour

// move is where the clock goes: one of the two.
type move struct {
	Advance *int64 `json:"advance_seconds,omitempty" doc:"Forward by so many seconds, up to 315360000 (10 years)." example:"604801"`
	Set     *int64 `json:"set_unix,omitempty" doc:"Forward to this moment in Unix seconds, at most 10 years ahead."`
}

func (s *Server) moveClock(_ *http.Request, in move) (clockView, error) {
	now := s.clock.Now()
	var to time.Time
	switch {
	case in.Advance != nil && in.Set != nil:
		return clockView{}, bad("set_unix", "give advance_seconds or set_unix, not both")
	case in.Advance != nil:
		if *in.Advance < 0 || *in.Advance > int64(farthest.Seconds()) {
			return clockView{}, bad("advance_seconds", "advance_seconds must be 0 to 315360000: the clock only goes forward")
		}
		to = now.Add(time.Duration(*in.Advance) * time.Second)
	case in.Set != nil:
		to = time.Unix(*in.Set, 0)
		if *in.Set < now.Unix() || to.Sub(now) > farthest {
			return clockView{}, bad("set_unix", "set_unix must not be in the past, nor more than 10 years ahead")
		}
	default:
		return clockView{}, bad("advance_seconds", "advance_seconds or set_unix is required")
	}
	s.clock.moveTo(to)
	s.must(func(t *tx) {
		for _, u := range t.Users {
			t.shown(u)
		}
	})
	return clockView{Now: s.clock.Now().Unix()}, nil
}

func (s *Server) showWebhook(*http.Request, none) (Webhook, error) {
	var w Webhook
	s.must(func(t *tx) { w = t.Webhook })
	return w, nil
}

func (s *Server) setWebhook(r *http.Request, w Webhook) (Webhook, error) {
	if err := s.Subscribe(r.Context(), w); err != nil {
		return Webhook{}, err
	}
	return s.showWebhook(r, none{})
}

func (s *Server) listDeliveries(*http.Request, none) ([]delivery, error) {
	out := []delivery{}
	s.must(func(t *tx) {
		for _, d := range t.Deliveries {
			c := *d
			c.Attempts = append([]attempt{}, d.Attempts...)
			out = append(out, c)
		}
	})
	return out, nil
}

func (s *Server) redeliver(r *http.Request, _ none) (outcome, error) {
	return done, s.do(func(t *tx) error {
		d := t.deliveries[r.PathValue("id")]
		if d == nil {
			return notFound("delivery " + r.PathValue("id") + "; GET /sandbox/deliveries lists them")
		}
		d.Status = deliveryPending
		t.carry(d.ID)
		return nil
	})
}

func (s *Server) showFaults(*http.Request, none) (faults, error) {
	var f faults
	s.must(func(t *tx) { f = t.Faults })
	return f, nil
}

// setFaults changes the faults that are given and leaves the others.
func (s *Server) setFaults(_ *http.Request, in changes[faults]) (faults, error) {
	var f faults
	err := s.do(func(t *tx) error {
		f = t.Faults
		f.Lose = nil // JSON would be read into the entries that are there
		if err := in.onto(&f); err != nil {
			return err
		}
		if f.Lose == nil {
			f.Lose = t.Faults.Lose
		}
		if wrong := f.check(); wrong != nil {
			return wrong
		}
		t.Faults = f
		return nil
	})
	return f, err
}

// resetting is how much is forgotten.
type resetting struct {
	All bool `json:"all" required:"false" doc:"Forget the webhook and the settings too." example:"true"`
}

// reset forgets people, chats, calls and faults. The app's set-up (webhook, settings) stays unless all is asked for.
func (s *Server) reset(_ *http.Request, in resetting) (outcome, error) {
	s.must(func(t *tx) {
		for _, c := range t.Calls {
			t.hangUp(c.leg)
			c.leg = nil
		}
		fresh := newWorld()
		fresh.Serial, fresh.FileSerial, fresh.hoursWatch = t.Serial, t.FileSerial, t.hoursWatch
		if !in.All {
			fresh.Webhook, fresh.Unsubscribed, fresh.Settings = t.Webhook, t.Unsubscribed, t.Settings
		}
		for len(t.Files) > 0 {
			t.dropFile(t.Files[len(t.Files)-1])
		}
		for _, u := range t.Users {
			t.shown(u)
		}
		for _, u := range fresh.Users {
			t.shown(u)
		}
		*t.world = *fresh
		_ = t.sow(s.seed, in.All) // tried at the start
	})
	return done, nil
}
