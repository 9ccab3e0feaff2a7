package meta

// Template is a message template as it is created, listed and read (Meta: Cloud API, Template management, 2026; Meta: Calling
// API, User call permissions, 26 Jun 2026). ID, Status and RejectedReason are Meta's.
type Template struct {
	ID              string         `json:"id,omitempty"`
	Name            string         `json:"name,omitempty"`
	Language        string         `json:"language,omitempty"`
	Category        string         `json:"category,omitempty"`
	Status          string         `json:"status,omitempty"`
	ParameterFormat string         `json:"parameter_format,omitempty"` // POSITIONAL when empty, or NAMED
	RejectedReason  string         `json:"rejected_reason,omitempty"`
	Components      []TemplatePart `json:"components,omitempty"`
}

// The categories that templates about calls may have, and the states of a template.
const (
	CategoryMarketing      = "MARKETING"
	CategoryUtility        = "UTILITY"
	CategoryAuthentication = "AUTHENTICATION"

	TemplatePending  = "PENDING"
	TemplateApproved = "APPROVED"
	TemplateRejected = "REJECTED"
	TemplatePaused   = "PAUSED"
	TemplateDisabled = "DISABLED"
)

// The types of a template's parts. PartCallPermission is written in lower case on Meta's pages: compare without case.
const (
	PartHeader         = "HEADER"
	PartBody           = "BODY"
	PartFooter         = "FOOTER"
	PartButtons        = "BUTTONS"
	PartCallPermission = "call_permission_request"

	FormatText = "TEXT" // of a header; or IMAGE, VIDEO, DOCUMENT, LOCATION
)

// The types of a template's buttons. ButtonVoiceCall is written in lower case on Meta's pages: compare without case.
const (
	ButtonQuickReply = "QUICK_REPLY"
	ButtonURL        = "URL"
	ButtonPhone      = "PHONE_NUMBER"
	ButtonVoiceCall  = "voice_call"
)

// TemplatePart is one component of a template's definition. Format is of a header. PartCallPermission has nothing else and
// makes every message of the template a call permission request.
type TemplatePart struct {
	Type    string           `json:"type"`
	Format  string           `json:"format,omitempty"`
	Text    string           `json:"text,omitempty"`
	Example *TemplateExample `json:"example,omitempty"`
	Buttons []TemplateButton `json:"buttons,omitempty"`
}

// TemplateExample shows the reviewer what variables stand for. Meta's page prints body_text inside a HEADER where header_text
// is meant.
type TemplateExample struct {
	HeaderText      []string       `json:"header_text,omitempty"`
	HeaderHandle    []string       `json:"header_handle,omitempty"` // of an uploaded sample
	BodyText        [][]string     `json:"body_text,omitempty"`
	HeaderTextNamed []NamedExample `json:"header_text_named_params,omitempty"`
	BodyTextNamed   []NamedExample `json:"body_text_named_params,omitempty"`
}

// NamedExample is the example of a variable with a name.
type NamedExample struct {
	ParamName string `json:"param_name"`
	Example   string `json:"example"`
}

// TemplateButton is one button of a template. A URL may end in one variable, with an example. TTLMinutes, 1,440 to 43,200, is
// of a call button; it is reported, not documented.
type TemplateButton struct {
	Type        string   `json:"type"`
	Text        string   `json:"text,omitempty"`
	URL         string   `json:"url,omitempty"`
	PhoneNumber string   `json:"phone_number,omitempty"`
	Example     []string `json:"example,omitempty"`
	TTLMinutes  *Int64   `json:"ttl_minutes,omitempty"`
}

// TemplateCreated answers the creation of a template: Status is PENDING until it was reviewed, and Category may be another
// than was asked for.
type TemplateCreated struct {
	ID       string `json:"id"`
	Status   string `json:"status"`
	Category string `json:"category"`
}

// TemplateEdit changes a template that was approved, rejected or paused. It is reviewed again.
type TemplateEdit struct {
	Category   string         `json:"category,omitempty"` // not of an approved one
	Components []TemplatePart `json:"components,omitempty"`
}

// TemplatePage is one page of templates.
type TemplatePage struct {
	Data   []Template `json:"data"`
	Paging *Paging    `json:"paging,omitempty"`
}

// Paging leads to the pages around this one. There is no next page when Next is empty.
type Paging struct {
	Cursors  Cursors `json:"cursors"`
	Next     string  `json:"next,omitempty"`
	Previous string  `json:"previous,omitempty"`
}

// Cursors go into the parameters before and after.
type Cursors struct {
	Before string `json:"before"`
	After  string `json:"after"`
}

// TemplateStatusUpdate is the value of the field message_template_status_update (Meta: Webhooks,
// message_template_status_update, 13 Apr 2026). Event is a status. The id is a number here and a string elsewhere.
type TemplateStatusUpdate struct {
	Event       string       `json:"event"`
	TemplateID  Int64        `json:"message_template_id"`
	Name        string       `json:"message_template_name"`
	Language    string       `json:"message_template_language"`
	Reason      string       `json:"reason"` // NONE unless rejected
	Category    string       `json:"message_template_category,omitempty"`
	DisableInfo *DisableInfo `json:"disable_info,omitempty"`
}

// DisableInfo says when a template was disabled.
type DisableInfo struct {
	DisableDate Timestamp `json:"disable_date"`
}
