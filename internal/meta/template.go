package meta

// TemplateMessage is the content of a template message (Meta: Cloud API, Template messages). Components fill in the
// variables and buttons; those without variables are left out.
type TemplateMessage struct {
	Name       string              `json:"name"`
	Language   TemplateLanguage    `json:"language"`
	Components []TemplateComponent `json:"components,omitempty"`
}

// TemplateLanguage chooses the translation: "pt_BR".
type TemplateLanguage struct {
	Code   string `json:"code"`
	Policy string `json:"policy,omitempty"` // "deterministic"
}

// The parts of a template that a message fills in, and the kinds of its buttons.
const (
	ComponentHeader = "header"
	ComponentBody   = "body"
	ComponentButton = "button"

	SubTypeVoiceCall  = "voice_call"
	SubTypeQuickReply = "quick_reply"
	SubTypeURL        = "url"
)

// TemplateComponent fills in one part of a template. A button has a SubType and, where the template has several, its Index
// from 0. The call button of a template takes a ttl_minutes and a payload (Meta: Calling API, Call buttons).
type TemplateComponent struct {
	Type       string              `json:"type"`
	SubType    string              `json:"sub_type,omitempty"`
	Index      *Int64              `json:"index,omitempty"`
	Parameters []TemplateParameter `json:"parameters,omitempty"`
}

// TemplateParameter is one value. Type names the part that is filled in: text, payload, ttl_minutes, image, video, document,
// location. ParameterName is for templates whose variables have names.
type TemplateParameter struct {
	Type          string       `json:"type"`
	ParameterName string       `json:"parameter_name,omitempty"`
	Text          string       `json:"text,omitempty"`
	Payload       string       `json:"payload,omitempty"`
	TTLMinutes    *Int64       `json:"ttl_minutes,omitempty"`
	Image         *MediaObject `json:"image,omitempty"`
	Video         *MediaObject `json:"video,omitempty"`
	Document      *MediaObject `json:"document,omitempty"`
	Location      *Location    `json:"location,omitempty"`
	Currency      *Fallback    `json:"currency,omitempty"`
	DateTime      *Fallback    `json:"date_time,omitempty"`
}

// Fallback is an amount of money or a moment in a template, as it is written for the user.
type Fallback struct {
	FallbackValue string `json:"fallback_value"`
	Code          string `json:"code,omitempty"`        // of a currency: BRL
	Amount1000    Int64  `json:"amount_1000,omitempty"` // thousandths of it
}
