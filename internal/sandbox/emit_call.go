package sandbox

import "ramal/internal/meta"

// sendCapture tells the business where a recording or a transcript is. The samples show a user's call, by its id and the user;
// that a business's call names both sides, as its connect does, is assumed (Meta: Calling API, Call recording, Aug 2026).
func (t *tx) sendCapture(c *call, event meta.CallEvent, f *file) {
	medium := meta.Media{ID: f.ID, SHA256: f.SHA256, MIMEType: f.MimeType, URL: t.fileURL(f)}
	w := t.event(c, event)
	w.Direction, w.CTAPayload, w.DeeplinkPayload, w.Opaque = "", "", "", ""
	if c.Direction == meta.UserInitiated {
		w.To = ""
	}
	if event == meta.EventRecording {
		w.Recording = &meta.CallRecording{Type: "audio", Audio: medium}
	} else {
		w.Transcript = &meta.CallTranscript{Document: medium}
	}
	v := t.value()
	v.Calls = []meta.Call{w}
	t.send(meta.FieldCalls, c.UserID, v)
}

// sendVoicemail is the message that a caller left: its id is that of the call (Meta: Calling API, Call settings, Jul 2026).
func (t *tx) sendVoicemail(u *user, c *call, f *file) {
	t.sendMessage(u, meta.Message{
		ID: c.ID, Type: "audio", Audio: &meta.Media{ID: f.ID, SHA256: f.SHA256, MIMEType: f.MimeType},
	})
}
