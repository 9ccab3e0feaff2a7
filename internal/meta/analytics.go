package meta

// CallAnalytics is the field call_analytics of GET /{waba-id} (Meta: Cloud API, Analytics, 12 Feb 2026).
type CallAnalytics struct {
	Granularity string      `json:"granularity"`
	Directions  string      `json:"directions,omitempty"` // the one direction that was asked for
	DataPoints  []CallPoint `json:"data_points"`          // newest first
}

// CallPoint is what happened between Start and End (Unix seconds). Count counts completed calls, Cost is in the account's
// currency, AverageDuration is in seconds. A metric that was not asked for is absent; so is a dimension.
type CallPoint struct {
	Start           Int64    `json:"start"`
	End             Int64    `json:"end"`
	PhoneNumber     string   `json:"phone_number,omitempty"`
	Country         string   `json:"country,omitempty"`
	Direction       string   `json:"direction,omitempty"`
	Count           *Int64   `json:"count,omitempty"`
	Cost            *float64 `json:"cost,omitempty"`
	AverageDuration *Int64   `json:"average_duration,omitempty"`
}

// The granularities of call analytics.
const (
	PerHalfHour = "HALF_HOUR"
	PerDay      = "DAILY"
	PerMonth    = "MONTHLY"
)

// The metrics of call analytics.
const (
	MetricCount    = "COUNT"
	MetricCost     = "COST"
	MetricDuration = "AVERAGE_DURATION"
)
