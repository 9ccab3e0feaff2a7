package store

import (
	"encoding/json"
	"time"
)

// ms is how a time is kept: milliseconds since 1970 in UTC, 0 for the zero time.
func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func at(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

func msList(times []time.Time) string {
	list := make([]int64, len(times))
	for i, t := range times {
		list[i] = ms(t)
	}
	return text(list)
}

// text is how a list or an optional struct is kept: as JSON; nothing is "".
func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil { // only structs and slices of ours come here
		panic(err)
	}
	if string(b) == "null" {
		return ""
	}
	return string(b)
}

// parse reads what text wrote.
func parse[T any](s string) (T, error) {
	var v T
	if s == "" {
		return v, nil
	}
	err := json.Unmarshal([]byte(s), &v)
	return v, err
}

func parseTimes(s string) ([]time.Time, error) {
	list, err := parse[[]int64](s)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	times := make([]time.Time, len(list))
	for i, v := range list {
		times[i] = at(v)
	}
	return times, nil
}

// flag is how a truth is kept: SQLite has no boolean type.
func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
