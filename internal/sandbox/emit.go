package sandbox

import "ramal/internal/meta"

// This file turns what happened into webhook values.

const errorsPage = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"

func (t *tx) value() meta.Value {
	return meta.Value{
		MessagingProduct: meta.Product,
		Metadata:         meta.Metadata{DisplayPhoneNumber: BusinessNumber, PhoneNumberID: PhoneNumberID},
	}
}

func contact(u *user) []meta.Contact {
	return []meta.Contact{{Profile: meta.Profile{Name: u.Name, Username: u.Username}, WaID: u.phone(), UserID: u.BSUID, ParentUserID: u.ParentBSUID}}
}

// event is the part that connect and terminate share.
func (t *tx) event(c *call, event meta.CallEvent) meta.Call {
	u := t.users[c.UserID]
	w := meta.Call{
		ID: c.ID, Event: event, Timestamp: meta.At(t.now), Direction: c.Direction,
		CTAPayload: c.CTA, DeeplinkPayload: c.Deeplink, Opaque: c.Opaque,
	}
	if c.Direction == meta.BusinessInitiated {
		w.From, w.To, w.ToUserID, w.ToParentUserID = BusinessNumber, u.phone(), u.BSUID, u.ParentBSUID
	} else {
		w.From, w.FromUserID, w.FromParentUserID, w.To = u.phone(), u.BSUID, u.ParentBSUID, BusinessNumber
	}
	return w
}

func (t *tx) sendConnect(c *call, sdpType meta.SDPType, sdp string) {
	v := t.value()
	u := t.users[c.UserID]
	v.Contacts = contact(u)
	w := t.event(c, meta.EventConnect)
	w.Session = &meta.Session{SDPType: sdpType, SDP: sdp}
	v.Calls = []meta.Call{w}
	t.send(meta.FieldCalls, u.id(), v)
}

// sendCreated tells a SIP number of a user's call: like connect, without a session (Meta: Calling API, Call settings, 26 Jun
// 2026).
func (t *tx) sendCreated(c *call) {
	v := t.value()
	v.Contacts = contact(t.users[c.UserID])
	v.Calls = []meta.Call{t.event(c, meta.EventCreated)}
	t.send(meta.FieldCalls, c.UserID, v)
}

// sendUnpaid tells the business that a user could not call it for want of a payment method. Meta names the code and that it
// comes as a webhook (Meta: Calling API, Troubleshooting); the shape is assumed: errors beside the contact, without a call.
func (t *tx) sendUnpaid(u *user) {
	v := t.value()
	v.Contacts = contact(u)
	v.Errors = []meta.WebhookError{*webhookFault(meta.CodeNoPaymentMethod, "A user's call failed because no valid payment method is attached")}
	t.send(meta.FieldCalls, u.id(), v)
}

func (t *tx) sendCallStatus(c *call, status meta.CallStatus) {
	v := t.value()
	u := t.users[c.UserID]
	v.Contacts = contact(u) // taken away again unless a quirk asks for them
	v.Statuses = []meta.Status{{
		ID: c.ID, Type: meta.StatusTypeCall, Status: string(status), Timestamp: meta.At(t.now),
		RecipientID: u.phone(), RecipientUserID: u.BSUID, RecipientParentUserID: u.ParentBSUID, Opaque: c.Opaque,
	}}
	t.send(meta.FieldCalls, u.id(), v)
}

func (t *tx) sendTerminate(c *call, fault *meta.WebhookError) {
	v := t.value()
	u := t.users[c.UserID]
	v.Contacts = contact(u)
	w := t.event(c, meta.EventTerminate)
	w.Status = c.Status
	if c.Picked != 0 {
		w.StartTime, w.EndTime, w.Duration = meta.Timestamp(c.Picked), meta.Timestamp(c.Ended), meta.Int64(c.Ended-c.Picked)
	}
	v.Calls = []meta.Call{w}
	if fault != nil {
		v.Errors = []meta.WebhookError{*fault}
	}
	t.send(meta.FieldCalls, u.id(), v)
}

func (t *tx) sendMessage(u *user, m meta.Message) {
	m.From, m.FromUserID, m.FromParentUserID, m.Timestamp = u.phone(), u.BSUID, u.ParentBSUID, meta.At(t.now)
	v := t.value()
	v.Contacts = contact(u)
	v.Messages = []meta.Message{m}
	t.send(meta.FieldMessages, u.id(), v)
}

func (t *tx) sendPermission(u *user, id string, r meta.CallPermissionReply, about *meta.Context) {
	t.sendMessage(u, meta.Message{
		ID: id, Type: meta.TypeInteractive, Context: about,
		Interactive: &meta.InteractiveReply{Type: meta.InteractiveCallPermissionReply, CallPermissionReply: &r},
	})
}

func (t *tx) sendMessageStatus(u *user, m *message, fault *meta.WebhookError) {
	s := meta.Status{
		ID: m.ID, Status: m.Status, Timestamp: meta.At(t.now), Opaque: m.Opaque,
		RecipientID: u.phone(), RecipientUserID: u.BSUID, RecipientParentUserID: u.ParentBSUID,
	}
	if fault != nil {
		s.Errors = []meta.WebhookError{*fault}
	}
	v := t.value()
	v.Statuses = []meta.Status{s}
	t.send(meta.FieldMessages, u.id(), v)
}

// sendLost is the failed status of a message to somebody who is not there.
func (t *tx) sendLost(id, recipient, opaque string, fault *meta.WebhookError) {
	v := t.value()
	v.Statuses = []meta.Status{{
		ID: id, Status: statusFailed, Timestamp: meta.At(t.now), RecipientID: recipient, Opaque: opaque, Errors: []meta.WebhookError{*fault},
	}}
	t.send(meta.FieldMessages, recipient, v)
}
