package sandbox

import "ramal/internal/meta"

// codePayment is the one error of health whose words Meta's page shows: a payment method that does not work.
const codePayment = 141006

// health is the field health_status (Meta: Messaging and Calling Health Status). Only can_receive_call_sip is about calls
// there. What else stands in the way of calls is written into additional_info, which Meta leaves open: the sentences are ours.
func (t *tx) health(ofNumber bool) meta.HealthStatus {
	c := &t.Settings.Calling
	sip := meta.HealthBlocked
	if t.Settings.enabled() && c.SIP.on() {
		sip = meta.HealthAvailable
	}
	number := meta.HealthEntity{EntityType: "PHONE_NUMBER", ID: PhoneNumberID, CanReceiveCallSIP: sip}
	if !t.Settings.enabled() {
		number.AdditionalInfo = append(number.AdditionalInfo, "Calling is not enabled for this phone number.")
	}
	for _, r := range t.restrictions() {
		number.AdditionalInfo = append(number.AdditionalInfo, "Calling is restricted: "+r.Type+".")
	}
	if t.Account.TestNumber {
		number.AdditionalInfo = append(number.AdditionalInfo, "A test number reaches the recipients on its list only.")
	}
	waba := meta.HealthEntity{EntityType: "WABA", ID: WABAID}
	if !t.Account.PaymentMethod {
		waba.Errors = []meta.HealthError{{
			Code:        codePayment,
			Description: "There is an error with the payment method. This will block business initiated conversations.",
			Solution:    "There was an error with your payment method. Please add a new payment method to the account.",
		}}
	}
	business := meta.HealthEntity{EntityType: "BUSINESS", ID: BusinessID}
	if t.Account.MessagingLimit < minMessagingLimit && !t.Account.TestNumber {
		business.AdditionalInfo = append(business.AdditionalInfo, "The messaging limit is too low for calling.")
	}
	app := meta.HealthEntity{EntityType: "APP", ID: AppID, CanReceiveCallSIP: sip}
	if !t.hears(meta.FieldCalls) {
		app.AdditionalInfo = append(app.AdditionalInfo, "The app is not subscribed to the webhook field calls of this account.")
	}
	h := meta.HealthStatus{CanSendMessage: meta.HealthAvailable}
	entities := []meta.HealthEntity{waba, business, app}
	if ofNumber {
		entities = append([]meta.HealthEntity{number}, entities...)
	}
	for _, e := range entities {
		e.CanSendMessage = meta.HealthAvailable
		switch {
		case len(e.Errors) > 0:
			e.CanSendMessage, h.CanSendMessage = meta.HealthBlocked, meta.HealthBlocked
		case len(e.AdditionalInfo) > 0:
			e.CanSendMessage = meta.HealthLimited
			if h.CanSendMessage == meta.HealthAvailable {
				h.CanSendMessage = meta.HealthLimited
			}
		}
		h.Entities = append(h.Entities, e)
	}
	return h
}
