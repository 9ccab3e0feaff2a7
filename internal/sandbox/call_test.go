package sandbox

import (
	"fmt"
	"testing"
)

func TestSinceIsWhenThePresentStateBegan(t *testing.T) {
	c := call{State: callDialing, Created: 1, Rang: 0}
	for _, step := range []struct {
		change func()
		want   int64
	}{
		{func() {}, 1},
		{func() { c.State = callRinging }, 1}, // a user's call rings from its beginning
		{func() { c.Rang = 2 }, 2},
		{func() { c.State, c.Picked = callActive, 3 }, 3},
		{func() { c.State, c.Ended = callEnded, 4 }, 4},
	} {
		step.change()
		if got := c.since(); got != step.want {
			t.Errorf("%s since %d, want %d", c.State, got, step.want)
		}
	}
}

func TestOldCallsAreForgottenButNotThoseThatAreLive(t *testing.T) {
	w := newWorld()
	first := &call{ID: "live", State: callActive, UserID: ana}
	w.addCall(first)
	for i := range keptCalls + 10 {
		w.addCall(&call{ID: fmt.Sprint(i), State: callEnded, UserID: bruno})
	}
	if w.calls["live"] == nil || w.liveCall(ana) != first || w.liveCalls() != 1 {
		t.Error("a live call was forgotten")
	}
	first.State = callEnded
	w.addCall(&call{ID: "last", State: callEnded, UserID: bruno})
	if len(w.Calls) != keptCalls || len(w.calls) != keptCalls || w.calls["live"] != nil {
		t.Errorf("%d calls kept", len(w.Calls))
	}
	if last := w.lastCall(bruno); last.ID != "last" {
		t.Errorf("last call %s", last.ID)
	}
	w.dropCall(w.calls["last"])
	if w.calls["last"] != nil || w.lastCall(bruno).ID == "last" {
		t.Error("a dropped call is still there")
	}
	if w.lastCall(ana) != nil {
		t.Error("a call of Ana was found")
	}
}

func TestTheChatKeepsTheNewestMessages(t *testing.T) {
	u := &user{}
	for i := range keptMessages + 5 {
		u.add(&message{ID: fmt.Sprint(i)})
	}
	if len(u.Messages) != keptMessages || u.message("4") != nil || u.message("5") == nil {
		t.Errorf("%d messages, first %s", len(u.Messages), u.Messages[0].ID)
	}
}

// Meta: Calling API, User call permissions, June 2026: a request expires 7 days after its delivery or its answer, or once a
// newer one is answered.
func TestARequestExpiresByItsOwnClock(t *testing.T) {
	now := start.Unix()
	life := int64(requestLife.Seconds())
	for name, c := range map[string]struct {
		m    message
		want bool
	}{
		"on its way":               {message{}, false},
		"just delivered":           {message{DeliveredAt: now}, false},
		"delivered 7 days ago":     {message{DeliveredAt: now - life}, true},
		"answered since":           {message{DeliveredAt: now - life, AnsweredAt: now - 1}, false},
		"answered 7 days ago":      {message{DeliveredAt: now - 2*life, AnsweredAt: now - life}, true},
		"a newer one was answered": {message{DeliveredAt: now, Superseded: true}, true},
	} {
		if got := c.m.expired(start); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
