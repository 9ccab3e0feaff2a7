package sandbox

import "testing"

// Meta: Calling API, Call settings, Jul 2026 (voicemail since 25 Jun 2026).

func voicemailBody(fields string) string { return `{"calling":{"voicemail":{` + fields + `}}}` }

func TestVoicemailNeedsAnAnnouncementAndATrigger(t *testing.T) {
	r := stopped(t)
	greeting, other := "", ""
	r.s.must(func(t *tx) {
		greeting = t.keep(file{MimeType: "audio/ogg", UseCase: useVoicemail}, []byte("greeting")).ID
		other = t.keep(file{MimeType: "audio/ogg"}, []byte("song")).ID
	})
	audio := func(fields string) string { return `"audio":{"default":{` + fields + `}}` }
	for name, c := range map[string]struct{ body, words string }{
		"status":          {voicemailBody(`"status":"on"`), "calling[voicemail][status]"},
		"trigger":         {voicemailBody(`"triggers":["BUSY"]`), "calling[voicemail][triggers]"},
		"no trigger":      {voicemailBody(`"status":"ENABLED",` + audio(`"announcement_media_id":`+greeting)), "At least one of the triggers"},
		"no announcement": {voicemailBody(`"status":"ENABLED","triggers":["REJECT"]`), "announcement_media_id] is required"}, // assumed
		"unknown":         {voicemailBody(audio(`"announcement_media_id":4100000000009999`)), "not an uploaded voicemail announcement"},
		"another upload":  {voicemailBody(audio(`"announcement_media_id":` + other)), "not an uploaded voicemail announcement"},
		"too short":       {voicemailBody(audio(`"timeout_seconds":-1`)), "0 to 30"},
		"too long":        {voicemailBody(audio(`"timeout_seconds":31`)), "0 to 30"},
	} {
		t.Run(name, func(*testing.T) { r.graph("POST", "settings", c.body).fails(400, 100, c.words) })
	}

	answers := func(trigger string) (yes bool) {
		r.s.must(func(t *tx) { yes = t.Settings.Calling.Voicemail.answers(trigger) })
		return yes
	}
	if answers(triggerReject) {
		t.Error("voicemail answers before it was set up")
	}
	// The id comes back as a string from the upload: it is taken as that too.
	r.graph("POST", "settings", voicemailBody(`"status":"ENABLED","triggers":["REJECT","TIMEOUT"],`+audio(`"announcement_media_id":"`+greeting+`"`))).ok()
	if !answers(triggerReject) || answers(triggerTimeout) {
		t.Error("TIMEOUT without timeout_seconds is active, or REJECT is not")
	}
	r.graph("POST", "settings", voicemailBody(audio(`"timeout_seconds":20`))).ok()
	if !answers(triggerTimeout) {
		t.Error("TIMEOUT is not active")
	}
	golden(t, "settings-voicemail", r.graph("GET", "settings", "").ok().Raw)
	r.graph("POST", "settings", voicemailBody(`"status":"DISABLED","triggers":[]`)).ok()
	if answers(triggerReject) {
		t.Error("disabled voicemail answers")
	}
	r.quiet() // voicemail is not one of the observed settings
}
