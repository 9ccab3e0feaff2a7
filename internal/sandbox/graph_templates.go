package sandbox

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"ramal/internal/meta"
)

// postTemplate creates a template, which waits for its review.
func (s *Server) postTemplate(r *graphRequest) (any, *graphError) {
	var in meta.Template
	if err := r.decode(&in); err != nil {
		return nil, err
	}
	in.ID, in.Status, in.RejectedReason = "", meta.TemplatePending, ""
	if err := checkTemplate(&in); err != nil {
		return nil, err
	}
	var out meta.TemplateCreated
	var fail *graphError
	s.must(func(t *tx) {
		switch {
		case t.template(in.Name, in.Language) != nil:
			fail = badTemplate(subcodeExists, "Content in this language already exists",
				"There is already %s content for this template. You can create a new template and try again.", in.Language)
		case t.rests(in.Name, in.Language):
			fail = badTemplate(subcodeResting, "Message template language is being deleted",
				"New %s content can't be added while the existing %s content is being deleted. Try again in 4 weeks or consider creating a new message template.",
				in.Language, in.Language)
		case len(t.Templates) >= mostTemplates:
			fail = badTemplate(subcodeTooMany, "Template limit exceeded", "A WhatsApp Business Account can have at most %d templates.", mostTemplates)
		default:
			m := t.addTemplate(in, t.now)
			t.reviewLater(m)
			out = meta.TemplateCreated{ID: m.ID, Status: m.Status, Category: m.Category}
		}
	})
	if fail != nil {
		return nil, fail
	}
	return out, nil
}

const (
	templatesPerPage = 25
	mostPerPage      = 1000
)

// getTemplates lists templates, the newest first.
func (s *Server) getTemplates(r *graphRequest) (any, *graphError) {
	q := r.URL.Query()
	limit := templatesPerPage
	if l := q.Get("limit"); l != "" {
		n, err := strconv.Atoi(l)
		if err != nil || n < 1 {
			return nil, parameter("Param limit must be a positive integer - got %q.", l)
		}
		limit = min(n, mostPerPage)
	}
	found := []meta.Template{}
	s.must(func(t *tx) {
		for _, m := range slices.Backward(t.Templates) {
			if wanted(m, q) {
				found = append(found, m.Template)
			}
		}
	})
	from, to, err := window(found, q, limit)
	if err != nil {
		return nil, err
	}
	page := meta.TemplatePage{Data: found[from:to]}
	if to > from {
		page.Paging = &meta.Paging{Cursors: meta.Cursors{Before: cursor(found[from].ID), After: cursor(found[to-1].ID)}}
		if to < len(found) {
			next := url.Values{}
			for k, v := range q {
				next[k] = v
			}
			next.Del("before")
			next.Del("access_token")
			next.Set("after", page.Paging.Cursors.After)
			page.Paging.Next = s.reached() + r.URL.Path + "?" + next.Encode()
		}
	}
	return r.onlyAsked(page)
}

// wanted applies the filters of a list.
func wanted(m *messageTemplate, q url.Values) bool {
	text := q.Get("content")
	return matches(q.Get("name"), m.Name) && oneOfList(q.Get("status"), m.Status) && oneOfList(q.Get("category"), m.Category) &&
		oneOfList(q.Get("language"), m.Language) && matches(q.Get("name_or_content"), m.Name+"\n"+m.part(meta.PartBody).Text) &&
		matches(text, m.part(meta.PartBody).Text)
}

func matches(want, have string) bool {
	return want == "" || strings.Contains(strings.ToLower(have), strings.ToLower(want))
}

// oneOfList takes a value, several with commas, or a JSON list.
func oneOfList(want, have string) bool {
	if want == "" {
		return true
	}
	for _, w := range strings.Split(strings.Trim(want, "[]"), ",") {
		if strings.EqualFold(strings.Trim(strings.TrimSpace(w), `"`), have) {
			return true
		}
	}
	return false
}

func cursor(id string) string { return base64.RawURLEncoding.EncodeToString([]byte(id)) }

// window finds the page that the cursors name.
func window(all []meta.Template, q url.Values, limit int) (from, to int, err *graphError) {
	at := func(c string) int {
		return slices.IndexFunc(all, func(m meta.Template) bool { return cursor(m.ID) == c })
	}
	switch after, before := q.Get("after"), q.Get("before"); {
	case after != "":
		i := at(after)
		if i < 0 {
			return 0, 0, parameter("Invalid cursors values")
		}
		from = i + 1
	case before != "":
		i := at(before)
		if i < 0 {
			return 0, 0, parameter("Invalid cursors values")
		}
		return max(0, i-limit), i, nil
	}
	return from, min(from+limit, len(all)), nil
}

// deleteTemplates deletes all languages of a name, or the one that hsm_id names too.
func (s *Server) deleteTemplates(r *graphRequest) (any, *graphError) {
	name, id := r.URL.Query().Get("name"), r.URL.Query().Get("hsm_id")
	if name == "" {
		return nil, parameter("The parameter name is required.")
	}
	deleted := false
	s.must(func(t *tx) {
		for _, m := range slices.Clone(t.Templates) {
			if m.Name == name && (id == "" || m.ID == id) {
				t.dropTemplate(m)
				deleted = true
			}
		}
	})
	if !deleted {
		return nil, badTemplate(subcodeNoTemplate, "Message Template Not Found", "There's no message template with this name and id.")
	}
	return meta.Success{Success: true}, nil
}

// editTemplate changes a template, which is reviewed again (Meta: Cloud API, Template management, Edit templates).
func (s *Server) editTemplate(r *graphRequest) (any, *graphError) {
	var in meta.TemplateEdit
	if err := r.decode(&in); err != nil {
		return nil, err
	}
	var fail *graphError
	s.must(func(t *tx) {
		m := t.templateByID(r.id)
		if m == nil {
			fail = unknownObject(r.Method, r.id)
			return
		}
		fail = t.edit(m, in)
	})
	if fail != nil {
		return nil, fail
	}
	return meta.Success{Success: true}, nil
}

func (t *tx) edit(m *messageTemplate, in meta.TemplateEdit) *graphError {
	approved := m.Status == meta.TemplateApproved
	switch {
	case !approved && m.Status != meta.TemplateRejected && m.Status != meta.TemplatePaused:
		return badTemplate(0, "Template can't be edited", "Only templates that are approved, rejected or paused can be edited.")
	case in.Category == "" && in.Components == nil:
		return parameter("The parameter components is required.")
	case approved && in.Category != "" && !strings.EqualFold(in.Category, m.Category):
		return badTemplate(0, "Template can't be edited", "The category of an approved template can't be edited.")
	case approved && (len(within(m.Edits, day, t.now)) >= editsPerDay || len(within(m.Edits, nameRest, t.now)) >= editsPerMonth):
		return badTemplate(0, "Template can't be edited", "An approved template can be edited %d time in 24 hours and %d times in 30 days.", editsPerDay, editsPerMonth)
	}
	if in.Category != "" {
		if err := checkCategory(&in.Category); err != nil {
			return err
		}
	}
	if in.Components != nil {
		if err := checkParts(in.Components, m.ParameterFormat); err != nil {
			return err
		}
		m.Components = in.Components
	}
	if in.Category != "" {
		m.Category = in.Category
	}
	if approved {
		m.Edits = append(within(m.Edits, nameRest, t.now), t.now.Unix())
	}
	m.Status, m.RejectedReason = meta.TemplatePending, ""
	t.reviewLater(m)
	return nil
}
