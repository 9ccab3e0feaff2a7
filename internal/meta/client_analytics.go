package meta

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// AnalyticsQuery says which calls are counted and how. Empty lists are no limit, all metrics, and no breakdown.
type AnalyticsQuery struct {
	From, To     time.Time
	Granularity  string      // PerHalfHour, PerDay, PerMonth
	PhoneNumbers []string    // of the business
	Countries    []string    // of the users, ISO 3166 alpha-2
	Directions   []Direction //
	Dimensions   []string    // phone, direction, country
	Metrics      []string    // MetricCount, MetricCost, MetricDuration
}

// field is the query in Graph's field expansion.
func (q AnalyticsQuery) field() string {
	var b strings.Builder
	fmt.Fprintf(&b, "call_analytics.start(%d).end(%d).granularity(%s)", q.From.Unix(), q.To.Unix(), q.Granularity)
	directions := make([]string, 0, len(q.Directions))
	for _, d := range q.Directions {
		directions = append(directions, string(d))
	}
	for _, m := range []struct {
		name string
		list []string
	}{
		{"phone_numbers", q.PhoneNumbers},
		{"country_codes", q.Countries},
		{"directions", directions},
		{"dimensions", q.Dimensions},
		{"metric_types", q.Metrics},
	} {
		if len(m.list) > 0 {
			fmt.Fprintf(&b, ".%s([%s])", m.name, strings.Join(m.list, ","))
		}
	}
	return b.String()
}

// CallAnalytics reads how many calls there were, what they cost and how long they lasted (Meta: Cloud API, Analytics, 12 Feb
// 2026). Days can overlap at their edges, as time zones do.
//
// Errors: 100.
func (c *Client) CallAnalytics(ctx context.Context, wabaID string, q AnalyticsQuery) (CallAnalytics, error) {
	var out struct {
		ID        string         `json:"id"`
		Analytics *CallAnalytics `json:"call_analytics"`
	}
	err := c.readOf(ctx, wabaID, request{query: only([]string{q.field()})}, &out)
	switch {
	case err != nil:
		return CallAnalytics{}, err
	case out.ID == "":
		return CallAnalytics{}, unexpected("answer without an id")
	case out.Analytics == nil:
		return CallAnalytics{Granularity: q.Granularity}, nil // seen in practice where there was nothing to count
	}
	return *out.Analytics, nil
}
