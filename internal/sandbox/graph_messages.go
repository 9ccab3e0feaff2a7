package sandbox

import (
	"strings"
	"unicode/utf8"

	"ramal/internal/meta"
)

const (
	maxText    = 4096
	maxBody    = 1024
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
	found := false
	s.must(func(t *tx) { found = t.readByBusiness(m.MessageID) })
	if !found {
		return nil, fault(meta.CodeInvalidParameter).details("Message ID not found or not a message from a user")
	}
	return meta.Success{Success: true}, nil
}

// otherTypes are message types that Cloud API has and this sandbox does not carry.
var otherTypes = []string{
	"audio", "contacts", "document", "image", "location", "reaction", "sticker", meta.TypeTemplate, "video",
}

func checkMessage(m *meta.MessageRequest) *graphError {
	if m.RecipientType != "" && !strings.EqualFold(m.RecipientType, "individual") {
		return parameter("Param recipient_type must be one of {individual} - got %q.", m.RecipientType)
	}
	if err := recipientFault(string(m.To), m.Recipient); err != nil {
		return err
	}
	if len(m.Opaque) > maxOpaque {
		return parameter("Param biz_opaque_callback_data must be at most %d characters long.", maxOpaque)
	}
	if m.Type == "" {
		m.Type = meta.TypeText
	}
	switch m.Type = strings.ToLower(m.Type); {
	case m.Type == meta.TypeText:
		switch {
		case m.Text == nil || strings.TrimSpace(m.Text.Body) == "":
			return parameter("The parameter text['body'] is required.")
		case utf8.RuneCountInString(m.Text.Body) > maxText:
			return parameter("Param text['body'] must be at most %d characters long.", maxText)
		}
	case m.Type == meta.TypeInteractive:
		return checkInteractive(m.Interactive)
	case oneOf(m.Type, otherTypes):
		return fault(meta.CodeUnsupportedType).details("%s messages are not part of this sandbox", m.Type)
	default:
		return parameter("Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, LOCATION, REACTION, STICKER, "+
			"TEMPLATE, TEXT, VIDEO} - got %q.", m.Type)
	}
	return nil
}

func checkInteractive(i *meta.InteractiveRequest) *graphError {
	switch {
	case i == nil:
		return parameter("The parameter interactive is required.")
	case i.Type != string(kindRequest) && oneOf(i.Type, []string{"button", "list", meta.InteractiveVoiceCall, "cta_url", "flow"}):
		return fault(meta.CodeUnsupportedType).details("Interactive messages of type %s are not part of this sandbox", i.Type)
	case i.Type != string(kindRequest):
		return fault(meta.CodeParameterValue).details("interactive type %q is not valid", i.Type)
	case i.Action == nil:
		return parameter("The parameter interactive['action'] is required.")
	case i.Action.Name != string(kindRequest):
		return parameter("Param interactive['action']['name'] must be one of {call_permission_request} - got %q.", i.Action.Name)
	case i.Header != nil || i.Footer != nil:
		return fault(meta.CodeParameterValue).details("header and footer are not allowed in a call permission request")
	case i.Body != nil && utf8.RuneCountInString(i.Body.Text) > maxBody:
		return parameter("Param interactive['body']['text'] must be at most %d characters long.", maxBody)
	}
	return nil
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
	c := meta.MessageContact{Input: string(m.To), WaID: waID, UserID: m.Recipient}
	if c.Input == "" {
		c.Input = m.Recipient
	}
	request := m.Type == meta.TypeInteractive
	if request {
		if err := t.mayRequest(u, waID); err != nil {
			return a, err
		}
	}
	if u == nil || !u.OnWhatsApp {
		id := t.s.ids.wamid(meta.Digits(c.Input))
		to, opaque := waID, m.Opaque
		t.in(t.s.timing.Sent, func(t *tx) {
			t.sendLost(id, to, opaque, webhookFault(meta.CodeUndeliverable, "Message Undeliverable."))
		})
		a.Contacts, a.Messages = []meta.MessageContact{c}, []meta.MessageID{{ID: id}}
		return a, nil
	}
	c.WaID, c.UserID = u.phone(), u.BSUID
	if waID != "" {
		c.WaID = u.WaID // who knows the number may see it
	}
	var late *meta.WebhookError
	if !u.Line.windowOpen(t.now) {
		const words = "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
		if t.Faults.WindowError == "sync" {
			return a, fault(meta.CodeReengagement).details(words)
		}
		late = webhookFault(meta.CodeReengagement, words)
	}
	msg := &message{
		ID: t.s.ids.wamid(u.number()), FromBusiness: true, Kind: kindText, At: t.now.Unix(), Status: statusAccepted, Opaque: m.Opaque,
	}
	if request {
		msg.Kind = kindRequest
		if m.Interactive.Body != nil {
			msg.Text = m.Interactive.Body.Text
		}
		if late == nil {
			u.Line.Requests = append(within(u.Line.Requests, week, t.now), t.now.Unix())
		}
	} else {
		msg.Text = m.Text.Body
	}
	t.post(u, msg, late)
	a.Contacts, a.Messages = []meta.MessageContact{c}, []meta.MessageID{{ID: msg.ID}}
	return a, nil
}
