package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// CallSettings is everything about the calls of one account: what Meta holds, read just now, and who handles them.
type CallSettings struct {
	AccountID           string           `json:"accountId"`
	Enabled             bool             `json:"enabled" doc:"As Meta holds it; as far as it is known here where Meta did not say."`
	OperatorUsers       []string         `json:"operatorUsers" nullable:"false" doc:"Ids of users who are named."`
	OperatorDepartments []string         `json:"operatorDepartments" nullable:"false" doc:"Ids of departments; they name everybody in them and below them."`
	Operators           []CallOperator   `json:"operators" nullable:"false" doc:"Who is an operator by that."`
	Version             int64            `json:"version" doc:"Of the operators."`
	Meta                *MetaCalling     `json:"meta,omitempty" doc:"Absent where Meta did not say."`
	Trouble             *SettingsTrouble `json:"trouble,omitempty" doc:"Why Meta did not say."`
}

// CallOperator is a call operator, and why.
type CallOperator struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Named       bool     `json:"named"`
	Departments []string `json:"departments" nullable:"false" doc:"Names of the departments that make them one."`
	Missing     []string `json:"missing" nullable:"false" enum:"no_permission,not_seen" doc:"What keeps them from calling all the same. no_permission: no permission group grants placing calls. not_seen: none of their departments has the account."`
}

// MetaCalling is what Meta holds.
type MetaCalling struct {
	IconHidden bool      `json:"iconHidden" doc:"Customers see no call icon."`
	Countries  []string  `json:"countries" nullable:"false" doc:"Of whose customers the icon is only shown, by number; ISO 3166 alpha-2. Empty is no limit."`
	Callback   bool      `json:"callback" doc:"A customer's call allows calls to them for 7 days."`
	SIP        bool      `json:"sip" doc:"The number signals by SIP, and not by Graph."`
	Hours      CallHours `json:"hours"`
	HoursSeen  string    `json:"hoursSeen" doc:"Give it back to change the hours."`
}

// CallHours is when customers can call.
type CallHours struct {
	Limited  bool            `json:"limited" doc:"False is always open."`
	Timezone string          `json:"timezone" example:"America/Sao_Paulo" doc:"IANA; empty where it was never set."`
	Weekly   []WeeklyOpening `json:"weekly" nullable:"false" doc:"At most two a day; a day without is closed."`
	Holidays []DateOpening   `json:"holidays" nullable:"false" doc:"The hours of single dates, instead of those of the week. At most 20."`
}

// WeeklyOpening is one opening of a day of the week.
type WeeklyOpening struct {
	Day    string `json:"day" enum:"monday,tuesday,wednesday,thursday,friday,saturday,sunday"`
	Opens  string `json:"opens" example:"09:00"`
	Closes string `json:"closes" example:"18:00"`
}

// DateOpening is the opening of one date.
type DateOpening struct {
	Date   string `json:"date" example:"2026-12-24"`
	Opens  string `json:"opens" example:"09:00"`
	Closes string `json:"closes" example:"13:00"`
}

// SettingsTrouble is why Meta did not say.
type SettingsTrouble struct {
	Reason    string `json:"reason"`
	Message   string `json:"message"`
	Technical string `json:"technical,omitempty" doc:"Meta's own words and trace id."`
}

// CallingSwitch is calling on or off.
type CallingSwitch struct {
	Enabled bool `json:"enabled"`
}

// OperatorChoice is who shall handle the calls.
type OperatorChoice struct {
	Users       []string `json:"users" nullable:"false"`
	Departments []string `json:"departments" nullable:"false"`
	Version     int64    `json:"version"`
}

// CallSwitches is what to change; what is absent stays.
type CallSwitches struct {
	IconHidden *bool     `json:"iconHidden,omitempty"`
	Callback   *bool     `json:"callback,omitempty"`
	Countries  *[]string `json:"countries,omitempty"`
}

// CallHoursChange is the hours as they shall be, as a whole: Meta keeps nothing that is left out.
type CallHoursChange struct {
	CallHours
	Seen string `json:"seen" doc:"The hoursSeen of the hours that these were made from."`
}

type (
	callingSwitchInput struct {
		PathID
		Body CallingSwitch
	}
	operatorsInput struct {
		PathID
		Body OperatorChoice
	}
	callSwitchesInput struct {
		PathID
		Body CallSwitches
	}
	callHoursInput struct {
		PathID
		Body CallHoursChange
	}
)

