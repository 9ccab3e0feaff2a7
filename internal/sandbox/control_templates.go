package sandbox

import (
	"net/http"

	"ramal/internal/meta"
)

// templateList is the templates of the control plane.
type templateList struct {
	Templates []templateView `json:"templates" doc:"The templates, the oldest first."`
}

// templateView is a template as the control plane shows it.
type templateView struct {
	ID       string `json:"id" doc:"Its id at Graph."`
	Name     string `json:"name" doc:"Its name; several languages can share one."`
	Language string `json:"language" doc:"The language code: en, pt_BR."`
	Category string `json:"category" enum:"MARKETING,UTILITY" doc:"Its category."`
	Status   string `json:"status" enum:"PENDING,APPROVED,REJECTED,PAUSED,DISABLED" doc:"Whether it can be sent: only APPROVED can."`
	Reason   string `json:"rejected_reason,omitempty" doc:"Why it was rejected."`
	Text     string `json:"text" doc:"The body, with its variables."`
	Request  bool   `json:"call_permission_request" doc:"Its messages ask for permission to call."`
}

func (m *messageTemplate) view() templateView {
	return templateView{
		ID: m.ID, Name: m.Name, Language: m.Language, Category: m.Category, Status: m.Status, Reason: m.RejectedReason,
		Text: m.part(meta.PartBody).Text, Request: m.asks(),
	}
}

func (s *Server) listTemplates(*http.Request, none) (templateList, error) {
	out := templateList{Templates: []templateView{}}
	s.must(func(t *tx) {
		for _, m := range t.Templates {
			out.Templates = append(out.Templates, m.view())
		}
	})
	return out, nil
}

// review is what Meta's reviewers, or its quality watch, decide about a template.
type review struct {
	Status   string `json:"status" enum:"PENDING,APPROVED,REJECTED,PAUSED,DISABLED" doc:"The new status. The business gets the webhook message_template_status_update, but not for PENDING."`
	Language string `json:"language" required:"false" doc:"Which language of the template; all of them when it is empty."`
	Reason   string `json:"reason" required:"false" doc:"Why it was rejected: ABUSIVE_CONTENT, INVALID_FORMAT, PROMOTIONAL, SCAM, TAG_CONTENT_MISMATCH. INVALID_FORMAT when it is empty."`
}

var (
	templateStates = []string{meta.TemplatePending, meta.TemplateApproved, meta.TemplateRejected, meta.TemplatePaused, meta.TemplateDisabled}
	rejections     = []string{"", "ABUSIVE_CONTENT", "INVALID_FORMAT", "PROMOTIONAL", "SCAM", "TAG_CONTENT_MISMATCH"}
)

func (s *Server) reviewTemplate(r *http.Request, in review) (templateList, error) {
	out := templateList{Templates: []templateView{}}
	if !oneOf(in.Status, templateStates) {
		return out, bad("status", "status must be PENDING, APPROVED, REJECTED, PAUSED or DISABLED")
	}
	if !oneOf(in.Reason, rejections) {
		return out, bad("reason", "reason must be ABUSIVE_CONTENT, INVALID_FORMAT, PROMOTIONAL, SCAM or TAG_CONTENT_MISMATCH")
	}
	err := s.do(func(t *tx) error {
		for _, m := range t.Templates {
			if m.Name == r.PathValue("name") && (in.Language == "" || m.Language == in.Language) {
				t.decideTemplate(m, in.Status, in.Reason)
				out.Templates = append(out.Templates, m.view())
			}
		}
		if len(out.Templates) == 0 {
			return notFound("template " + r.PathValue("name"))
		}
		return nil
	})
	return out, err
}
