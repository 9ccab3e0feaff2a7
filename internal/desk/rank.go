package desk

import "strings"

// Rank is the place of a card in its column: ranks compare as bytes, and there always is one between two others, so a card moves
// without any other being written. It is a whole number of rankWhole digits, and behind it a fraction that does not end in 0.
type Rank string

const (
	rankDigits = "0123456789abcdefghijklmnopqrstuvwxyz"
	rankWhole  = 8
	rankStart  = Rank("i0000000") // the middle, so that there is as much room above as below
)

// RankBetween returns a rank that is behind above and before below. "" for above is the top of the column, "" for below its end;
// with both it is the first of all. above has to be before below.
func RankBetween(above, below Rank) Rank {
	switch {
	case above == "" && below == "":
		return rankStart
	case above == "":
		return stepped(below, -1)
	case below == "":
		return stepped(above, 1)
	}
	a, b := above[:rankWhole], below[:rankWhole]
	switch d := rankNumber(b) - rankNumber(a); {
	case d > 1:
		return rankOf(rankNumber(a) + d/2)
	case d == 1:
		return a + Rank(fractionBetween(string(above[rankWhole:]), ""))
	}
	return a + Rank(fractionBetween(string(above[rankWhole:]), string(below[rankWhole:])))
}

func stepped(r Rank, by int64) Rank { return rankOf(rankNumber(r[:rankWhole]) + by) }

func rankNumber(r Rank) (n int64) {
	for _, d := range []byte(r) {
		n = n*int64(len(rankDigits)) + int64(strings.IndexByte(rankDigits, d))
	}
	return n
}

func rankOf(n int64) Rank {
	digits := make([]byte, rankWhole)
	for i := rankWhole - 1; i >= 0; i-- {
		digits[i] = rankDigits[n%int64(len(rankDigits))]
		n /= int64(len(rankDigits))
	}
	return Rank(digits)
}

// fractionBetween returns the digits of a fraction between a and b; "" is 0 for a, and 1 for b.
func fractionBetween(a, b string) string {
	digit := func(s string, empty int) int {
		if s == "" {
			return empty
		}
		return strings.IndexByte(rankDigits, s[0])
	}
	rest := func(s string) string {
		if s == "" {
			return ""
		}
		return s[1:]
	}
	low, high := digit(a, 0), digit(b, len(rankDigits))
	switch {
	case b != "" && low == high:
		return b[:1] + fractionBetween(rest(a), b[1:])
	case high-low > 1:
		return rankDigits[(low+high)/2 : (low+high)/2+1]
	case len(b) > 1:
		return b[:1]
	}
	return rankDigits[low:low+1] + fractionBetween(rest(a), "")
}
