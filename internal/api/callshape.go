package api

import (
	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// Call is one voice call.
type Call struct {
	ID              string      `json:"id"`
	Direction       string      `json:"direction" enum:"inbound,outbound"`
	State           string      `json:"state" enum:"dialing,alerting,ringing,answering,active,held,ended"`
	Outcome         string      `json:"outcome,omitempty" enum:"completed,declined,unanswered,cancelled,busy,missed,refused,failed" doc:"Absent while it goes on."`
	Failure         *Failure    `json:"failure,omitempty"`
	Account         CallAccount `json:"account"`
	Contact         CallContact `json:"contact"`
	ConversationID  string      `json:"conversationId,omitempty"`
	Operator        *Person     `json:"operator,omitempty"`
	MetaID          string      `json:"metaId,omitempty" doc:"Meta's id of the call (wacid)."`
	CreatedAt       Time        `json:"createdAt"`
	AlertedAt       Time        `json:"alertedAt,omitzero" doc:"When the contact's phone began to ring."`
	AnsweredAt      Time        `json:"answeredAt,omitzero"`
	EndedAt         Time        `json:"endedAt,omitzero"`
	DurationSeconds int64       `json:"durationSeconds" doc:"How long they talked; 0 while the call goes on."`
	Cost            *Estimate   `json:"cost,omitempty" doc:"In the history, of a call that is over."`
	RingSeconds     int64       `json:"ringSeconds,omitempty" doc:"How long it rang, once that is over."`
	Version         int64       `json:"version"`
}

// CallAccount is the account that the call runs over.
type CallAccount struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// CallContact is the person at the other end.
type CallContact struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
	Phone       string `json:"phone"`
}

// Failure is why a call failed: in Meta's words where they are Meta's.
type Failure struct {
	Reason  string `json:"reason" example:"no_authorization" doc:"Stable, so that a client has its own sentence for it; meta: show title and details."`
	Code    int    `json:"code,omitempty" doc:"Meta's code."`
	Title   string `json:"title,omitempty"`
	Details string `json:"details,omitempty"`
	TraceID string `json:"traceId,omitempty" doc:"For Meta's support."`
}

// CallPage is a page of calls.
type CallPage struct {
	Items []Call `json:"items" nullable:"false"`
	Next  string `json:"next" doc:"Empty on the last page."`
}

// CallDetail is a call with everything that happened to it.
type CallDetail struct {
	Call
	Timeline []Line `json:"timeline" nullable:"false" doc:"Every event of ours and of Meta's, in order."`
}

// Line is one event that touched a call, also one that changed nothing.
type Line struct {
	Seq     int64    `json:"seq" doc:"1, 2, 3… within the call."`
	At      Time     `json:"at"`
	Source  string   `json:"source" enum:"ours,meta"`
	Kind    string   `json:"kind" example:"accepted"`
	User    *Person  `json:"user,omitempty"`
	Before  string   `json:"before" doc:"The state before; empty for the first line."`
	After   string   `json:"after"`
	Ignored bool     `json:"ignored" doc:"A duplicate or a late fact."`
	Failure *Failure `json:"failure,omitempty"`
	Facts   *Facts   `json:"facts,omitempty"`
}

// Facts are what Meta told when the call ended.
type Facts struct {
	Failed          bool  `json:"failed"`
	DurationSeconds int64 `json:"durationSeconds"`
	StartedAt       Time  `json:"startedAt,omitzero"`
	EndedAt         Time  `json:"endedAt,omitzero"`
}

func callOf(v center.CallView) Call {
	k := Call{
		ID: string(v.ID), Direction: string(v.Direction), State: string(v.State), Outcome: string(v.Outcome), Failure: failureOf(v.Failure),
		Account:        callAccountOf(v.Account),
		Contact:        callContactOf(v.Contact),
		ConversationID: string(v.ConversationID), Operator: personOf(v.Operator), MetaID: v.MetaID,
		CreatedAt: Time{v.CreatedAt}, AlertedAt: Time{v.AlertedAt}, AnsweredAt: Time{v.AnsweredAt}, EndedAt: Time{v.EndedAt},
		DurationSeconds: seconds(v.Duration), Cost: costOf(v.Cost), Version: v.Version,
	}
	rang := v.AnsweredAt
	if rang.IsZero() {
		rang = v.EndedAt
	}
	if !v.AlertedAt.IsZero() && !rang.IsZero() {
		k.RingSeconds = seconds(rang.Sub(v.AlertedAt))
	}
	return k
}

func callAccountOf(a org.Account) CallAccount { return CallAccount{ID: string(a.ID), Name: a.Name} }

func callContactOf(k desk.Contact) CallContact {
	return CallContact{ID: string(k.ID), DisplayName: k.DisplayName(), Phone: k.Phone}
}

func lineOf(v center.LineView) Line {
	l := Line{
		Seq: v.Seq, At: Time{v.At}, Source: string(v.Source), Kind: string(v.Kind), User: personOf(v.User),
		Before: string(v.Before), After: string(v.After), Ignored: v.Ignored, Failure: failureOf(v.Failure),
	}
	if f := v.Facts; f != nil {
		l.Facts = &Facts{Failed: f.Failed, DurationSeconds: seconds(f.Duration), StartedAt: Time{f.StartedAt}, EndedAt: Time{f.EndedAt}}
	}
	return l
}

func failureOf(f *call.Failure) *Failure {
	if f == nil {
		return nil
	}
	return &Failure{Reason: f.Reason, Code: f.Code, Title: f.Title, Details: f.Details, TraceID: f.TraceID}
}
