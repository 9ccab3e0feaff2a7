package rates

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// MaxFile is how long a rate card may be, in bytes. Meta's have some fifty rows.
const MaxFile = 256 << 10

// maxTrouble is how many faults are named before the rest is left unsaid.
const maxTrouble = 50

// Trouble is why a file cannot be taken. Code is stable; What is the text at fault.
type Trouble struct {
	Line    int    // from 1; 0 for the whole file
	Code    string // not_text, too_long, no_heading, bad_tiers, bad_row, no_market, bad_price, currency, twice, no_rows
	What    string
	Message string // for a person, in English
}

// Read reads a rate card as Meta publishes it: CSV, with or without lines above the heading. The heading has Market and one column
// for each tier, named by its minutes ("0 - 50,000"); a Currency column, where there is one, must say USD everywhere. Columns are
// found by their names. Commas, semicolons or tabs part the cells.
//
// Effective is taken from the lines above the heading where they say it ("Effective October 1, 2026"), and so is Example. The card
// is whole where there is no trouble, and must not be used otherwise.
func Read(text string) (Card, []Trouble) {
	if len(text) > MaxFile {
		return Card{}, []Trouble{{Code: "too_long", Message: fmt.Sprintf("The file is longer than %d KiB: it is no rate card.", MaxFile>>10)}}
	}
	text = strings.TrimPrefix(text, "\ufeff")
	if !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError) || strings.ContainsRune(text, 0) {
		return Card{}, []Trouble{{Code: "not_text", Message: "The file is not text in UTF-8. Save it as CSV in UTF-8."}}
	}
	r := reader{cells: csv.NewReader(strings.NewReader(text)), seen: make(map[string]int)}
	r.cells.Comma, r.cells.FieldsPerRecord, r.cells.TrimLeadingSpace = delimiter(text), -1, true
	for len(r.trouble) < maxTrouble {
		row, err := r.cells.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			r.fault(broken.Line, "bad_row", "", "The quotes of this line do not match.")
			break
		}
		line, _ := r.cells.FieldPos(0)
		r.row(line, row)
	}
	return r.end()
}

// reader is in the middle of a file.
type reader struct {
	cells    *csv.Reader
	card     Card
	market   int   // its column
	currency int   // its column; -1 for none
	tiers    []int // their columns, by tier
	headed   bool
	trouble  []Trouble
	seen     map[string]int // the line of each market
}

func (r *reader) fault(line int, code, what, message string) {
	r.trouble = append(r.trouble, Trouble{line, code, what, message})
}

func (r *reader) row(line int, row []string) {
	for i := range row {
		row[i] = strings.TrimSpace(row[i])
	}
	switch {
	case strings.Join(row, "") == "":
	case !r.headed && slices.ContainsFunc(row, func(s string) bool { return plain(s) == "market" }):
		r.heading(line, row)
	case !r.headed:
		r.above(strings.Join(row, " "))
	case len(r.tiers) > 0:
		r.rate(line, row)
	}
}

var effective = regexp.MustCompile(`(?i)\beffective(?: from| date)?\W{1,5}((\d{4}-\d{2}-\d{2})|([A-Z][a-z]+\.? \d{1,2},? +\d{4}))`)

// above takes what a line before the heading says.
func (r *reader) above(text string) {
	if strings.Contains(strings.ToLower(text), "example") {
		r.card.Example = true
	}
	found := effective.FindStringSubmatch(text)
	if found == nil {
		return
	}
	if day, ok := ParseDay(found[2]); ok {
		r.card.Effective = day
		return
	}
	words := strings.NewReplacer(",", "", ".", "").Replace(found[3])
	for _, form := range []string{"January 2 2006", "Jan 2 2006"} {
		if at, err := time.Parse(form, strings.Join(strings.Fields(words), " ")); err == nil {
			r.card.Effective = DayOf(at)
		}
	}
}

