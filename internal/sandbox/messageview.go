package sandbox

import "ramal/internal/meta"

// messageView is a message as a phone shows it.
type messageView struct {
	ID       string         `json:"id"`
	From     string         `json:"from"`
	Kind     messageKind    `json:"kind"`
	Header   string         `json:"header,omitempty"`
	Text     string         `json:"text"`
	Footer   string         `json:"footer,omitempty"`
	At       int64          `json:"at_unix"`
	Status   string         `json:"status"`
	Buttons  []buttonView   `json:"buttons,omitempty"`
	Media    *attachment    `json:"media,omitempty"` // the bytes are at /sandbox/media/{id}
	Location *meta.Location `json:"location,omitempty"`
	Contacts []cardView     `json:"contacts,omitempty"`
	Reaction string         `json:"reaction,omitempty"`
	ReplyTo  string         `json:"reply_to,omitempty"`
	Request  *requestView   `json:"request,omitempty"`
}

type buttonView struct {
	ID      string     `json:"id"`
	Kind    buttonKind `json:"kind"`
	Text    string     `json:"text"`
	Expired bool       `json:"expired"`
	URL     string     `json:"url,omitempty"`
	Phone   string     `json:"phone,omitempty"`
}

// cardView is a person in a contacts message.
type cardView struct {
	Name   string   `json:"name"`
	Phones []string `json:"phones"`
}

type requestView struct {
	Answered string `json:"answered"`
	Expired  bool   `json:"expired"`
}

func (t *tx) messageView(m *message) messageView {
	v := messageView{
		ID: m.ID, From: "user", Kind: m.Kind, Header: m.Header, Text: m.Text, Footer: m.Footer, At: m.At, Status: m.Status,
		Media: m.Media, Location: m.Location, Reaction: m.Reaction, ReplyTo: m.ReplyTo,
	}
	if m.FromBusiness {
		v.From = "business"
	}
	for _, b := range m.Buttons {
		v.Buttons = append(v.Buttons, buttonView{ID: b.ID, Kind: b.Kind, Text: b.Text, Expired: b.expired(t.now), URL: b.URL, Phone: b.Phone})
	}
	for _, c := range m.Contacts {
		card := cardView{Name: c.Name.FormattedName, Phones: []string{}}
		for _, p := range c.Phones {
			card.Phones = append(card.Phones, p.Phone)
		}
		v.Contacts = append(v.Contacts, card)
	}
	if m.Kind == kindRequest {
		v.Request = &requestView{Answered: m.Answered, Expired: m.expired(t.now)}
	}
	return v
}
