package org_test

import (
	"reflect"
	"testing"
	"time"

	"ramal/internal/org"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func hours(n int) time.Time { return noon.Add(time.Duration(n) * time.Hour) }

func TestRestrictionsComeTogether(t *testing.T) {
	pause := org.Restriction{Kind: org.BusinessCalls, Since: noon, Until: hours(7)}
	for name, tt := range map[string]struct {
		then []org.Restriction
		at   time.Time
		want []org.Restriction
	}{
		"one stands until its end":   {nil, hours(6), []org.Restriction{pause}},
		"and is over at its end":     {nil, hours(7), nil},
		"the later end counts":       {[]org.Restriction{{Kind: org.BusinessCalls, Since: hours(1), Until: hours(9)}}, hours(2), []org.Restriction{{Kind: org.BusinessCalls, Since: noon, Until: hours(9)}}},
		"late news shortens nothing": {[]org.Restriction{{Kind: org.BusinessCalls, Since: hours(1), Until: hours(3)}}, hours(2), []org.Restriction{pause}},
		"another kind stands beside it": {
			[]org.Restriction{{Kind: org.CallButton, Since: hours(1), Remediation: "pick up"}},
			hours(2),
			[]org.Restriction{pause, {Kind: org.CallButton, Since: hours(1), Remediation: "pick up"}},
		},
		"a warning beside it lends its words": {
			[]org.Restriction{{Kind: org.BusinessCalls, Warning: true, Reason: "LOW", Remediation: "call less", Since: hours(1), Until: hours(99)}},
			hours(2),
			[]org.Restriction{{Kind: org.BusinessCalls, Reason: "LOW", Remediation: "call less", Since: noon, Until: hours(7)}},
		},
		"a warning about the other direction is its own": {
			[]org.Restriction{{Kind: org.CustomerCalls, Warning: true, Reason: "LOW", Since: hours(1), Until: hours(99)}},
			hours(2),
			[]org.Restriction{pause, {Kind: org.CustomerCalls, Warning: true, Reason: "LOW", Since: hours(1), Until: hours(99)}},
		},
		"what is over is forgotten when another comes": {
			[]org.Restriction{{Kind: org.BusinessCalls, Since: hours(8), Until: hours(20)}},
			hours(9),
			[]org.Restriction{{Kind: org.BusinessCalls, Since: hours(8), Until: hours(20)}},
		},
	} {
		c := org.Calling{}.With(pause)
		before := c
		for _, r := range tt.then {
			c = c.With(r)
		}
		if got := c.InForce(tt.at); len(got)+len(tt.want) > 0 && !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, tt.want)
		}
		if !reflect.DeepEqual(before.Restrictions, []org.Restriction{pause}) {
			t.Errorf("%s: the account that was read has changed: %+v", name, before.Restrictions)
		}
	}
}

func TestAPauseTakesOverTheWarning(t *testing.T) {
	c := org.Calling{}.
		With(org.Restriction{Kind: org.CustomerCalls, Warning: true, Reason: "USER_INITIATED_CALLS_LOW_PICKUP_RATE", Remediation: "answer", Since: noon, Until: hours(100)})
	if _, paused := c.Paused(org.CustomerCalls, noon); paused {
		t.Error("a warning pauses nothing")
	}
	c = c.With(org.Restriction{Kind: org.CallButton, Since: hours(1)})
	want := []org.Restriction{{Kind: org.CallButton, Reason: "USER_INITIATED_CALLS_LOW_PICKUP_RATE", Remediation: "answer", Since: hours(1)}}
	if got := c.InForce(hours(2)); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	if _, paused := c.Paused(org.BusinessCalls, hours(2)); paused {
		t.Error("business calls are not paused by it")
	}
	if r, paused := c.Paused(org.CallButton, hours(2)); !paused || !r.Until.IsZero() {
		t.Errorf("%+v, %v", r, paused)
	}
}

func TestReportsOfCalling(t *testing.T) {
	yes, no := true, false
	a := org.Account{CallingEnabled: true}
	a.Calling.KnownAt = noon.Add(500 * time.Millisecond)
	a.Calling = a.Calling.With(org.Restriction{Kind: org.BusinessCalls, Remediation: "call less", Since: noon, Until: hours(7)})
	a.Calling = a.Calling.With(org.Restriction{Kind: org.CustomerCalls, Warning: true, Since: noon, Until: hours(7)})

	if got, news := a.Reported(org.CallingReport{At: noon.Add(-time.Second), Enabled: &no}); news || !reflect.DeepEqual(got, a) {
		t.Errorf("an older report counts: %+v", got)
	}
	got, news := a.Reported(org.CallingReport{At: noon, Callback: &yes, IconHidden: &yes})
	if !news || !got.CallingEnabled || !got.Calling.Callback || !got.Calling.IconHidden || len(got.Calling.Restrictions) != 2 || !got.Calling.KnownAt.Equal(a.Calling.KnownAt) {
		t.Errorf("of the same second, in part: %+v, %v", got, news)
	}
	got, _ = got.Reported(org.CallingReport{At: hours(1), Enabled: &no, Whole: true, Restrictions: []org.Restriction{{Kind: org.BusinessCalls, Reason: "low", Until: hours(5)}}})
	want := []org.Restriction{
		{Kind: org.BusinessCalls, Reason: "low", Remediation: "call less", Since: noon, Until: hours(5)},
	}
	if r, ok := got.Calling.Paused(org.BusinessCalls, hours(2)); !ok || !reflect.DeepEqual(r, want[0]) || got.CallingEnabled || !got.Calling.KnownAt.Equal(hours(1)) {
		t.Errorf("whole: %+v", got)
	}
	if list := got.Calling.InForce(hours(2)); len(list) != 2 {
		t.Errorf("a warning outlives the reading of settings, which do not name it: %+v", list)
	}
	got, _ = got.Reported(org.CallingReport{At: hours(2), Whole: true})
	if _, paused := got.Calling.Paused(org.BusinessCalls, hours(2)); paused {
		t.Error("a pause that Meta no longer names goes on")
	}
}
