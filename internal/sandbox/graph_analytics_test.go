package sandbox

import (
	"fmt"
	"net/url"
	"testing"
	"time"

	"ramal/internal/meta"
)

// Meta: Cloud API, Analytics, 12 Feb 2026; Calling API, Pricing. The rate is an example, the count of picked-up calls is what
// "completed" is taken for.

// talked puts a call into the world that lasted so many seconds.
func (r *rig) talked(user string, d meta.Direction, at time.Time, seconds int64) {
	r.s.must(func(t *tx) {
		t.addCall(&call{
			ID: t.s.ids.wacid(user, d), UserID: user, Direction: d, State: callEnded, Created: at.Unix(), Picked: at.Unix(),
			Ended: at.Unix() + seconds, Status: meta.CallCompleted,
		})
	})
}

func (r *rig) analytics(mods string) answer {
	field := fmt.Sprintf("call_analytics.start(%d).end(%d)%s", start.Add(-30*day).Unix(), start.Add(day).Unix(), mods)
	return r.object("GET", WABAID+"?fields="+url.QueryEscape(field), Token, "")
}

func TestCallsAreCountedAndPriced(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/users", `{"wa_id":"351912345678","country":"PT"}`).ok()
	r.talked(ana, meta.BusinessInitiated, start, 61)
	r.talked(ana, meta.BusinessInitiated, start.Add(time.Hour), 6)
	r.talked("351912345678", meta.BusinessInitiated, start, 30)
	r.talked(bruno, meta.UserInitiated, start.Add(-2*day), 100)
	r.talked(bruno, meta.UserInitiated, start.Add(-60*day), 100) // before the start
	r.s.must(func(t *tx) {                                       // nobody took it
		t.addCall(&call{ID: "wacid.missed", UserID: ana, Direction: meta.BusinessInitiated, State: callEnded, Created: start.Unix(), Ended: start.Unix() + 45})
	})
	golden(t, "analytics-daily", r.analytics(".granularity(DAILY)").ok().Raw)
	golden(t, "analytics-dimensions",
		r.analytics(`.granularity(MONTHLY).dimensions(["phone","direction","country"]).metric_types([COUNT]).directions([BUSINESS_INITIATED])`).ok().Raw)

	points := func(mods string) []any { return r.analytics(mods).ok().path("call_analytics", "data_points").([]any) }
	if n := len(points(".granularity(HALF_HOUR)")); n != 3 {
		t.Errorf("%d half hours", n)
	}
	for mods, want := range map[string]int{
		".country_codes([PT])":                     1,
		".country_codes([BR])":                     2,
		".directions([USER_INITIATED])":            1,
		".phone_numbers([" + BusinessNumber + "])": 2,
		".phone_numbers([15550001111])":            0,
	} {
		if n := len(points(".granularity(DAILY)" + mods)); n != want {
			t.Errorf("%s: %d days, want %d", mods, n, want)
		}
	}
}

func TestPulsesAreRoundedUp(t *testing.T) {
	for seconds, pulses := range map[int64]float64{0: 0, 1: 1, 6: 1, 7: 2, 61: 11} {
		if got, want := price(meta.BusinessInitiated, seconds), pulses*0.1*exampleRate; got < want-1e-12 || got > want+1e-12 {
			t.Errorf("%d s cost %v, want %v", seconds, got, want)
		}
	}
	if price(meta.UserInitiated, 600) != 0 {
		t.Error("a user's call costs something")
	}
}

func TestAnalyticsThatCannotBeAreRefused(t *testing.T) {
	r := stopped(t)
	for mods, words := range map[string]string{
		"":                                       "granularity",
		".granularity(WEEKLY)":                   "granularity",
		".granularity(DAILY).directions([IN])":   "directions",
		".granularity(DAILY).dimensions([hour])": "dimensions",
		".granularity(DAILY).metric_types([SUM])": "metric_types",
		".granularity(DAILY).colour(red)":         "colour",
	} {
		r.analytics(mods).fails(400, 100, words)
	}
	for field, words := range map[string]string{
		"call_analytics.end(2).granularity(DAILY)":          "start",
		"call_analytics.start(x).end(2).granularity(DAILY)": "UNIX timestamp",
		"call_analytics.start(2).end(2).granularity(DAILY)": "after start",
	} {
		r.object("GET", WABAID+"?fields="+field, Token, "").fails(400, 100, words)
	}
}
