package center_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/meta"
	"ramal/internal/org"
	"ramal/internal/sandbox"
)

// stored reads the account as it is now.
func (w *world) stored() org.Account {
	w.t.Helper()
	a, err := w.store.Account(w.t.Context(), w.workspace, w.account.ID)
	must(w.t, err)
	return a
}

// elsewhere is somebody who changes the settings at Meta without Ramal.
func (w *world) elsewhere() *meta.Client {
	return &meta.Client{BaseURL: w.sandbox.URL(), Token: sandbox.Token, PhoneNumberID: sandbox.PhoneNumberID}
}

func (w *world) restrict(list ...map[string]any) {
	w.t.Helper()
	if list == nil {
		list = []map[string]any{}
	}
	w.control("/sandbox/account", map[string]any{"restrictions": list})
}

func settingsValue(at time.Time, status string) string {
	return fmt.Sprintf(`{"field":"account_settings_update","value":{"messaging_product":"whatsapp","timestamp":"%d","type":"PHONE_NUMBER_SETTINGS",
		"phone_number_settings":{"phone_number_id":%q,"calling":{"status":%q}}}}`, at.Unix(), sandbox.PhoneNumberID, status)
}

// Meta: Calling API, Call settings, Jul 2026: account_settings_update.
func TestSettingsThatChangeElsewhereReachUs(t *testing.T) {
	w := newWorld(t)
	changes := make(chan center.Changed, 100)
	stop, err := w.bus.Subscribe(center.Subject(w.workspace), func(_ string, data []byte) {
		var k center.Changed
		if err := json.Unmarshal(data, &k); err != nil {
			t.Error(err)
		}
		changes <- k
	})
	must(t, err)
	defer stop()
	must(t, w.elsewhere().UpdateSettings(t.Context(), meta.CallingSettings{
		Status: meta.Disabled, CallIconVisibility: meta.IconsDisableAll, CallbackPermissionStatus: meta.Enabled,
	}))
	eventually(t, "the change is known", func() bool {
		a := w.stored()
		return !a.CallingEnabled && a.Calling.IconHidden && a.Calling.Callback
	})
	eventually(t, "open consoles hear of it", func() bool {
		select {
		case k := <-changes:
			return k.Type == "account" && k.AccountID == w.account.ID
		default:
			return false
		}
	})
	v := w.allowed(ana)
	// Eventually: where the webhook of an older change, of the same second, is handled last, Meta is asked which of them stands.
	eventually(t, "the call button says it", func() bool {
		action, err := w.center.CallAction(t.Context(), w.paula, v.AccountID, v.ContactID)
		return err == nil && action.Call != nil && action.Call.Code == call.WhyAccountOff
	})
}

func TestAnOldChangeThatComesLateIsNoNews(t *testing.T) {
	w := newWorld(t)
	eventually(t, "the newest change is known", func() bool { return !w.stored().Calling.KnownAt.IsZero() })
	w.control("/sandbox/faults", map[string]any{"drop": 1})
	w.control("/sandbox/clock", map[string]any{"advance_seconds": 100})
	before := w.stored()
	must(t, w.receive(envelope(settingsValue(before.Calling.KnownAt.Add(-time.Minute), "DISABLED"))))
	eventually(t, "Meta is asked instead, and says that calling is on", func() bool {
		a := w.stored()
		return a.Calling.KnownAt.After(before.Calling.KnownAt) && a.CallingEnabled
	})
	must(t, w.receive(envelope(settingsValue(w.center.Now().Add(time.Minute), "DISABLED"))))
	eventually(t, "a newer one counts", func() bool { return !w.stored().CallingEnabled })
}

func TestAStartBringsWhatWebhooksLost(t *testing.T) {
	w := newWorld(t)
	eventually(t, "the first change is known", func() bool { return w.stored().Calling.Version > 0 })
	w.stop()
	w.control("/sandbox/faults", map[string]any{"drop": 100})
	must(t, w.elsewhere().UpdateSettings(t.Context(), meta.CallingSettings{Status: meta.Disabled}))
	w.restrict(map[string]any{"type": meta.RestrictedUserCalls})
	w.control("/sandbox/clock", map[string]any{"advance_seconds": 601})
	w.start()
	eventually(t, "settings and restrictions are as Meta has them", func() bool {
		a := w.stored()
		_, paused := a.Calling.Paused(org.CustomerCalls, w.center.Now())
		return !a.CallingEnabled && paused
	})
}

