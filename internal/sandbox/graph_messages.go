package sandbox

import (
	"strings"
	"unicode/utf8"

	"ramal/internal/meta"
)

const (
	maxText    = 4096
	maxOpaque  = 512
	fewestWaID = 5
)

func (s *Server) postMessages(r *graphRequest) (any, *graphError) {
	var m meta.MessageRequest
	if err := r.decode(&m); err != nil {
		return nil, err
	}
	if err := product(m.MessagingProduct); err != nil {
		return nil, err
	}
	if m.Status != "" {
		return s.markRead(m)
	}
	if err := checkMessage(&m); err != nil {
		return nil, err
	}
	var out meta.MessageResponse
	var fail *graphError
	s.must(func(t *tx) { out, fail = t.take(m) })
	if fail != nil {
		return nil, fail
	}
	return out, nil
}

func (s *Server) markRead(m meta.MessageRequest) (any, *graphError) {
	if m.Status != meta.StatusRead {
		return nil, parameter("Param status must be one of {read} - got %q.", m.Status)
	}
	if m.MessageID == "" {
		return nil, parameter("The parameter message_id is required.")
	}
	if m.TypingIndicator != nil && m.TypingIndicator.Type != meta.TypeText {
		return nil, parameter("Param typing_indicator['type'] must be one of {TEXT} - got %q.", m.TypingIndicator.Type)
	}
	found := false
	s.must(func(t *tx) { found = t.readByBusiness(m.MessageID) })
	if !found {
		return nil, fault(meta.CodeInvalidParameter).details("Message ID not found or not a message from a user")
	}
	return meta.Success{Success: true}, nil
}

// messageTypes are what the business can send.
var messageTypes = []string{
	meta.TypeAudio, meta.TypeContacts, meta.TypeDocument, meta.TypeImage, meta.TypeInteractive, meta.TypeLocation, meta.TypeReaction,
	meta.TypeSticker, meta.TypeTemplate, meta.TypeText, meta.TypeVideo,
}

func checkMessage(m *meta.MessageRequest) *graphError {
	if m.RecipientType != "" && !strings.EqualFold(m.RecipientType, "individual") {
		return parameter("Param recipient_type must be one of {individual} - got %q.", m.RecipientType)
	}
	if err := recipientFault(string(m.To), m.Recipient); err != nil {
		return err
	}
	if utf8.RuneCountInString(m.Opaque) > maxOpaque {
		return parameter("Param biz_opaque_callback_data must be at most %d characters long.", maxOpaque)
	}
	if m.Type == "" {
		m.Type = meta.TypeText
	}
	if m.Type = strings.ToLower(m.Type); !oneOf(m.Type, messageTypes) {
		return parameter("Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, LOCATION, REACTION, STICKER, "+
			"TEMPLATE, TEXT, VIDEO} - got %q.", m.Type)
	}
	return checkContent(m)
}

func recipientFault(to, recipient string) *graphError {
	switch {
	case to == "" && recipient == "":
		return parameter("The parameter to is required.")
	case to != "" && (len(meta.Digits(to)) < fewestWaID || strings.ContainsFunc(to, isLetter)):
		return parameter("Param to must be a phone number - got %q.", to)
	case to == "" && !bsuidPattern.MatchString(recipient):
		return parameter("Param recipient must be a business-scoped user ID - got %q.", recipient)
	case meta.Digits(to) == BusinessNumber:
		return fault(meta.CodeRecipientIsSender).details("The recipient is the sender")
	}
	return nil
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// take accepts a checked message. What the business learns later, it learns by webhook.
func (t *tx) take(m meta.MessageRequest) (meta.MessageResponse, *graphError) {
	waID := m.To.Digits()
	u := t.find(waID, m.Recipient)
	a := meta.MessageResponse{MessagingProduct: meta.Product}
	d, err := t.compose(&m)
	if err == nil {
		err = t.maySend(u, waID, d)
	}
	if err != nil {
		return a, err
	}
	c := meta.MessageContact{Input: string(m.To), WaID: waID, UserID: m.Recipient}
	if c.Input == "" {
		c.Input = m.Recipient
	}
	if u != nil && u.OnWhatsApp {
		c.WaID, c.UserID, c.ParentUserID = u.phone(), u.BSUID, u.ParentBSUID
		if waID != "" {
			c.WaID = u.WaID // who knows the number may see it
		}
		d.ID = t.s.ids.wamid(u.number())
		t.dispatchTo(u, d, m.Context)
	} else {
		d.ID = t.s.ids.wamid(meta.Digits(c.Input))
		id, opaque := d.ID, m.Opaque
		t.in(t.s.timing.Sent, func(t *tx) {
			t.sendLost(id, waID, opaque, webhookFault(meta.CodeUndeliverable, "Message Undeliverable."))
		})
	}
	sent := meta.MessageID{ID: d.ID}
	if d.free {
		sent.MessageStatus = statusAccepted
	}
	a.Contacts, a.Messages = []meta.MessageContact{c}, []meta.MessageID{sent}
	return a, nil
}

// dispatchTo lets a message travel to a user who is there.
func (t *tx) dispatchTo(u *user, d *draft, about *meta.ReplyTo) {
	if about != nil && u.message(about.MessageID) != nil {
		d.ReplyTo = about.MessageID // what is not there, or no more, is not quoted
	}
	if d.Kind == kindReaction && d.late == nil && u.message(d.About) == nil {
		d.late = webhookFault(meta.CodeParameterValue, "The message that is reacted to does not exist")
	}
	if d.Kind == kindRequest && d.late == nil {
		u.Line.Requests = append(within(u.Line.Requests, week, t.now), t.now.Unix())
	}
	t.post(u, d.message, d.late)
}

// maySend is what stops a message before it leaves. Outside the service window it fails at once or, as the switch says, on its
// way.
func (t *tx) maySend(u *user, digits string, d *draft) *graphError {
	switch {
	case d.Kind == kindRequest:
		if err := t.mayRequest(u, digits); err != nil {
			return err
		}
	case d.calls():
		if err := t.mayOffer(); err != nil {
			return err
		}
	}
	if d.free {
		if d.late == nil {
			d.late = t.mayStart(u)
		}
		return nil
	}
	if u == nil || !u.OnWhatsApp || u.Line.windowOpen(t.now) {
		return nil
	}
	const words = "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
	if t.Faults.WindowError == "sync" {
		return fault(meta.CodeReengagement).details(words)
	}
	d.late = webhookFault(meta.CodeReengagement, words)
	return nil
}
