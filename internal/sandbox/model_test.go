package sandbox

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// model drives one sandbox by random but possible steps, and then holds everything that it sent against the rules. It
// works below HTTP: the webhooks are read from the delivery log.
type model struct {
	*rapid.T
	s     *Server
	calls []string
}

func known(code int) bool {
	_, ok := meta.Lookup(code)
	return ok
}

func (m *model) anyUser() string {
	return rapid.SampledFrom([]string{ana, bruno, eco, refuse, ignore, absent}).Draw(m.T, "user")
}

func (m *model) anyCall() string {
	if len(m.calls) == 0 {
		return "wacid.none"
	}
	// The newest ones are where something can still happen.
	return m.calls[len(m.calls)-1-rapid.IntRange(0, min(3, len(m.calls)-1)).Draw(m.T, "call")]
}

func (m *model) onUser(f func(*tx, *user)) {
	id := m.anyUser()
	m.s.must(func(t *tx) { f(t, t.users[id]) })
}

func (m *model) steps() map[string]func(*rapid.T) {
	graph := func(r meta.CallRequest) {
		r.MessagingProduct = meta.Product
		var fail *graphError
		switch r.Action {
		case meta.ActionConnect:
			var out any
			if out, fail = m.s.connect(r); fail == nil {
				m.calls = append(m.calls, out.(meta.CallResponse).Calls[0].ID)
			}
		case meta.ActionTerminate:
			fail = m.s.terminate(r)
		case meta.ActionReject:
			fail = m.s.reject(r)
		default:
			fail = m.s.accept(r)
		}
		if fail != nil && (fail.HTTPStatus < 400 || !known(fail.Code) || fail.Details == "") {
			m.Fatalf("%s failed as %+v", r.Action, fail)
		}
	}
	request := func(to string) meta.MessageRequest {
		r := meta.MessageRequest{To: meta.Phone(to), Type: meta.TypeInteractive, Interactive: &meta.InteractiveRequest{Type: string(kindRequest)}}
		r.Interactive.Action = &meta.InteractiveAction{Name: string(kindRequest)}
		return r
	}
	steps := map[string]func(*rapid.T){
		"write": func(*rapid.T) { m.onUser(func(t *tx, u *user) { t.write(u, "oi") }) },
		"profile": func(t *rapid.T) {
			answer := rapid.SampledFrom([]string{answerTemporary, answerPermanent, answerReject}).Draw(t, "answer")
			m.onUser(func(t *tx, u *user) { t.decideInProfile(u, answer) })
		},
		"answer the last request": func(t *rapid.T) {
			answer := rapid.SampledFrom([]string{answerTemporary, answerPermanent, answerReject}).Draw(t, "answer")
			m.onUser(func(t *tx, u *user) {
				for _, msg := range slices.Backward(u.Messages) {
					if msg.Kind == kindRequest {
						_ = t.answerRequest(u, answer, msg.ID)
						return
					}
				}
			})
		},
		"read": func(*rapid.T) {
			m.onUser(func(t *tx, u *user) {
				if n := len(u.Messages); n > 0 {
					t.readByUser(u, u.Messages[n-1].ID)
				}
			})
		},
		"text": func(*rapid.T) {
			to := m.anyUser()
			m.take(meta.MessageRequest{To: meta.Phone(to), Type: meta.TypeText, Text: &meta.Text{Body: "x"}})
		},
		"request": func(*rapid.T) { m.take(request(m.anyUser())) },
		"connect": func(*rapid.T) {
			graph(meta.CallRequest{
				Action: meta.ActionConnect, To: meta.Phone(m.anyUser()), Session: &meta.Session{SDPType: meta.Offer, SDP: offerSDP},
				Recording: m.anyCapture("recorded"), Transcription: m.anyCapture("transcribed"),
			})
		},
		"call in": func(*rapid.T) {
			leg, offer, err := m.s.relay.Offer(relay.CallOptions{})
			if err != nil {
				m.Fatal(err)
			}
			m.onUser(func(t *tx, u *user) {
				if t.mayCall(u) != "" {
					t.hangUp(leg)
					return
				}
				m.calls = append(m.calls, t.placeByUser(u, callPayload{}, leg, offer).ID)
			})
		},
		"accept": func(t *rapid.T) {
			action := rapid.SampledFrom([]meta.Action{meta.ActionPreAccept, meta.ActionAccept}).Draw(t, "action")
			graph(meta.CallRequest{
				Action: action, CallID: m.anyCall(), Session: &meta.Session{SDPType: meta.Answer, SDP: answerSDP},
				Recording: m.anyCapture("recorded"), Transcription: m.anyCapture("transcribed"),
			})
		},
		"reject":    func(*rapid.T) { graph(meta.CallRequest{Action: meta.ActionReject, CallID: m.anyCall()}) },
		"terminate": func(*rapid.T) { graph(meta.CallRequest{Action: meta.ActionTerminate, CallID: m.anyCall()}) },
		"pick up":   func(*rapid.T) { id := m.anyCall(); m.s.must(func(t *tx) { t.pickUp(t.calls[id]) }) },
		"decline":   func(*rapid.T) { id := m.anyCall(); m.s.must(func(t *tx) { t.decline(t.calls[id]) }) },
		"a moment": func(t *rapid.T) {
			m.s.clock.Advance(time.Duration(rapid.IntRange(10, 3000).Draw(t, "ms")) * time.Millisecond)
		},
		"a while": func(t *rapid.T) { m.s.clock.Advance(time.Duration(rapid.IntRange(10, 120).Draw(t, "s")) * time.Second) },
		"days":    func(t *rapid.T) { m.s.clock.Advance(time.Duration(rapid.IntRange(1, 200).Draw(t, "h")) * time.Hour) },
		"":        m.invariants,
	}
	maps.Copy(steps, m.featureSteps())
	return steps
}

