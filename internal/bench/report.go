package main

import (
	"errors"
	"fmt"
	"strings"
)

// The comments between which the document holds the measured table.
const (
	beginMark = "<!-- figures: begin, written by make bench -->"
	endMark   = "<!-- figures: end -->"
)

// between puts text where the two comments are.
func between(document, text string) (string, error) {
	head, rest, begins := strings.Cut(document, beginMark)
	_, tail, ends := strings.Cut(rest, endMark)
	if !begins || !ends {
		return "", errors.New("the two comments that the table goes between are not there")
	}
	return head + beginMark + "\n\n" + strings.TrimSpace(text) + "\n\n" + endMark + tail, nil
}

// verdict says in a word how a number stands to its target.
func (m measure) verdict() string {
	switch {
	case m.Met == nil:
		return ""
	case *m.Met:
		return "met"
	}
	return "**missed**"
}

// String is the number for a person at a terminal.
func (m measure) String() string {
	s := fmt.Sprintf("%s: %s %s", m.What, number(m.Value), m.Unit)
	if m.Met != nil {
		s += fmt.Sprintf(" (target %s, %s)", m.Target, strings.Trim(m.verdict(), "*"))
	}
	return s
}

// text is the run for a terminal.
func (r report) text() string {
	var b strings.Builder
	for _, f := range r.Figures {
		fmt.Fprintf(&b, "\n%s\n", f.Title)
		for _, m := range f.Measures {
			fmt.Fprintf(&b, "  %s\n", m)
		}
		if f.Error != "" {
			fmt.Fprintf(&b, "  not measured: %s\n", f.Error)
		}
	}
	return b.String()
}

// markdown is the run for the document: the machine, the targets in one table, then each figure with its method.
func (r report) markdown() string {
	var b strings.Builder
	m := r.Machine
	fmt.Fprintf(&b, "Measured on %s, on one machine: %s.\n\n", r.At.Format("2 January 2006, 15:04 MST"), m)
	b.WriteString("| figure | target | measured | |\n|---|---|---|---|\n")
	for _, f := range r.Figures {
		if f.Error != "" {
			fmt.Fprintf(&b, "| %s | | | not measured |\n", f.Title)
			continue
		}
		for _, m := range f.Measures {
			if m.Met != nil {
				fmt.Fprintf(&b, "| %s: %s | %s | %s %s | %s |\n", f.Title, m.What, m.Target, number(m.Value), m.Unit, m.verdict())
			}
		}
	}
	for _, f := range r.Figures {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\nMeasured at %s, with a load average of %s before.\n", upper(f.Title), f.Method, f.At.Format("15:04 MST on 2 January 2006"), number(f.Load))
		if f.Error != "" {
			fmt.Fprintf(&b, "\n**Not measured** in this run: %s.\n", strings.Join(strings.Fields(f.Error), " "))
			continue
		}
		b.WriteString("\n| | measured |\n|---|---|\n")
		for _, m := range f.Measures {
			fmt.Fprintf(&b, "| %s | %s %s |\n", m.What, number(m.Value), m.Unit)
		}
	}
	return b.String()
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
