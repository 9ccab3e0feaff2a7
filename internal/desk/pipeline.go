package desk

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// PipelineID is UUIDv7 text.
type PipelineID string

// StageID is UUIDv7 text.
type StageID string

// Pipeline is a funnel: the stages that a deal goes through, in their order, and why deals may be won or lost.
type Pipeline struct {
	ID          PipelineID
	WorkspaceID org.WorkspaceID
	Name        string
	Currency    string // ISO 4217, of all values in it
	Stages      []Stage
	WonReasons  []string // to choose from; where there are none, a win needs no reason
	LostReasons []string // to choose from; where there are none, a loss takes any words
	CreatedAt   time.Time
	Version     int64
}

// Stage is a column of a funnel.
type Stage struct {
	ID    StageID
	Name  string
	Color Color
	Limit time.Duration // how long a deal should stand in it at most, in whole hours; 0 for no limit
}

// Color names a colour of the console's palette.
type Color string

// Colors are those that a stage may have.
var Colors = []Color{"gray", "blue", "teal", "green", "amber", "red", "purple"}

// The bounds of a funnel.
const (
	nameLength = 80 // of a funnel or a stage, in characters
	stagesMost = 30
	limitMost  = 10_000 * time.Hour
)

var currency = regexp.MustCompile(`^[A-Z]{3}$`)

// Tidy returns the funnel as it is kept; fault.Invalid on "name", "currency", "stages", "wonReasons" or "lostReasons" where it cannot
// be.
func (p Pipeline) Tidy() (Pipeline, error) {
	p.Name = strings.Join(strings.Fields(p.Name), " ")
	p.Currency = strings.ToUpper(strings.TrimSpace(p.Currency))
	switch {
	case p.Name == "":
		return p, fault.New(fault.Invalid, "A funnel needs a name.").On("name")
	case utf8.RuneCountInString(p.Name) > nameLength:
		return p, fault.New(fault.Invalid, "The name is longer than %d characters.", nameLength).On("name")
	case !currency.MatchString(p.Currency):
		return p, fault.New(fault.Invalid, "A currency is three letters, such as BRL.").On("currency")
	case len(p.Stages) == 0:
		return p, fault.New(fault.Invalid, "A funnel needs a stage.").On("stages")
	case len(p.Stages) > stagesMost:
		return p, fault.New(fault.Invalid, "A funnel can have %d stages at most.", stagesMost).On("stages")
	}
	var err error
	if p.Stages, err = tidyStages(p.Stages); err != nil {
		return p, err
	}
	if p.WonReasons, err = tidyReasons(p.WonReasons, "wonReasons"); err != nil {
		return p, err
	}
	p.LostReasons, err = tidyReasons(p.LostReasons, "lostReasons")
	return p, err
}

func tidyStages(stages []Stage) ([]Stage, error) {
	tidy := make([]Stage, 0, len(stages))
	for _, s := range stages {
		s.Name = strings.Join(strings.Fields(s.Name), " ")
		switch {
		case s.Name == "":
			return nil, fault.New(fault.Invalid, "Each stage needs a name.").On("stages")
		case utf8.RuneCountInString(s.Name) > nameLength:
			return nil, fault.New(fault.Invalid, "The name is longer than %d characters.", nameLength).On("stages")
		case !slices.Contains(Colors, s.Color):
			return nil, fault.New(fault.Invalid, "%q is no colour of a stage.", string(s.Color)).On("stages")
		case s.Limit < 0 || s.Limit > limitMost || s.Limit%time.Hour != 0:
			return nil, fault.New(fault.Invalid, "The time limit of a stage is from 0 to %d hours.", int(limitMost/time.Hour)).On("stages")
		case slices.ContainsFunc(tidy, func(t Stage) bool { return strings.EqualFold(t.Name, s.Name) || t.ID == s.ID }):
			return nil, fault.New(fault.Invalid, "“%s” is there twice.", s.Name).On("stages")
		}
		tidy = append(tidy, s)
	}
	return tidy, nil
}

// tidyReasons tidies reasons to choose from, as those to close a service.
func tidyReasons(reasons []string, field string) ([]string, error) {
	c, err := Closing{Reasons: reasons, Free: true}.Tidy()
	if err != nil {
		var f *fault.Error
		if errors.As(err, &f) {
			return nil, f.On(field)
		}
		return nil, err
	}
	return c.Reasons, nil
}

// Stage returns a stage of the funnel.
func (p Pipeline) Stage(id StageID) (Stage, bool) {
	at := slices.IndexFunc(p.Stages, func(s Stage) bool { return s.ID == id })
	if at < 0 {
		return Stage{}, false
	}
	return p.Stages[at], true
}

// WonFor returns why a deal is won, as it is written down; fault.Invalid on "reason" where the funnel has a list and it is not on it.
func (p Pipeline) WonFor(said string) (string, error) {
	if len(p.WonReasons) == 0 && strings.TrimSpace(said) == "" {
		return "", nil
	}
	return outcomeReason(p.WonReasons, said)
}

// LostFor returns why a deal is lost, as it is written down; fault.Invalid on "reason" where it is missing, or not on the funnel's list.
func (p Pipeline) LostFor(said string) (string, error) { return outcomeReason(p.LostReasons, said) }

func outcomeReason(list []string, said string) (string, error) {
	if strings.TrimSpace(said) == "" {
		return "", fault.New(fault.Invalid, "Say why.").On("reason").Because("required")
	}
	return Closing{Reasons: list, Free: len(list) == 0}.Reason(said)
}
