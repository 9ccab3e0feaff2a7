package meta

import (
	"strconv"
	"strings"
	"time"
)

// Int64 is a whole number that Meta writes as a JSON number in one place and as a string in another. It decodes from both
// and encodes as a number. What is no number decodes to 0: one odd field must not cost the whole event.
type Int64 int64

// UnmarshalJSON implements json.Unmarshaler.
func (n *Int64) UnmarshalJSON(raw []byte) error {
	*n = Int64(parseInt(raw))
	return nil
}

// Time returns the number as Unix seconds in UTC, and the zero time for 0 and for what is no time of this calendar.
func (n Int64) Time() time.Time { return unixTime(int64(n)) }

// Timestamp is a moment in Unix seconds, which webhooks carry as a string ("1780000200"). It decodes from string and number
// and encodes as a string. 0 is "not given". It can be compared and copied like a number.
type Timestamp int64

// At returns t as a Timestamp, whole seconds; 0 for the zero time.
func At(t time.Time) Timestamp {
	if t.IsZero() {
		return 0
	}
	return Timestamp(t.Unix())
}

// UnmarshalJSON implements json.Unmarshaler.
func (t *Timestamp) UnmarshalJSON(raw []byte) error {
	*t = Timestamp(parseInt(raw))
	return nil
}

// MarshalJSON implements json.Marshaler.
func (t Timestamp) MarshalJSON() ([]byte, error) {
	return []byte(`"` + strconv.FormatInt(int64(t), 10) + `"`), nil
}

// Time returns the moment in UTC, and the zero time for 0 and for what is no time of this calendar.
func (t Timestamp) Time() time.Time { return unixTime(int64(t)) }

// lastSecond is the end of the year 9999: later times have no RFC 3339 form, and are no times of Meta's.
const lastSecond = 253402300799

func unixTime(seconds int64) time.Time {
	if seconds <= 0 || seconds > lastSecond {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// Phone is a telephone number in a request. Meta takes a string or a bare number, with or without "+", spaces and dashes
// (Meta: Calling API, API and webhook reference, 26 Jun 2026); a username user has none and the field is absent.
type Phone string

// UnmarshalJSON implements json.Unmarshaler.
func (p *Phone) UnmarshalJSON(raw []byte) error {
	*p = Phone(looseString(raw))
	return nil
}

// Digits returns only the digits, as in a wa_id.
func (p Phone) Digits() string { return Digits(string(p)) }

// Digits strips everything but digits from a telephone number: "+995 555-01" is "99555501". Meta writes numbers in several
// ways, so compare them only in this form.
func Digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
