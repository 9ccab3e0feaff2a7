package sandbox

import (
	"strconv"
	"time"

	"ramal/internal/meta"
)

// draft is a message of the business before it is sent.
type draft struct {
	*message
	free bool               // a template: it needs no service window
	late *meta.WebhookError // it will fail on its way
}

// compose turns a checked request into what the phone will show. What it names must be there: media, templates.
func (t *tx) compose(m *meta.MessageRequest) (*draft, *graphError) {
	d := &draft{message: &message{FromBusiness: true, Kind: kindText, At: t.now.Unix(), Status: statusAccepted, Opaque: m.Opaque}}
	switch m.Type {
	case meta.TypeText:
		d.Text = m.Text.Body
	case meta.TypeInteractive:
		return d, t.composeInteractive(d, m.Interactive)
	case meta.TypeTemplate:
		return d, t.composeTemplate(d, m.Template)
	case meta.TypeLocation:
		d.Kind, d.Location = kindLocation, m.Location
	case meta.TypeContacts:
		d.Kind, d.Contacts = kindContacts, m.Contacts
	case meta.TypeReaction:
		d.Kind, d.About, d.Reaction = kindReaction, m.Reaction.MessageID, m.Reaction.Emoji
	default:
		d.Kind, d.Text = kindMedia, m.Media().Caption
		return d, t.attach(d, m.Type, m.Type, m.Media())
	}
	return d, nil
}

func (t *tx) composeInteractive(d *draft, i *meta.InteractiveRequest) *graphError {
	d.Kind = kindButtons
	if i.Body != nil {
		d.Text = i.Body.Text
	}
	if i.Footer != nil {
		d.Footer = i.Footer.Text
	}
	switch i.Type {
	case meta.InteractiveCallPermissionRequest:
		d.Kind = kindRequest
	case meta.InteractiveVoiceCall:
		d.Buttons = []button{t.callButton(i.Action.Parameters)}
	default:
		for _, b := range i.Action.Buttons {
			d.Buttons = append(d.Buttons, button{ID: b.Reply.ID, Kind: buttonReply, Text: b.Reply.Title})
		}
	}
	if i.Header == nil {
		return nil
	}
	d.Header = i.Header.Text
	if o := headerMedia(i.Header); o != nil {
		return t.attach(d, i.Header.Type, "interactive['header']['"+i.Header.Type+"']", o)
	}
	return nil
}

// callButton is a button that calls the business until its time is over.
func (t *tx) callButton(p *meta.CallButton) button {
	b := button{ID: string(buttonCall), Kind: buttonCall, Text: defaultCallText}
	ttl := int64(defaultCallTTL)
	if p != nil {
		if p.DisplayText != "" {
			b.Text = p.DisplayText
		}
		if p.TTLMinutes != nil {
			ttl = int64(*p.TTLMinutes)
		}
		b.Payload = p.Payload
	}
	b.Expires = t.now.Add(time.Duration(ttl) * time.Minute).Unix()
	return b
}

// attach finds the medium of a message. A type that the message cannot carry fails on the way, as assumed.
func (t *tx) attach(d *draft, kind, where string, o *meta.MediaObject) *graphError {
	a := &attachment{Kind: kind, Link: o.Link, Name: o.Filename}
	d.Media = a
	if o.Voice {
		a.Kind = kindVoice
	}
	if o.ID == "" {
		return nil
	}
	f := t.files[o.ID]
	if f == nil || f.UseCase != "" {
		return parameter("Param %s['id'] is not a valid whatsapp business account media attachment ID", where)
	}
	a.Link, a.ID, a.MIME, a.Size = "", f.ID, f.MimeType, f.Size
	if a.Name == "" && kind == meta.TypeDocument {
		a.Name = f.Name
	}
	if rule, ok := ruleOf(f.MimeType); kind != meta.TypeDocument && (!ok || rule.kind != kind) {
		d.late = webhookFault(meta.CodeMediaUpload, "Media of type "+bareType(f.MimeType)+" cannot be sent as "+kind)
	}
	return nil
}

// mayOffer is what stops a message with a call button before it is sent (Meta: Calling API, Call buttons).
func (t *tx) mayOffer() *graphError {
	if err := t.callingOff(); err != nil {
		return err
	}
	if withoutCalls[t.Account.Country] {
		return value("Interactive type voice_call is not supported for the sender. Allowed types: button, list")
	}
	return nil
}

// withoutCalls are countries whose business numbers take no calls at all. Meta names none: user-initiated calls are where Cloud
// API is, so these are the countries without it.
var withoutCalls = map[string]bool{"CU": true, "IR": true, "KP": true, "SY": true}

// buttonID names a button of a template by its place.
func buttonID(i int) string { return strconv.Itoa(i) }
