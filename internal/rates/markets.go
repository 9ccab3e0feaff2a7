package rates

import (
	_ "embed"
	"encoding/csv"
	"strings"
	"sync"
	"unicode"
)

//go:embed markets.csv
var marketsFile string

// other is the market of all countries that Meta puts nowhere else.
const other = "Other"

// place is where a country stands in the rate cards.
type place struct{ name, region string }

// places maps ISO 3166 country codes.
var places = sync.OnceValue(func() map[string]place {
	all := make(map[string]place)
	for _, f := range marketRows() {
		region := f[2]
		if region == "" {
			region = other
		}
		all[f[0]] = place{f[1], region}
	}
	return all
})

// spellings maps each spelling of a market to the one that stands for all of them.
var spellings = sync.OnceValue(func() map[string]string {
	all := map[string]string{plain(other): plain(other)}
	for _, f := range marketRows() {
		name := plain(f[1])
		all[name] = name
		for also := range strings.SplitSeq(f[3], "|") {
			all[plain(also)] = name
		}
		all[plain(f[2])] = plain(f[2])
	}
	delete(all, "")
	return all
})

func marketRows() [][]string {
	r := csv.NewReader(strings.NewReader(marketsFile))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		panic("rates: markets.csv: " + err.Error()) // it is in the binary
	}
	return rows[1:]
}

// Known reports whether any country belongs to a market of this name.
func Known(market string) bool {
	_, ok := spellings()[plain(market)]
	return ok
}

func sameMarket(a, b string) bool { return spelling(a) == spelling(b) }

func spelling(market string) string {
	p := plain(market)
	if one, ok := spellings()[p]; ok {
		return one
	}
	return p
}

// plain leaves letters and digits, in lower case.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, strings.ReplaceAll(s, "&", "and"))
}
