package sandbox

// The webhook values of Meta's Calling API ("Business-initiated calls", "User-initiated calls", "User call permissions") and
// of Cloud API messages. Unix times are strings, durations integers, as there.

type wireEnvelope struct {
	Object string      `json:"object"`
	Entry  []wireEntry `json:"entry"`
}

type wireEntry struct {
	ID      string       `json:"id"`
	Time    int64        `json:"time,omitempty"`
	Changes []wireChange `json:"changes"`
}

type wireChange struct {
	Value any    `json:"value"`
	Field string `json:"field"`
}

type wireValue struct {
	MessagingProduct string        `json:"messaging_product"`
	Metadata         wireMetadata  `json:"metadata"`
	Contacts         []wireContact `json:"contacts,omitempty"`
	Calls            []wireCall    `json:"calls,omitempty"`
	Messages         []wireMessage `json:"messages,omitempty"`
	Statuses         []wireStatus  `json:"statuses,omitempty"`
	Errors           []wireError   `json:"errors,omitempty"`
}

type wireMetadata struct {
	DisplayPhoneNumber string `json:"display_phone_number"`
	PhoneNumberID      string `json:"phone_number_id"`
}

type wireContact struct {
	Profile wireProfile `json:"profile"`
	WaID    string      `json:"wa_id,omitempty"`
	UserID  string      `json:"user_id,omitempty"`
}

type wireProfile struct {
	Name     string `json:"name"`
	Username string `json:"username,omitempty"`
}

type wireCall struct {
	ID              string       `json:"id"`
	From            string       `json:"from,omitempty"`
	FromUserID      string       `json:"from_user_id,omitempty"`
	To              string       `json:"to,omitempty"`
	ToUserID        string       `json:"to_user_id,omitempty"`
	Event           string       `json:"event"`
	Timestamp       string       `json:"timestamp"`
	Direction       string       `json:"direction,omitempty"`
	DeeplinkPayload string       `json:"deeplink_payload,omitempty"`
	CTAPayload      string       `json:"cta_payload,omitempty"`
	Session         *wireSession `json:"session,omitempty"`
	Status          string       `json:"status,omitempty"`
	StartTime       string       `json:"start_time,omitempty"`
	EndTime         string       `json:"end_time,omitempty"`
	Duration        *int64       `json:"duration,omitempty"`
	Opaque          string       `json:"biz_opaque_callback_data,omitempty"`
}

type wireSession struct {
	SDPType string `json:"sdp_type"`
	SDP     string `json:"sdp"`
}

type wireStatus struct {
	ID              string      `json:"id"`
	Type            string      `json:"type,omitempty"`
	Status          string      `json:"status"`
	Timestamp       string      `json:"timestamp"`
	RecipientID     string      `json:"recipient_id,omitempty"`
	RecipientUserID string      `json:"recipient_user_id,omitempty"`
	Opaque          string      `json:"biz_opaque_callback_data,omitempty"`
	Errors          []wireError `json:"errors,omitempty"`
}

type wireMessage struct {
	From        string           `json:"from,omitempty"`
	FromUserID  string           `json:"from_user_id,omitempty"`
	ID          string           `json:"id"`
	Timestamp   string           `json:"timestamp"`
	Type        string           `json:"type"`
	Context     *wireContext     `json:"context,omitempty"`
	Text        *wireText        `json:"text,omitempty"`
	Interactive *wireInteractive `json:"interactive,omitempty"`
}

type wireText struct {
	Body string `json:"body"`
}

type wireContext struct {
	From string `json:"from,omitempty"`
	ID   string `json:"id"`
}

type wireInteractive struct {
	Type  string    `json:"type"`
	Reply wireReply `json:"call_permission_reply"`
}

type wireReply struct {
	Response    string `json:"response"`
	IsPermanent *bool  `json:"is_permanent,omitempty"`
	Expiration  string `json:"expiration_timestamp,omitempty"`
	Source      string `json:"response_source"`
}

type wireError struct {
	Code      int            `json:"code"`
	Title     string         `json:"title,omitempty"`
	Message   string         `json:"message"`
	Href      string         `json:"href,omitempty"`
	ErrorData *wireErrorData `json:"error_data,omitempty"`
}

type wireErrorData struct {
	MessagingProduct string `json:"messaging_product,omitempty"`
	Details          string `json:"details"`
}