// heading finds the columns.
func (r *reader) heading(line int, row []string) {
	r.headed, r.market, r.currency = true, -1, -1
	type column struct {
		at   int
		tier tier
	}
	var found []column
	for i, name := range row {
		switch plain(name) {
		case "market":
			r.market = i
		case "currency":
			r.currency = i
		default:
			if t, ok := readTier(name); ok {
				found = append(found, column{i, t})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b column) int { return cmp.Compare(a.tier.from, b.tier.from) })
	for i, c := range found {
		last := i == len(found)-1
		if i > 0 && c.tier.from != found[i-1].tier.until+1 && c.tier.from != found[i-1].tier.until || last != c.tier.open() {
			r.fault(line, "bad_tiers", row[c.at], fmt.Sprintf("The tiers have a gap at %q: each must begin where the one before ends, and the last have no end.", row[c.at]))
			return
		}
		r.tiers = append(r.tiers, c.at)
		if !last {
			r.card.Edges = append(r.card.Edges, c.tier.until)
		}
	}
	if len(found) == 0 {
		r.fault(line, "bad_tiers", strings.Join(row, ", "), "No column of this heading names the minutes of a tier, such as 0 - 50,000.")
	}
}

// rate takes the row of a market.
func (r *reader) rate(line int, row []string) {
	cell := func(i int) string {
		if i < 0 || i >= len(row) {
			return ""
		}
		return row[i]
	}
	market := cell(r.market)
	if market == "" {
		r.fault(line, "no_market", "", "This line names no market.")
		return
	}
	if c := cell(r.currency); r.currency >= 0 && !slices.Contains([]string{"usd", "us"}, plain(c)) {
		r.fault(line, "currency", c, fmt.Sprintf("%s: the prices are in %q. Take Meta's card in USD.", market, c))
		return
	}
	if first, twice := r.seen[spelling(market)]; twice {
		r.fault(line, "twice", market, fmt.Sprintf("%s stands in line %d already.", market, first))
		return
	}
	r.seen[spelling(market)] = line
	rate := Rate{Market: market}
	for i, column := range r.tiers {
		text := cell(column)
		price, ok := readPrice(text)
		none := slices.Contains([]string{"n/a", "na", "-", "–"}, strings.ToLower(text))
		if none && len(rate.PerMinute) == 0 {
			continue
		}
		if !ok || len(rate.PerMinute) != i {
			r.fault(line, "bad_price", text, fmt.Sprintf("%s: %q is no price of a minute in dollars.", market, text))
			return
		}
		rate.PerMinute = append(rate.PerMinute, price)
	}
	r.card.Rates = append(r.card.Rates, rate)
}

func (r *reader) end() (Card, []Trouble) {
	if !r.headed {
		r.fault(0, "no_heading", "", "No line of the file has a column Market. Take Meta's calling rate card as CSV, in USD.")
	}
	if len(r.trouble) == 0 && len(r.card.Rates) == 0 {
		r.fault(0, "no_rows", "", "The file has a heading and no markets.")
	}
	return r.card, r.trouble
}

// tier is the minutes of a column.
type tier struct{ from, until int64 }

func (t tier) open() bool { return t.until == 0 }

var (
	amount   = regexp.MustCompile(`(?i)(\d+(?:[.,' ]\d{3})*(?:\.\d+)?)\s*([km])?\b`)
	noEnd    = regexp.MustCompile(`(?i)\+|>|over|above|more`)
	noStart  = regexp.MustCompile(`(?i)<|up to|until`)
	tierName = regexp.MustCompile(`(?i)^(?:volume )?tier (\d)$`)
)

// readTier reads the name of a column: minutes as Meta writes them, or "Tier 1" to "Tier 6" for the documented tiers.
func readTier(name string) (tier, bool) {
	edges := Edges()
	if m := tierName.FindStringSubmatch(name); m != nil {
		n := int(m[1][0] - '1')
		if n < 0 || n > len(edges) {
			return tier{}, false
		}
		t := tier{}
		if n > 0 {
			t.from = edges[n-1] + 1
		}
		if n < len(edges) {
			t.until = edges[n]
		}
		return t, true
	}
	var numbers []int64
	for _, m := range amount.FindAllStringSubmatch(name, 3) {
		n, err := minutes(m[1], m[2])
		if err != nil {
			return tier{}, false
		}
		numbers = append(numbers, n)
	}
	switch {
	case len(numbers) == 2 && numbers[0] < numbers[1]:
		return tier{numbers[0], numbers[1]}, true
	case len(numbers) == 1 && noEnd.MatchString(name):
		return tier{from: numbers[0]}, true
	case len(numbers) == 1 && noStart.MatchString(name):
		return tier{until: numbers[0]}, true
	}
	return tier{}, false
}

// minutes reads 50,000 or 2.5 M.
func minutes(number, unit string) (int64, error) {
	factor := map[string]float64{"": 1, "k": 1e3, "m": 1e6}[strings.ToLower(unit)]
	if unit == "" {
		n, err := strconv.ParseInt(strings.NewReplacer(",", "", ".", "", "'", "", " ", "").Replace(number), 10, 64)
		return n, err
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", "."), 64)
	return int64(n * factor), err
}

var priceText = regexp.MustCompile(`^(?:USD|US\$|\$US|\$)?\s*(\d{1,2})(?:[.,](\d{1,6}))?$`)

// readPrice reads a price of a minute: at most six decimals, below $100.
func readPrice(text string) (Money, bool) {
	m := priceText.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseInt(m[1]+(m[2] + "000000")[:6], 10, 64)
	return Money(n), err == nil
}

// delimiter is what parts the cells of the heading.
func delimiter(text string) rune {
	for line := range strings.Lines(text) {
		for _, d := range []rune{',', ';', '\t'} {
			for cell := range strings.SplitSeq(line, string(d)) {
				if plain(cell) == "market" {
					return d
				}
			}
		}
	}
	return ','
}
