package api

import (
	"cmp"
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/i18n"
	"ramal/internal/org"
	"ramal/internal/sheet"
)

// ContactImport is a file of contacts that is taken in. Its numbers are rows.
type ContactImport struct {
	ID        string         `json:"id"`
	FileName  string         `json:"fileName"`
	State     string         `json:"state" enum:"mapping,running,done,stopped,failed" doc:"mapping: the file is here and was not started."`
	Rows      int            `json:"rows" doc:"In the file, below the names of the columns."`
	Added     int            `json:"added"`
	Changed   int            `json:"changed"`
	Unchanged int            `json:"unchanged" doc:"The contact has all of it already, or is to be left as it is."`
	Refused   int            `json:"refused"`
	Report    bool           `json:"report" doc:"Whether the refused rows can still be downloaded: for 30 days."`
	Problem   string         `json:"problem,omitempty" doc:"Why it failed, for a person."`
	Author    string         `json:"author" doc:"The name of who began it; may be empty."`
	Columns   []ImportColumn `json:"columns" nullable:"false" doc:"Of a file that was not started."`
	Parts     []string       `json:"parts" nullable:"false" doc:"What a column can be, of a file that was not started: name, phone, tags, field: and the id of a custom field, owners, shunned, username, bsuid, id."`
	Country   string         `json:"country" doc:"Of numbers without a country code." example:"BR"`
	Known     string         `json:"known" enum:"update,leave" doc:"What is done with contacts that are known already."`
	CreatedAt Time           `json:"createdAt"`
	StartedAt Time           `json:"startedAt,omitzero"`
	EndedAt   Time           `json:"endedAt,omitzero"`
}

// ImportColumn is a column of a file.
type ImportColumn struct {
	Name    string   `json:"name" doc:"May be empty."`
	Part    string   `json:"part" doc:"What it is guessed to be; empty for nothing."`
	Samples []string `json:"samples" nullable:"false" doc:"From the first rows."`
}

// ContactImportPage is a page of imports.
type ContactImportPage struct {
	Items []ContactImport `json:"items" nullable:"false"`
	Next  string          `json:"next" doc:"Empty on the last page."`
}

// ImportPlan says what an import makes of its file.
type ImportPlan struct {
	Parts   []string `json:"parts" nullable:"false" maxItems:"200" doc:"What each column is; empty for one that is left out."`
	Country string   `json:"country" example:"BR" doc:"Of numbers without a country code: ISO 3166, two letters."`
	Known   string   `json:"known" enum:"update,leave" doc:"What is done with contacts that are known already: update writes what the file has, and empty cells leave what is there."`
}

// ImportPreview is what an import would make of the first rows of its file.
type ImportPreview struct {
	Items []ImportPreviewRow `json:"items" nullable:"false"`
}

// ImportPreviewRow is what an import would make of a row.
type ImportPreviewRow struct {
	Row          int               `json:"row" doc:"As a spreadsheet counts, the names of the columns being row 1."`
	Outcome      string            `json:"outcome" enum:"add,change,keep,refuse"`
	Name         string            `json:"name"`
	Phone        string            `json:"phone" doc:"Digits with country code; may be empty."`
	Tags         []string          `json:"tags" nullable:"false"`
	Owners       []string          `json:"owners" nullable:"false" doc:"Ids of users."`
	Fields       map[string]string `json:"fields" nullable:"false"`
	DoNotContact bool              `json:"doNotContact"`
	Part         string            `json:"part,omitempty" doc:"What is at fault in a row that would be refused; absent for the row as a whole."`
	Reason       string            `json:"reason,omitempty" doc:"Why a row would be refused, for a person."`
	Cells        []string          `json:"cells" nullable:"false" doc:"As they stand in the file."`
}

// LanguageQuery is the language of a file to download.
type LanguageQuery struct {
	Language string `query:"language" enum:"en,pt-BR,es" doc:"In which the columns are called, and by which the cells of CSV are told apart; the user's own when absent."`
}

type (
	offerInput struct {
		Name    string `query:"name" maxLength:"240" doc:"The name of the file."`
		RawBody []byte `contentType:"application/octet-stream"`
	}
	importPlanInput struct {
		PathID
		Body ImportPlan
	}
	reportInput struct {
		PathID
		LanguageQuery
	}
)

