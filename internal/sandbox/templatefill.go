package sandbox

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"ramal/internal/meta"
)

// Sending templates (Meta: Cloud API, Template messages and Error codes, 2026; Meta: Calling API, Call buttons). The words
// of the refusals are those of practice.

func checkTemplateMessage(m *meta.TemplateMessage) *graphError {
	switch {
	case m == nil:
		return parameter("The parameter template is required.")
	case m.Name == "":
		return parameter("The parameter template['name'] is required.")
	case m.Language.Code == "":
		return parameter("The parameter template['language']['code'] is required.")
	}
	return nil
}

// refuseTemplate is a refusal to send a template.
func refuseTemplate(code int, message, format string, a ...any) *graphError {
	e := fault(code).details(format, a...)
	e.Message = fmt.Sprintf("(#%d) %s", code, message)
	return e
}

func wrongFormat(format string, a ...any) *graphError {
	return refuseTemplate(meta.CodeTemplateFormat, "Parameter format does not match format in the created template", format, a...)
}

// composeTemplate fills in a template.
func (t *tx) composeTemplate(d *draft, m *meta.TemplateMessage) *graphError {
	of := t.template(m.Name, m.Language.Code)
	switch {
	case of == nil || of.Status == meta.TemplatePending || of.Status == meta.TemplateRejected:
		return refuseTemplate(meta.CodeTemplateMissing, "Template name does not exist in the translation",
			"template name (%s) does not exist in %s", m.Name, m.Language.Code)
	case of.Status == meta.TemplatePaused:
		return refuseTemplate(meta.CodeTemplatePaused, "Template is paused", "template (%s) is paused due to low quality", m.Name)
	case of.Status == meta.TemplateDisabled:
		return refuseTemplate(meta.CodeTemplateDisabled, "Template is disabled", "template (%s) is disabled", m.Name)
	}
	given, err := sortParts(m.Components)
	if err != nil {
		return err
	}
	d.Kind, d.free = kindTemplate, true
	if of.asks() {
		d.Kind = kindRequest
	}
	if err := t.fillHeader(d, of, given.header); err != nil {
		return err
	}
	if d.Text, err = fill(meta.ComponentBody, of.part(meta.PartBody).Text, of.ParameterFormat, given.body); err != nil {
		return err
	}
	if utf8.RuneCountInString(d.Text) > maxBody {
		return refuseTemplate(meta.CodeTemplateTooLong, "Translated text too long", "body: the text with its values has more than %d characters", maxBody)
	}
	if p := of.part(meta.PartFooter); p != nil {
		d.Footer = p.Text
	}
	return t.fillButtons(d, of, given.buttons)
}

// parts are the components of a template message.
type parts struct {
	header, body []meta.TemplateParameter
	buttons      []meta.TemplateComponent
}

func sortParts(components []meta.TemplateComponent) (parts, *graphError) {
	var p parts
	for i, c := range components {
		switch strings.ToLower(c.Type) {
		case meta.ComponentHeader:
			p.header = append(p.header, c.Parameters...)
		case meta.ComponentBody:
			p.body = append(p.body, c.Parameters...)
		case meta.ComponentButton:
			p.buttons = append(p.buttons, c)
		default:
			return p, parameter("Param template['components'][%d]['type'] must be one of {HEADER, BODY, BUTTON} - got %q.", i, c.Type)
		}
	}
	return p, nil
}

// fill puts values in the place of the variables of a text.
func fill(where, text, format string, values []meta.TemplateParameter) (string, *graphError) {
	names, err := variables(text, format)
	if err != nil {
		return "", err // not possible: the template was checked
	}
	if len(names) != len(values) {
		return "", refuseTemplate(meta.CodeTemplateParameters, "Number of parameters does not match the expected number of params",
			"%s: number of localizable_params (%d) does not match the expected number of params (%d)", where, len(values), len(names))
	}
	with := map[string]string{}
	for i, v := range values {
		said, ok := words(v)
		if !ok {
			return "", wrongFormat("%s: parameter %d has type %s, which is not a text", where, i+1, v.Type)
		}
		if strings.TrimSpace(said) == "" {
			return "", fault(meta.CodeParameterMissing).details("%s: parameter %d has no text", where, i+1)
		}
		name := fmt.Sprint(i + 1)
		if format == named {
			name = v.ParameterName
		}
		with[name] = said
	}
	var missing *graphError
	filled := variable.ReplaceAllStringFunc(text, func(s string) string {
		name := strings.TrimSpace(strings.Trim(s, "{}"))
		said, ok := with[name]
		if !ok {
			missing = wrongFormat("%s: there is no parameter with the name %s", where, name)
		}
		return said
	})
	return filled, missing
}

// words are what a value writes, and false for what is no text.
func words(v meta.TemplateParameter) (string, bool) {
	switch {
	case v.Type == meta.TypeText:
		return v.Text, true
	case v.Type == "currency" && v.Currency != nil:
		return v.Currency.FallbackValue, true
	case v.Type == "date_time" && v.DateTime != nil:
		return v.DateTime.FallbackValue, true
	}
	return "", false
}

