package center_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

func TestCallingIsSwitchedAtMetaAndReadBack(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss()
	s, err := w.center.SetCalling(ctx, boss, w.account.ID, false)
	must(t, err)
	if s.Meta.Status != meta.Disabled || s.Account.CallingEnabled || w.stored().CallingEnabled {
		t.Errorf("off: Meta %s, here %v", s.Meta.Status, w.stored().CallingEnabled)
	}
	if e := w.audited(); e.Action != "calling.disabled" || e.Name != w.account.Name {
		t.Errorf("the audit says %+v", e)
	}
	s, err = w.center.SetCalling(ctx, boss, w.account.ID, true)
	must(t, err)
	if s.Meta.Status != meta.Enabled || !w.stored().CallingEnabled {
		t.Errorf("on: Meta %s, here %v", s.Meta.Status, w.stored().CallingEnabled)
	}
}

// Meta: Calling API, Troubleshooting, 24 Jun 2026: 138015 and 138018.
func TestWhatMetaRefusesIsSaidInWords(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss()
	_, err := w.center.SetCalling(ctx, boss, w.account.ID, false)
	must(t, err)
	w.control("/sandbox/account", map[string]any{"messaging_limit": 1000})
	_, err = w.center.SetCalling(ctx, boss, w.account.ID, true)
	if reason(err) != "messaging_limit" || !strings.Contains(detail(err), "138015") || !strings.Contains(detail(err), "fbtrace_id") {
		t.Errorf("a low messaging limit: %v, technical %q", err, detail(err))
	}
	if w.stored().CallingEnabled {
		t.Error("it is on here, and off at Meta")
	}
	w.control("/sandbox/account", map[string]any{"messaging_limit": 100000})
	w.control("/sandbox/webhook", map[string]any{
		"url": w.hooks.URL, "verify_token": "sandbox-verify", "app_secret": "sandbox-secret", "fields": []string{"messages"},
	})
	_, err = w.center.SetCalling(ctx, boss, w.account.ID, true)
	if reason(err) != "not_subscribed" || !strings.Contains(detail(err), "138018") {
		t.Errorf("no subscription to calls: %v, technical %q", err, detail(err))
	}
	w.control("/sandbox/faults", map[string]any{"graph_errors": 20, "graph_status": 503})
	s, err := w.center.CallSettings(ctx, boss, w.account.ID)
	must(t, err)
	if s.Meta != nil || s.Trouble == nil || s.Trouble.Reason != "meta_unreachable" || len(s.Operators) != 1 {
		t.Errorf("without Meta: %+v", s)
	}
}

func TestCallHoursAreReplacedAsAWholeAndNeverUnseen(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss()
	s, err := w.center.CallSettings(ctx, boss, w.account.ID)
	must(t, err)
	next := w.center.Now().AddDate(0, 0, 10).Format(time.DateOnly)
	hours := meta.CallHours{
		Status: meta.Enabled, TimezoneID: "America/Sao_Paulo",
		WeeklyOperatingHours: []meta.WeekdayHours{
			{DayOfWeek: "MONDAY", OpenTime: "0900", CloseTime: "1200"}, {DayOfWeek: "MONDAY", OpenTime: "1300", CloseTime: "1800"},
		},
		HolidaySchedule: []meta.HolidayHours{{Date: next, StartTime: "0900", EndTime: "1100"}},
	}
	s, err = w.center.SetCallHours(ctx, boss, w.account.ID, hours, s.HoursSeen)
	must(t, err)
	if got := s.Meta.CallHours; len(got.WeeklyOperatingHours) != 2 || len(got.HolidaySchedule) != 1 || got.TimezoneID != hours.TimezoneID {
		t.Errorf("Meta holds %+v", got)
	}
	if e := w.audited(); e.Action != "calling.hours_changed" || !strings.Contains(e.Changes[0].After, "MON 0900-1200") {
		t.Errorf("the audit says %+v", e)
	}
	seen := s.HoursSeen
	elsewhere := hours
	elsewhere.HolidaySchedule = nil
	must(t, w.elsewhere().UpdateSettings(ctx, meta.CallingSettings{CallHours: &elsewhere}))
	if _, err := w.center.SetCallHours(ctx, boss, w.account.ID, hours, seen); !fault.Is(err, fault.Conflict) {
		t.Errorf("made from others than Meta holds: %v", err)
	}
	// Another switch leaves the hours alone.
	yes := true
	s, err = w.center.SetCallSwitches(ctx, boss, w.account.ID, center.CallSwitches{Callback: &yes, IconHidden: &yes, Countries: &[]string{"br", "PT", "BR"}})
	must(t, err)
	if m := s.Meta; len(m.CallHours.WeeklyOperatingHours) != 2 || m.CallbackPermissionStatus != meta.Enabled || m.CallIconVisibility != meta.IconsDisableAll ||
		!slices.Equal(m.CallIcons.RestrictToUserCountries, []string{"BR", "PT"}) {
		t.Errorf("after the switches Meta holds %+v", m)
	}
	if a := w.stored(); !a.Calling.Callback || !a.Calling.IconHidden {
		t.Errorf("and here is %+v", a.Calling)
	}
	if _, err := w.center.SetCallSwitches(ctx, boss, w.account.ID, center.CallSwitches{Countries: &[]string{"Brazil"}}); field(err) != "countries" {
		t.Errorf("no country: %v", err)
	}
}

