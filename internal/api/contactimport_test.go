package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"ramal/internal/api"
	"ramal/internal/center"
)

const brazilian = "\xEF\xBB\xBFNome;WhatsApp;Etiquetas;Observa\u00e7\u00e3o\r\n" +
	"Bruna Dias;(11) 98888-0001;VIP;x\r\n" +
	"Sem número;abc;;\r\n" +
	"=Perigo;11 98888-0001;;\r\n"

func TestAFileOfContactsGoesInAndComesOut(t *testing.T) {
	w := newWorld(t)
	c := w.signIn(w.paula)
	var i api.ContactImport
	c.send(http.MethodPost, "/api/contact-imports?name=contatos.csv", brazilian).want(http.StatusCreated).into(&i)
	if i.State != "mapping" || i.Rows != 3 || i.FileName != "contatos.csv" || len(i.Columns) != 4 || i.Author != "Paula Reis" {
		t.Fatalf("%+v", i)
	}
	var parts []string
	for _, column := range i.Columns {
		parts = append(parts, column.Part)
	}
	if got := strings.Join(parts, ","); got != "name,phone,tags," || strings.Join(i.Columns[0].Samples, ",") != "Bruna Dias,Sem número,=Perigo" {
		t.Errorf("guessed %s; %+v", got, i.Columns)
	}
	at := "/api/contact-imports/" + i.ID
	plan := api.ImportPlan{Parts: parts, Country: "br", Known: "update"}
	var preview api.ImportPreview
	c.send(http.MethodPost, at+"/preview", plan).want(http.StatusOK).into(&preview)
	if len(preview.Items) != 3 || preview.Items[0].Outcome != "add" || preview.Items[0].Phone != "5511988880001" || preview.Items[1].Part != "phone" || preview.Items[2].Outcome != "refuse" {
		t.Errorf("%+v", preview.Items)
	}
	twice := plan
	twice.Parts = []string{"name", "name", "", ""}
	if p := c.send(http.MethodPost, at+"/preview", twice).problem(http.StatusBadRequest, "invalid"); p.Field != "parts" || p.Reason != "part_twice" {
		t.Errorf("%+v", p)
	}

	ear := c.listen()
	c.send(http.MethodPost, at+"/start", plan).want(http.StatusOK)
	ear.until("the import ends", func() bool { c.get(at, &i); return i.State != "running" })
	if i.State != "done" || i.Added != 1 || i.Refused != 2 || !i.Report || len(i.Columns) != 0 || i.EndedAt.IsZero() {
		t.Errorf("%+v", i)
	}
	c.send(http.MethodPost, at+"/start", plan).problem(http.StatusConflict, "conflict")
	c.send(http.MethodDelete, at, nil).problem(http.StatusConflict, "conflict")

	report := c.send(http.MethodGet, at+"/report?language=pt-BR", nil).want(http.StatusOK)
	want := "\uFEFFLinha;Nome;WhatsApp;Etiquetas;Observação;Coluna;Motivo\r\n" +
		"3;Sem número;abc;;;WhatsApp;\"\"\"abc\"\" não é um número de telefone. Escreva com o código do país e o DDD, como +55 11 99999-0001.\"\r\n" +
		"4;'=Perigo;11 98888-0001;;;WhatsApp;A linha 2 do arquivo já tem este número.\r\n"
	if got := string(report.body); got != want {
		t.Errorf("the report is\n%q, want\n%q", got, want)
	}

	var history api.ContactImportPage
	c.get("/api/contact-imports", &history)
	if len(history.Items) != 1 || history.Items[0].ID != i.ID {
		t.Errorf("%+v", history)
	}

	out := c.send(http.MethodGet, "/api/contact-export?tag=vip&language=en", nil).want(http.StatusOK)
	if lines := strings.Split(strings.TrimSpace(string(out.body)), "\r\n"); len(lines) != 2 || !strings.HasPrefix(lines[1], "Bruna Dias,,'+5511988880001,VIP") {
		t.Errorf("exported %q", out.body)
	}
	all := c.send(http.MethodGet, "/api/contact-export?format=xlsx", nil).want(http.StatusOK)
	if !bytes.HasPrefix(all.body, []byte("PK")) {
		t.Errorf("a spreadsheet that begins with %q", all.body[:4])
	}
	c.send(http.MethodPost, "/api/contact-imports?name=again.xlsx", string(all.body)).want(http.StatusCreated).into(&i)
	for _, column := range i.Columns {
		if column.Part == "" && column.Name != "WhatsApp name" {
			t.Errorf("an export's column %q is not known", column.Name)
		}
	}
	c.send(http.MethodDelete, "/api/contact-imports/"+i.ID, nil).want(http.StatusNoContent)
	c.send(http.MethodGet, "/api/contact-imports/"+i.ID, nil).problem(http.StatusNotFound, "not_found")
}

func TestAFileThatCannotBeTakenSaysWhy(t *testing.T) {
	w := newWorld(t)
	c := w.signIn(w.paula)
	for name, tt := range map[string]struct {
		data   string
		status int
		code   string
	}{
		"too large": {strings.Repeat("x", center.ImportFileMost+1), http.StatusRequestEntityTooLarge, "too_large"},
		"no table":  {"%PDF-1.7", http.StatusBadRequest, "invalid"},
		"empty":     {"name\n", http.StatusBadRequest, "invalid"},
	} {
		if p := c.send(http.MethodPost, "/api/contact-imports?name=x", tt.data).problem(tt.status, tt.code); p.Field != "file" {
			t.Errorf("%s: %+v", name, p)
		}
	}
	c.send(http.MethodGet, "/api/contact-export?field=bad", nil).problem(http.StatusBadRequest, "invalid")
}