func (m *model) take(r meta.MessageRequest) {
	m.s.must(func(t *tx) {
		if _, fail := t.take(r); fail != nil && !known(fail.Code) {
			m.Fatalf("failed as %+v", fail)
		}
	})
}

// invariants hold after every step.
func (m *model) invariants(*rapid.T) {
	m.s.must(func(t *tx) {
		live := map[string]int{}
		for _, c := range t.Calls {
			if c.live() {
				live[c.UserID]++
			}
			if c.over() != (c.Ended != 0) || (c.Status != "") != c.over() || (c.leg != nil && !c.live()) {
				m.Fatalf("call %+v", c)
			}
		}
		for id, n := range live {
			if n > 1 {
				m.Fatalf("%s has %d calls at once", id, n)
			}
		}
		for _, u := range t.Users {
			l := u.Line
			if n := len(within(l.Requests, day, t.now)); n > production.requestsPerDay {
				m.Fatalf("%s was asked %d times in a day", u.Name, n)
			}
			if n := len(within(l.Requests, week, t.now)); n > production.requestsPerWeek {
				m.Fatalf("%s was asked %d times in a week", u.Name, n)
			}
			if n, picked := len(within(l.Connected, day, t.now)), t.pickedUp(u); n != picked {
				m.Fatalf("%s: %d calls were connected in a day, %d count", u.Name, picked, n)
			}
			if l.Unanswered >= production.unansweredRevoke && l.permission(t.now) != meta.NoPermission {
				m.Fatalf("%s missed %d calls and still permits", u.Name, l.Unanswered)
			}
		}
	})
}

func TestWhateverHappensTheBusinessIsToldAWholeStory(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s, err := Start(Options{Clock: NewStoppedClock(start), Random: rand.NewChaCha8([32]byte{9})})
		if err != nil {
			rt.Fatal(err)
		}
		defer func() {
			if err := s.Close(); err != nil {
				rt.Error(err)
			}
		}()
		m := &model{T: rt, s: s}
		s.must(func(t *tx) {
			t.Settings.Calling.Status, t.Settings.Calling.CallbackPermissionStatus = enabled, enabled
			// Nobody listens there: the log is all that matters.
			t.Webhook = Webhook{URL: "http://127.0.0.1:1/", Fields: webhookFields}
			t.Unsubscribed = false
		})
		rt.Repeat(m.steps())
		// Let everything run out: calls end, messages arrive.
		s.clock.Advance(time.Hour)
		s.must(func(t *tx) {
			for _, c := range t.Calls {
				if c.live() {
					rt.Errorf("a call that never ends: %+v", c)
				}
			}
		})
		m.checkStory()
		m.checkTemplates()
		m.checkUnanswered()
	})
}