func (s *Server) callSettingsOperations(api huma.API) {
	errors := []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusServiceUnavailable}
	answer := func(v center.CallSettings, err error) (*body[CallSettings], error) {
		if err != nil {
			return nil, err
		}
		return &body[CallSettings]{callSettingsOf(v)}, nil
	}
	signedIn(s, api, huma.Operation{
		OperationID: "get-call-settings", Method: http.MethodGet, Path: "/api/settings/calling/{id}", Tags: []string{tagSettings}, Summary: "The call settings of an account",
		Description: "Read from Meta now. Where Meta does not answer, what is ours is still there.",
		Errors:      []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[CallSettings], error) {
		return answer(s.Center.CallSettings(ctx, m, org.AccountID(in.ID)))
	})
	signedIn(s, api, huma.Operation{
		OperationID: "switch-calling", Method: http.MethodPut, Path: "/api/settings/calling/{id}/status", Tags: []string{tagSettings}, Summary: "Switch calling on or off",
		Description: "At Meta, and read back. Calls that go on are not touched. WhatsApp enforces it at once; phones may show it up to 7 days later (Meta: FAQ, 2026).",
		Errors:      errors,
	}, func(ctx context.Context, m org.Member, in *callingSwitchInput) (*body[CallSettings], error) {
		return answer(s.Center.SetCalling(ctx, m, org.AccountID(in.ID), in.Body.Enabled))
	})
	signedIn(s, api, huma.Operation{
		OperationID: "choose-operators", Method: http.MethodPut, Path: "/api/settings/calling/{id}/operators", Tags: []string{tagSettings}, Summary: "Say who handles the calls",
		Description: "Who is on a call keeps it. Refused with conflict when somebody else changed the account since it was read.",
		Errors:      errors,
	}, func(ctx context.Context, m org.Member, in *operatorsInput) (*body[CallSettings], error) {
		b := in.Body
		return answer(s.Center.SetOperators(ctx, m, org.AccountID(in.ID), ids[org.UserID](b.Users), ids[org.DepartmentID](b.Departments), b.Version))
	})
	signedIn(s, api, huma.Operation{
		OperationID: "change-call-switches", Method: http.MethodPatch, Path: "/api/settings/calling/{id}/switches", Tags: []string{tagSettings}, Summary: "Call icon, countries, callback permission",
		Errors: errors,
	}, func(ctx context.Context, m org.Member, in *callSwitchesInput) (*body[CallSettings], error) {
		return answer(s.Center.SetCallSwitches(ctx, m, org.AccountID(in.ID), center.CallSwitches(in.Body)))
	})
	signedIn(s, api, huma.Operation{
		OperationID: "change-call-hours", Method: http.MethodPut, Path: "/api/settings/calling/{id}/hours", Tags: []string{tagSettings}, Summary: "When customers can call",
		Description: "Meta replaces the hours as a whole, so they are refused with conflict when Meta holds others than those that these were made from.",
		Errors:      errors,
	}, func(ctx context.Context, m org.Member, in *callHoursInput) (*body[CallSettings], error) {
		return answer(s.Center.SetCallHours(ctx, m, org.AccountID(in.ID), metaHours(in.Body.CallHours), in.Body.Seen))
	})
}

func callSettingsOf(v center.CallSettings) CallSettings {
	s := CallSettings{
		AccountID: string(v.Account.ID), Enabled: v.Account.CallingEnabled, OperatorUsers: texts(v.Account.OperatorUsers),
		OperatorDepartments: texts(v.Account.OperatorDepartments), Version: v.Account.Version,
		Operators: each(v.Operators, func(o org.Operator) CallOperator {
			p := CallOperator{
				ID: string(o.User.ID), Name: o.Name, Named: o.Named, Missing: []string{},
				Departments: each(o.By, func(d org.Department) string { return d.Name }),
			}
			if !o.Can(org.PathCallPlace) {
				p.Missing = append(p.Missing, "no_permission")
			}
			if !o.Sees(v.Account.ID) {
				p.Missing = append(p.Missing, "not_seen")
			}
			return p
		}),
	}
	if f := v.Trouble; f != nil {
		s.Trouble = &SettingsTrouble{Reason: f.Reason, Message: f.Message, Technical: f.Detail}
	}
	if h := v.Meta; h != nil {
		s.Enabled = h.Status == meta.Enabled
		s.Meta = &MetaCalling{
			IconHidden: h.CallIconVisibility == meta.IconsDisableAll, Countries: []string{}, Callback: h.CallbackPermissionStatus == meta.Enabled,
			SIP: h.SIP != nil && h.SIP.Status == meta.Enabled, Hours: hoursOf(h.CallHours), HoursSeen: v.HoursSeen,
		}
		if h.CallIcons != nil {
			s.Meta.Countries = append(s.Meta.Countries, h.CallIcons.RestrictToUserCountries...)
		}
	}
	return s
}

func hoursOf(h *meta.CallHours) CallHours {
	if h == nil {
		return CallHours{Weekly: []WeeklyOpening{}, Holidays: []DateOpening{}}
	}
	return CallHours{
		Limited: h.Status == meta.Enabled, Timezone: h.TimezoneID,
		Weekly: each(h.WeeklyOperatingHours, func(w meta.WeekdayHours) WeeklyOpening {
			return WeeklyOpening{strings.ToLower(w.DayOfWeek), withColon(w.OpenTime), withColon(w.CloseTime)}
		}),
		Holidays: each(h.HolidaySchedule, func(d meta.HolidayHours) DateOpening {
			return DateOpening{d.Date, withColon(d.StartTime), withColon(d.EndTime)}
		}),
	}
}

func metaHours(h CallHours) meta.CallHours {
	status := meta.Disabled
	if h.Limited {
		status = meta.Enabled
	}
	plain := func(s string) string { return strings.Replace(s, ":", "", 1) }
	return meta.CallHours{
		Status: status, TimezoneID: h.Timezone,
		WeeklyOperatingHours: each(h.Weekly, func(w WeeklyOpening) meta.WeekdayHours {
			return meta.WeekdayHours{DayOfWeek: strings.ToUpper(w.Day), OpenTime: plain(w.Opens), CloseTime: plain(w.Closes)}
		}),
		HolidaySchedule: each(h.Holidays, func(d DateOpening) meta.HolidayHours {
			return meta.HolidayHours{Date: d.Date, StartTime: plain(d.Opens), EndTime: plain(d.Closes)}
		}),
	}
}

// withColon turns Meta's 0900 into what people and time fields write.
func withColon(s string) string {
	if len(s) != 4 {
		return s
	}
	return s[:2] + ":" + s[2:]
}
