package call

import (
	"slices"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// Why not: the codes of Reason. They are part of the REST API; the console has a sentence for each.
const (
	WhyModuleOff           = "module_off"
	WhyAccountDisconnected = "account_disconnected"
	WhyAccountOff          = "account_off"
	WhyNoPermission        = "no_permission"
	WhyNotOperator         = "not_operator"
	WhyNoWhatsApp          = "no_whatsapp"
	WhyShunned             = "do_not_contact"
	WhyRestricted          = "restricted"
	WhyWrongChannel        = "wrong_channel"
	WhyNoService           = "no_service"
	WhyWindowClosed        = "window_closed"
	WhyRequestPending      = "request_pending"
	WhyRequestLimit        = "request_limit"
	WhyAlreadyPermanent    = "already_permanent"
	WhyNotAsked            = "not_asked"
	WhyAsked               = "asked"
	WhyDeclined            = "declined"
	WhyExpired             = "expired"
	WhyRevoked             = "revoked"
	WhyCallLimit           = "call_limit"
	WhyContactBusy         = "contact_busy"
	WhyOperatorBusy        = "operator_busy"
	WhyBlocked             = "blocked"  // only where one person asks about another
	WhyNotSeen             = "not_seen" // only where one person asks about another
	WhyOwned               = "owned"    // only where one person asks about another
)

// Gates are the facts that decide whether a member may ask a contact for permission, or call them, right now.
type Gates struct {
	Now         time.Time
	Member      org.Member
	Account     org.Account
	Contact     desk.Contact
	Service     *desk.Conversation // the contact's open service, nil when there is none
	Permission  Permission
	WithContact *Call // the live call with the contact on the account, nil when there is none
	OfMember    *Call // the live call that the member is on, nil when there is none
}

// Reason says why something cannot be done, and what would change that.
type Reason struct {
	Code    string    // one of the Why constants
	Message string    // what is in the way, for a person
	Fix     string    // what to do about it
	Until   time.Time // when it lifts by itself; zero when it does not
}

// Fault returns the reason as an error with the code that fits: limited, forbidden or conflict.
func (r *Reason) Fault() *fault.Error {
	code := fault.Conflict
	switch r.Code {
	case WhyModuleOff, WhyNoPermission, WhyNotOperator:
		code = fault.Forbidden
	case WhyRequestPending, WhyRequestLimit, WhyCallLimit, WhyRestricted:
		code = fault.Limited
	}
	return fault.New(code, "%s %s", r.Message, r.Fix).Because(r.Code)
}

// Check is one gate with its verdict: Reason is nil where it is open.
type Check struct {
	Gate   Gate
	Reason *Reason
}

// Gate is one condition that an action has to pass.
type Gate string

// The gates, in the order in which they are asked: what an administrator has to put right comes first, what only time or
// the contact can change comes last.
const (
	GateSignIn     Gate = "sign_in"
	GateAccount    Gate = "account_seen"
	GateOwned      Gate = "contact_seen"
	GateModule     Gate = "module"
	GateConnected  Gate = "account_connected"
	GateEnabled    Gate = "calling_enabled"
	GatePath       Gate = "permission_path"
	GateOperator   Gate = "operator"
	GateWhatsApp   Gate = "whatsapp"
	GateWanted     Gate = "may_contact"
	GateRestricted Gate = "not_restricted"
	GateService    Gate = "service"
	GateWindow     Gate = "window"
	GateLimits     Gate = "limits"
	GatePermission Gate = "call_permission"
	GateContact    Gate = "contact_free"
	GateFree       Gate = "operator_free"
)

// WhyNotRequest returns why the member cannot send the contact a call request, nil when they can. It asks for the right
// to send requests, not for being an operator: who may ask need not be who calls.
func WhyNotRequest(g Gates) *Reason { return first(ExplainRequest(g)) }

// WhyNotRequestByTemplate is WhyNotRequest for a request that goes out as an approved template: it needs no service, nor that its
// window is open (Meta: Calling API, User call permissions, 26 Jun 2026).
func WhyNotRequestByTemplate(g Gates) *Reason {
	return first(slices.DeleteFunc(ExplainRequest(g), func(c Check) bool { return c.Gate == GateService || c.Gate == GateWindow }))
}

// WhyNotCall returns why the member cannot call the contact, nil when they can.
func WhyNotCall(g Gates) *Reason { return first(ExplainCall(g)) }

// ExplainAccess returns the gates before all others: whoever they are closed for does not get as far as a button. A blocked
// user is judged as if they were not, but for the first gate: else all others would be closed for one reason.
func ExplainAccess(g Gates) []Check {
	signIn := g.signIn()
	g.Member.Blocked = false
	return []Check{
		{GateSignIn, signIn},
		{GateAccount, g.seen()},
		{GateOwned, g.owned()},
	}
}

// ExplainRequest returns every gate of a call request with its verdict.
func ExplainRequest(g Gates) []Check {
	return []Check{
		{GateModule, g.module()},
		{GateConnected, g.connected()},
		{GateEnabled, g.enabled()},
		{GatePath, g.path(org.PathCallRequest)},
		{GateWhatsApp, g.whatsApp()},
		{GateWanted, g.wanted()},
		{GateRestricted, g.restricted()},
		{GateService, g.service()},
		{GateWindow, g.window()},
		{GateLimits, g.requestLimits()},
	}
}

// ExplainCall returns every gate of a call with its verdict.
func ExplainCall(g Gates) []Check {
	return []Check{
		{GateModule, g.module()},
		{GateConnected, g.connected()},
		{GateEnabled, g.enabled()},
		{GatePath, g.path(org.PathCallPlace)},
		{GateOperator, g.operator()},
		{GateWhatsApp, g.whatsApp()},
		{GateWanted, g.wanted()},
		{GateRestricted, g.restricted()},
		{GateService, g.channel()},
		{GateLimits, g.callLimits()},
		{GatePermission, g.permission()},
		{GateContact, g.contactFree()},
		{GateFree, g.operatorFree()},
	}
}

func first(checks []Check) *Reason {
	for _, c := range checks {
		if c.Reason != nil {
			return c.Reason
		}
	}
	return nil
}
