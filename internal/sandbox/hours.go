package sandbox

import (
	"regexp"
	"sort"
	"time"

	"ramal/internal/meta"
)

// callHours is when a number takes calls. It is stored and shown; the sandbox's phones do not follow it.
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

type holiday struct {
	Date  string `json:"date"`
	Start string `json:"start_time"`
	End   string `json:"end_time"`
}

var (
	clockPattern = regexp.MustCompile(`^([01][0-9]|2[0-3])[0-5][0-9]$`)
	weekdays     = []string{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"}
)

// check follows the list of faults on Meta's page "Call settings". The page gives no codes; 100 is assumed.
func (h *callHours) check(now time.Time) *graphError {
	if !oneOf(h.Status, []string{enabled, disabled}) {
		return parameter("Param calling[call_hours][status] must be one of {ENABLED, DISABLED} - got %q.", h.Status)
	}
	zone, err := time.LoadLocation(h.Timezone)
	if err != nil || h.Timezone == "" || h.Timezone == "Local" {
		return fault(meta.CodeInvalidParameter).details("Invalid timezone_id %q", h.Timezone)
	}
	if len(h.Weekly) == 0 {
		return fault(meta.CodeInvalidParameter).details("weekly_operating_hours must not be empty")
	}
	days := map[string][]opening{}
	for _, o := range h.Weekly {
		if !oneOf(o.Day, weekdays) {
			return fault(meta.CodeInvalidParameter).details("Invalid day_of_week %q", o.Day)
		}
		if !clockPattern.MatchString(o.Open) || !clockPattern.MatchString(o.Close) || o.Open >= o.Close {
			return fault(meta.CodeInvalidParameter).details("Invalid schedule for %s: %s to %s", o.Day, o.Open, o.Close)
		}
		days[o.Day] = append(days[o.Day], o)
	}
	for _, name := range weekdays {
		of := days[name]
		if len(of) > 2 {
			return fault(meta.CodeInvalidParameter).details("More than two entries for %s", name)
		}
		sort.Slice(of, func(i, j int) bool { return of[i].Open < of[j].Open })
		if len(of) == 2 && of[1].Open < of[0].Close {
			return fault(meta.CodeInvalidParameter).details("Overlapping entries for %s", name)
		}
	}
	return h.checkHolidays(now.In(zone))
}

func (h *callHours) checkHolidays(now time.Time) *graphError {
	if len(h.Holidays) > 20 {
		return fault(meta.CodeInvalidParameter).details("More than 20 entries in holiday_schedule")
	}
	perDate := map[string]int{}
	for _, d := range h.Holidays {
		if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
			return fault(meta.CodeInvalidParameter).details("Invalid date format in holiday_schedule: %q", d.Date)
		}
		if d.Date < now.Format(time.DateOnly) {
			return fault(meta.CodeInvalidParameter).details("A holiday cannot be in the past: %s", d.Date)
		}
		if !clockPattern.MatchString(d.Start) || !clockPattern.MatchString(d.End) || d.Start >= d.End {
			return fault(meta.CodeInvalidParameter).details("Invalid schedule for %s: %s to %s", d.Date, d.Start, d.End)
		}
		if perDate[d.Date]++; perDate[d.Date] > 2 {
			return fault(meta.CodeInvalidParameter).details("More than two entries for %s", d.Date)
		}
	}
	return nil
}
