package api

import (
	"context"
	"encoding/csv"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/org"
)

// AuditEntry is one line of the audit.
type AuditEntry struct {
	ID      string        `json:"id"`
	At      Time          `json:"at"`
	Actor   *Person       `json:"actor,omitempty" doc:"Who did it, by the name that they had then; absent for the owner of the server, at its shell."`
	Address string        `json:"address,omitempty" doc:"From where."`
	Action  string        `json:"action" example:"user.blocked" doc:"The kind of thing, and what happened to it."`
	Subject string        `json:"subject" doc:"The id of what was changed."`
	Name    string        `json:"name" doc:"What it was called then."`
	Changes []AuditChange `json:"changes" nullable:"false"`
}

// AuditChange is a field with what it was and what it is.
type AuditChange struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// AuditPage is a page of the audit.
type AuditPage struct {
	Items []AuditEntry `json:"items" nullable:"false"`
	Next  string       `json:"next" doc:"Empty on the last page."`
}

// AuditFilter narrows the audit.
type AuditFilter struct {
	Actor  string    `query:"actor" doc:"Id of a user."`
	Action string    `query:"action" maxLength:"60" doc:"An action such as user.blocked, or a kind such as user."`
	From   time.Time `query:"from" doc:"Not before this time."`
	Until  time.Time `query:"until" doc:"Before this time."`
}

type auditInput struct {
	AuditFilter
	Paging
}

func (s *Server) auditOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-audit", Method: http.MethodGet, Path: "/api/settings/audit", Tags: []string{tagSettings}, Summary: "Who changed what, newest first",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, in *auditInput) (*body[AuditPage], error) {
		q := in.query()
		q.After, q.Limit = in.After, in.Limit
		page, err := s.Center.Audit(ctx, m, q)
		return &body[AuditPage]{AuditPage{Items: each(page.Items, entryOf), Next: page.Next}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "export-audit", Method: http.MethodGet, Path: "/api/settings/audit.csv", Tags: []string{tagSettings}, Summary: "The audit as a table",
		Description: "CSV in UTF-8, one line for each change. Cells that a spreadsheet would take for a formula begin with an apostrophe.",
		Errors:      []int{http.StatusForbidden},
	}, s.exportAudit)
}

func (f AuditFilter) query() org.AuditQuery {
	return org.AuditQuery{Actor: org.UserID(f.Actor), Action: f.Action, From: f.From, Until: f.Until}
}

// exportAudit reads page after page while it writes, so that a long audit takes no memory.
func (s *Server) exportAudit(ctx context.Context, m org.Member, in *AuditFilter) (*huma.StreamResponse, error) {
	q := in.query()
	q.Limit = 200
	page, err := s.Center.Audit(ctx, m, q)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(out huma.Context) {
		out.SetHeader("Content-Type", "text/csv; charset=utf-8")
		out.SetHeader("Content-Disposition", `attachment; filename="audit.csv"`)
		w := out.BodyWriter()
		_, _ = w.Write([]byte("\ufeff")) // a spreadsheet knows by it that this is UTF-8
		table := csv.NewWriter(w)
		_ = table.Write([]string{"time", "who", "address", "action", "what", "field", "before", "after"})
		for {
			for _, e := range page.Items {
				for _, row := range rowsOf(e) {
					_ = table.Write(row) // whoever does not read the answer went away
				}
			}
			if q.After = page.Next; q.After == "" {
				break
			}
			if page, err = s.Center.Audit(ctx, m, q); err != nil {
				_ = s.refuse(ctx, "export-audit", err)
				break
			}
		}
		table.Flush()
	}}, nil
}

func rowsOf(e org.Entry) [][]string {
	head := []string{e.At.Format(time.RFC3339), e.ActorName, e.Address, string(e.Action), e.Name}
	if len(e.Changes) == 0 {
		return [][]string{cells(append(head, "", "", ""))}
	}
	var rows [][]string
	for _, c := range e.Changes {
		rows = append(rows, cells(append(head[:5:5], c.Field, c.Before, c.After)))
	}
	return rows
}

// cells keeps a spreadsheet from taking a text for a formula (OWASP: CSV Injection).
func cells(row []string) []string {
	for i, s := range row {
		if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
			row[i] = "'" + s
		}
	}
	return row
}

func entryOf(e org.Entry) AuditEntry {
	shown := AuditEntry{
		ID: e.ID, At: Time{e.At}, Address: e.Address, Action: string(e.Action), Subject: e.Subject, Name: e.Name,
		Changes: each(e.Changes, func(c org.Change) AuditChange { return AuditChange(c) }),
	}
	if e.Actor != "" {
		shown.Actor = &Person{ID: string(e.Actor), Name: e.ActorName}
	}
	return shown
}
