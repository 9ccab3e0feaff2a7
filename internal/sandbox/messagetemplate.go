package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"ramal/internal/meta"
)

// Templates (Meta: Cloud API, Template management, 2026).

// messageTemplate is a template in one language.
type messageTemplate struct {
	meta.Template
	Created int64   `json:"created"`
	Edits   []int64 `json:"edits,omitempty"`
}

// retired is a template that was deleted while it was approved: its name is not free for a while.
type retired struct {
	Name     string `json:"name"`
	Language string `json:"language"`
	Until    int64  `json:"until"`
}

const (
	mostTemplates = 250
	nameRest      = 30 * day // after the deletion of an approved template
	editsPerDay   = 1        // of an approved template
	editsPerMonth = 10
)

// firstTemplates are there from the start, approved. hello_world is on every account of Meta's; the others are for examples.
func firstTemplates() []meta.Template {
	body := func(text string, examples ...string) meta.TemplatePart {
		p := meta.TemplatePart{Type: meta.PartBody, Text: text}
		if len(examples) > 0 {
			p.Example = &meta.TemplateExample{BodyText: [][]string{examples}}
		}
		return p
	}
	ready := func(name, language string, parts ...meta.TemplatePart) meta.Template {
		return meta.Template{
			Name: name, Language: language, Category: meta.CategoryUtility, Status: meta.TemplateApproved, ParameterFormat: positional, Components: parts,
		}
	}
	request := meta.TemplatePart{Type: meta.PartCallPermission}
	call := func(text string) meta.TemplatePart {
		return meta.TemplatePart{Type: meta.PartButtons, Buttons: []meta.TemplateButton{{Type: meta.ButtonVoiceCall, Text: text}}}
	}
	return []meta.Template{
		ready("hello_world", "en_US", meta.TemplatePart{Type: meta.PartHeader, Format: meta.FormatText, Text: "Hello World"},
			body("Welcome and congratulations!! This message demonstrates your ability to send a WhatsApp message notification from the Cloud API, "+
				"hosted by Meta. Thank you for taking the time to test with us."), meta.TemplatePart{Type: meta.PartFooter, Text: "WhatsApp Business Platform sample message"}),
		ready("may_we_call", "pt_BR", body("Podemos ligar sobre o serviço {{1}}?", "77"), request),
		ready("may_we_call", "en", body("May we call you about service {{1}}?", "77"), request),
		ready("service_update", "pt_BR", body("Olá, {{1}}! O serviço {{2}} está pronto.", "Ana", "77")),
		ready("service_update", "en", body("Hello {{1}}, service {{2}} is ready.", "Ana", "77")),
		ready("call_us", "pt_BR", body("Tem alguma pergunta sobre o serviço {{1}}? Fale com a gente.", "77"), call("Ligar agora")),
		ready("call_us", "en", body("Do you have a question about service {{1}}? Talk to us.", "77"), call("Call now")),
	}
}

// addTemplate takes a template in. It is reviewed by itself after a while, unless it was decided before.
func (w *world) addTemplate(of meta.Template, now time.Time) *messageTemplate {
	w.TemplateSerial++
	of.ID = fmt.Sprintf("%s%08d", templateIDs, w.TemplateSerial)
	m := &messageTemplate{Template: of, Created: now.Unix()}
	w.Templates = append(w.Templates, m)
	return m
}

// template finds a template by its name and language.
func (w *world) template(name, language string) *messageTemplate {
	for _, m := range w.Templates {
		if m.Name == name && m.Language == language {
			return m
		}
	}
	return nil
}

func (w *world) templateByID(id string) *messageTemplate {
	for _, m := range w.Templates {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// dropTemplate deletes a template. The name of an approved one rests.
func (t *tx) dropTemplate(m *messageTemplate) {
	t.Templates = slices.DeleteFunc(t.Templates, func(other *messageTemplate) bool { return other == m })
	if m.Status == meta.TemplateApproved {
		t.Retired = append(t.Retired, retired{Name: m.Name, Language: m.Language, Until: t.now.Add(nameRest).Unix()})
	}
}

// rests says whether a name is not free yet in a language.
func (t *tx) rests(name, language string) bool {
	t.Retired = slices.DeleteFunc(t.Retired, func(r retired) bool { return t.now.Unix() >= r.Until })
	return slices.ContainsFunc(t.Retired, func(r retired) bool { return r.Name == name && r.Language == language })
}

// reviewLater approves a template that nobody decided about in time.
func (t *tx) reviewLater(m *messageTemplate) {
	if m.Status != meta.TemplatePending {
		return
	}
	id := m.ID
	t.in(t.s.timing.Review, func(t *tx) {
		if m := t.templateByID(id); m != nil && m.Status == meta.TemplatePending {
			t.decideTemplate(m, meta.TemplateApproved, "")
		}
	})
}

// decideTemplate gives a template another status, and tells the business.
func (t *tx) decideTemplate(m *messageTemplate, status, reason string) {
	m.Status, m.RejectedReason = status, ""
	if status == meta.TemplatePending { // it stays so until somebody decides: no webhook tells of it
		return
	}
	if status == meta.TemplateRejected {
		if m.RejectedReason = reason; reason == "" {
			m.RejectedReason = "INVALID_FORMAT"
		}
	}
	t.sendTemplateStatus(m)
}

// asks says whether messages of a template are call permission requests.
func (m *messageTemplate) asks() bool {
	return m.part(meta.PartCallPermission) != nil
}

// part finds a component; types are compared without case, as Meta's pages write both.
func (m *messageTemplate) part(kind string) *meta.TemplatePart {
	for i := range m.Components {
		if strings.EqualFold(m.Components[i].Type, kind) {
			return &m.Components[i]
		}
	}
	return nil
}

func (t *tx) sendTemplateStatus(m *messageTemplate) {
	id, _ := strconv.ParseInt(m.ID, 10, 64)
	v := meta.TemplateStatusUpdate{
		Event: m.Status, TemplateID: meta.Int64(id), Name: m.Name, Language: m.Language, Reason: "NONE", Category: m.Category,
	}
	if m.RejectedReason != "" {
		v.Reason = m.RejectedReason
	}
	if m.Status == meta.TemplateDisabled {
		v.DisableInfo = &meta.DisableInfo{DisableDate: meta.At(t.now)}
	}
	t.send(meta.FieldTemplateStatus, WABAID, v)
}
