package sandbox

import (
	"strconv"
	"strings"
	"time"
)

// This file turns what happened into webhook values.

const errorsPage = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"

func unix(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

func stamp(sec int64) string {
	if sec == 0 {
		return ""
	}
	return strconv.FormatInt(sec, 10)
}

func (t *tx) value() wireValue {
	return wireValue{
		MessagingProduct: "whatsapp",
		Metadata:         wireMetadata{DisplayPhoneNumber: BusinessNumber, PhoneNumberID: PhoneNumberID},
	}
}

func contact(u *user) []wireContact {
	return []wireContact{{Profile: wireProfile{Name: u.Name, Username: u.Username}, WaID: u.phone(), UserID: u.BSUID}}
}

// wireCall is the part that connect and terminate share.
func (t *tx) wireCall(c *call, event string) wireCall {
	u := t.users[c.UserID]
	w := wireCall{
		ID: c.ID, Event: event, Timestamp: unix(t.now), Direction: string(c.Direction),
		CTAPayload: c.CTA, DeeplinkPayload: c.Deeplink, Opaque: c.Opaque,
	}
	if c.Direction == businessInitiated {
		w.From, w.To, w.ToUserID = BusinessNumber, u.phone(), u.BSUID
	} else {
		w.From, w.FromUserID, w.To = u.phone(), u.BSUID, BusinessNumber
	}
	return w
}

func (t *tx) sendConnect(c *call, sdpType, sdp string) {
	v := t.value()
	u := t.users[c.UserID]
	if c.Direction == userInitiated || !t.Faults.OmitContacts {
		v.Contacts = contact(u)
	}
	w := t.wireCall(c, "connect")
	w.Session = &wireSession{SDPType: sdpType, SDP: sdp}
	v.Calls = []wireCall{w}
	t.send("calls", u.id(), v)
}

func (t *tx) sendCallStatus(c *call, status string) {
	v := t.value()
	u := t.users[c.UserID]
	v.Statuses = []wireStatus{{
		ID: c.ID, Type: "call", Status: t.spelled(status), Timestamp: unix(t.now),
		RecipientID: u.phone(), RecipientUserID: u.BSUID, Opaque: c.Opaque,
	}}
	t.send("calls", u.id(), v)
}

func (t *tx) sendTerminate(c *call, fault *wireError) {
	v := t.value()
	u := t.users[c.UserID]
	if !t.Faults.OmitContacts {
		v.Contacts = contact(u)
	}
	w := t.wireCall(c, "terminate")
	w.Status = t.spelled(c.Status)
	if c.Picked != 0 {
		d := c.Ended - c.Picked
		w.StartTime, w.EndTime, w.Duration = stamp(c.Picked), stamp(c.Ended), &d
	}
	v.Calls = []wireCall{w}
	if fault != nil {
		v.Errors = []wireError{*fault}
	}
	t.send("calls", u.id(), v)
}

// spelled follows the quirk that practice shows: Completed for COMPLETED.
func (t *tx) spelled(status string) string {
	if t.Faults.StatusCase == "title" {
		return status[:1] + strings.ToLower(status[1:])
	}
	return status
}

func (t *tx) sendMessage(u *user, m wireMessage) {
	m.From, m.FromUserID, m.Timestamp = u.phone(), u.BSUID, unix(t.now)
	v := t.value()
	v.Contacts = contact(u)
	v.Messages = []wireMessage{m}
	t.send("messages", u.id(), v)
}

func (t *tx) sendPermission(u *user, id string, r wireReply, about *wireContext) {
	t.sendMessage(u, wireMessage{
		ID: id, Type: "interactive", Context: about,
		Interactive: &wireInteractive{Type: "call_permission_reply", Reply: r},
	})
}

func (t *tx) sendMessageStatus(u *user, m *message, fault *wireError) {
	s := wireStatus{
		ID: m.ID, Status: m.Status, Timestamp: unix(t.now), RecipientID: u.phone(), RecipientUserID: u.BSUID, Opaque: m.Opaque,
	}
	if fault != nil {
		s.Errors = []wireError{*fault}
	}
	v := t.value()
	v.Statuses = []wireStatus{s}
	t.send("messages", u.id(), v)
}

// sendLost is the failed status of a message to somebody who is not there.
func (t *tx) sendLost(id, recipient, opaque string, fault *wireError) {
	v := t.value()
	v.Statuses = []wireStatus{{
		ID: id, Status: statusFailed, Timestamp: unix(t.now), RecipientID: recipient, Opaque: opaque, Errors: []wireError{*fault},
	}}
	t.send("messages", recipient, v)
}

type wireSettingsUpdate struct {
	MessagingProduct string `json:"messaging_product"`
	Timestamp        string `json:"timestamp"`
	Type             string `json:"type"`
	Settings         struct {
		PhoneNumberID string          `json:"phone_number_id"`
		Calling       observedCalling `json:"calling"`
	} `json:"phone_number_settings"`
}

// observedCalling are the settings whose change Meta reports.
type observedCalling struct {
	Status                   string `json:"status"`
	CallIconVisibility       string `json:"call_icon_visibility"`
	CallbackPermissionStatus string `json:"callback_permission_status"`
	SRTPKeyExchangeProtocol  string `json:"srtp_key_exchange_protocol,omitempty"`
}

func (t *tx) sendSettings() {
	v := wireSettingsUpdate{MessagingProduct: "whatsapp", Timestamp: unix(t.now), Type: "phone_number_settings"}
	v.Settings.PhoneNumberID = PhoneNumberID
	c := t.Settings.Calling
	v.Settings.Calling = observedCalling{
		Status: c.Status, CallIconVisibility: c.CallIconVisibility, CallbackPermissionStatus: c.CallbackPermissionStatus,
		SRTPKeyExchangeProtocol: c.SRTPKeyExchangeProtocol,
	}
	t.send("account_settings_update", PhoneNumberID, v)
}
