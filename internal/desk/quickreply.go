package desk

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// QuickReplyID is UUIDv7 text.
type QuickReplyID string

// QuickReply is a text that is sent often. It is somebody's own, or shared: with everybody, or with a department. What stands in
// braces, such as {name}, is filled in where it is used.
type QuickReply struct {
	ID          QuickReplyID
	WorkspaceID org.WorkspaceID
	Owner       org.UserID       // whose own it is; "" for a shared one
	Department  org.DepartmentID // whom a shared one is for; "" for everybody
	Shortcut    string           // one word, without the / that it is called by
	Text        string
	Version     int64
}

// The bounds of a quick reply, in characters. A text may be as long as a message (Meta: Cloud API, Text messages).
const (
	shortcutMost = 40
	replyMost    = 4096
)

// Tidy returns the quick reply as it is kept; fault.Invalid on "shortcut" or "text" where it cannot be.
func (q QuickReply) Tidy() (QuickReply, error) {
	q.Shortcut = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(q.Shortcut), "/"))
	q.Text = strings.TrimSpace(q.Text)
	switch {
	case q.Shortcut == "":
		return q, fault.New(fault.Invalid, "A quick reply needs a word to call it by.").On("shortcut")
	case utf8.RuneCountInString(q.Shortcut) > shortcutMost:
		return q, fault.New(fault.Invalid, "The word has more than %d characters.", shortcutMost).On("shortcut")
	case strings.ContainsFunc(q.Shortcut, func(r rune) bool { return unicode.IsSpace(r) || r == '/' }):
		return q, fault.New(fault.Invalid, "The word has no spaces and no slash in it.").On("shortcut")
	case q.Text == "":
		return q, fault.New(fault.Invalid, "A quick reply needs a text.").On("text")
	case utf8.RuneCountInString(q.Text) > replyMost:
		return q, fault.New(fault.Invalid, "The text has more than %d characters.", replyMost).On("text")
	}
	return q, nil
}

// For reports whether the member may use the quick reply: their own, and what is shared with everybody or with a department of theirs.
// Administrators may use all that is shared.
func (q QuickReply) For(m org.Member) bool {
	switch {
	case q.Owner != "":
		return q.Owner == m.User.ID
	case q.Department == "" || m.Admin:
		return true
	}
	for _, d := range m.In {
		if d.ID == q.Department {
			return true
		}
	}
	return false
}

// ChangedBy reports whether the member may change the quick reply: their own, and as an administrator what is shared.
func (q QuickReply) ChangedBy(m org.Member) bool {
	return q.Owner != "" && q.Owner == m.User.ID || q.Owner == "" && m.Administers()
}
