package call

import (
	"ramal/internal/desk"
	"ramal/internal/org"
)

func (g Gates) signIn() *Reason {
	if !g.Member.Blocked {
		return nil
	}
	return &Reason{
		Code:    WhyBlocked,
		Message: "This user is blocked.",
		Fix:     "An administrator can unblock them in System Settings > Users.",
	}
}

func (g Gates) seen() *Reason {
	if g.Member.Sees(g.Account.ID) {
		return nil
	}
	return &Reason{
		Code:    WhyNotSeen,
		Message: "None of this user's departments has this account.",
		Fix:     "An administrator can add the account to a department in System Settings > Departments.",
	}
}

func (g Gates) module() *Reason {
	if g.Member.Workspace.Plan.Has(org.ModuleCalls) {
		return nil
	}
	return &Reason{
		Code:    WhyModuleOff,
		Message: "The calling module is not part of your plan.",
		Fix:     "Ask the sales team to activate it.",
	}
}

func (g Gates) connected() *Reason {
	if g.Account.Status == org.Connected {
		return nil
	}
	return &Reason{
		Code:    WhyAccountDisconnected,
		Message: "The WhatsApp API account is not connected.",
		Fix:     "An administrator can connect it in System Settings > Account Settings.",
	}
}

func (g Gates) enabled() *Reason {
	if g.Account.CallingEnabled {
		return nil
	}
	return &Reason{
		Code:    WhyAccountOff,
		Message: "Calls are switched off for this account.",
		Fix:     "An administrator can enable them in WhatsApp Calls.",
	}
}

func (g Gates) path(p org.Path) *Reason {
	if g.Member.Can(p) {
		return nil
	}
	return &Reason{
		Code:    WhyNoPermission,
		Message: "Your permission groups do not include this.",
		Fix: "An administrator can tick SAC 360º > WhatsApp API > Calls in a permission group and link the group to " +
			"your department.",
	}
}

func (g Gates) operator() *Reason {
	if g.Member.Operates(g.Account) {
		return nil
	}
	return &Reason{
		Code:    WhyNotOperator,
		Message: "You are not a call operator of this account.",
		Fix:     "An administrator can add you or your department in WhatsApp Calls.",
	}
}

func (g Gates) whatsApp() *Reason {
	if g.Contact.HasWhatsApp() {
		return nil
	}
	return &Reason{
		Code:    WhyNoWhatsApp,
		Message: "This contact has no WhatsApp number.",
		Fix:     "Fill in the WhatsApp field of the contact.",
	}
}

// owned is that a contact belongs to others.
func (g Gates) owned() *Reason {
	if g.Contact.SeenBy(g.Member) {
		return nil
	}
	return &Reason{
		Code:    WhyOwned,
		Message: "This contact belongs to others, and this user does not see them.",
		Fix:     "One of the owners, or an administrator, can add the user to them.",
	}
}

// wanted is the team's own word that a contact does not want to be contacted.
func (g Gates) wanted() *Reason {
	if g.Contact.Shunned == nil {
		return nil
	}
	return &Reason{
		Code:    WhyShunned,
		Message: "This contact does not want to be contacted.",
		Fix:     "Whoever may change contacts can take the mark away, when the contact agrees.",
	}
}

// restricted is Meta's pause of business calls, which takes call requests with it. Permissions that were given stay valid
// (Meta: Calling API, Call settings, Jul 2026). A pause of customers' calls does not concern us here.
func (g Gates) restricted() *Reason {
	pause, is := g.Account.Calling.Paused(org.BusinessCalls, g.Now)
	if !is {
		return nil
	}
	return &Reason{
		Code:    WhyRestricted,
		Message: "Meta has paused the calls and call requests of this account because of low quality.",
		Fix:     "Wait for the end of the pause. Messages still work, and permissions stay valid.",
		Until:   pause.Until,
	}
}

