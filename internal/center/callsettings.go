package center

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// CallSettings is everything about the calls of one account: what Meta holds, read just now, and what is ours.
type CallSettings struct {
	Account   org.Account
	Operators []org.Operator
	Meta      *meta.CallingSettings // nil where Meta did not say
	Trouble   *fault.Error          // why not
	HoursSeen string                // what SetCallHours needs to know that nobody changed the hours meanwhile
}

// CallSwitches is what to change of Meta's smaller switches; nil leaves one as it is.
type CallSwitches struct {
	IconHidden *bool
	Callback   *bool
	Countries  *[]string // ISO 3166 alpha-2; empty is no limit
}

// CallSettings reads the settings of an account's calls. Where Meta does not answer, ours are still there.
func (c *Center) CallSettings(ctx context.Context, m org.Member, id org.AccountID) (CallSettings, error) {
	if err := mayLookAt(m, org.PathSettingsView); err != nil {
		return CallSettings{}, err
	}
	a, err := c.callsOf(ctx, m, id)
	if err != nil {
		return CallSettings{}, err
	}
	return c.callSettings(ctx, m, a)
}

// callsOf returns an account whose calls are to be set; fault.Forbidden where calls are not in the plan.
func (c *Center) callsOf(ctx context.Context, m org.Member, id org.AccountID) (org.Account, error) {
	if err := callsInPlan(m); err != nil {
		return org.Account{}, err
	}
	return c.Store.Account(ctx, m.Workspace.ID, id)
}

// callsInPlan is nil where the member's workspace has calls in its plan, and fault.Forbidden otherwise.
func callsInPlan(m org.Member) error {
	if m.Workspace.Plan.Has(org.ModuleCalls) {
		return nil
	}
	return fault.New(fault.Forbidden, "The calling module is not part of your plan. Ask the sales team to activate it.").Because("module_off")
}

func (c *Center) callSettings(ctx context.Context, m org.Member, a org.Account) (CallSettings, error) {
	s := CallSettings{Account: a}
	o, err := c.organisation(ctx, m.Workspace.ID)
	if err != nil {
		return s, err
	}
	s.Operators = org.OperatorsOf(a, o.members(m.Workspace))
	if a.Status != org.Connected {
		s.Trouble = fault.New(fault.Conflict, "The account is not connected. Connect it in System Settings > Account Settings.").Because("account_disconnected")
		return s, nil
	}
	secrets, err := c.Store.Secrets(ctx, a.ID)
	if err != nil {
		return s, err
	}
	held, err := c.graphWith(a, secrets).Settings(ctx)
	if err != nil {
		s.Trouble = settingsFault(err, secrets)
		return s, nil
	}
	s.Meta, s.HoursSeen = &held, seenHours(held.CallHours)
	return s, nil
}

// SetCalling switches calling on or off: at Meta first, and then here, by what Meta holds afterwards. Calls that go on are not
// touched. Errors say what Meta refused and what helps.
func (c *Center) SetCalling(ctx context.Context, m org.Member, id org.AccountID, enabled bool) (CallSettings, error) {
	status, action := meta.Disabled, org.Action("calling.disabled")
	if enabled {
		status, action = meta.Enabled, "calling.enabled"
	}
	return c.changeAtMeta(ctx, m, id, func(meta.CallingSettings) (meta.CallingSettings, org.Deed, error) {
		return meta.CallingSettings{Status: status}, org.Deed{Action: action}, nil
	})
}

