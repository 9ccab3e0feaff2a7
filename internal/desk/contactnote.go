package desk

import (
	"strings"
	"time"
	"unicode/utf8"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// NoteID is UUIDv7 text.
type NoteID string

// ContactNote is what somebody of the team wrote down about a contact. The contact never sees it.
type ContactNote struct {
	ID          NoteID
	WorkspaceID org.WorkspaceID
	ContactID   ContactID
	Author      org.UserID
	Text        string
	CreatedAt   time.Time
	EditedAt    time.Time // zero until it was changed
	Version     int64
}

// noteLength is the longest note about a contact, in characters.
const noteLength = 5000

// NoteText returns the text of a note as it is kept; fault.Invalid on "text" where it is empty or too long.
func NoteText(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	switch {
	case typed == "":
		return "", fault.New(fault.Invalid, "A note needs some words.").On("text")
	case utf8.RuneCountInString(typed) > noteLength:
		return "", fault.New(fault.Invalid, "The note is longer than %d characters.", noteLength).On("text")
	}
	return typed, nil
}

// ChangedBy reports whether a member may change the note: whoever wrote it.
func (n ContactNote) ChangedBy(m org.Member) bool { return n.Author == m.User.ID }

// DeletedBy reports whether a member may delete the note: whoever wrote it, and administrators.
func (n ContactNote) DeletedBy(m org.Member) bool { return m.Admin || n.ChangedBy(m) }
