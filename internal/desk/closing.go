package desk

import (
	"slices"
	"strings"
	"unicode/utf8"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// Closing is what a workspace has decided on why services are closed: the reasons to choose from, and whether others may be written.
type Closing struct {
	WorkspaceID org.WorkspaceID
	Reasons     []string // in the order in which they are offered
	Free        bool     // whether other words may be written
	Version     int64    // 0 until somebody decided
}

// The bounds of reasons: their length in characters, and their number.
const (
	ReasonLength = 200
	reasonsMost  = 50
)

// Tidy returns the decision as it is kept; fault.Invalid on "reasons" where it cannot be.
func (c Closing) Tidy() (Closing, error) {
	var tidy []string
	for _, r := range c.Reasons {
		r = strings.Join(strings.Fields(r), " ")
		switch {
		case r == "":
			continue
		case utf8.RuneCountInString(r) > ReasonLength:
			return c, fault.New(fault.Invalid, "A reason has more than %d characters.", ReasonLength).On("reasons")
		case slices.ContainsFunc(tidy, func(t string) bool { return strings.EqualFold(t, r) }):
			return c, fault.New(fault.Invalid, "“%s” is there twice.", r).On("reasons")
		}
		tidy = append(tidy, r)
	}
	switch {
	case len(tidy) > reasonsMost:
		return c, fault.New(fault.Invalid, "There can be %d reasons at most.", reasonsMost).On("reasons")
	case len(tidy) == 0 && !c.Free:
		return c, fault.New(fault.Invalid, "Without any reason in the list nothing could be closed: add one, or let people write their own.").On("reasons")
	}
	c.Reasons = tidy
	return c, nil
}

// Reason returns why somebody closes a service, as it is written down; fault.Invalid on "reason" where it is missing, too long, or not
// one of those that are allowed.
func (c Closing) Reason(said string) (string, error) {
	said = strings.Join(strings.Fields(said), " ")
	switch {
	case said == "":
		return "", fault.New(fault.Invalid, "Say why it is closed.").On("reason").Because("required")
	case utf8.RuneCountInString(said) > ReasonLength:
		return "", fault.New(fault.Invalid, "A reason has more than %d characters.", ReasonLength).On("reason")
	}
	for _, r := range c.Reasons {
		if strings.EqualFold(r, said) {
			return r, nil
		}
	}
	if !c.Free {
		return "", fault.New(fault.Invalid, "Choose one of the reasons in the list.").On("reason").Because("not_listed")
	}
	return said, nil
}
