package sandbox

import "ramal/internal/meta"

// One template of Graph's, and the fields of it that a request may ask for (Meta: Graph API, WhatsApp Business HSM; Cloud API,
// Template management, 2026).

// templateNode is GET /{template-id}, and an item of a list with fields.
func templateNode(m meta.Template) node {
	return node{
		id: m.ID, kind: "WhatsAppBusinessHSM", // assumed: the name of the node's page
		shown: []string{"name", "language", "category", "status", "parameter_format", "rejected_reason", "components"},
		fields: map[string]reader{
			"name":             fixed(m.Name),
			"language":         fixed(m.Language),
			"category":         fixed(m.Category),
			"status":           fixed(m.Status),
			"parameter_format": filled(m.ParameterFormat),
			"rejected_reason":  filled(m.RejectedReason),
			"components":       fixed(m.Components),
			// Templates here never change their category by themselves, and nobody rates them.
			"previous_category": fixed(nil),
			"quality_score":     fixed(map[string]any{"score": "UNKNOWN"}),
		},
	}
}

// filled is a text field that has no value while it is empty.
func filled(text string) reader {
	if text == "" {
		return fixed(nil)
	}
	return fixed(text)
}

// onlyAsked leaves of each template of a page what the request asks for, if it does.
func (r *graphRequest) onlyAsked(page meta.TemplatePage) (any, *graphError) {
	asked, err := r.fields()
	if err != nil {
		return nil, err
	}
	if asked == nil {
		return page, nil
	}
	data := []any{}
	for _, m := range page.Data {
		some, err := templateNode(m).pick(nil, asked)
		if err != nil {
			return nil, err
		}
		data = append(data, some)
	}
	answer := listOf(data...)
	if page.Paging != nil {
		answer["paging"] = page.Paging
	}
	return answer, nil
}

func (s *Server) getTemplate(r *graphRequest) (any, *graphError) {
	var found *meta.Template
	s.must(func(t *tx) {
		if m := t.templateByID(r.id); m != nil {
			of := m.Template
			found = &of
		}
	})
	if found == nil {
		return nil, unknownObject(r.Method, r.id)
	}
	return templateNode(*found).read(r)
}
