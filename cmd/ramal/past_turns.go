package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// talk is a service of the past: whose, who had it (by their place among the people of the demo), when it began, and what came
// one after the other.
type talk struct {
	with  string
	by    int
	ago   time.Duration
	turns []turn
}

// turn is one entry of a talk, some minutes after the one before.
type turn struct {
	kind    desk.Kind
	by      desk.Direction
	text    string
	pause   time.Duration
	outcome call.Outcome // of a call
	talked  time.Duration
	who     int    // of the team, where it is not whose talk it is: their place among the people plus one
	to      int    // whom it is handed to, or nobody
	thing   *thing // a file, a place or people
	back    int    // how many turns before the one that it answers; 0 for none
	emoji   string // what the other side put on it
}

const calledThen desk.Kind = "call" // a turn that is a call, not a message

// nobody is whom a service is handed to that waits for the department of sales.
const nobody = -1

func they(text string) turn { return turn{kind: desk.Text, by: desk.Incoming, text: text} }
func we(text string) turn   { return turn{kind: desk.Text, by: desk.Outgoing, text: text} }
func note(text string) turn { return turn{kind: desk.Note, by: desk.Internal, text: text} }
func asked() turn           { return turn{kind: desk.CallRequest, by: desk.Outgoing} }
func replied(how string) turn {
	return turn{kind: desk.PermissionReply, by: desk.Incoming, text: how}
}
func closed(why string) turn { return turn{kind: desk.ClosedFor, by: desk.Internal, text: why} }
func handed(to int) turn     { return turn{kind: desk.Transferred, by: desk.Internal, to: to} }

func theySend(t *thing, caption string) turn {
	return turn{kind: t.kind, by: desk.Incoming, text: caption, thing: t}
}

func weSend(t *thing, caption string) turn {
	return turn{kind: t.kind, by: desk.Outgoing, text: caption, thing: t}
}

func called(outcome call.Outcome, talked time.Duration) turn {
	return turn{kind: calledThen, by: desk.Outgoing, outcome: outcome, talked: talked}
}

func missed() turn { return turn{kind: calledThen, by: desk.Incoming, outcome: call.Missed} }

func (t turn) later(d time.Duration) turn { t.pause = d; return t }
func (t turn) from(who int) turn          { t.who = who + 1; return t }
func (t turn) answering(back int) turn    { t.back = back; return t }
func (t turn) liked(emoji string) turn    { t.emoji = emoji; return t }

// author is who of the team did a turn of a talk.
func (t talk) author(i int) int {
	if who := t.turns[i].who; who > 0 {
		return who - 1
	}
	return t.by
}

// times is how long ago each turn was.
func (t talk) times() []time.Duration {
	all := make([]time.Duration, len(t.turns))
	ago := t.ago
	for i, turn := range t.turns {
		if i > 0 {
			ago -= cmp.Or(turn.pause, pauseOf(i))
		}
		all[i] = ago
	}
	return all
}

// wamid is Meta's id of a turn, which the phone and the service know it by.
func (t talk) wamid(i int) string {
	return fmt.Sprintf("wamid.past.%x.%d.%d", t.with, int(t.ago.Minutes()), i)
}

// quoted is the id of what a turn answers; "" for nothing.
func (t talk) quoted(i int) string {
	if t.turns[i].back == 0 {
		return ""
	}
	return t.wamid(i - t.turns[i].back)
}

// pauseOf is how long a turn comes after the one before, where nothing else is said.
func pauseOf(i int) time.Duration { return time.Duration(2+(i*7)%5) * time.Minute }

// talksWith are the talks with a person, the oldest first.
func talksWith(name string) []talk {
	with := slices.DeleteFunc(slices.Clone(talks), func(t talk) bool { return t.with != name })
	slices.Reverse(with)
	return with
}

// happened is what Meta and the operator did, from the click to the end.
func happened(t turn, at time.Time, who org.UserID, wacid string) []call.Event {
	const rings = 9 * time.Second
	after := func(d time.Duration, kind call.Kind) call.Event {
		return call.Event{Kind: kind, At: at.Add(d), MetaID: wacid}
	}
	end := func(d time.Duration) call.Event {
		e := after(d, call.Terminated)
		e.Facts = &call.Facts{}
		return e
	}
	if t.outcome == call.Missed {
		return []call.Event{after(0, call.Offered), end(rings)}
	}
	events := []call.Event{
		{Kind: call.Dialed, At: at, User: who},
		after(400*time.Millisecond, call.Placed), after(900*time.Millisecond, call.Connected), after(2*time.Second, call.Rang),
	}
	switch picked := 2*time.Second + rings; t.outcome {
	case call.Completed:
		over := end(picked + t.talked)
		over.Facts = &call.Facts{StartedAt: at.Add(picked), EndedAt: over.At, Duration: t.talked}
		return append(events, after(picked, call.Accepted), after(picked+120*time.Millisecond, call.MediaUp), over)
	case call.Declined:
		return append(events, after(picked, call.Rejected), end(picked))
	default:
		return append(events, end(2*time.Second+40*time.Second))
	}
}
