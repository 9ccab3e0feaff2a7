package sandbox

import (
	"regexp"
	"time"

	"ramal/internal/meta"
)

var (
	clockPattern = regexp.MustCompile(`^([01][0-9]|2[0-3])[0-5][0-9]$`)
	weekdays     = []string{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"}
)

const (
	mostPerDay   = 2
	mostHolidays = 20
)

// check follows the list of faults on Meta's page "Call settings". The page gives no codes; 100 is assumed.
func (h *callHours) check(now time.Time) *graphError {
	if !oneOf(h.Status, []string{enabled, disabled}) {
		return parameter("Param calling[call_hours][status] must be one of {ENABLED, DISABLED} - got %q.", h.Status)
	}
	zone, err := time.LoadLocation(h.Timezone)
	if err != nil || h.Timezone == "" || h.Timezone == "Local" {
		return hoursFault("Invalid timezone_id %q", h.Timezone)
	}
	if len(h.Weekly) == 0 {
		return hoursFault("weekly_operating_hours must not be empty")
	}
	days := map[string][]span{}
	for _, o := range h.Weekly {
		if !oneOf(o.Day, weekdays) {
			return hoursFault("Invalid day_of_week %q", o.Day)
		}
		if err := addSpan(days, o.Day, o.Open, o.Close); err != nil {
			return err
		}
	}
	if len(h.Holidays) > mostHolidays {
		return hoursFault("More than %d entries in holiday_schedule", mostHolidays)
	}
	dates := map[string][]span{}
	for _, d := range h.Holidays {
		if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
			return hoursFault("Invalid date format in holiday_schedule: %q", d.Date)
		}
		if d.Date < now.In(zone).Format(time.DateOnly) {
			return hoursFault("A holiday cannot be in the past: %s", d.Date)
		}
		if err := addSpan(dates, d.Date, d.Start, d.End); err != nil {
			return err
		}
	}
	return nil
}

// addSpan adds an opening to those of a day, if it fits there.
func addSpan(days map[string][]span, day, from, to string) *graphError {
	if !clockPattern.MatchString(from) || !clockPattern.MatchString(to) || from >= to {
		return hoursFault("Invalid schedule for %s: %s to %s", day, from, to)
	}
	s := newSpan(from, to)
	if len(days[day]) == mostPerDay {
		return hoursFault("More than two entries for %s", day)
	}
	for _, other := range days[day] {
		if s.from < other.to && other.from < s.to {
			return hoursFault("Overlapping entries for %s", day)
		}
	}
	days[day] = append(days[day], s)
	return nil
}

func hoursFault(format string, a ...any) *graphError {
	return fault(meta.CodeInvalidParameter).details(format, a...)
}
