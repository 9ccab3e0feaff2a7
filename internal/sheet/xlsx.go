package sheet

import (
	"bytes"
	"iter"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"ramal/internal/fault"
)

// What a packed spreadsheet may unpack to, in bytes: as a whole, and of a part that is held in memory; larger ones are put on the disk.
const (
	unzippedMost = 512 << 20
	inMemoryMost = 16 << 20
)

func options(raw bool) excelize.Options {
	return excelize.Options{
		RawCellValue: raw, UnzipSizeLimit: unzippedMost, UnzipXMLSizeLimit: inMemoryMost,
		ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd", LongTimePattern: "hh:mm:ss",
	}
}

func readXLSX(data []byte) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		unreadable := func(err error) {
			yield(Row{}, fault.New(fault.Invalid, "This spreadsheet cannot be read. Save it anew as .xlsx or as .csv, without a password.").On("file").Wrap(err))
		}
		f, err := excelize.OpenReader(bytes.NewReader(data), options(true))
		if err != nil {
			unreadable(err)
			return
		}
		defer func() { _ = f.Close() }() // only its temporary files are left, which the system forgets too
		sheets := f.GetSheetList()
		if len(sheets) == 0 {
			return
		}
		stored, err := f.Rows(sheets[0])
		if err != nil {
			unreadable(err)
			return
		}
		defer func() { _ = stored.Close() }()
		shown, err := f.Rows(sheets[0])
		if err != nil {
			unreadable(err)
			return
		}
		defer func() { _ = shown.Close() }()
		for number := 1; stored.Next() && shown.Next(); number++ {
			raw, err := stored.Columns()
			if err != nil {
				unreadable(err)
				return
			}
			said, err := shown.Columns(options(false))
			if err != nil {
				unreadable(err)
				return
			}
			for i := range raw {
				if i < len(said) {
					raw[i] = cell(raw[i], said[i])
				}
			}
			if !yield(Row{number, raw}, nil) {
				return
			}
		}
		if err := stored.Error(); err != nil {
			unreadable(err)
		}
	}
}

// looksWritten is a date or a phone number as it is shown: digits with something between them that is no decimal sign.
var looksWritten = regexp.MustCompile(`\d ?[-/:)] ?\d|\d \d`)

// cell returns what a cell holds: as it is stored, but dates and numbers with a format of their own as they are shown. A number is not
// shortened as a narrow column shows it.
func cell(stored, shown string) string {
	n, err := strconv.ParseFloat(stored, 64)
	if err != nil || stored == shown {
		if err == nil && strings.ContainsAny(stored, "eE") {
			return strconv.FormatFloat(n, 'f', -1, 64)
		}
		return stored
	}
	if looksWritten.MatchString(shown) && !strings.ContainsAny(shown, "eE") {
		return shown
	}
	if strings.ContainsAny(stored, "eE") {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return stored
}