func (in ImportPlan) plan() desk.ImportPlan {
	return desk.ImportPlan{Parts: each(in.Parts, func(p string) desk.Part { return desk.Part(p) }), Country: in.Country, Known: desk.Known(in.Known)}
}

// or returns the language that was asked for, else the member's.
func (in LanguageQuery) or(m org.Member) string {
	return cmp.Or(in.Language, m.Language, i18n.English)
}

// comma is what stands between the cells of CSV where a language is spoken: there, spreadsheets go by it.
func comma(language string) rune {
	if language == i18n.English {
		return ','
	}
	return ';'
}

func (s *Server) contactImportOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "offer-contact-import", Method: http.MethodPost, Path: "/api/contact-imports", Tags: []string{tagContacts}, Summary: "Offer a file of contacts for import",
		Description: "The body is the file as it is: CSV with commas, semicolons, tabs or bars between the cells, in UTF-8, UTF-16 or Windows-1252, or XLSX, of which the first sheet counts. " +
			"The first row holds the names of the columns; what they are is guessed. 25 MB and 200,000 rows at most. Nothing is imported until it is started; what the user offered before and did not start is forgotten.",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusRequestEntityTooLarge}, DefaultStatus: http.StatusCreated,
		MaxBodyBytes: center.ImportFileMost + 1<<10, // a little more is told apart
	}, func(ctx context.Context, m org.Member, in *offerInput) (*body[ContactImport], error) {
		v, err := s.Center.OfferImport(ctx, m, in.Name, in.RawBody)
		return &body[ContactImport]{importOf(ctx, v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-contact-imports", Method: http.MethodGet, Path: "/api/contact-imports", Tags: []string{tagContacts}, Summary: "Imports of contacts, newest first",
		Description: "The user's own; administrators see all.", Errors: []int{http.StatusBadRequest, http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, in *Paging) (*body[ContactImportPage], error) {
		page, err := s.Center.Imports(ctx, m, in.After, in.Limit)
		return &body[ContactImportPage]{ContactImportPage{
			Items: each(page.Items, func(v center.ImportView) ContactImport { return importOf(ctx, v) }), Next: page.Next,
		}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "get-contact-import", Method: http.MethodGet, Path: "/api/contact-imports/{id}", Tags: []string{tagContacts}, Summary: "One import of contacts",
		Errors: []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[ContactImport], error) {
		v, err := s.Center.Import(ctx, m, desk.ImportID(in.ID))
		return &body[ContactImport]{importOf(ctx, v)}, err
	})
	errors := []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict}
	signedIn(s, api, huma.Operation{
		OperationID: "preview-contact-import", Method: http.MethodPost, Path: "/api/contact-imports/{id}/preview", Tags: []string{tagContacts}, Summary: "What an import would make of the first rows",
		Description: "Changes nothing.", Errors: errors, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *importPlanInput) (*body[ImportPreview], error) {
		list, err := s.Center.PreviewImport(ctx, m, desk.ImportID(in.ID), in.Body.plan())
		return &body[ImportPreview]{ImportPreview{each(list, func(p center.ImportPreview) ImportPreviewRow { return previewOf(ctx, p) })}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "start-contact-import", Method: http.MethodPost, Path: "/api/contact-imports/{id}/start", Tags: []string{tagContacts}, Summary: "Start an import",
		Description: "It goes on by itself, also over a restart of the server; the websocket says import when there is something new. One runs at a time in a workspace: refused with conflict because import_running meanwhile.",
		Errors:      errors, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *importPlanInput) (*body[ContactImport], error) {
		v, err := s.Center.StartImport(ctx, m, desk.ImportID(in.ID), in.Body.plan())
		return &body[ContactImport]{importOf(ctx, v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "stop-contact-import", Method: http.MethodPost, Path: "/api/contact-imports/{id}/stop", Tags: []string{tagContacts}, Summary: "Stop an import",
		Description: "What it did stays.", Errors: errors, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[ContactImport], error) {
		v, err := s.Center.StopImport(ctx, m, desk.ImportID(in.ID))
		return &body[ContactImport]{importOf(ctx, v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "forget-contact-import", Method: http.MethodDelete, Path: "/api/contact-imports/{id}", Tags: []string{tagContacts}, Summary: "Forget a file that was not started",
		Errors: []int{http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *PathID) (*none, error) {
		return nil, s.Center.ForgetImport(ctx, m, desk.ImportID(in.ID))
	})
	signedIn(s, api, huma.Operation{
		OperationID: "get-contact-import-report", Method: http.MethodGet, Path: "/api/contact-imports/{id}/report", Tags: []string{tagContacts}, Summary: "The rows that an import refused, as CSV",
		Description: "Each with its row number, its values, the column at fault, and why.", Errors: []int{http.StatusForbidden, http.StatusNotFound},
	}, s.importReport)
}

func importOf(ctx context.Context, v center.ImportView) ContactImport {
	i := ContactImport{
		ID: string(v.ID), FileName: v.FileName, State: string(v.State), Rows: v.Rows, Added: v.Added, Changed: v.Changed, Unchanged: v.Unchanged, Refused: v.Refused,
		Report: v.Reported, Columns: []ImportColumn{}, Parts: []string{}, Country: v.Plan.Country, Known: string(v.Plan.Known),
		CreatedAt: Time{v.CreatedAt}, StartedAt: Time{v.StartedAt}, EndedAt: Time{v.EndedAt},
	}
	if v.Author != nil {
		i.Author = v.Author.Name
	}
	if v.Problem != nil {
		i.Problem = i18n.Message(languageOf(ctx), v.Problem)
	}
	if v.State != desk.ImportMapping {
		return i
	}
	i.Parts = each(desk.Parts(v.Fields), func(p desk.Part) string { return string(p) })
	for n, name := range v.Names {
		c := ImportColumn{Name: name, Samples: []string{}}
		if n < len(v.Plan.Parts) {
			c.Part = string(v.Plan.Parts[n])
		}
		for _, row := range v.First {
			if n < len(row.Cells) && row.Cells[n] != "" && len(c.Samples) < 3 {
				c.Samples = append(c.Samples, row.Cells[n])
			}
		}
		i.Columns = append(i.Columns, c)
	}
	return i
}

func previewOf(ctx context.Context, p center.ImportPreview) ImportPreviewRow {
	k := contactOf(p.Contact)
	r := ImportPreviewRow{
		Row: p.Row.Number, Outcome: string(p.Outcome), Name: k.DisplayName, Phone: k.Phone, Tags: k.Tags, Owners: k.Owners, Fields: k.Fields,
		DoNotContact: k.DoNotContact != nil, Cells: each(p.Row.Cells, func(c string) string { return c }),
	}
	if p.Refusal.Reason != nil {
		r.Part, r.Reason = string(p.Refusal.Part), i18n.Message(languageOf(ctx), p.Refusal.Reason)
	}
	return r
}

// reportWords are what the report says beside the file's own columns: row, column, reason, and the beginning of its name.
var reportWords = map[string][4]string{
	"en":    {"Row", "Column", "Reason", "refused rows of "},
	"pt-BR": {"Linha", "Coluna", "Motivo", "linhas recusadas de "},
	"es":    {"Fila", "Columna", "Motivo", "filas rechazadas de "},
}

func (s *Server) importReport(ctx context.Context, m org.Member, in *reportInput) (*huma.StreamResponse, error) {
	v, err := s.Center.Import(ctx, m, desk.ImportID(in.ID))
	if err != nil {
		return nil, err
	}
	language := in.or(m)
	words := reportWords[language]
	return s.download(words[3]+v.FileName+".csv", "text/csv; charset=utf-8", func(ctx context.Context, w http.ResponseWriter) error {
		out := sheet.NewCSV(w, comma(language))
		head := append([]string{words[0]}, v.Names...)
		if err := out.Row(append(head, words[1], words[2])); err != nil {
			return err
		}
		err := s.Center.Refusals(ctx, m, v.ID, func(i desk.Import, r desk.Refusal) error {
			cells := make([]string, len(i.Names)+3)
			cells[0] = strconv.Itoa(r.Row)
			copy(cells[1:len(i.Names)+1], r.Cells)
			cells[len(i.Names)+1], cells[len(i.Names)+2] = i.Column(r.Part), i18n.Message(language, r.Reason)
			return out.Row(cells)
		})
		if err != nil {
			return err
		}
		return out.Close()
	}), nil
}
