package api

import (
	"time"

	"ramal/internal/call"
	"ramal/internal/center"
)

// CallAction is what the signed-in user can do about calling one contact on one account.
type CallAction struct {
	AccountID      string        `json:"accountId"`
	ContactID      string        `json:"contactId"`
	ConversationID string        `json:"conversationId,omitempty" doc:"The contact's open service on the account."`
	Authorization  Authorization `json:"authorization"`
	Request        Verdict       `json:"request" doc:"Whether a call request may be sent."`
	Call           Verdict       `json:"call" doc:"Whether the contact may be called."`
	Estimate       Estimate      `json:"estimate" doc:"What a minute of a call costs."`
	Live           *LiveCall     `json:"live,omitempty" doc:"The call going on with this contact."`
}

// Authorization is what the contact allows.
type Authorization struct {
	State string `json:"state" enum:"none,asked,temporary,permanent,declined,revoked,expired"`
	Until Time   `json:"until,omitzero" doc:"When the state ends by itself."`
}

// Verdict says whether something can be done, and if not, what is in the way.
type Verdict struct {
	Allowed bool   `json:"allowed"`
	Reason  string `json:"reason,omitempty" enum:"module_off,account_disconnected,account_off,no_permission,not_operator,no_whatsapp,restricted,wrong_channel,no_service,window_closed,request_pending,request_limit,already_permanent,not_asked,asked,declined,expired,revoked,call_limit,contact_busy,operator_busy,blocked,not_seen"`
	Message string `json:"message,omitempty" doc:"What is in the way, for a person, in English."`
	Fix     string `json:"fix,omitempty" doc:"What to do about it, in English."`
	Until   Time   `json:"until,omitzero" doc:"When it lifts by itself."`
}

// LiveCall names a call going on.
type LiveCall struct {
	CallID   string  `json:"callId"`
	Operator *Person `json:"operator,omitempty"`
}

func actionOf(a center.CallAction) CallAction {
	action := CallAction{
		AccountID: string(a.AccountID), ContactID: string(a.ContactID), ConversationID: string(a.ConversationID),
		Authorization: authorizationOf(a.Permission, a.At),
		Estimate:      estimateOf(a.PerMinute), Request: verdictOf(a.Request), Call: verdictOf(a.Call),
	}
	if a.Live != nil {
		action.Live = &LiveCall{CallID: string(a.Live.ID), Operator: personOf(a.Live.Operator)}
	}
	return action
}

func authorizationOf(p call.Permission, now time.Time) Authorization {
	return Authorization{State: p.State(now), Until: Time{p.Until(now)}}
}

func verdictOf(r *call.Reason) Verdict {
	if r == nil {
		return Verdict{Allowed: true}
	}
	return Verdict{Reason: r.Code, Message: r.Message, Fix: r.Fix, Until: Time{r.Until}}
}
