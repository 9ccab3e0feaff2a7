package center

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ramal/internal/fault"
	"ramal/internal/meta"
)

// Bounds of call hours (Meta: Calling API, Call settings, Jul 2026).
const (
	openingsADay = 2
	holidaysMost = 20
)

var weekdays = []string{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"}

// span is one opening, of a weekday or a date.
type span struct {
	day, opens, closes string
	field              string // of the request
}

// validHours reports what Meta would refuse of call hours; fault.Invalid on the opening that is wrong.
func validHours(h meta.CallHours, now time.Time) error {
	zone, err := time.LoadLocation(h.TimezoneID)
	if h.TimezoneID == "" || err != nil {
		return fault.New(fault.Invalid, "%q is no time zone such as America/Sao_Paulo.", h.TimezoneID).On("timezone")
	}
	if len(h.WeeklyOperatingHours) == 0 {
		return fault.New(fault.Invalid, "Meta wants at least one opening in the week.").On("weekly")
	}
	if len(h.HolidaySchedule) > holidaysMost {
		return fault.New(fault.Invalid, "Meta takes at most %d dates.", holidaysMost).On("holidays")
	}
	var spans []span
	for i, w := range h.WeeklyOperatingHours {
		field := fmt.Sprintf("weekly[%d]", i)
		if !slices.Contains(weekdays, w.DayOfWeek) {
			return fault.New(fault.Invalid, "%q is no day of the week.", w.DayOfWeek).On(field)
		}
		spans = append(spans, span{w.DayOfWeek, w.OpenTime, w.CloseTime, field})
	}
	today := now.In(zone).Format(time.DateOnly)
	for i, d := range h.HolidaySchedule {
		field := fmt.Sprintf("holidays[%d]", i)
		if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
			return fault.New(fault.Invalid, "%q is no date such as 2026-12-25.", d.Date).On(field)
		}
		if d.Date < today {
			return fault.New(fault.Invalid, "%s is over. Meta takes no dates of the past.", d.Date).On(field)
		}
		spans = append(spans, span{d.Date, d.StartTime, d.EndTime, field})
	}
	return validSpans(spans)
}

// validSpans reports openings that are none, too many for a day, or one over another.
func validSpans(spans []span) error {
	for i, s := range spans {
		if !isTime(s.opens) || !isTime(s.closes) {
			return fault.New(fault.Invalid, "A time is written as 09:00, and %q to %q is not.", s.opens, s.closes).On(s.field)
		}
		if s.opens >= s.closes {
			return fault.New(fault.Invalid, "It has to close after it opens.").On(s.field)
		}
		same := 1
		for _, other := range spans[:i] {
			if other.day != s.day {
				continue
			}
			same++
			if s.opens < other.closes && other.opens < s.closes {
				return fault.New(fault.Invalid, "Two openings of one day overlap.").On(s.field)
			}
		}
		if same > openingsADay {
			return fault.New(fault.Invalid, "Meta takes at most %d openings for one day.", openingsADay).On(s.field)
		}
	}
	return nil
}

// isTime reports whether s is a time of day as Meta writes it: HHMM.
func isTime(s string) bool {
	_, err := time.Parse("1504", s)
	return err == nil && len(s) == 4
}

// hoursInWords is a line about call hours for the audit.
func hoursInWords(h *meta.CallHours) string {
	if h == nil || h.Status != meta.Enabled {
		return "always open"
	}
	parts := make([]string, 0, len(h.WeeklyOperatingHours)+len(h.HolidaySchedule)+1)
	for _, w := range h.WeeklyOperatingHours {
		parts = append(parts, fmt.Sprintf("%s %s-%s", w.DayOfWeek[:min(3, len(w.DayOfWeek))], w.OpenTime, w.CloseTime))
	}
	for _, d := range h.HolidaySchedule {
		parts = append(parts, fmt.Sprintf("%s %s-%s", d.Date, d.StartTime, d.EndTime))
	}
	return strings.Join(append(parts, h.TimezoneID), ", ")
}
