package org

import (
	"strconv"
	"strings"
	"time"
)

// Entry is one line of the audit: who changed what, when, and from where. It is written with the change itself and never
// altered. Secrets are never in it: that one was replaced is.
type Entry struct {
	ID          string
	WorkspaceID WorkspaceID
	At          time.Time
	Actor       UserID // "" for the owner of the server, at its shell, and for what WhatsApp brought about
	ActorName   string // as it was then
	Address     string // "" at the shell
	Deed
}

// Deed is what was done, to what.
type Deed struct {
	Action  Action
	Subject string // the id of what was changed
	Name    string // what it was called then
	Changes []Change
}

// Action names what was done: the kind of thing, and what happened to it, such as user.blocked.
type Action string

// Change is a field with what it was and what it is. Both are text for a person; lists are joined by commas.
type Change struct {
	Field  string `json:"field"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// AuditQuery asks for a page of the audit, newest first.
type AuditQuery struct {
	Actor  UserID
	Action string // an action, or its beginning up to a dot: user
	From   time.Time
	Until  time.Time
	After  string // the Next of the page before
	Limit  int
}

// Text adds a field that has changed.
func (d *Deed) Text(field, before, after string) {
	if before != after {
		d.Changes = append(d.Changes, Change{Field: field, Before: before, After: after})
	}
}

// Flag adds a truth that has changed.
func (d *Deed) Flag(field string, before, after bool) {
	d.Text(field, strconv.FormatBool(before), strconv.FormatBool(after))
}

// List adds a list of names that has changed.
func (d *Deed) List(field string, before, after []string) {
	d.Text(field, strings.Join(before, ", "), strings.Join(after, ", "))
}
