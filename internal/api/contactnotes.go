package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// ContactNote is what somebody of the team wrote down about a contact.
type ContactNote struct {
	ID        string  `json:"id"`
	Author    *Person `json:"author,omitempty"`
	Text      string  `json:"text"`
	CreatedAt Time    `json:"createdAt"`
	EditedAt  Time    `json:"editedAt,omitzero" doc:"Absent until it was changed."`
	Version   int64   `json:"version" doc:"Goes up with each change; give it back to change the note."`
}

// ContactNotePage is a page of notes, newest first.
type ContactNotePage struct {
	Items []ContactNote `json:"items" nullable:"false"`
	Next  string        `json:"next" doc:"Empty on the last page."`
}

// NewContactNote is a note to write down.
type NewContactNote struct {
	Text string `json:"text"`
}

// ContactNoteChange is a note as it is to be.
type ContactNoteChange struct {
	Text    string `json:"text"`
	Version int64  `json:"version" doc:"Of the note as it was read."`
}

// PathNote names a note of a contact.
type PathNote struct {
	PathID
	Note string `path:"noteId" doc:"The note."`
}

type (
	contactPageInput struct {
		PathID
		Paging
	}
	newNoteInput struct {
		PathID
		Body NewContactNote
	}
	noteChangeInput struct {
		PathNote
		Body ContactNoteChange
	}
)

func (s *Server) contactNoteOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-contact-notes", Method: http.MethodGet, Path: "/api/contacts/{id}/notes", Tags: []string{tagContacts}, Summary: "The notes about a contact, newest first",
		Errors: []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *contactPageInput) (*body[ContactNotePage], error) {
		page, err := s.Center.ContactNotes(ctx, m, desk.ContactID(in.ID), in.After, in.Limit)
		return &body[ContactNotePage]{ContactNotePage{Items: each(page.Items, noteOf), Next: page.Next}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "create-contact-note", Method: http.MethodPost, Path: "/api/contacts/{id}/notes", Tags: []string{tagContacts}, Summary: "Write down a note about a contact",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newNoteInput) (*body[ContactNote], error) {
		n, err := s.Center.AddContactNote(ctx, m, desk.ContactID(in.ID), in.Body.Text)
		return &body[ContactNote]{noteOf(n)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "change-contact-note", Method: http.MethodPut, Path: "/api/contacts/{id}/notes/{noteId}", Tags: []string{tagContacts}, Summary: "Change a note",
		Description: "Whoever wrote it may. Refused with conflict when it changed since it was read.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *noteChangeInput) (*body[ContactNote], error) {
		n, err := s.Center.ChangeContactNote(ctx, m, desk.ContactID(in.ID), desk.NoteID(in.Note), in.Body.Text, in.Body.Version)
		return &body[ContactNote]{noteOf(n)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "delete-contact-note", Method: http.MethodDelete, Path: "/api/contacts/{id}/notes/{noteId}", Tags: []string{tagContacts}, Summary: "Delete a note",
		Description: "Whoever wrote it may, and administrators.",
		Errors:      []int{http.StatusForbidden, http.StatusNotFound}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *PathNote) (*none, error) {
		return nil, s.Center.DeleteContactNote(ctx, m, desk.ContactID(in.ID), desk.NoteID(in.Note))
	})
}

func noteOf(v center.ContactNoteView) ContactNote {
	return ContactNote{ID: string(v.ID), Author: personOf(v.Author), Text: v.Text, CreatedAt: Time{v.CreatedAt}, EditedAt: Time{v.EditedAt}, Version: v.Version}
}
