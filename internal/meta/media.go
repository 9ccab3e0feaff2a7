package meta

// MediaID answers an upload.
type MediaID struct {
	ID string `json:"id"`
}

// MediaInfo answers GET /{media-id} (Meta: Cloud API, Media, Jun 2026). URL is good for 5 minutes and needs the access token.
// SHA256 is in hex here and in base64 in webhooks, as seen in practice.
type MediaInfo struct {
	URL              string `json:"url"`
	MIMEType         string `json:"mime_type"`
	SHA256           string `json:"sha256"`
	FileSize         Int64  `json:"file_size"`
	ID               string `json:"id"`
	MessagingProduct string `json:"messaging_product,omitempty"`
}

// UseVoicemailAnnouncement is the use of an upload that callers hear before they leave a message. Such media do not expire
// and cannot be sent (Meta: Calling API, Call settings, Jul 2026).
const UseVoicemailAnnouncement = "call_voicemail_announcement"
