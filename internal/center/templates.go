package center

import (
	"context"
	"strings"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// templatesListed is how many templates are asked of Meta. An account has 250 at most, 6,000 where the business is verified.
const templatesListed = 250

// TemplateChoice is a template with the values of its variables, by their keys.
type TemplateChoice struct {
	Name      string
	Language  string
	Values    map[string]string
	ClientKey string
}

// Templates lists the approved templates of an account that can be sent from here: those whose variables are text.
func (c *Center) Templates(ctx context.Context, m org.Member, account org.AccountID) ([]desk.Template, error) {
	a, err := c.account(ctx, m, account)
	if err != nil {
		return nil, err
	}
	return c.templates(ctx, a, meta.TemplateQuery{Status: meta.TemplateApproved, Limit: templatesListed})
}

func (c *Center) templates(ctx context.Context, a org.Account, q meta.TemplateQuery) ([]desk.Template, error) {
	if a.Status != org.Connected {
		return nil, disconnected()
	}
	graph, err := c.graph(ctx, a)
	if err != nil {
		return nil, err
	}
	page, err := graph.Templates(ctx, a.WABAID, q)
	if err != nil {
		f := fault.New(fault.Unavailable, "Meta did not tell the templates of this account. Try again in a moment.").Because("meta_unreachable")
		f.Detail = messageFailure(err).Title
		return nil, f.Wrap(err)
	}
	list := []desk.Template{}
	for _, t := range page.Data {
		if known, can := templateOf(t); can {
			list = append(list, known)
		}
	}
	return list, nil
}

func disconnected() *fault.Error {
	return fault.New(fault.Conflict, "The WhatsApp API account is not connected. An administrator can connect it in System Settings > Account Settings.").
		Because(call.WhyAccountDisconnected)
}

// templateOf translates a template. It is false for one that needs a file, or a part of an address, to be filled in.
func templateOf(t meta.Template) (desk.Template, bool) {
	out := desk.Template{Name: t.Name, Language: t.Language, Category: t.Category}
	if t.Status != meta.TemplateApproved || t.Category == meta.CategoryAuthentication {
		return out, false
	}
	for _, p := range t.Components {
		switch strings.ToUpper(p.Type) {
		case meta.PartHeader:
			if p.Format != "" && !strings.EqualFold(p.Format, meta.FormatText) {
				return out, false
			}
			out.Header = p.Text
		case meta.PartBody:
			out.Body = p.Text
		case meta.PartFooter:
			out.Footer = p.Text
		case meta.PartButtons:
			for _, b := range p.Buttons {
				if strings.Contains(b.URL, "{{") {
					return out, false
				}
				out.Buttons = append(out.Buttons, b.Text)
			}
		case strings.ToUpper(meta.PartCallPermission):
			out.Asks = true
		default:
			return out, false
		}
	}
	return out, out.Body != ""
}

// SendTemplate sends a template to a contact, with or without a service: where there is none that is open, one begins, and it is the
// member's. A template that asks for permission to call is a call request, with all of its rules but the window's. The same ClientKey
// in the same service is the same message.
func (c *Center) SendTemplate(ctx context.Context, m org.Member, account org.AccountID, contact desk.ContactID, choice TemplateChoice) (MessageView, error) {
	if choice.ClientKey == "" {
		return MessageView{}, fault.New(fault.Invalid, "A key of the sender's own is missing: it keeps a message from being sent twice.").On("clientKey")
	}
	if err := within(choice.ClientKey, maxClientKey, "clientKey"); err != nil {
		return MessageView{}, err
	}
	a, err := c.account(ctx, m, account)
	if err != nil {
		return MessageView{}, err
	}
	to, err := c.seenContact(ctx, m, contact)
	if err != nil {
		return MessageView{}, err
	}
	if !to.HasWhatsApp() {
		return MessageView{}, fault.New(fault.Conflict, "This contact has no WhatsApp number.").Because(call.WhyNoWhatsApp)
	}
	template, err := c.template(ctx, a, choice)
	if err != nil {
		return MessageView{}, err
	}
	text, err := template.Filled(choice.Values)
	if err != nil {
		return MessageView{}, err
	}
	if to.Shunned != nil {
		return MessageView{}, fault.New(fault.Conflict, "This contact does not want to be contacted.").Because(call.WhyShunned)
	}
	var k desk.Message
	var fresh bool
	err = c.insist(ctx, func(ctx context.Context) error {
		fresh = false
		_, service, err := c.onAccount(ctx, a, to.ID)
		if err != nil {
			return err
		}
		if service != nil {
			if k, err = c.Store.MessageByClientKey(ctx, a.WorkspaceID, service.ID, choice.ClientKey); err == nil || !fault.Is(err, fault.NotFound) {
				return err
			}
		}
		kind := desk.Templated
		if template.Asks {
			kind = desk.CallRequest
			g, err := c.gates(ctx, m, a, to, service)
			if err != nil {
				return err
			}
			if why := call.WhyNotRequestByTemplate(g); why != nil {
				return why.Fault()
			}
		}
		v, err := c.serve(ctx, a, to)
		if err != nil {
			return err
		}
		fresh = true
		k, err = c.put(ctx, m, v, desk.Message{Kind: kind, Text: text, ClientKey: choice.ClientKey})
		return err
	})
	if err != nil {
		return MessageView{}, err
	}
	if fresh {
		c.work.start(ctx, func(ctx context.Context) {
			c.post(ctx, k, func(ctx context.Context, k desk.Message) (string, error) {
				graph, err := c.graph(ctx, a)
				if err != nil {
					return "", err
				}
				return graph.SendTemplate(ctx, recipient(to), filledIn(template, choice.Values), meta.Sending{Opaque: string(k.ID)})
			})
		})
	}
	return MessageView{Message: k, Author: &m.User}, nil
}

// template finds the template of a choice among those that can be sent now.
func (c *Center) template(ctx context.Context, a org.Account, choice TemplateChoice) (desk.Template, error) {
	found, err := c.templates(ctx, a, meta.TemplateQuery{Name: choice.Name, Language: choice.Language, Status: meta.TemplateApproved, Limit: templatesListed})
	if err != nil {
		return desk.Template{}, err
	}
	for _, t := range found {
		if t.Name == choice.Name && t.Language == choice.Language {
			return t, nil
		}
	}
	return desk.Template{}, fault.New(fault.Conflict, "This template cannot be sent: it is not approved, or not there any more.").On("name").Because("no_template")
}

// filledIn is a template as Meta takes it.
func filledIn(t desk.Template, values map[string]string) meta.TemplateMessage {
	out := meta.TemplateMessage{Name: t.Name, Language: meta.TemplateLanguage{Code: t.Language}}
	for _, part := range []struct {
		kind      string
		variables []desk.Variable
	}{{meta.ComponentHeader, t.HeaderVariables()}, {meta.ComponentBody, t.BodyVariables()}} {
		if len(part.variables) == 0 {
			continue
		}
		component := meta.TemplateComponent{Type: part.kind}
		for _, v := range part.variables {
			p := meta.TemplateParameter{Type: "text", Text: strings.TrimSpace(values[v.Key])}
			if strings.Trim(v.Name, "0123456789") != "" {
				p.ParameterName = v.Name
			}
			component.Parameters = append(component.Parameters, p)
		}
		out.Components = append(out.Components, component)
	}
	return out
}
