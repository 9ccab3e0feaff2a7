package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// figure is one thing to measure.
type figure struct {
	name   string
	title  string
	method string // one or two sentences for the reader of the table
	run    func(ctx context.Context, l *lab) ([]measure, error)
}

// figures are all, in the order in which they are measured and shown.
func figures() []figure {
	return []figure{
		webhookFigure, callFigure, bridgeFigure, intakeFigure, pagesFigure, pagesPostgresFigure, importFigure, startFigure, consoleFigure,
		crowdFigure, deliveryFigure, sandboxStartFigure,
	}
}

// measure is one number, with the target that it is held against where there is one.
type measure struct {
	What   string  `json:"what"`
	Value  float64 `json:"value"`
	Unit   string  `json:"unit"`
	Target string  `json:"target,omitempty"`
	Met    *bool   `json:"met,omitempty"` // absent without a target
}

// plain is a number that is only told.
func plain(what string, value float64, unit string) measure {
	return measure{What: what, Value: value, Unit: unit}
}

// below is a number that has to stay under a limit.
func below(what string, value, limit float64, unit string) measure {
	met := value < limit
	return measure{what, value, unit, "< " + number(limit) + " " + unit, &met}
}

// atLeast is a number that has to reach a limit.
func atLeast(what string, value, limit float64, unit string) measure {
	met := value >= limit
	return measure{what, value, unit, "≥ " + number(limit) + " " + unit, &met}
}

// result is what became of a figure.
type result struct {
	Name     string    `json:"name"`
	Title    string    `json:"title"`
	Method   string    `json:"method"`
	Measures []measure `json:"measures"`
	Error    string    `json:"error,omitempty"`
	At       time.Time `json:"at"`
	Load     float64   `json:"load"` // average of the minute before it was measured
	Seconds  float64   `json:"seconds"`
}

// report is a whole run.
type report struct {
	At      time.Time `json:"at"`
	Quick   bool      `json:"quick"`
	Machine machine   `json:"machine"`
	Figures []result  `json:"figures"`
}

// problems joins what could not be measured.
func (r report) problems() error {
	var all []error
	for _, f := range r.Figures {
		if f.Error != "" {
			all = append(all, fmt.Errorf("%s: %s", f.Name, f.Error))
		}
	}
	return errors.Join(all...)
}

// measure takes the figures one after the other. One that fails does not keep the others from being measured.
func (l *lab) measure(ctx context.Context, chosen []figure) report {
	r := report{At: time.Now().UTC().Truncate(time.Second), Quick: l.quick, Machine: thisMachine(l.dir)}
	for _, f := range chosen {
		l.say("%s: %s", f.name, f.title)
		one := result{Name: f.name, Title: f.title, Method: f.method, At: time.Now().UTC().Truncate(time.Second), Load: loadAverage()}
		begin := time.Now()
		var err error
		if one.Measures, err = f.run(ctx, l); err != nil {
			one.Error = err.Error()
			l.say("  not measured: %v", err)
		}
		one.Seconds = time.Since(begin).Round(100 * time.Millisecond).Seconds()
		for _, m := range one.Measures {
			l.say("  %s", m)
		}
		r.Figures = append(r.Figures, one)
	}
	return r
}

func names(list []figure) (all []string) {
	for _, f := range list {
		all = append(all, f.name)
	}
	return all
}

// choose picks figures by name, in their own order; all when nothing is named.
func choose(list []figure, only []string) ([]figure, error) {
	if len(only) == 0 {
		return list, nil
	}
	for _, name := range only {
		if !slices.Contains(names(list), name) {
			return nil, fmt.Errorf("there is no figure %q; there are %v", name, names(list))
		}
	}
	return slices.DeleteFunc(list, func(f figure) bool { return !slices.Contains(only, f.name) }), nil
}

// over puts the figures of a run over those of an earlier one: what was not measured again, or could not be, stays, with
// its own time.
func (r report) over(earlier report) report {
	merged := r
	merged.Figures = nil
	for _, f := range figures() {
		for _, from := range []report{r, earlier} {
			i := slices.IndexFunc(from.Figures, func(one result) bool { return one.Name == f.name })
			if i >= 0 && (from.Figures[i].Error == "" || !earlier.has(f.name)) {
				merged.Figures = append(merged.Figures, from.Figures[i])
				break
			}
		}
	}
	return merged
}

// has reports whether a figure was measured.
func (r report) has(name string) bool {
	return slices.ContainsFunc(r.Figures, func(one result) bool { return one.Name == name && one.Error == "" })
}
