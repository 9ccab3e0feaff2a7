package sheet

import (
	"encoding/csv"
	"io"

	"github.com/xuri/excelize/v2"

	"ramal/internal/fault"
)

// Writer writes a table, row by row. It is whole when Close returned nil; one that is given up is dropped instead.
type Writer interface {
	Row(cells []string) error
	Close() error
	Drop()
}

// NewCSV returns a writer of CSV in UTF-8 that spreadsheets read as it is meant: with a mark of its encoding, and with an apostrophe
// before what might be taken for a formula.
func NewCSV(w io.Writer, comma rune) Writer {
	c := &csvWriter{w: csv.NewWriter(w), out: w}
	c.w.Comma, c.w.UseCRLF = comma, true
	return c
}

type csvWriter struct {
	w     *csv.Writer
	out   io.Writer
	begun bool
}

func (c *csvWriter) begin() error {
	if c.begun {
		return nil
	}
	c.begun = true
	_, err := io.WriteString(c.out, "\uFEFF")
	return err
}

func (c *csvWriter) Row(cells []string) error {
	if err := c.begin(); err != nil {
		return err
	}
	safe := make([]string, len(cells))
	for i, s := range cells {
		safe[i] = guarded(s)
	}
	return c.w.Write(safe)
}

func (c *csvWriter) Close() error {
	if err := c.begin(); err != nil {
		return err
	}
	c.w.Flush()
	return c.w.Error()
}

func (c *csvWriter) Drop() {}

// NewXLSX returns a writer of a spreadsheet with one sheet, whose cells are all texts. It goes to w when it is closed.
func NewXLSX(w io.Writer, name string) (Writer, error) {
	f := excelize.NewFile()
	err := f.SetSheetName("Sheet1", name)
	if err == nil {
		var s *excelize.StreamWriter
		if s, err = f.NewStreamWriter(name); err == nil {
			return &xlsxWriter{f: f, s: s, out: w}, nil
		}
	}
	return nil, fault.New(fault.Internal, "The spreadsheet cannot be written.").Wrap(err)
}

type xlsxWriter struct {
	f    *excelize.File
	s    *excelize.StreamWriter
	out  io.Writer
	rows int
}

func (x *xlsxWriter) Row(cells []string) error {
	if x.rows++; x.rows > excelize.TotalRows {
		return fault.New(fault.Invalid, "A spreadsheet has %d rows at most. Take CSV, or narrow the list.", excelize.TotalRows).On("format")
	}
	at, err := excelize.CoordinatesToCellName(1, x.rows)
	if err != nil {
		return err
	}
	values := make([]any, len(cells))
	for i, c := range cells {
		if c != "" {
			values[i] = c
		}
	}
	return x.s.SetRow(at, values)
}

func (x *xlsxWriter) Close() error {
	defer x.Drop()
	if err := x.s.Flush(); err != nil {
		return err
	}
	_, err := x.f.WriteTo(x.out)
	return err
}

func (x *xlsxWriter) Drop() { _ = x.f.Close() } // only its temporary files are left, which the system forgets too
