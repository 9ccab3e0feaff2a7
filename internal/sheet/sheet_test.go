package sheet_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"ramal/internal/fault"
	"ramal/internal/sheet"
)

func read(t *testing.T, data []byte) []sheet.Row {
	t.Helper()
	var rows []sheet.Row
	for row, err := range sheet.Read(data) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

var people = []sheet.Row{{1, []string{"Nome", "Telefone", "Cidade"}}, {2, []string{"João", "5511999990001", "São Paulo"}}}

func TestCSVIsReadInTheShapesThatSpreadsheetsSave(t *testing.T) {
	const plain = "Nome;Telefone;Cidade\r\nJoão;5511999990001;São Paulo\r\n"
	encoded := func(data []byte, err error) []byte {
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for name, data := range map[string][]byte{
		"semicolons":                    []byte(plain),
		"commas":                        []byte(strings.ReplaceAll(plain, ";", ",")),
		"tabs":                          []byte(strings.ReplaceAll(plain, ";", "\t")),
		"a mark of its encoding":        []byte("\xEF\xBB\xBF" + plain),
		"Windows-1252":                  encoded(charmap.Windows1252.NewEncoder().Bytes([]byte(plain))),
		"UTF-16":                        encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(strings.ReplaceAll(plain, ";", "\t")))),
		"lines as old Macs ended them":  []byte(strings.ReplaceAll(plain, "\r\n", "\r")),
		"quotation marks":               []byte("\"Nome\";\"Telefone\";\"Cidade\"\n\"João\";\"5511999990001\";\"São Paulo\"\n"),
		"a comma in a quoted name":      []byte("Nome;Telefone;Cidade\n\"João\";5511999990001;São Paulo\n"),
		"spaces around, nothing behind": []byte("Nome ; Telefone;Cidade;;\n  João;5511999990001 ;São\u00a0Paulo;;\n"),
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(people, read(t, data)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRowsAreCountedAsASpreadsheetCountsThem(t *testing.T) {
	rows := read(t, []byte("sep=,\r\nname,note\r\n\r\nAna,\"two\nlines\"\n\nBruno,\"and\nthree\nlines\"\nCarla,one\n"))
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.Number, " ", r.Cells[0]))
	}
	if diff := cmp.Diff([]string{"2 name", "4 Ana", "6 Bruno", "7 Carla"}, got); diff != "" {
		t.Error(diff)
	}
}

func workbook(t *testing.T, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestASpreadsheetIsReadAsItIsMeant(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		style := func(s excelize.Style) int {
			id, err := f.NewStyle(&s)
			if err != nil {
				t.Fatal(err)
			}
			return id
		}
		brazilian, phone, money := "dd/mm/yyyy", "(00) 00000-0000", "R$ #,##0.00"
		for at, v := range map[string]any{
			"A1": "Nome", "B1": "Telefone", "C1": "Desde", "D1": "Aniversário", "E1": "Celular", "F1": "Limite", "G1": "Nota",
			"A3": "Ana", "B3": 5511999990001, "C3": time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC), "D3": 45000, "E3": 11999990002, "F3": 1234.5, "G3": true,
		} {
			if err := f.SetCellValue("Sheet1", at, v); err != nil {
				t.Fatal(err)
			}
		}
		for at, id := range map[string]int{
			"C3": style(excelize.Style{NumFmt: 14}), "D3": style(excelize.Style{CustomNumFmt: &brazilian}),
			"E3": style(excelize.Style{CustomNumFmt: &phone}), "F3": style(excelize.Style{CustomNumFmt: &money}),
		} {
			if err := f.SetCellStyle("Sheet1", at, at, id); err != nil {
				t.Fatal(err)
			}
		}
	})
	rows := read(t, data)
	if len(rows) != 2 || rows[1].Number != 3 {
		t.Fatalf("%+v", rows)
	}
	want := []string{"Ana", "5511999990001", "2026-11-26", "15/03/2023", "(11) 99999-0002", "1234.5"}
	if diff := cmp.Diff(want, rows[1].Cells[:6]); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsNoTableSaysWhy(t *testing.T) {
	for name, tt := range map[string]struct{ data, says string }{
		"an old spreadsheet":      {"\xD0\xCF\x11\xE0rest", ".xlsx"},
		"a document":              {"%PDF-1.7", "no table"},
		"a picture":               {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no table"},
		"a broken spreadsheet":    {"PK\x03\x04rest", "cannot be read"},
		"nothing":                 {"", "no rows"},
		"only names":              {"name;phone\n", "no rows"},
		"too many columns":        {strings.Repeat("a;", 201) + "a\nb\n", "columns"},
		"a quotation mark's lack": {"name\n\"" + strings.Repeat("x\n", 20_000), "quotation"},
		"too many rows":           {"name\n" + strings.Repeat("x\n", sheet.RowsMost+1), "rows"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sheet.Pack([]byte(tt.data))
			var f *fault.Error
			if !errors.As(err, &f) || f.Code != fault.Invalid || f.Field != "file" || !strings.Contains(f.Message, tt.says) {
				t.Errorf("%v (%+v)", err, f)
			}
		})
	}
}

func TestAPackedTableComesBack(t *testing.T) {
	p, err := sheet.Pack([]byte("name;note\nAna;\"a;b\"\n\n;x\n"))
	if err != nil || p.Rows != 2 || !cmp.Equal(p.Names, []string{"name", "note"}) {
		t.Fatalf("%+v, %v", p, err)
	}
	var got []sheet.Row
	for row, err := range sheet.Unpack(bytes.NewReader(p.Data)) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, row)
	}
	if diff := cmp.Diff([]sheet.Row{{2, []string{"Ana", "a;b"}}, {4, []string{"", "x"}}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.Custom(func(t *rapid.T) string {
			return strings.TrimSpace(rapid.StringOf(rapid.SampledFrom([]rune("ab=+-@',;\"\n é1|"))).Draw(t, "text"))
		})
		cells := append(rapid.SliceOfN(text, 0, 4).Draw(t, "cells"), "end")
		for name, w := range map[string]func(b *bytes.Buffer) sheet.Writer{
			"csv":  func(b *bytes.Buffer) sheet.Writer { return sheet.NewCSV(b, ';') },
			"xlsx": func(b *bytes.Buffer) sheet.Writer { w, err := sheet.NewXLSX(b, "Contacts"); _ = err; return w },
		} {
			var b bytes.Buffer
			out := w(&b)
			if out.Row([]string{"a", "b", "c", "d", "e"}) != nil || out.Row(cells) != nil || out.Close() != nil {
				t.Fatal("not written")
			}
			var got []string
			for row, err := range sheet.Read(b.Bytes()) {
				if err != nil {
					t.Fatal(err)
				}
				got = row.Cells
			}
			if diff := cmp.Diff(cells, got); diff != "" {
				t.Fatal(name, diff)
			}
		}
	})
}

func TestNothingInCSVIsAFormula(t *testing.T) {
	var b bytes.Buffer
	w := sheet.NewCSV(&b, ',')
	for _, s := range []string{"=1+1", "+5511", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=1", "plain"} {
		if err := w.Row([]string{s}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimPrefix(b.String(), "\uFEFF"), "\r\n") {
		if s := strings.TrimLeft(line, "\""); s != "" && strings.ContainsAny(s[:1], "=+-@\t\r") {
			t.Errorf("%q may be a formula", line)
		}
	}
}