// Meta: Calling API, Call settings, Jul 2026.
func TestHoursThatMetaWouldRefuse(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss()
	s, err := w.center.CallSettings(ctx, boss, w.account.ID)
	must(t, err)
	monday := func(opens, closes string) meta.WeekdayHours {
		return meta.WeekdayHours{DayOfWeek: "MONDAY", OpenTime: opens, CloseTime: closes}
	}
	for name, tt := range map[string]struct {
		change func(*meta.CallHours)
		field  string
	}{
		"no zone":                {func(h *meta.CallHours) { h.TimezoneID = "" }, "timezone"},
		"an unknown zone":        {func(h *meta.CallHours) { h.TimezoneID = "Mars/Olympus" }, "timezone"},
		"no opening":             {func(h *meta.CallHours) { h.WeeklyOperatingHours = nil }, "weekly"},
		"no such day":            {func(h *meta.CallHours) { h.WeeklyOperatingHours[0].DayOfWeek = "FUNDAY" }, "weekly[0]"},
		"no time":                {func(h *meta.CallHours) { h.WeeklyOperatingHours[0].OpenTime = "9am" }, "weekly[0]"},
		"closes before it opens": {func(h *meta.CallHours) { h.WeeklyOperatingHours[0].CloseTime = "0800" }, "weekly[0]"},
		"overlapping": {func(h *meta.CallHours) {
			h.WeeklyOperatingHours = append(h.WeeklyOperatingHours, monday("1100", "1300"))
		}, "weekly[1]"},
		"three in a day": {func(h *meta.CallHours) {
			h.WeeklyOperatingHours = append(h.WeeklyOperatingHours, monday("1300", "1400"), monday("1500", "1600"))
		}, "weekly[2]"},
		"a date of the past": {func(h *meta.CallHours) {
			h.HolidaySchedule = []meta.HolidayHours{{Date: "2020-01-01", StartTime: "0900", EndTime: "1000"}}
		}, "holidays[0]"},
		"no date": {func(h *meta.CallHours) {
			h.HolidaySchedule = []meta.HolidayHours{{Date: "Xmas", StartTime: "0900", EndTime: "1000"}}
		}, "holidays[0]"},
		"too many dates": {func(h *meta.CallHours) { h.HolidaySchedule = make([]meta.HolidayHours, 21) }, "holidays"},
	} {
		h := meta.CallHours{Status: meta.Enabled, TimezoneID: "America/Sao_Paulo", WeeklyOperatingHours: []meta.WeekdayHours{monday("0900", "1200")}}
		tt.change(&h)
		if _, err := w.center.SetCallHours(ctx, boss, w.account.ID, h, s.HoursSeen); field(err) != tt.field || !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v on %q, want %q", name, err, field(err), tt.field)
		}
	}
}

