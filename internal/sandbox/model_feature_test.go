package sandbox

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"ramal/internal/meta"
)

// anyCapture asks to keep a call, or does not.
func (m *model) anyCapture(what string) *meta.CallCapture {
	if !rapid.Bool().Draw(m.T, what) {
		return nil
	}
	return &meta.CallCapture{Status: meta.Enabled, Purpose: "quality", AnnouncementLanguage: "en"}
}

// ask is a request of the control plane or of Graph, without a network. What is refused has changed nothing; only a mistake of
// the sandbox's own, 5xx, is wrong here. It returns the answer's body where it was a success.
func (m *model) ask(path, body string) string {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Host = m.s.Addr()
	r.Header.Set("Authorization", "Bearer "+Token)
	w := httptest.NewRecorder()
	m.s.http.Handler.ServeHTTP(w, r)
	if w.Code >= 500 {
		m.Fatalf("%s %s: %d %s", path, body, w.Code, w.Body)
	}
	if w.Code != 200 {
		return ""
	}
	return w.Body.String()
}

// featureSteps are voicemail, phones of all behaviours, webhooks that share a POST, buttons and templates.
func (m *model) featureSteps() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"voicemail": func(t *rapid.T) {
			v := &voicemailSettings{Status: rapid.SampledFrom([]string{enabled, disabled}).Draw(t, "status")}
			v.Triggers = rapid.SampledFrom([][]string{{triggerReject}, {triggerTimeout}, {triggerReject, triggerTimeout}}).Draw(t, "triggers")
			timeout := rapid.IntRange(0, mostTimeout).Draw(t, "timeout")
			v.Audio = &announcements{Default: announcement{MediaID: 1, Timeout: &timeout}} // not there: the greeting stands in for it
			m.s.must(func(t *tx) { t.Settings.Calling.Voicemail = v })
		},
		"another behaviour": func(t *rapid.T) {
			behaviour := rapid.SampledFrom([]Behaviour{Manual, Answer, Decline, Ignore, Busy, Vanish}).Draw(t, "behaviour")
			sound := rapid.SampledFrom([]string{"echo", "tone", "silence", "microphone", "file"}).Draw(t, "sound")
			if m.ask("/sandbox/users", fmt.Sprintf(`{"wa_id":%q,"behaviour":%q,"sound":%q}`, m.anyUser(), behaviour, sound)) == "" {
				m.Fatalf("a user cannot become %s with %s", behaviour, sound)
			}
		},
		"batch": func(t *rapid.T) {
			n := rapid.IntRange(2, 6).Draw(t, "n")
			m.s.must(func(t *tx) {
				if len(t.waiting) == 0 {
					t.Faults.Batch = n
				}
			})
		},
		"buttons": func(t *rapid.T) {
			i := &meta.InteractiveRequest{Type: meta.InteractiveVoiceCall, Body: &meta.InteractiveText{Text: "Ring us"}, Action: &meta.InteractiveAction{
				Name: meta.InteractiveVoiceCall, Parameters: &meta.CallButton{DisplayText: "Ring", Payload: "p"},
			}}
			if rapid.Bool().Draw(t, "reply") {
				i = &meta.InteractiveRequest{Type: meta.InteractiveButton, Body: i.Body, Action: &meta.InteractiveAction{
					Buttons: []meta.ReplyButton{{Type: meta.ButtonReply, Reply: meta.Choice{ID: "1", Title: "Today"}}},
				}}
			}
			m.take(meta.MessageRequest{To: meta.Phone(m.anyUser()), Type: meta.TypeInteractive, Interactive: i})
		},
		"tap": func(*rapid.T) {
			id, about := m.anyUser(), ""
			m.s.must(func(t *tx) {
				for _, msg := range slices.Backward(t.users[id].Messages) {
					if len(msg.Buttons) > 0 {
						about = msg.ID
						return
					}
				}
			})
			said := m.ask("/sandbox/users/"+id+"/taps", fmt.Sprintf(`{"message_id":%q}`, about))
			if _, call, isCall := strings.Cut(said, `"wacid.`); isCall {
				call, _, _ = strings.Cut(call, `"`)
				m.calls = append(m.calls, "wacid."+call)
			}
		},
		"template": func(t *rapid.T) {
			name := rapid.SampledFrom([]string{"may_we_call", "call_us"}).Draw(t, "name")
			m.take(meta.MessageRequest{To: meta.Phone(m.anyUser()), Type: meta.TypeTemplate, Template: &meta.TemplateMessage{
				Name: name, Language: meta.TemplateLanguage{Code: "en"},
				Components: []meta.TemplateComponent{{Type: meta.ComponentBody, Parameters: []meta.TemplateParameter{{Type: meta.TypeText, Text: "77"}}}},
			}})
		},
		"decide a template": func(t *rapid.T) {
			status := rapid.SampledFrom([]string{meta.TemplateApproved, meta.TemplateRejected, meta.TemplatePaused, meta.TemplateDisabled}).Draw(t, "status")
			name := rapid.SampledFrom([]string{"may_we_call", "call_us"}).Draw(t, "name")
			if m.ask("/sandbox/templates/"+name, fmt.Sprintf(`{"status":%q,"language":"en"}`, status)) == "" {
				m.Fatalf("%s cannot be %s", name, status)
			}
		},
		"edit a template": func(*rapid.T) {
			id := ""
			m.s.must(func(t *tx) { id = t.template("call_us", "en").ID })
			m.ask("/v25.0/"+id, `{"components":[{"type":"BODY","text":"Ring us about {{1}} today.","example":{"body_text":[["77"]]}},`+
				`{"type":"BUTTONS","buttons":[{"type":"voice_call","text":"Call now"}]}]}`)
		},
	}
}
