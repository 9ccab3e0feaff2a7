package meta

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
)

// CreateTemplate asks for a new template of a WhatsApp Business account (Meta: Cloud API, Template management). It can be
// sent once it is approved, which the webhook message_template_status_update tells. It is not tried again once it may have
// left.
//
// Errors: 100, with Meta's words for a person in UserTitle and UserMessage.
func (c *Client) CreateTemplate(ctx context.Context, waba string, t Template) (TemplateCreated, error) {
	var out TemplateCreated
	if waba == "" || t.Name == "" || t.Language == "" {
		return out, errors.New("meta: a template has an account, a name and a language")
	}
	if err := c.do(ctx, request{method: http.MethodPost, object: waba, path: "message_templates", body: t}, &out); err != nil {
		return TemplateCreated{}, err
	}
	if out.ID == "" {
		return TemplateCreated{}, unexpected("answer without a template id")
	}
	return out, nil
}

// TemplateQuery chooses templates: by a part of the name, a status, a language. After is the cursor of the page before, Limit
// how many are wanted (Meta's own number when 0).
type TemplateQuery struct {
	Name, Status, Language string
	After                  string
	Limit                  int
}

// Templates lists templates of a WhatsApp Business account, one page of them: go on with the cursor after while Next is there
// (Meta: Cloud API, Template management).
//
// Errors: 100.
func (c *Client) Templates(ctx context.Context, waba string, q TemplateQuery) (TemplatePage, error) {
	if waba == "" {
		return TemplatePage{}, errors.New("meta: no account id")
	}
	query := url.Values{}
	for name, value := range map[string]string{"name": q.Name, "status": q.Status, "language": q.Language, "after": q.After} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if q.Limit > 0 {
		query.Set("limit", strconv.Itoa(q.Limit))
	}
	var out TemplatePage
	err := c.do(ctx, request{method: http.MethodGet, object: waba, path: "message_templates", query: query, repeatable: true}, &out)
	if err != nil {
		return TemplatePage{}, err
	}
	if out.Data == nil {
		return TemplatePage{}, unexpected("answer without templates")
	}
	return out, nil
}

// Template reads one template (Meta: Cloud API, Template management).
//
// Errors: 100 with subcode 33 when it is gone.
func (c *Client) Template(ctx context.Context, id string) (Template, error) {
	var out Template
	if id == "" {
		return out, errors.New("meta: no template id")
	}
	if err := c.do(ctx, request{method: http.MethodGet, object: id, repeatable: true}, &out); err != nil {
		return Template{}, err
	}
	if out.Name == "" {
		return Template{}, unexpected("answer without a template")
	}
	return out, nil
}

// EditTemplate changes a template, which is then reviewed again (Meta: Cloud API, Template management). An approved one keeps
// its category, and may be edited once in 24 hours and 10 times in 30 days. It is not tried again once it may have left.
//
// Errors: 100, with Meta's words for a person in UserTitle and UserMessage.
func (c *Client) EditTemplate(ctx context.Context, id string, e TemplateEdit) error {
	if id == "" || e.Category == "" && len(e.Components) == 0 {
		return errors.New("meta: an edit has a template id and what changes")
	}
	return c.succeed(ctx, request{method: http.MethodPost, object: id, body: e})
}

// DeleteTemplate deletes a template in all languages, or in the one whose id is given. The name of an approved one cannot be
// used for 30 days (Meta: Cloud API, Template management).
//
// Errors: 100.
func (c *Client) DeleteTemplate(ctx context.Context, waba, name, id string) error {
	if waba == "" || name == "" {
		return errors.New("meta: a template to delete has an account and a name")
	}
	query := url.Values{"name": {name}}
	if id != "" {
		query.Set("hsm_id", id)
	}
	return c.succeed(ctx, request{method: http.MethodDelete, object: waba, path: "message_templates", query: query})
}
