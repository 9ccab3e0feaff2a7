package sandbox

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"ramal/internal/meta"
)

// What a template must be (Meta: Cloud API, Template components, 2026). The subcodes are those of practice; where none is
// known there is none.

const (
	positional     = "POSITIONAL"
	named          = "NAMED"
	maxTemplate    = 512 // characters of a name
	maxButtonText  = 25
	maxButtonURL   = 2000
	maxButtonPhone = 20
	mostButtons    = 10
	mostURLs       = 2
	minTemplateTTL = 1440 // minutes, of a call button
	maxTemplateTTL = 43_200

	subcodeLength   = 2388040
	subcodeExample  = 2388043
	subcodeExists   = 2388024
	subcodeResting  = 2388023
	subcodeTooMany  = 2388019
	subcodeDangling = 2388299

	subcodeNoTemplate = 2593002
)

var (
	templateName     = regexp.MustCompile(`^[a-z0-9_]+$`)
	templateLanguage = regexp.MustCompile(`^[a-z]{2,3}(_[A-Z]{2,4})?$`)
	variable         = regexp.MustCompile(`\{\{([^{}]*)\}\}`)
	variableName     = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
)

// badTemplate is the error of a template, with the words for a person.
func badTemplate(subcode int, title, format string, a ...any) *graphError {
	e := fault(meta.CodeInvalidParameter)
	e.Message, e.Subcode, e.UserTitle, e.UserMessage = "Invalid parameter", subcode, title, fmt.Sprintf(format, a...)
	return e
}

func checkTemplate(m *meta.Template) *graphError {
	switch {
	case m.Name == "":
		return parameter("The parameter name is required.")
	case !templateName.MatchString(m.Name) || len(m.Name) > maxTemplate:
		return badTemplate(0, "Invalid template name", "Message template name can only have lowercase letters, digits and underscores, and %d of them.", maxTemplate)
	case m.Language == "":
		return parameter("The parameter language is required.")
	case !templateLanguage.MatchString(m.Language):
		return parameter("Param language must be one of the supported languages - got %q.", m.Language)
	}
	if m.ParameterFormat = strings.ToUpper(m.ParameterFormat); m.ParameterFormat == "" {
		m.ParameterFormat = positional
	}
	if m.ParameterFormat != positional && m.ParameterFormat != named {
		return parameter("Param parameter_format must be one of {POSITIONAL, NAMED} - got %q.", m.ParameterFormat)
	}
	if err := checkCategory(&m.Category); err != nil {
		return err
	}
	return checkParts(m.Components, m.ParameterFormat)
}

func checkCategory(c *string) *graphError {
	switch *c = strings.ToUpper(*c); *c {
	case "":
		return parameter("The parameter category is required.")
	case meta.CategoryMarketing, meta.CategoryUtility:
		return nil
	case meta.CategoryAuthentication:
		return fault(meta.CodeInvalidParameter).details("Authentication templates are not part of this sandbox")
	}
	return parameter("Param category must be one of {UTILITY, MARKETING, AUTHENTICATION} - got %q.", *c)
}

// checkParts checks the components of a template.
func checkParts(parts []meta.TemplatePart, format string) *graphError {
	seen := map[string]bool{}
	for i := range parts {
		p := &parts[i]
		kind := strings.ToUpper(p.Type)
		if seen[kind] {
			return badTemplate(0, "Invalid components", "There is more than one component of type %s.", kind)
		}
		seen[kind] = true
		var err *graphError
		switch kind {
		case meta.PartHeader:
			err = checkHeader(p, format)
		case meta.PartBody:
			err = checkTemplateBody(p, format)
		case meta.PartFooter:
			err = checkTemplateFooter(p)
		case meta.PartButtons:
			err = checkButtons(p.Buttons)
		case strings.ToUpper(meta.PartCallPermission):
		default:
			err = parameter("Param components[%d]['type'] must be one of {HEADER, BODY, FOOTER, BUTTONS, CALL_PERMISSION_REQUEST} - got %q.", i, p.Type)
		}
		if err != nil {
			return err
		}
	}
	if !seen[meta.PartBody] {
		return badTemplate(subcodeExample, "Message template components param is incomplete", "component of type BODY is missing")
	}
	return nil
}

