package meta

import "encoding/json"

// The kinds of messages that carry media, and other things that people send.
const (
	TypeImage    = "image"
	TypeAudio    = "audio"
	TypeVideo    = "video"
	TypeDocument = "document"
	TypeSticker  = "sticker"
	TypeLocation = "location"
	TypeContacts = "contacts"
	TypeReaction = "reaction"
)

// MediaObject is a medium in an outgoing message (Meta: Cloud API, Messages, Image, Audio, Video, Document and Sticker
// messages, Jul 2026): an upload by ID, or a file that Meta fetches by Link. Caption is for image, video and document,
// Filename for document. Voice makes an Ogg/Opus audio a voice message.
type MediaObject struct {
	ID       string `json:"id,omitempty"`
	Link     string `json:"link,omitempty"`
	Caption  string `json:"caption,omitempty"`
	Filename string `json:"filename,omitempty"`
	Voice    bool   `json:"voice,omitempty"`
}

// Location is a place on the map, both ways (Meta: Cloud API, Location messages). Webhooks can have a URL too.
type Location struct {
	Latitude  Degrees `json:"latitude"`
	Longitude Degrees `json:"longitude"`
	Name      string  `json:"name,omitempty"`
	Address   string  `json:"address,omitempty"`
	URL       string  `json:"url,omitempty"`
}

// Degrees is a latitude or longitude, which Meta's pages write as a number and as a string. It decodes from both and
// encodes as a number. What is no number decodes to 0.
type Degrees float64

// UnmarshalJSON implements json.Unmarshaler.
func (d *Degrees) UnmarshalJSON(raw []byte) error {
	var n json.Number
	*d = 0
	if s := looseString(raw); s != "" {
		n = json.Number(s)
		if f, err := n.Float64(); err == nil {
			*d = Degrees(f)
		}
	}
	return nil
}

// ContactCard is one person in a contacts message, both ways (Meta: Cloud API, Contacts messages).
type ContactCard struct {
	Name      ContactName      `json:"name"`
	Birthday  string           `json:"birthday,omitempty"` // YYYY-MM-DD
	Phones    []ContactPhone   `json:"phones,omitempty"`
	Emails    []ContactEmail   `json:"emails,omitempty"`
	URLs      []ContactURL     `json:"urls,omitempty"`
	Addresses []ContactAddress `json:"addresses,omitempty"`
	Org       *ContactOrg      `json:"org,omitempty"`
}

// ContactName is required in a card: FormattedName and at least one more part.
type ContactName struct {
	FormattedName string `json:"formatted_name"`
	FirstName     string `json:"first_name,omitempty"`
	MiddleName    string `json:"middle_name,omitempty"`
	LastName      string `json:"last_name,omitempty"`
	Prefix        string `json:"prefix,omitempty"`
	Suffix        string `json:"suffix,omitempty"`
}

// ContactPhone is a number of a card. WaID is there when the number is on WhatsApp.
type ContactPhone struct {
	Phone string `json:"phone,omitempty"`
	WaID  string `json:"wa_id,omitempty"`
	Type  string `json:"type,omitempty"` // CELL, HOME, WORK…
}

// ContactEmail is a mail address of a card.
type ContactEmail struct {
	Email string `json:"email,omitempty"`
	Type  string `json:"type,omitempty"`
}

// ContactURL is a web address of a card.
type ContactURL struct {
	URL  string `json:"url,omitempty"`
	Type string `json:"type,omitempty"`
}

// ContactAddress is a postal address of a card.
type ContactAddress struct {
	Street      string `json:"street,omitempty"`
	City        string `json:"city,omitempty"`
	State       string `json:"state,omitempty"`
	Zip         string `json:"zip,omitempty"`
	Country     string `json:"country,omitempty"`
	CountryCode string `json:"country_code,omitempty"`
	Type        string `json:"type,omitempty"`
}

// ContactOrg is where the person of a card works.
type ContactOrg struct {
	Company    string `json:"company,omitempty"`
	Department string `json:"department,omitempty"`
	Title      string `json:"title,omitempty"`
}

// ReactionTo is a reaction in an outgoing message. An empty emoji takes the reaction back, and is written.
type ReactionTo struct {
	MessageID string `json:"message_id"`
	Emoji     string `json:"emoji"`
}
