package sandbox

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// callHours is when a number takes calls (Meta: Calling API, Call settings, Jul 2026). Times are "HHMM" of its zone.
type callHours struct {
	Status   string    `json:"status"`
	Timezone string    `json:"timezone_id"`
	Weekly   []opening `json:"weekly_operating_hours"`
	Holidays []holiday `json:"holiday_schedule"`
}

type opening struct {
	Day   string `json:"day_of_week"`
	Open  string `json:"open_time"`
	Close string `json:"close_time"`
}

// holiday overrides the weekly hours of one date: it is open then, and only then. How a date is closed as a whole is not
// documented.
type holiday struct {
	Date  string `json:"date"`
	Start string `json:"start_time"`
	End   string `json:"end_time"`
}

// UnmarshalJSON also takes open_time and close_time: the page's table has these names, its samples the others.
func (h *holiday) UnmarshalJSON(raw []byte) error {
	type plain holiday
	var v struct {
		plain
		Open  string `json:"open_time"`
		Close string `json:"close_time"`
	}
	err := json.Unmarshal(raw, &v)
	*h = holiday(v.plain)
	h.Start, h.End = cmp.Or(h.Start, v.Open), cmp.Or(h.End, v.Close)
	return err
}

// normalize brings times into the form HHMM: one sample of the reference has HH:MM.
func (h *callHours) normalize() {
	plain := func(s *string) {
		if len(*s) == len("00:00") && (*s)[2] == ':' {
			*s = strings.Replace(*s, ":", "", 1)
		}
	}
	for i := range h.Weekly {
		plain(&h.Weekly[i].Open)
		plain(&h.Weekly[i].Close)
	}
	for i := range h.Holidays {
		plain(&h.Holidays[i].Start)
		plain(&h.Holidays[i].End)
	}
	if h.Holidays == nil {
		h.Holidays = []holiday{}
	}
}

// span is an opening of one day: minutes since midnight, the last one not included.
type span struct{ from, to int }

func newSpan(from, to string) span { return span{minutes(from), minutes(to)} }

// minutes reads a time that was checked.
func minutes(hhmm string) int {
	t, err := time.Parse("1504", hhmm)
	if err != nil {
		return 0
	}
	return t.Hour()*60 + t.Minute()
}

// spans are the openings of a date, in order. A date of the holiday schedule has those and no others.
func (h *callHours) spans(date time.Time) []span {
	var of []span
	for _, d := range h.Holidays {
		if d.Date == date.Format(time.DateOnly) {
			of = append(of, newSpan(d.Start, d.End))
		}
	}
	if of == nil {
		for _, o := range h.Weekly {
			if strings.EqualFold(o.Day, date.Weekday().String()) {
				of = append(of, newSpan(o.Open, o.Close))
			}
		}
	}
	slices.SortFunc(of, func(a, b span) int { return a.from - b.from })
	return of
}

// farOpening is how far ahead the next opening is looked for: a year of holidays at most.
const farOpening = 366

// open says whether users can call now and, if not, from when they can. Disabled hours are always open. The closing minute
// itself is closed, except that 2359 lasts until midnight: there is no later time to write.
func (h *callHours) open(now time.Time) (bool, time.Time) {
	zone, err := time.LoadLocation(h.Timezone)
	if err != nil || h.Status != enabled {
		return true, time.Time{}
	}
	local := now.In(zone)
	minute := local.Hour()*60 + local.Minute()
	for days := range farOpening {
		date := time.Date(local.Year(), local.Month(), local.Day()+days, 0, 0, 0, 0, zone)
		for _, s := range h.spans(date) {
			switch {
			case days > 0 || minute < s.from:
				return false, time.Date(date.Year(), date.Month(), date.Day(), s.from/60, s.from%60, 0, 0, zone)
			case minute < s.to || s.to == lastMinute:
				return true, time.Time{}
			}
		}
	}
	return false, time.Time{}
}

const lastMinute = 23*60 + 59

// change is when open can next say something else, so that phones look again; zero if it never does.
func (h *callHours) change(now time.Time) time.Time {
	is, opens := h.open(now)
	if !is || h.Status != enabled {
		return opens
	}
	zone, err := time.LoadLocation(h.Timezone)
	if err != nil {
		return time.Time{}
	}
	local := now.In(zone)
	minute := local.Hour()*60 + local.Minute()
	midnight := time.Date(local.Year(), local.Month(), local.Day()+1, 0, 0, 0, 0, zone)
	for _, s := range h.spans(local) {
		if minute >= s.from && minute < s.to && s.to != lastMinute {
			return time.Date(local.Year(), local.Month(), local.Day(), s.to/60, s.to%60, 0, 0, zone)
		}
	}
	return midnight
}
