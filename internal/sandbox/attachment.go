package sandbox

// attachment is the medium of a message: one that Meta holds, or a link. Links are shown and never fetched: the sandbox
// calls nobody but the webhook.
type attachment struct {
	Kind string `json:"kind"` // image, audio, voice, video, document, sticker
	ID   string `json:"id,omitempty"`
	Link string `json:"link,omitempty"`
	MIME string `json:"mime,omitempty"`
	Name string `json:"name,omitempty"`
	Size int64  `json:"size,omitempty"`
}

const kindVoice = "voice"
