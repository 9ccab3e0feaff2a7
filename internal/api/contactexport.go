package api

import (
	"context"
	"log/slog"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"ramal/internal/org"
	"ramal/internal/sheet"
)

type exportInput struct {
	ContactNarrowing
	LanguageQuery
	Format string `query:"format" enum:"csv,xlsx" doc:"csv when absent."`
}

// exportWords are what an export is called.
var exportWords = map[string]string{"en": "contacts", "pt-BR": "contatos", "es": "contactos"} //nolint:misspell // Spanish

func (s *Server) contactExportOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "export-contacts", Method: http.MethodGet, Path: "/api/contact-export", Tags: []string{tagContacts}, Summary: "The contacts of a list as CSV or XLSX",
		Description: "All contacts of the list that GET /api/contacts gives for the same query, in its order. An import of the file, as it is, changes nothing. " +
			"In CSV an apostrophe stands before what a spreadsheet might take for a formula; imports take it away again.",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden},
	}, s.exportContacts)
}

func (s *Server) exportContacts(_ context.Context, m org.Member, in *exportInput) (*huma.StreamResponse, error) {
	q, err := in.query(m)
	if err != nil {
		return nil, err
	}
	language := in.or(m)
	name := exportWords[language] + " " + s.now().UTC().Format(time.DateOnly)
	if in.Format == "xlsx" {
		return s.download(name+".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", func(ctx context.Context, w http.ResponseWriter) error {
			out, err := sheet.NewXLSX(w, exportWords[language])
			if err != nil {
				return err
			}
			if err = s.Center.ExportContacts(ctx, m, q, language, out); err != nil {
				out.Drop()
			}
			return err
		}), nil
	}
	return s.download(name+".csv", "text/csv; charset=utf-8", func(ctx context.Context, w http.ResponseWriter) error {
		return s.Center.ExportContacts(ctx, m, q, language, sheet.NewCSV(w, comma(language)))
	}), nil
}

// download answers with a file to keep that is written while it is made. What goes wrong before its first byte is told as always; after that
// the connection is cut, so that nobody takes a part for the whole.
func (s *Server) download(name, kind string, write func(ctx context.Context, w http.ResponseWriter) error) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(out huma.Context) {
		r, w := humago.Unwrap(out)
		file := &downloading{ResponseWriter: w, name: name, kind: kind}
		err := write(r.Context(), file)
		switch {
		case err == nil:
		case !file.begun:
			writeProblem(w, r, s.refuse(r.Context(), out.Operation().OperationID, err))
		default:
			if r.Context().Err() == nil {
				s.log().Error("download broken off", slog.String("operation", out.Operation().OperationID), slog.Any("error", err))
			}
			panic(http.ErrAbortHandler)
		}
	}}
}

// downloading says what a file is when its first bytes come.
type downloading struct {
	http.ResponseWriter
	name, kind string
	begun      bool
}

func (d *downloading) Write(b []byte) (int, error) {
	if !d.begun {
		d.begun = true
		h := d.Header()
		h.Set("Content-Type", d.kind)
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": d.name}))
		h.Set("Cache-Control", "no-store")
	}
	return d.ResponseWriter.Write(b)
}
