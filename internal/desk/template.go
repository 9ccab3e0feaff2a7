package desk

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ramal/internal/fault"
)

// Template is a message that Meta has approved, which needs no open service window. Its header and body may have variables: {{1}},
// {{2}} or {{name}}.
type Template struct {
	Name     string
	Language string // as Meta writes it: pt_BR
	Category string // as Meta writes it: UTILITY, MARKETING
	Header   string
	Body     string
	Footer   string
	Buttons  []string // what stands on them
	Asks     bool     // it asks for permission to call
}

// Variable is a part of a template that is filled in. Of header and body each has its own {{1}}.
type Variable struct {
	Key  string // header.1, body.1: how a value is given
	Name string // 1, or the name
}

// The parts of a template that may have variables.
const (
	inHeader = "header."
	inBody   = "body."
)

// maxValue is the longest value of a variable, in characters. Meta's limit is that of the whole body, 1,024.
const maxValue = 1024

var variable = regexp.MustCompile(`\{\{\s*([A-Za-z0-9_]+)\s*\}\}`)

// HeaderVariables lists the variables of the header, each once: numbers by their value, which is the order in which Meta takes them.
func (t Template) HeaderVariables() []Variable { return variables(inHeader, t.Header) }

// BodyVariables lists the variables of the body, likewise.
func (t Template) BodyVariables() []Variable { return variables(inBody, t.Body) }

func variables(part, text string) []Variable {
	var list []Variable
	seen := map[string]bool{}
	for _, m := range variable.FindAllStringSubmatch(text, -1) {
		if !seen[m[1]] {
			seen[m[1]] = true
			list = append(list, Variable{part + m[1], m[1]})
		}
	}
	slices.SortStableFunc(list, func(a, b Variable) int {
		x, errX := strconv.Atoi(a.Name)
		y, errY := strconv.Atoi(b.Name)
		if errX != nil || errY != nil {
			return 0
		}
		return x - y
	})
	return list
}

// Filled returns the text that the contact reads, header first. fault.Invalid names the variable whose value is missing, too long, or
// has what Meta refuses in one: line breaks, tabs, more than four spaces.
func (t Template) Filled(values map[string]string) (string, error) {
	for _, v := range append(t.HeaderVariables(), t.BodyVariables()...) {
		value := strings.TrimSpace(values[v.Key])
		switch {
		case value == "":
			return "", fault.New(fault.Invalid, "Fill in {{%s}}.", v.Name).On(v.Key).Because("required")
		case len([]rune(value)) > maxValue:
			return "", fault.New(fault.Invalid, "{{%s}} may have %d characters.", v.Name, maxValue).On(v.Key)
		case strings.ContainsAny(value, "\n\r\t") || strings.Contains(value, "     "):
			return "", fault.New(fault.Invalid, "{{%s}} may not have line breaks, tabs or more than four spaces: Meta refuses them.", v.Name).On(v.Key)
		}
	}
	fill := func(part, text string) string {
		return variable.ReplaceAllStringFunc(text, func(found string) string {
			return strings.TrimSpace(values[part+variable.FindStringSubmatch(found)[1]])
		})
	}
	parts := []string{fill(inHeader, t.Header), fill(inBody, t.Body), t.Footer}
	var text []string
	for _, p := range parts {
		if p != "" {
			text = append(text, p)
		}
	}
	return strings.Join(text, "\n\n"), nil
}
