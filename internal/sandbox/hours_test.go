package sandbox

import (
	"testing"
	"time"
)

// Meta: Calling API, Call settings: call_hours, in the business's own time zone.

func TestCallHoursOpenAndClose(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Tbilisi")
	if err != nil {
		t.Fatal(err)
	}
	h := &callHours{
		Status: enabled, Timezone: "Asia/Tbilisi",
		Weekly: []opening{
			{Day: "MONDAY", Open: "1400", Close: "1800"},
			{Day: "MONDAY", Open: "0900", Close: "1300"},
			{Day: "TUESDAY", Open: "0000", Close: "2359"},
		},
		Holidays: []holiday{{Date: "2026-11-30", Start: "1000", End: "1100"}},
	}
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, zone) }
	for name, c := range map[string]struct {
		now, opens, change time.Time
		open               bool
	}{
		"sunday, closed: monday":        {now: at(22, 12, 0), opens: at(23, 9, 0), change: at(23, 9, 0)},
		"monday before nine":            {now: at(23, 8, 59), opens: at(23, 9, 0), change: at(23, 9, 0)},
		"monday at nine":                {now: at(23, 9, 0), open: true, change: at(23, 13, 0)},
		"monday at one":                 {now: at(23, 13, 0), opens: at(23, 14, 0), change: at(23, 14, 0)},
		"monday afternoon":              {now: at(23, 17, 59), open: true, change: at(23, 18, 0)},
		"monday evening: midnight":      {now: at(23, 18, 0), opens: at(24, 0, 0), change: at(24, 0, 0)},
		"the last minute of tuesday":    {now: at(24, 23, 59).Add(59 * time.Second), open: true, change: at(25, 0, 0)},
		"wednesday: the holiday's hour": {now: at(25, 0, 0), opens: at(30, 10, 0), change: at(30, 10, 0)},
		"a holiday has its own hours":   {now: at(30, 9, 30), opens: at(30, 10, 0), change: at(30, 10, 0)},
		"and is open then":              {now: at(30, 10, 59), open: true, change: at(30, 11, 0)},
		"and only then":                 {now: at(30, 15, 0), opens: time.Date(2026, 12, 1, 0, 0, 0, 0, zone), change: time.Date(2026, 12, 1, 0, 0, 0, 0, zone)},
	} {
		t.Run(name, func(t *testing.T) {
			open, opens := h.open(c.now.UTC())
			if open != c.open || !opens.Equal(c.opens) {
				t.Errorf("open %v, opens %v", open, opens)
			}
			if change := h.change(c.now.UTC()); !change.Equal(c.change) {
				t.Errorf("changes %v", change)
			}
		})
	}
	h.Status = disabled // open all the time
	if open, _ := h.open(at(22, 3, 0)); !open || !h.change(at(22, 3, 0)).IsZero() {
		t.Error("disabled hours are not always open")
	}
}

func TestOutsideCallHoursAPhoneOffersChatOrACallback(t *testing.T) {
	r := stopped(t) // Sunday, 9:00 in São Paulo
	r.graph("POST", "settings", `{"calling":{"call_hours":{"status":"ENABLED","timezone_id":"America/Sao_Paulo",
		"weekly_operating_hours":[{"day_of_week":"MONDAY","open_time":"0900","close_time":"1800"}]}}}`).ok()
	opens := start.Add(day).Unix()
	if v := r.s.showUserState(ana).Business.Call; v != (callingView{Why: whyClosed, Opens: opens}) {
		t.Errorf("closed: %+v", v)
	}
	r.post("/sandbox/users/"+ana+"/calls", "").refused(409, "")
	r.post("/sandbox/users/"+ana+"/callback", "").refused(409, "") // the business has not enabled callbacks
	r.quiet()

	r.graph("POST", "settings", `{"calling":{"callback_permission_status":"ENABLED"}}`).ok()
	r.event("account_settings_update")
	p := r.phone(ana)
	p.until("the offer of a callback", func(st phoneState) bool {
		return st.Business.Call == callingView{Why: whyClosed, Opens: opens, Callback: true}
	})
	r.post("/sandbox/users/"+ana+"/callback", "").ok()
	golden(t, "reply-callback-asked", r.event("interactive").Raw) // assumed: Meta does not say what comes of it
	if s := r.permission(ana); s != "temporary" {
		t.Errorf("permission %v", s)
	}
	r.post("/sandbox/users/"+ana+"/callback", "").ok()
	r.quiet() // there is a permission already

	r.advance(day)
	p.until("the opening", func(st phoneState) bool { return st.Business.Call == callingView{Allowed: true} })
	r.callIn(ana, "")
	r.advance(9 * time.Hour)
	p.until("the closing", func(st phoneState) bool { return st.Business.Call.Why == whyClosed })
}

func TestPhonesSeeTheOpeningAfterAReset(t *testing.T) {
	r := stopped(t)
	r.graph("POST", "settings", `{"calling":{"call_hours":{"status":"ENABLED","timezone_id":"America/Sao_Paulo",
		"weekly_operating_hours":[{"day_of_week":"MONDAY","open_time":"0900","close_time":"1800"}]}}}`).ok()
	r.post("/sandbox/reset", "").ok() // the settings stay, and so does the watch over them
	p := r.phone(ana)
	p.until("the closed business", func(st phoneState) bool { return st.Business.Call.Why == whyClosed })
	r.advance(day)
	p.until("the opening", func(st phoneState) bool { return st.Business.Call.Allowed })
}