// variables lists the variables of a text in their order, each once. Numbered ones must be 1, 2, 3…
func variables(text, format string) ([]string, *graphError) {
	var names []string
	for _, m := range variable.FindAllStringSubmatch(text, -1) {
		name := strings.TrimSpace(m[1])
		if _, err := strconv.Atoi(name); format == positional && err != nil || format == named && !variableName.MatchString(name) {
			return nil, badTemplate(0, "Invalid variable", "The variable {{%s}} does not fit the parameter format %s.", name, format)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if format == positional {
		for i := range names {
			if !slices.Contains(names, strconv.Itoa(i+1)) {
				return nil, badTemplate(0, "Invalid variable", "Variables must be numbered from {{1}} without gaps: {{%d}} is missing.", i+1)
			}
		}
	}
	return names, nil
}

func missingExample(kind string) *graphError {
	return badTemplate(subcodeExample, "Message template components param is incomplete", "component of type %s is missing expected field(s) (example)", kind)
}

func checkHeader(p *meta.TemplatePart, format string) *graphError {
	if p.Format == "" { // Meta's own sample of a permission request has none
		p.Format = meta.FormatText
	}
	e := p.Example
	if e == nil {
		e = &meta.TemplateExample{}
	}
	switch p.Format = strings.ToUpper(p.Format); p.Format {
	case "IMAGE", "VIDEO", "DOCUMENT":
		if len(e.HeaderHandle) == 0 {
			return missingExample(meta.PartHeader)
		}
		return nil
	case "LOCATION":
		return nil
	case meta.FormatText:
	default:
		return parameter("Param components['HEADER']['format'] must be one of {TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION} - got %q.", p.Format)
	}
	names, err := variables(p.Text, format)
	// The same sample has body_text where header_text is meant: the pages disagree, both are taken.
	examples := max(len(e.HeaderText), len(e.HeaderTextNamed), len(slices.Concat(e.BodyText...)))
	switch {
	case err != nil:
		return err
	case p.Text == "":
		return badTemplate(subcodeExample, "Message template components param is incomplete", "component of type HEADER is missing expected field(s) (text)")
	case utf8.RuneCountInString(p.Text) > maxHeader:
		return badTemplate(subcodeLength, "Character limit exceeded", "The header can have at most %d characters.", maxHeader)
	case len(names) > 1:
		return badTemplate(0, "Invalid variable", "The header can have at most one variable.")
	case len(names) > examples:
		return missingExample(meta.PartHeader)
	}
	return nil
}

func checkTemplateBody(p *meta.TemplatePart, format string) *graphError {
	names, err := variables(p.Text, format)
	examples := 0
	if e := p.Example; e != nil {
		examples = len(e.BodyTextNamed)
		if len(e.BodyText) > 0 {
			examples = max(examples, len(e.BodyText[0]))
		}
	}
	text := strings.TrimSpace(p.Text)
	switch {
	case err != nil:
		return err
	case text == "":
		return badTemplate(subcodeExample, "Message template components param is incomplete", "component of type BODY is missing expected field(s) (text)")
	case utf8.RuneCountInString(p.Text) > maxBody:
		return badTemplate(subcodeLength, "Character limit exceeded", "The body can have at most %d characters.", maxBody)
	case strings.HasPrefix(text, "{{") || strings.HasSuffix(text, "}}"):
		return badTemplate(subcodeDangling, "Invalid variable", "Variables can't be at the start or end of the template.")
	case len(names) > examples:
		return missingExample(meta.PartBody)
	}
	return nil
}

func checkTemplateFooter(p *meta.TemplatePart) *graphError {
	switch {
	case strings.TrimSpace(p.Text) == "":
		return badTemplate(subcodeExample, "Message template components param is incomplete", "component of type FOOTER is missing expected field(s) (text)")
	case utf8.RuneCountInString(p.Text) > maxFooter:
		return badTemplate(subcodeLength, "Character limit exceeded", "The footer can have at most %d characters.", maxFooter)
	case variable.MatchString(p.Text):
		return badTemplate(0, "Invalid variable", "The footer can't have variables.")
	}
	return nil
}

// mostOf is how many buttons of a type there may be.
var mostOf = map[string]int{meta.ButtonQuickReply: mostButtons, meta.ButtonURL: mostURLs, meta.ButtonPhone: 1, strings.ToUpper(meta.ButtonVoiceCall): 1}

func checkButtons(buttons []meta.TemplateButton) *graphError {
	if len(buttons) == 0 || len(buttons) > mostButtons {
		return badTemplate(0, "Invalid buttons", "A template with buttons has 1 to %d of them.", mostButtons)
	}
	count := map[string]int{}
	for i, b := range buttons {
		kind := strings.ToUpper(b.Type)
		most, ok := mostOf[kind]
		if !ok {
			return parameter("Param components['BUTTONS']['buttons'][%d]['type'] must be one of {QUICK_REPLY, URL, PHONE_NUMBER, VOICE_CALL} - got %q.", i, b.Type)
		}
		if count[kind]++; count[kind] > most {
			return badTemplate(0, "Invalid buttons", "A template has at most %d button(s) of type %s.", most, kind)
		}
		switch {
		case strings.TrimSpace(b.Text) == "":
			return badTemplate(subcodeExample, "Message template components param is incomplete", "component of type BUTTONS is missing expected field(s) (text)")
		case utf8.RuneCountInString(b.Text) > maxButtonText:
			return badTemplate(subcodeLength, "Character limit exceeded", "A button can have at most %d characters.", maxButtonText)
		}
		if err := checkButton(kind, b); err != nil {
			return err
		}
	}
	return nil
}

func checkButton(kind string, b meta.TemplateButton) *graphError {
	switch kind {
	case meta.ButtonURL:
		u, err := url.Parse(variable.ReplaceAllString(b.URL, "x"))
		at := variable.FindStringIndex(b.URL)
		switch {
		case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || len(b.URL) > maxButtonURL:
			return badTemplate(0, "Invalid buttons", "The button URL %q is not valid.", b.URL)
		case at != nil && at[1] != len(b.URL):
			return badTemplate(0, "Invalid buttons", "The variable of a button URL must be at its end.")
		case at != nil && len(b.Example) == 0:
			return missingExample(meta.PartButtons)
		}
	case meta.ButtonPhone:
		if n := len(meta.Digits(b.PhoneNumber)); n < fewestWaID || len(b.PhoneNumber) > maxButtonPhone {
			return badTemplate(0, "Invalid buttons", "The button phone number %q is not valid.", b.PhoneNumber)
		}
	case strings.ToUpper(meta.ButtonVoiceCall):
		if b.TTLMinutes != nil && (*b.TTLMinutes < minTemplateTTL || *b.TTLMinutes > maxTemplateTTL) {
			return badTemplate(0, "Invalid buttons", "ttl_minutes must be between %d and %d.", minTemplateTTL, maxTemplateTTL)
		}
	}
	return nil
}
