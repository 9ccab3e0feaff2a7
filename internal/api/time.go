package api

import (
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// Time is a moment as the API writes it: RFC 3339 in UTC with milliseconds. The zero value is left out.
type Time struct{ time.Time }

// MarshalJSON writes the moment.
func (t Time) MarshalJSON() ([]byte, error) {
	return []byte(t.UTC().Format(`"2006-01-02T15:04:05.000Z"`)), nil
}

// Schema describes it in the OpenAPI document.
func (Time) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{
		Type: huma.TypeString, Format: "date-time", Examples: []any{"2026-11-22T18:46:04.123Z"},
	}
}

// seconds rounds a length of time as a clock on a wall shows it: down.
func seconds(d time.Duration) int64 { return int64(max(d, 0) / time.Second) }
