package meta_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"ramal/internal/meta"
)

func TestSettingsShapes(t *testing.T) {
	seconds := meta.Int64(0)
	shape(t, "settings/full", meta.Settings{Calling: &meta.CallingSettings{
		Status: meta.Enabled, CallIconVisibility: meta.IconsDisableAll,
		CallIcons: &meta.CallIcons{RestrictToUserCountries: []string{"BR", "PT"}},
		CallHours: &meta.CallHours{
			Status: meta.Enabled, TimezoneID: "America/Sao_Paulo",
			WeeklyOperatingHours: []meta.WeekdayHours{{DayOfWeek: "MONDAY", OpenTime: "0830", CloseTime: "1715"}},
			HolidaySchedule:      []meta.HolidayHours{{Date: "2027-09-07", StartTime: "0000", EndTime: "2359"}},
		},
		CallbackPermissionStatus: meta.Disabled, SRTPKeyExchangeProtocol: "DTLS",
		Audio: &meta.AudioSettings{AdditionalCodecs: []string{"PCMA"}},
		Voicemail: &meta.Voicemail{
			Status: meta.Enabled, Triggers: []string{"REJECT"},
			Audio: &meta.VoicemailAudio{Default: meta.VoicemailAnnouncement{AnnouncementMediaID: 4100000000000077, TimeoutSeconds: &seconds}},
		},
		SIP: &meta.SIPSettings{
			Status: meta.Disabled, WebhookDelivery: meta.Disabled,
			Servers: []meta.SIPServer{{Hostname: "sbc.aurora.example", Port: 5061, RequestURIUserParams: map[string]string{"tgrp": "a"}}},
		},
		Restrictions: &meta.Restrictions{List: []meta.Restriction{
			{Type: meta.RestrictedBusinessCalls, Reason: "low quality", Expiration: 1790000000},
		}},
	}, StorageConfiguration: json.RawMessage(`{"status":"DEFAULT"}`)})
	shape(t, "settings/never_set", meta.Settings{Calling: &meta.CallingSettings{
		Status: meta.NotSet, CallIconVisibility: "NOT_SET", CallbackPermissionStatus: meta.NotSet,
	}})
	shape(t, "settings/enable_only", meta.Settings{Calling: &meta.CallingSettings{Status: meta.Enabled}})
	shape(t, "settings/clear_lists", meta.Settings{Calling: &meta.CallingSettings{
		CallIcons: &meta.CallIcons{RestrictToUserCountries: []string{}},
		Audio:     &meta.AudioSettings{AdditionalCodecs: []string{}},
		SIP:       &meta.SIPSettings{Servers: []meta.SIPServer{}},
	}})
	shape(t, "settings/sip_status_only", meta.Settings{Calling: &meta.CallingSettings{SIP: &meta.SIPSettings{Status: meta.Enabled}}})
}

func TestSettingsAreReadInEveryWriting(t *testing.T) {
	s := decode[meta.CallingSettings](t, `{"status":"enabled","call_hours":{"holiday_schedule":[{"date":"2027-01-01","open_time":"0900","close_time":"1200"}]},
		"sip":{"servers":[{"hostname":"a","port":"5061"}]},"restrictions":{"restriction_list":[{"type":"X","expiration":"1790000000"}]},"brand_new":{"a":1}}`)
	if s.Status != meta.Enabled {
		t.Errorf("status = %q", s.Status)
	}
	if want := []meta.HolidayHours{{Date: "2027-01-01", StartTime: "0900", EndTime: "1200"}}; !reflect.DeepEqual(s.CallHours.HolidaySchedule, want) {
		t.Errorf("holidays = %+v", s.CallHours.HolidaySchedule)
	}
	if s.SIP.Servers[0].Port != 5061 {
		t.Errorf("port = %d", s.SIP.Servers[0].Port)
	}
	if want := []meta.Restriction{{Type: "X", Expiration: 1790000000}}; !reflect.DeepEqual(s.Restrictions.List, want) {
		t.Errorf("restrictions = %+v", s.Restrictions.List)
	}
}

func TestPermissionShapes(t *testing.T) {
	p := meta.CallPermissions{
		MessagingProduct: meta.Product,
		Permission:       meta.GivenPermission{Status: meta.TemporaryPermission, ExpirationTime: 1790604900},
		Actions: []meta.PermissionAction{
			{Name: meta.ActionSendRequest, Limits: []meta.PermissionLimit{
				{TimePeriod: "PT24H", MaxAllowed: 1, CurrentUsage: 1, LimitExpirationTime: 1790081000},
				{TimePeriod: "P7D", MaxAllowed: 2, CurrentUsage: 1},
			}},
			{Name: meta.ActionStartCall, Can: true, Limits: []meta.PermissionLimit{{TimePeriod: "PT24H", MaxAllowed: 100}}},
		},
	}
	shape(t, "permissions/temporary", p)
	shape(t, "permissions/none", meta.CallPermissions{MessagingProduct: meta.Product, Permission: meta.GivenPermission{Status: meta.NoPermission}})

	if a, ok := p.Action("START_CALL"); !ok || !a.Can {
		t.Errorf("start_call = %+v, %v", a, ok)
	}
	if _, ok := p.Action("start_video"); ok {
		t.Error("an action that is not there was found")
	}
}

func TestPermissionExpiryHasTwoNames(t *testing.T) {
	for _, text := range []string{
		`{"status":"Temporary","expiration":"1790604900"}`,
		`{"status":"temporary","expiration_time":1790604900}`,
		`{"status":"TEMPORARY","expiration_time":1790604900,"expiration":1}`,
	} {
		want := meta.GivenPermission{Status: meta.TemporaryPermission, ExpirationTime: 1790604900}
		if got := decode[meta.GivenPermission](t, text); got != want {
			t.Errorf("%s = %+v", text, got)
		}
	}
}
