package sheet

import (
	"bytes"
	"encoding/csv"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"ramal/internal/fault"
)

// The bounds of a table that is read.
const (
	RowsMost    = 200_000 // below the names of the columns
	ColumnsMost = 200
	cellMost    = 32_767 // characters; what a spreadsheet takes
)

// Row is a row of a table. Number is its place in the file as a spreadsheet shows it, 1 for the first; rows without anything in them are
// left out. Cells have no space around them.
type Row struct {
	Number int
	Cells  []string
}

// Read reads a table, row by row, the names of the columns first: XLSX, of which the first sheet counts, or CSV with any of the usual
// separators and encodings. What it is, its bytes say. What cannot be read is fault.Invalid on "file" and ends the reading.
func Read(data []byte) iter.Seq2[Row, error] {
	read := readCSV
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		read = readXLSX
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return refused("This is a spreadsheet of the old kind (.xls). Save it as .xlsx or as .csv, and choose that file.")
	case bytes.HasPrefix(data, []byte("%PDF")), bytes.ContainsRune(data[:min(len(data), 512)], 0) && !wide(data):
		return refused("This file is no table. Choose a file that ends with .xlsx or .csv.")
	}
	return func(yield func(Row, error) bool) {
		for row, err := range read(data) {
			if err == nil {
				if row.Cells = tidy(row.Cells); len(row.Cells) == 0 {
					continue
				}
				err = bounded(row)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func refused(format string, args ...any) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		yield(Row{}, fault.New(fault.Invalid, format, args...).On("file"))
	}
}

// tidy takes away the spaces around cells, and empty cells at the end.
func tidy(cells []string) []string {
	for i, c := range cells {
		cells[i] = strings.TrimSpace(strings.ReplaceAll(c, "\u00a0", " "))
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

func bounded(r Row) error {
	if len(r.Cells) > ColumnsMost {
		return fault.New(fault.Invalid, "Row %d has more than %d columns.", r.Number, ColumnsMost).On("file")
	}
	for _, c := range r.Cells {
		if len(c) > cellMost && utf8.RuneCountInString(c) > cellMost {
			return fault.New(fault.Invalid, "A value in row %d has more than %d characters. Perhaps a quotation mark is missing there.", r.Number, cellMost).On("file")
		}
	}
	return nil
}

// Packed is a table in one form, whatever it came in.
type Packed struct {
	Names []string // of the columns
	Rows  int      // below the names
	Data  []byte   // for Unpack
}

// Pack reads a whole table and returns it in the form of Unpack. fault.Invalid on "file" where it cannot be read, has no rows, or too many.
func Pack(data []byte) (Packed, error) {
	var p Packed
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for row, err := range Read(data) {
		if err != nil {
			return Packed{}, err
		}
		if p.Names == nil {
			p.Names = row.Cells
			continue
		}
		if p.Rows++; p.Rows > RowsMost {
			return Packed{}, fault.New(fault.Invalid, "The file has more than %d rows. Split it into several.", RowsMost).On("file")
		}
		if err := w.Write(append([]string{strconv.Itoa(row.Number)}, row.Cells...)); err != nil {
			return Packed{}, fault.New(fault.Internal, "The table could not be written.").Wrap(err)
		}
	}
	if p.Rows == 0 {
		return Packed{}, fault.New(fault.Invalid, "There are no rows in this file. The first row holds the names of the columns, and the contacts follow below it.").On("file")
	}
	w.Flush()
	p.Data = b.Bytes()
	return p, nil
}

// Unpack reads the rows of a packed table, without the names of its columns.
func Unpack(packed io.Reader) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		r := csv.NewReader(packed)
		r.FieldsPerRecord = -1
		for {
			record, err := r.Read()
			if err == io.EOF { //nolint:errorlint // the reader returns it as it is
				return
			}
			var row Row
			if err == nil {
				row.Cells = record[1:]
				row.Number, err = strconv.Atoi(record[0])
			}
			if err != nil {
				err = fault.New(fault.Internal, "The stored table cannot be read.").Wrap(err)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}