// An operator who is taken from the list, calling that is switched off, a module that is taken out of the plan: who is on a
// call keeps it to its end, and loses the next.
func TestWhatIsTakenAwayDuringACallEndsTheNextAndNotThis(t *testing.T) {
	for name, tt := range map[string]struct {
		take func(w *world, boss org.Member)
		why  string
	}{
		"the operator": {func(w *world, boss org.Member) {
			_, err := w.center.SetOperators(w.t.Context(), boss, w.account.ID, nil, nil, w.stored().Version)
			must(w.t, err)
		}, call.WhyNotOperator},
		"calling": {func(w *world, boss org.Member) {
			_, err := w.center.SetCalling(w.t.Context(), boss, w.account.ID, false)
			must(w.t, err)
		}, call.WhyAccountOff},
		"the module": {func(w *world, _ org.Member) {
			ws, err := w.store.Workspace(w.t.Context(), w.workspace)
			must(w.t, err)
			ws.Plan.Modules = nil
			must(w.t, w.store.UpdateWorkspace(w.t.Context(), ws))
		}, call.WhyModuleOff},
		"her departments": {func(w *world, boss org.Member) {
			none := []org.DepartmentID{}
			_, err := w.center.ChangeUser(w.t.Context(), boss, w.paula.ID, center.UserChange{Departments: &none, Version: w.again(w.paula).Version})
			must(w.t, err)
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			ctx, boss := t.Context(), w.boss()
			w.behave(ana, "answer")
			v := w.allowed(ana)
			id := w.dial(v)
			w.until(id, "the call is active", func(k call.Call) bool { return k.State == call.Active })
			tt.take(w, boss)

			paula := w.again(w.paula)
			if page, err := w.center.Calls(ctx, paula, call.Query{Live: true}); err != nil || len(page.Items) != 1 {
				t.Errorf("after a reload she does not find her call: %d, %v", len(page.Items), err)
			}
			if _, _, err := w.center.Call(ctx, paula, id); err != nil {
				t.Errorf("she cannot see her call: %v", err)
			}
			_, offer := browser(t)
			if _, err := w.center.JoinCall(ctx, paula, id, offer); err != nil {
				t.Errorf("she cannot come back to her call: %v", err)
			}
			if k, err := w.store.Call(ctx, w.workspace, id); err != nil || k.State != call.Active {
				t.Errorf("the call is %s, %v", k.State, err)
			}
			if _, err := w.center.HangUp(ctx, paula, id); err != nil {
				t.Errorf("she cannot hang up: %v", err)
			}
			w.until(id, "the call has ended", func(k call.Call) bool { return k.State == call.Ended })
			if _, err := w.center.PlaceCall(ctx, w.again(w.paula), w.account.ID, v.ContactID, offer); reason(err) != tt.why {
				t.Errorf("the next call: %v, want %s", err, tt.why)
			}
		})
	}
}

func TestWhoMaySetCalls(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss()
	for name, do := range map[string]func(org.Member) error{
		"switch": func(m org.Member) error { _, err := w.center.SetCalling(ctx, m, w.account.ID, false); return err },
		"operators": func(m org.Member) error {
			_, err := w.center.SetOperators(ctx, m, w.account.ID, []org.UserID{m.ID}, nil, 1)
			return err
		},
		"switches": func(m org.Member) error {
			_, err := w.center.SetCallSwitches(ctx, m, w.account.ID, center.CallSwitches{})
			return err
		},
		"hours": func(m org.Member) error {
			_, err := w.center.SetCallHours(ctx, m, w.account.ID, meta.CallHours{}, "")
			return err
		},
		"look": func(m org.Member) error { _, err := w.center.CallSettings(ctx, m, w.account.ID); return err },
	} {
		if err := do(w.paula); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s by an operator: %v", name, err)
		}
		if err := do(w.stranger); !fault.Is(err, fault.NotFound) && reason(err) != "module_off" {
			t.Errorf("%s by a stranger: %v", name, err)
		}
		boss.Workspace.Plan.Modules = nil
		if err := do(boss); reason(err) != "module_off" && name != "operators" {
			t.Errorf("%s without the module: %v", name, err)
		}
		boss = w.again(boss)
	}
	if _, err := w.center.SetOperators(ctx, boss, w.account.ID, []org.UserID{w.stranger.ID}, nil, w.stored().Version); field(err) != "users" {
		t.Errorf("a stranger as an operator: %v", err)
	}
	if _, err := w.center.SetOperators(ctx, boss, w.account.ID, nil, nil, 99); !fault.Is(err, fault.Conflict) {
		t.Errorf("a stale edit: %v", err)
	}
}
