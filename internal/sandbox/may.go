package sandbox

import (
	"maps"
	"time"

	"ramal/internal/meta"
)

// This file is every reason why something about calls is refused: one list for each of the three who ask.

// mayConnect is every reason of Meta's not to place a business's call (Meta: Calling API, Business-initiated calls and
// Troubleshooting, June 2026).
func (t *tx) mayConnect(r meta.CallRequest) (*user, *graphError) {
	if err := t.mayReach(r.To.Digits()); err != nil {
		return nil, err
	}
	if err := t.unpaid(); err != nil {
		return nil, err
	}
	u := t.find(r.To.Digits(), r.Recipient)
	switch {
	case u == nil || !u.OnWhatsApp || u.Client == clientOld:
		return nil, fault(meta.CodeReceiverUncallable).details("The receiver cannot be called: not on WhatsApp, or with an unsupported client")
	case t.unlisted(u.id()):
		return nil, notListed()
	case t.liveCall(u.id()) != nil:
		return nil, fault(meta.CodeAlreadyOnCall).details("A call with this receiver is already going on")
	case u.Line.permission(t.now) == meta.NoPermission:
		return nil, fault(meta.CodeNoCallPermission).details("No approved call permission from the recipient")
	case t.liveCalls() >= t.Account.ConcurrentLimit:
		return nil, fault(meta.CodeConcurrentCalls).details("At most %d calls at once", t.Account.ConcurrentLimit)
	case len(within(t.Placed, day, t.now)) >= t.Account.CallsPerDay:
		return nil, fault(meta.CodeCallRateLimit).details("At most %d new calls in 24 hours", t.Account.CallsPerDay)
	}
	if use := u.Line.callUsage(t.now); exhausted(use) {
		return nil, fault(meta.CodeCallLimit).details("At most %d connected calls in 24 hours to one user. Next call allowed at %s",
			use.Max, time.Unix(use.Free, 0).UTC().Format(time.RFC3339))
	}
	return u, nil
}

// mayReach is what stops calls and permission requests of the business alike, whoever they are for.
func (t *tx) mayReach(digits string) *graphError {
	if err := t.callingOff(); err != nil {
		return err
	}
	switch {
	case barred[t.Account.Country]:
		return fault(meta.CodeCountryNotAvailable).details("Business-initiated calling is not available for numbers of %s", t.Account.Country)
	case t.restricted(meta.RestrictedBusinessCalls):
		return fault(meta.CodeCallingRestricted).details("Business-initiated calling is temporarily disabled because of low quality")
	case t.unlisted(digits):
		return notListed()
	}
	return nil
}

// mayRequest is what stops a call permission request before it is sent (Meta: Calling API, User call permissions). u is nil
// for somebody who is not on WhatsApp; digits is the number that the request names, if it names one.
func (t *tx) mayRequest(u *user, digits string) *graphError {
	if err := t.mayReach(digits); err != nil {
		return err
	}
	if u == nil {
		return nil
	}
	limits := t.limits()
	switch {
	case t.unlisted(u.id()):
		return notListed()
	case u.Line.permission(t.now) == meta.PermanentPermission:
		return fault(meta.CodePermanentPermission).details("The user has already granted a permanent call permission")
	case exhausted(u.Line.requestUsage(t.now, limits)...):
		return fault(meta.CodePermissionRequests).details("At most %d call permission request in 24 hours and %d in 7 days to one user",
			limits.requestsPerDay, limits.requestsPerWeek)
	}
	return nil
}

// mayStart is what stops a template on its way to somebody who has not written for a day: the business needs a payment method,
// and reaches so many people in 24 hours (Meta: Messaging limits, 26 Nov 2025). Meta's pages give the limit no code of its own:
// 131048 is assumed. A test number has no limit.
func (t *tx) mayStart(u *user) *meta.WebhookError {
	if u == nil || !u.OnWhatsApp || u.Line.windowOpen(t.now) {
		return nil
	}
	if !t.Account.PaymentMethod {
		return webhookFault(meta.CodePaymentEligibility, "Message failed to send because there were one or more errors related to your payment method.")
	}
	since := t.now.Add(-day).Unix()
	maps.DeleteFunc(t.Reached, func(_ string, at int64) bool { return at <= since })
	if _, before := t.Reached[u.id()]; !before && !t.Account.TestNumber && len(t.Reached) >= t.Account.MessagingLimit {
		return webhookFault(meta.CodeSpamRateLimit, "The messaging limit of the business is reached: no more people in these 24 hours")
	}
	if t.Reached == nil {
		t.Reached = map[string]int64{}
	}
	t.Reached[u.id()] = t.now.Unix()
	return nil
}

// mayCall says why a user cannot call the business now, or "". A hidden icon is no reason: a saved contact, the call log, a
// button or a link still call (Meta: Calling API, FAQ).
func (t *tx) mayCall(u *user) string {
	view := t.callingView(u)
	switch {
	case view.Why == whyOff:
		return "the business has not enabled calling"
	case view.Why == whyRestricted:
		return "users cannot call the business for a while, because of low quality"
	case view.Why == whyClosed:
		return "the business takes no calls now: it is outside its call hours"
	case !u.OnWhatsApp:
		return "this user is not on WhatsApp"
	case u.Behaviour == Vanish:
		return "this phone is switched off (behaviour vanish): switch it on first, with another behaviour"
	case t.liveCall(u.id()) != nil:
		return "this user is in a call with the business already"
	case t.liveCalls() >= t.Account.ConcurrentLimit:
		return "the business has too many calls at once"
	case !t.Account.PaymentMethod:
		return noPayment
	}
	return ""
}

// unpaid stops calls of a business without a payment method, its own and those that it would accept.
func (t *tx) unpaid() *graphError {
	if t.Account.PaymentMethod {
		return nil
	}
	return fault(meta.CodeNoPaymentMethod).details("No valid payment method is attached to the WhatsApp Business account")
}

// noPayment is the one refusal that the business hears of: by an errors webhook.
const noPayment = "the business has no valid payment method"

// unlisted says whether a test number is kept from reaching somebody, a phone number or a business-scoped user id: it reaches
// those on its list only.
func (t *tx) unlisted(who string) bool {
	return who != "" && t.Account.TestNumber && !oneOf(who, t.Account.AllowedRecipients)
}

func notListed() *graphError {
	return fault(meta.CodeNotAllowListed).details("Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.")
}

// callingOff is the error of everything that needs calling while the number has it off. Practice saw 400 where the table
// says 401.
func (t *tx) callingOff() *graphError {
	if t.Settings.enabled() {
		return nil
	}
	e := fault(meta.CodeCallingNotEnabled).details("Calling API is not enabled for this phone number")
	e.HTTPStatus = t.Faults.CallingOff
	return e
}

// sipOnly refuses everything that Graph does with calls while the number signals by SIP.
func (t *tx) sipOnly() *graphError {
	if t.Settings.Calling.SIP.on() {
		return fault(meta.CodeSIPOnly).details("Calls by Graph API are not allowed while SIP is enabled for this phone number")
	}
	return nil
}
