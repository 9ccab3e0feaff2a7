package desk_test

import (
	"slices"
	"strings"
	"testing"

	"ramal/internal/desk"
	"ramal/internal/fault"
)

func TestReasonsAreKeptTidy(t *testing.T) {
	for name, c := range map[string]struct {
		in   desk.Closing
		want []string
		bad  bool
	}{
		"spaces and empty lines":       {in: desk.Closing{Reasons: []string{" Done ", "", "No  answer"}, Free: true}, want: []string{"Done", "No answer"}},
		"nothing, but words are free":  {in: desk.Closing{Free: true}},
		"nothing at all":               {in: desk.Closing{}, bad: true},
		"the same twice":               {in: desk.Closing{Reasons: []string{"Done", "done"}}, bad: true},
		"too long":                     {in: desk.Closing{Reasons: []string{strings.Repeat("x", 201)}}, bad: true},
		"as long as it may be":         {in: desk.Closing{Reasons: []string{strings.Repeat("ã", 200)}}, want: []string{strings.Repeat("ã", 200)}},
		"more than anybody would read": {in: desk.Closing{Reasons: strings.Split("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[:26]+"0123456789!?=()&%$§#*+-.,;:<>|^°{}", "")}, bad: true},
	} {
		got, err := c.in.Tidy()
		if c.bad != fault.Is(err, fault.Invalid) || !c.bad && !slices.Equal(got.Reasons, c.want) {
			t.Errorf("%s: %q, %v", name, got.Reasons, err)
		}
	}
}

func TestAReasonIsOneOfTheListUnlessWordsAreFree(t *testing.T) {
	strict := desk.Closing{Reasons: []string{"Resolved", "No answer"}}
	free := strict
	free.Free = true
	for _, c := range []struct {
		closing    desk.Closing
		said, want string
		reason     string
	}{
		{strict, " resolved", "Resolved", ""},
		{strict, "Went home", "", "not_listed"},
		{strict, "  ", "", "required"},
		{free, "Went  home", "Went home", ""},
		{free, "NO ANSWER", "No answer", ""},
		{desk.Closing{Free: true}, "Anything", "Anything", ""},
	} {
		got, err := c.closing.Reason(c.said)
		var f *fault.Error
		if got != c.want || (c.reason != "") != asFault(err, &f) || f != nil && f.Reason != c.reason {
			t.Errorf("%q: %q, %v", c.said, got, err)
		}
	}
}