// service is for a request: it is a message, so it needs an open service on the right channel to be written in.
func (g Gates) service() *Reason {
	if g.Service == nil || g.Service.State == desk.Closed {
		return &Reason{
			Code:    WhyNoService,
			Message: "This contact has no open service on this account.",
			Fix:     "Wait for the contact to write to this account.",
		}
	}
	return g.channel()
}

// channel is for a call: it needs no service, but it is not made from one that runs elsewhere.
func (g Gates) channel() *Reason {
	if g.Service == nil || g.Service.Channel == desk.WhatsAppAPI && g.Service.AccountID == g.Account.ID {
		return nil
	}
	return &Reason{
		Code:    WhyWrongChannel,
		Message: "This service is not handled by this WhatsApp API account.",
		Fix:     "Use the contact's service on the WhatsApp API.",
	}
}

func (g Gates) window() *Reason {
	if g.Service != nil && g.Service.WindowOpen(g.Now) {
		return nil
	}
	return &Reason{
		Code:    WhyWindowClosed,
		Message: "The service window is closed: the contact last wrote or called more than 24 hours ago.",
		Fix:     "Wait for the contact to write or call.",
	}
}

func (g Gates) requestLimits() *Reason {
	if g.Permission.Grant == Permanent {
		return &Reason{
			Code:    WhyAlreadyPermanent,
			Message: "The contact already allows calls permanently.",
			Fix:     "Call them.",
		}
	}
	next := g.Permission.NextRequestAt(g.Now)
	if !next.After(g.Now) {
		return nil
	}
	if g.Permission.pending(g.Now) {
		return &Reason{
			Code:    WhyRequestPending,
			Message: "A call request is waiting for the contact's answer.",
			Fix:     "Wait for the answer, or send another request later.",
			Until:   next,
		}
	}
	return &Reason{
		Code:    WhyRequestLimit,
		Message: "WhatsApp allows one call request in 24 hours and two in 7 days.",
		Fix:     "Send the next request later. A call with the contact lifts the limit.",
		Until:   next,
	}
}

func (g Gates) callLimits() *Reason {
	next := g.Permission.NextCallAt(g.Now)
	if !next.After(g.Now) {
		return nil
	}
	return &Reason{
		Code:    WhyCallLimit,
		Message: "WhatsApp allows 100 answered calls to a contact in 24 hours.",
		Fix:     "Call again later.",
		Until:   next,
	}
}

func (g Gates) permission() *Reason {
	switch g.Permission.State(g.Now) {
	case StateTemporary, StatePermanent:
		return nil
	case StateAsked:
		return &Reason{
			Code:    WhyAsked,
			Message: "The contact has not answered the call request yet.",
			Fix:     "Wait for the answer.",
			Until:   g.Permission.AskedAt.Add(RequestLife),
		}
	case StateDeclined:
		return &Reason{
			Code:    WhyDeclined,
			Message: "The contact declined the call request.",
			Fix:     "They can still change their answer. Otherwise send another request later.",
		}
	case StateExpired:
		return &Reason{
			Code:    WhyExpired,
			Message: "The contact's permission has expired.",
			Fix:     "Send a call request.",
		}
	case StateRevoked:
		return &Reason{
			Code:    WhyRevoked,
			Message: "The permission to call this contact was withdrawn.",
			Fix:     "Agree by message first, then send a call request.",
		}
	default:
		return &Reason{
			Code:    WhyNotAsked,
			Message: "The contact has not allowed calls yet.",
			Fix:     "Send a call request and wait for the contact to accept.",
		}
	}
}

func (g Gates) contactFree() *Reason {
	if g.WithContact == nil {
		return nil
	}
	message := "Somebody is on a call with this contact."
	if g.WithContact.Operator == g.Member.User.ID {
		message = "You are on a call with this contact."
	}
	return &Reason{Code: WhyContactBusy, Message: message, Fix: "Wait for that call to end."}
}

func (g Gates) operatorFree() *Reason {
	if g.OfMember == nil {
		return nil
	}
	return &Reason{Code: WhyOperatorBusy, Message: "You are on another call.", Fix: "End that call first."}
}
