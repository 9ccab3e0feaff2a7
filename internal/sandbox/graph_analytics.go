package sandbox

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"ramal/internal/meta"
)

// Call analytics (Meta: Cloud API, Analytics, 12 Feb 2026), counted from the sandbox's own calls.

// exampleRate is a price for a minute of the business's calls, in US dollars. It is an example and no rate of any market's:
// Meta's rate cards are files that change (Meta: Calling API, Pricing).
const exampleRate = 0.01

// pulse is what calls are billed by, rounded up.
const pulse = 6 // seconds

// price is what a picked-up call costs: users' calls nothing.
func price(d meta.Direction, seconds int64) float64 {
	if d != meta.BusinessInitiated {
		return 0
	}
	return math.Ceil(float64(seconds)/pulse) * pulse / 60 * exampleRate
}

// analyticsQuery is what call_analytics was asked for.
type analyticsQuery struct {
	start, end                                         int64
	granularity                                        string
	phones, countries, directions, dimensions, metrics []string
}

func (f fieldQuery) analytics() (analyticsQuery, *graphError) {
	q := analyticsQuery{
		granularity: f.Mods["granularity"], phones: f.list("phone_numbers"), countries: f.list("country_codes"),
		directions: f.list("directions"), dimensions: f.list("dimensions"), metrics: f.list("metric_types"),
	}
	for _, m := range []struct {
		name string
		into *int64
	}{{"start", &q.start}, {"end", &q.end}} {
		raw, there := f.Mods[m.name]
		if !there {
			return q, parameter("The parameter call_analytics[%s] is required.", m.name)
		}
		n, err := strconv.ParseInt(raw, 10, 64)
		if err != nil {
			return q, parameter("Param call_analytics[%s] must be a UNIX timestamp - got %q.", m.name, raw)
		}
		*m.into = n
	}
	if q.end <= q.start {
		return q, parameter("Param call_analytics[end] must be after start.")
	}
	for _, m := range []struct {
		name   string
		given  []string
		values []string
	}{
		{"granularity", []string{q.granularity}, []string{meta.PerHalfHour, meta.PerDay, meta.PerMonth}},
		{"directions", q.directions, []string{string(meta.UserInitiated), string(meta.BusinessInitiated)}},
		{"dimensions", q.dimensions, []string{"phone", "direction", "country"}},
		{"metric_types", q.metrics, []string{meta.MetricCount, meta.MetricCost, meta.MetricDuration}},
	} {
		for _, v := range m.given {
			if !oneOf(v, m.values) {
				return q, parameter("Param call_analytics[%s] must be one of %v - got %q.", m.name, m.values, v)
			}
		}
	}
	for name := range f.Mods {
		if !oneOf(name, []string{"start", "end", "granularity", "phone_numbers", "country_codes", "directions", "dimensions", "metric_types"}) {
			return q, parameter("Param call_analytics has no modifier %q.", name)
		}
	}
	return q, nil
}

// point is one group of calls while it is counted.
type point struct {
	start, end     int64
	phone, country string // of the dimensions asked for, "" otherwise
	direction      string
	calls, seconds int64
	cost           float64
}

func (t *tx) callAnalytics(f fieldQuery) (any, *graphError) {
	q, err := f.analytics()
	if err != nil {
		return nil, err
	}
	points := map[point]*point{}
	for _, c := range t.Calls {
		if u := t.users[c.UserID]; u != nil && q.takes(c, u) {
			key := q.group(c, u)
			p := points[key]
			if p == nil {
				p = new(point)
				*p = key
				points[key] = p
			}
			p.calls++
			p.seconds += c.Ended - c.Picked
			p.cost += price(c.Direction, c.Ended-c.Picked)
		}
	}
	out := meta.CallAnalytics{Granularity: q.granularity, DataPoints: []meta.CallPoint{}}
	if len(q.directions) == 1 {
		out.Directions = q.directions[0]
	}
	for _, p := range points {
		out.DataPoints = append(out.DataPoints, q.shown(p))
	}
	slices.SortFunc(out.DataPoints, func(a, b meta.CallPoint) int {
		return cmp.Or(cmp.Compare(b.Start, a.Start), cmp.Compare(a.Direction, b.Direction), cmp.Compare(a.Country, b.Country))
	})
	return out, nil
}

// takes says whether a call is among those that are asked for: completed, which is taken for picked up and over.
func (q analyticsQuery) takes(c *call, u *user) bool {
	in := func(v string, list []string) bool { return len(list) == 0 || oneOf(v, list) }
	return c.Picked != 0 && !c.live() && c.Picked >= q.start && c.Picked < q.end &&
		in(BusinessNumber, q.phones) && in(u.Country, q.countries) && in(string(c.Direction), q.directions)
}

// group is the data point that a call belongs to.
func (q analyticsQuery) group(c *call, u *user) point {
	var p point
	p.start, p.end = bucket(c.Picked, q.granularity)
	if oneOf("phone", q.dimensions) {
		p.phone = BusinessNumber
	}
	if oneOf("country", q.dimensions) {
		p.country = u.Country
	}
	if oneOf("direction", q.dimensions) {
		p.direction = string(c.Direction)
	}
	return p
}

// bucket is the half hour, day or month (UTC) that a moment is in.
func bucket(at int64, granularity string) (int64, int64) {
	size := int64(day.Seconds())
	switch granularity {
	case meta.PerMonth:
		t := time.Unix(at, 0).UTC()
		first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
		return first.Unix(), first.AddDate(0, 1, 0).Unix()
	case meta.PerHalfHour:
		size = int64((30 * time.Minute).Seconds())
	}
	return at - at%size, at - at%size + size
}

// shown is a point with the metrics that were asked for, all of them if none was named.
func (q analyticsQuery) shown(p *point) meta.CallPoint {
	out := meta.CallPoint{
		Start: meta.Int64(p.start), End: meta.Int64(p.end), PhoneNumber: p.phone, Country: p.country, Direction: p.direction,
	}
	wants := func(metric string) bool { return len(q.metrics) == 0 || oneOf(metric, q.metrics) }
	if wants(meta.MetricCount) {
		n := meta.Int64(p.calls)
		out.Count = &n
	}
	if wants(meta.MetricCost) {
		cost := math.Round(p.cost*1e6) / 1e6
		out.Cost = &cost
	}
	if wants(meta.MetricDuration) {
		average := meta.Int64((p.seconds + p.calls/2) / p.calls)
		out.AverageDuration = &average
	}
	return out
}