func (t *tx) fillHeader(d *draft, of *messageTemplate, values []meta.TemplateParameter) *graphError {
	p := of.part(meta.PartHeader)
	if p == nil || p.Format == meta.FormatText {
		text := ""
		if p != nil {
			text = p.Text
		}
		var err *graphError
		d.Header, err = fill(meta.ComponentHeader, text, of.ParameterFormat, values)
		return err
	}
	kind := strings.ToLower(p.Format)
	if len(values) != 1 || !strings.EqualFold(values[0].Type, kind) {
		got := "nothing"
		if len(values) > 0 {
			got = strings.ToUpper(values[0].Type)
		}
		return wrongFormat("header: Format mismatch, expected %s, received %s", p.Format, got)
	}
	v := values[0]
	if kind == meta.TypeLocation {
		if err := checkLocation(v.Location); err != nil {
			return err
		}
		d.Location = v.Location
		return nil
	}
	o := map[string]*meta.MediaObject{meta.TypeImage: v.Image, meta.TypeVideo: v.Video, meta.TypeDocument: v.Document}[kind]
	where := "template['components'][header]['parameters'][0]['" + kind + "']"
	if err := checkAttachment(kind, where, o); err != nil {
		return err
	}
	return t.attach(d, kind, where, o)
}

// fillButtons makes the buttons of a message from those of the template and the values for them.
func (t *tx) fillButtons(d *draft, of *messageTemplate, values []meta.TemplateComponent) *graphError {
	p := of.part(meta.PartButtons)
	var buttons []meta.TemplateButton
	if p != nil {
		buttons = p.Buttons
	}
	filled := map[int][]meta.TemplateParameter{}
	for _, v := range values {
		at, err := buttonAt(buttons, v)
		if err != nil {
			return err
		}
		filled[at] = v.Parameters
	}
	for i, b := range buttons {
		made, err := t.fillButton(i, b, filled[i])
		if err != nil {
			return err
		}
		d.Buttons = append(d.Buttons, made)
	}
	return nil
}

// buttonAt finds the button that a component is for: by its index or, without one, the only button of that type. Meta's
// sample of a call button has no index.
func buttonAt(buttons []meta.TemplateButton, v meta.TemplateComponent) (int, *graphError) {
	if v.Index == nil {
		for i, b := range buttons {
			if strings.EqualFold(b.Type, v.SubType) {
				return i, nil
			}
		}
		return 0, wrongFormat("buttons: the template has no button of type %s", v.SubType)
	}
	i := int(*v.Index)
	if i < 0 || i >= len(buttons) {
		return 0, wrongFormat("buttons: the template has no button at index %d", i)
	}
	if !strings.EqualFold(buttons[i].Type, v.SubType) {
		return 0, wrongFormat("buttons: the button at index %d has type %s, not %s", i, buttons[i].Type, v.SubType)
	}
	return i, nil
}

func (t *tx) fillButton(i int, b meta.TemplateButton, values []meta.TemplateParameter) (button, *graphError) {
	made := button{ID: buttonID(i), Text: b.Text}
	switch strings.ToUpper(b.Type) {
	case meta.ButtonQuickReply:
		made.Kind, made.Template, made.Payload = buttonReply, true, b.Text
		for _, v := range values {
			if v.Type == "payload" && v.Payload != "" {
				made.Payload = v.Payload
			}
		}
	case meta.ButtonURL:
		made.Kind, made.URL = buttonURL, b.URL
		if variable.MatchString(b.URL) {
			if len(values) != 1 || values[0].Text == "" {
				return made, fault(meta.CodeParameterMissing).details("buttons: Button at index %d of type Url requires a parameter", i)
			}
			made.URL = variable.ReplaceAllLiteralString(b.URL, values[0].Text)
		} else if len(values) > 0 {
			return made, refuseTemplate(meta.CodeTemplateParameters, "Number of parameters does not match the expected number of params",
				"buttons: the button at index %d has no variable", i)
		}
	case meta.ButtonPhone:
		made.Kind, made.Phone = buttonPhone, b.PhoneNumber
	default:
		return t.fillCallButton(made, b, values)
	}
	return made, nil
}

// fillCallButton makes a call button; the time to live of the message counts before that of the template.
func (t *tx) fillCallButton(made button, b meta.TemplateButton, values []meta.TemplateParameter) (button, *graphError) {
	p := &meta.CallButton{TTLMinutes: b.TTLMinutes}
	for _, v := range values {
		switch v.Type {
		case "ttl_minutes":
			p.TTLMinutes = v.TTLMinutes
		case "payload":
			p.Payload = v.Payload
		default:
			return made, wrongFormat("buttons: a call button has parameters of type ttl_minutes and payload, not %s", v.Type)
		}
	}
	if err := checkCallButton(p); err != nil {
		return made, err
	}
	call := t.callButton(p)
	call.ID, call.Text = made.ID, made.Text
	return call, nil
}
