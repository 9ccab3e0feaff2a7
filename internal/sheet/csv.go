package sheet

import (
	"bytes"
	"encoding/csv"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"ramal/internal/fault"
)

// wide reports whether a text is in UTF-16, as spreadsheets save "Unicode text".
func wide(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF"))
}

// decode returns a text as UTF-8: it is in that, in UTF-16 with its mark, or else in Windows-1252, which takes any bytes.
func decode(data []byte) []byte {
	if wide(data) {
		if text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data); err == nil {
			return text
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if utf8.Valid(data) {
		return data
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil { // it knows all bytes
		return bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	return text
}

// separators are what stands between cells, the likeliest first.
const separators = ";,\t|"

// separator finds what stands between the names of the columns, and returns it with what follows a line that says so, which some
// spreadsheets write.
func separator(text []byte) (rune, []byte, int) {
	line, rest, _ := bytes.Cut(text, []byte("\n"))
	if said, is := bytes.CutPrefix(bytes.TrimRight(line, "\r"), []byte("sep=")); is && len(said) == 1 {
		return rune(said[0]), rest, 1
	}
	line, _, _ = bytes.Cut(bytes.TrimLeft(text, "\r\n"), []byte("\n"))
	best, most := ',', 0
	for _, s := range separators {
		quoted, n := false, 0
		for _, c := range string(line) {
			if c == '"' {
				quoted = !quoted
			} else if c == s && !quoted {
				n++
			}
		}
		if n > most {
			best, most = s, n
		}
	}
	return best, text, 0
}

func readCSV(data []byte) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		comma, text, above := separator(decode(data))
		if bytes.IndexByte(text, '\n') < 0 {
			text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n")) // as old Macs saved it
		}
		r := csv.NewReader(bytes.NewReader(text))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
		// A spreadsheet counts a row with line breaks in it as one, and the reader leaves empty lines out.
		number, end := above, 0
		for {
			cells, err := r.Read()
			if err == io.EOF { //nolint:errorlint // the reader returns it as it is
				return
			}
			if err != nil {
				yield(Row{}, fault.New(fault.Invalid, "Row %d of this file cannot be read.", number+1).On("file").Wrap(err))
				return
			}
			line, _ := r.FieldPos(0)
			number += line - end
			last, _ := r.FieldPos(len(cells) - 1)
			end = last + strings.Count(cells[len(cells)-1], "\n")
			for i, c := range cells {
				cells[i] = unguarded(c)
			}
			if !yield(Row{number, cells}, nil) {
				return
			}
		}
	}
}

// risky reports whether a spreadsheet may take a text for a formula, or whether it looks as if it were guarded already.
func risky(s string) bool {
	for strings.HasPrefix(s, "'") {
		s = s[1:]
	}
	return s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0]))
}

// guarded returns a text that no spreadsheet takes for a formula: with an apostrophe before it where it might be one.
func guarded(s string) string {
	if risky(s) {
		return "'" + s
	}
	return s
}

// unguarded takes away what guarded put before a text.
func unguarded(s string) string {
	if rest, is := strings.CutPrefix(s, "'"); is && risky(rest) {
		return rest
	}
	return s
}