// Meta: Calling API, Call settings, Jul 2026: quality restrictions.
func TestARestrictionIsSaidAtTheButtonUntilItsEnd(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(ana)
	why := func() (code string, until time.Time) {
		action, err := w.center.CallAction(t.Context(), w.paula, v.AccountID, v.ContactID)
		must(t, err)
		if action.Call == nil || action.Request == nil {
			return "", time.Time{}
		}
		return action.Call.Code, action.Call.Until
	}
	w.restrict(map[string]any{"type": meta.RestrictedBusinessCalls}, map[string]any{"type": meta.RestrictedCallButton})
	eventually(t, "the button says it", func() bool { code, _ := why(); return code == call.WhyRestricted })
	_, until := why()
	if left := until.Sub(w.center.Now()); left < 7*24*time.Hour-time.Minute || left > 7*24*time.Hour {
		t.Errorf("it ends in %v, Meta's pause is of 7 days", left)
	}
	eventually(t, "both restrictions are known whole, from the webhooks and from Meta's settings, and no warning any more", func() bool {
		list := w.stored().Calling.InForce(w.center.Now())
		known := func(r org.Restriction) bool {
			return !r.Warning && r.Reason != "" && (r.Kind != org.CallButton || r.Remediation != "" && r.Until.IsZero())
		}
		return len(list) == 2 && known(list[0]) && known(list[1])
	})
	_, err := w.center.PlaceCall(t.Context(), w.paula, v.AccountID, v.ContactID, "v=0")
	if reason(err) != call.WhyRestricted {
		t.Errorf("placing a call: %v", err)
	}
	w.control("/sandbox/clock", map[string]any{"advance_seconds": 7*24*3600 - 5})
	if code, _ := why(); code != call.WhyRestricted {
		t.Errorf("before its end: %q", code)
	}
	w.control("/sandbox/clock", map[string]any{"advance_seconds": 6})
	if code, _ := why(); code == call.WhyRestricted {
		t.Error("it is over and still said")
	}
}

func TestARefusalTellsOfARestrictionWhoseWebhookGotLost(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(ana)
	w.control("/sandbox/faults", map[string]any{"drop": 2})
	w.restrict(map[string]any{"type": meta.RestrictedBusinessCalls, "expiration_unix": w.center.Now().Add(time.Hour).Unix()})
	k := w.until(w.dial(v), "the call fails", inState(call.Ended))
	if k.Failure == nil || k.Failure.Code != meta.CodeCallingRestricted || k.Failure.Reason != call.ReasonRestricted || k.Failure.TraceID == "" {
		t.Fatalf("failed as %+v", k.Failure)
	}
	eventually(t, "the pause is known with the end that Meta names", func() bool {
		r, paused := w.stored().Calling.Paused(org.BusinessCalls, w.center.Now())
		return paused && r.Until.Sub(w.center.Now()) <= time.Hour && r.Reason != ""
	})
}

func TestAViolationAloneIsAWarning(t *testing.T) {
	w := newWorld(t)
	for _, v := range []string{meta.ViolationBusinessCalls, "SCAM"} {
		must(t, w.receive(envelope(fmt.Sprintf(`{"field":"account_update","value":{"event":"ACCOUNT_VIOLATION","violation_info":{"violation_type":%q,"remediation":"Call less."}}}`, v))))
	}
	w.settledBy(`field = 'account_update'`, 2)
	list := w.stored().Calling.InForce(w.center.Now())
	if len(list) != 1 || !list[0].Warning || list[0].Kind != org.BusinessCalls || list[0].Remediation != "Call less." || list[0].Until.IsZero() {
		t.Errorf("restrictions %+v", list)
	}
}

// Meta documents no webhook for a restriction that is lifted before its end: it is seen by reading the settings, which happens
// every minute while something is restricted.
func TestARestrictionThatIsLiftedEarlyIsSeenWithinAMinute(t *testing.T) {
	w := newWorld(t)
	w.restrict(map[string]any{"type": meta.RestrictedBusinessCalls})
	paused := func() bool {
		_, is := w.stored().Calling.Paused(org.BusinessCalls, w.center.Now())
		return is
	}
	eventually(t, "it is known", paused)
	w.settledBy(`field = 'account_update'`, 2) // what is delivered again after the restart would say it anew
	w.stop()
	w.restrict()
	w.control("/sandbox/clock", map[string]any{"advance_seconds": 61})
	w.start()
	eventually(t, "it is gone", func() bool { return !paused() })
}