// SetCallSwitches changes Meta's smaller switches: who sees the call icon, and whether a customer's call allows calls to them.
func (c *Center) SetCallSwitches(ctx context.Context, m org.Member, id org.AccountID, change CallSwitches) (CallSettings, error) {
	return c.changeAtMeta(ctx, m, id, func(held meta.CallingSettings) (meta.CallingSettings, org.Deed, error) {
		next, deed := meta.CallingSettings{}, org.Deed{Action: "calling.changed"}
		if v := change.IconHidden; v != nil {
			next.CallIconVisibility = meta.IconsDefault
			if *v {
				next.CallIconVisibility = meta.IconsDisableAll
			}
			deed.Flag("icon_hidden", held.CallIconVisibility == meta.IconsDisableAll, *v)
		}
		if v := change.Callback; v != nil {
			next.CallbackPermissionStatus = meta.Disabled
			if *v {
				next.CallbackPermissionStatus = meta.Enabled
			}
			deed.Flag("callback", held.CallbackPermissionStatus == meta.Enabled, *v)
		}
		if v := change.Countries; v != nil {
			countries, err := countryCodes(*v)
			if err != nil {
				return next, deed, err
			}
			next.CallIcons = &meta.CallIcons{RestrictToUserCountries: countries}
			var before []string
			if held.CallIcons != nil {
				before = held.CallIcons.RestrictToUserCountries
			}
			deed.List("countries", before, countries)
		}
		return next, deed, nil
	})
}

// SetCallHours replaces the hours in which customers can call. Meta replaces the whole of them, so seen is the HoursSeen that
// they were made from: fault.Conflict where Meta holds others by now.
func (c *Center) SetCallHours(ctx context.Context, m org.Member, id org.AccountID, hours meta.CallHours, seen string) (CallSettings, error) {
	return c.changeAtMeta(ctx, m, id, func(held meta.CallingSettings) (meta.CallingSettings, org.Deed, error) {
		deed := org.Deed{Action: "calling.hours_changed"}
		if seenHours(held.CallHours) != seen {
			return meta.CallingSettings{}, deed, fault.New(fault.Conflict, "The call hours were changed at Meta in the meantime. Load them again.")
		}
		if err := validHours(hours, c.now()); err != nil {
			return meta.CallingSettings{}, deed, err
		}
		deed.Text("hours", hoursInWords(held.CallHours), hoursInWords(&hours))
		return meta.CallingSettings{CallHours: &hours}, deed, nil
	})
}

// SetOperators says who handles the calls of an account. Who is on a call keeps it.
func (c *Center) SetOperators(ctx context.Context, m org.Member, id org.AccountID, users []org.UserID, departments []org.DepartmentID, version int64) (CallSettings, error) {
	if err := administers(m); err != nil {
		return CallSettings{}, err
	}
	var a org.Account
	err := c.atomically(ctx, func(ctx context.Context) (err error) {
		if a, err = c.callsOf(ctx, m, id); err != nil {
			return err
		}
		if err := current(a.Version, version, "account"); err != nil {
			return err
		}
		o, err := c.organisation(ctx, m.Workspace.ID)
		if err != nil {
			return err
		}
		for _, u := range users {
			if o.user(u) == nil {
				return fault.New(fault.Invalid, "One of the operators is no user of this workspace.").On("users")
			}
		}
		if _, err := knownDepartments(o, departments); err != nil {
			return err
		}
		deed := org.Deed{Action: "calling.operators_changed", Subject: string(id), Name: a.Name}
		deed.List("users", o.userNames(a.OperatorUsers), o.userNames(users))
		deed.List("departments", o.departmentNames(a.OperatorDepartments), o.departmentNames(departments))
		if len(deed.Changes) == 0 {
			return nil
		}
		a.OperatorUsers, a.OperatorDepartments = once(users), once(departments)
		if err := c.Store.UpdateAccount(ctx, &a); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceAccount(a) })
		return c.note(ctx, m, deed)
	})
	if err != nil {
		return CallSettings{}, err
	}
	return c.callSettings(ctx, m, a)
}

