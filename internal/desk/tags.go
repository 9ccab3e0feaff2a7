package desk

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// The bounds of tags: their number on a contact, and their length in characters.
const (
	tagsMost  = 30
	tagLength = 40
)

// Tags returns tags as they are kept: without needless spaces, each once without regard to case, sorted. fault.Invalid on "tags" where
// there are too many, or one is too long.
func Tags(typed []string) ([]string, error) {
	var tags []string
	for _, t := range typed {
		t = strings.Join(strings.Fields(t), " ")
		if t == "" || slices.ContainsFunc(tags, func(o string) bool { return strings.EqualFold(o, t) }) {
			continue
		}
		if utf8.RuneCountInString(t) > tagLength {
			return nil, fault.New(fault.Invalid, "A tag has at most %d characters.", tagLength).On("tags")
		}
		tags = append(tags, t)
	}
	if len(tags) > tagsMost {
		return nil, fault.New(fault.Invalid, "A contact has at most %d tags.", tagsMost).On("tags")
	}
	slices.SortFunc(tags, func(a, b string) int {
		return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
	})
	return tags, nil
}

// TagCountMost is up to where the contacts of a tag are counted.
const TagCountMost = 500

// TagCount is a tag with how many contacts have it: TagCountMost stands for that many or more.
type TagCount struct {
	Tag      string
	Contacts int
}

// Shunned is that a contact does not want to be contacted: since when, who noted it, and why.
type Shunned struct {
	At     time.Time  `json:"at"`
	By     org.UserID `json:"by"`
	Reason string     `json:"reason,omitempty"`
}