// changeAtMeta reads what Meta holds, changes it, reads it back, and keeps what it is then: Meta's word counts, not ours.
func (c *Center) changeAtMeta(ctx context.Context, m org.Member, id org.AccountID, change func(held meta.CallingSettings) (meta.CallingSettings, org.Deed, error)) (CallSettings, error) {
	if err := administers(m); err != nil {
		return CallSettings{}, err
	}
	a, err := c.callsOf(ctx, m, id)
	if err != nil {
		return CallSettings{}, err
	}
	before, err := c.callSettings(ctx, m, a)
	if err != nil {
		return CallSettings{}, err
	}
	if before.Meta == nil {
		return CallSettings{}, before.Trouble
	}
	next, deed, err := change(*before.Meta)
	if err != nil {
		return CallSettings{}, err
	}
	secrets, err := c.Store.Secrets(ctx, a.ID)
	if err != nil {
		return CallSettings{}, err
	}
	if err := c.graphWith(a, secrets).UpdateSettings(ctx, next); err != nil {
		return CallSettings{}, settingsFault(err, secrets)
	}
	after, err := c.callSettings(ctx, m, a)
	if err != nil {
		return CallSettings{}, err
	}
	if after.Meta == nil {
		return CallSettings{}, fault.New(fault.Unavailable, "Meta took the change, but did not say what it holds now. Load the page again.").Wrap(after.Trouble)
	}
	report := reportOf(*after.Meta, c.now())
	report.Whole, report.Restrictions = true, standing(after.Meta.Restrictions)
	err = c.atomically(ctx, func(ctx context.Context) error {
		err := c.changeCalling(ctx, a, func(a org.Account) (org.Account, bool) { return a.Reported(report) })
		if err != nil {
			return err
		}
		if after.Account, err = c.Store.Account(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		deed.Subject, deed.Name = string(id), a.Name
		return c.note(ctx, m, deed)
	})
	return after, err
}

// settingsFault says in words why Meta refused to read or change settings, and what helps (Meta: Calling API, Troubleshooting,
// 24 Jun 2026).
func settingsFault(err error, s org.Secrets) *fault.Error {
	var refused *meta.Error
	if !errors.As(err, &refused) {
		f := fault.New(fault.Unavailable, "Meta did not answer. Nothing was changed; try again in a moment.").Because("meta_unreachable")
		f.Detail = veiled(err.Error(), s)
		return f.Wrap(err)
	}
	code, reason := fault.Conflict, "meta_refused"
	words := "Meta refused this."
	switch {
	case refused.TokenInvalid():
		reason, words = "token_refused", "Meta does not accept the access token of this account any more. Replace it in System Settings > Account Settings."
	case refused.Code == meta.CodeMessagingLimit:
		reason, words = "messaging_limit", "Meta switches calling on only for businesses that may write to at least 2,000 people a day. The limit rises by itself as you write more with good quality."
	case refused.Code == meta.CodePrerequisites:
		reason, words = "not_subscribed", "The app does not listen to calls yet. Run the check in System Settings > Account Settings: its button subscribes the app."
	case refused.Code == meta.CodeSIPOnly:
		reason, words = "sip", "This number signals by SIP. Switch SIP off at Meta to use it here."
	case refused.Code == 10 || refused.Code >= 200 && refused.Code <= 299:
		reason, words = "token_scope", "The access token may not change this. It needs the permission whatsapp_business_management; replace it in System Settings > Account Settings."
	case refused.Temporary():
		code, reason, words = fault.Unavailable, "meta_unreachable", "Meta cannot do this at the moment. Try again in a moment."
	}
	f := fault.New(code, "%s", words).Because(reason)
	if reason == "meta_refused" && refused.Message != "" {
		f = fault.New(code, "Meta refused this. Its words: “%s”.", veiled(strings.TrimSuffix(refused.Message, "."), s)).Because(reason)
	}
	f.Detail = veiled(metaWords(refused), s)
	return f.Wrap(refused)
}

// seenHours is a fingerprint of call hours.
func seenHours(h *meta.CallHours) string {
	raw, err := json.Marshal(h)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:8])
}

func countryCodes(list []string) ([]string, error) {
	codes := []string{}
	for _, s := range list {
		s = strings.ToUpper(strings.TrimSpace(s))
		if len(s) != 2 || strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return nil, fault.New(fault.Invalid, "%q is no country code such as BR.", s).On("countries")
		}
		if !slices.Contains(codes, s) {
			codes = append(codes, s)
		}
	}
	slices.Sort(codes)
	return codes, nil
}
