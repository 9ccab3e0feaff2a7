package center

import (
	"context"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// How often an account's calling settings are read from Meta, for what its webhooks lost: Meta tells of a restriction, but
// not when it is lifted early.
const (
	callingLook       = time.Minute      // how often the loop looks for accounts that are due
	callingEvery      = 10 * time.Minute // an account without restrictions
	callingRestricted = time.Minute      // one with
	callingBatch      = 100
	callingReaders    = 4 // at once, so that a start with many accounts is no storm
	callingTries      = 3
)

// takeSettings takes a change of an account's settings, made here or elsewhere (Meta: Calling API, Call settings, Jul 2026).
func (c *Center) takeSettings(ctx context.Context, a org.Account, v meta.AccountSettingsUpdate) error {
	if !strings.EqualFold(v.Type, "phone_number_settings") || v.PhoneNumberSettings == nil || v.PhoneNumberSettings.Calling == nil {
		return nil
	}
	report := reportOf(*v.PhoneNumberSettings.Calling, v.Timestamp.Time())
	var known time.Time
	err := c.changeCalling(ctx, a, func(a org.Account) (org.Account, bool) {
		known = a.Calling.KnownAt
		return a.Reported(report)
	})
	if err == nil && !report.At.After(known) {
		// It came late, or of two in one second nobody knows which is the newer: Meta does.
		c.readCallingBeside(ctx, a)
	}
	return err
}

// takeAccountUpdate takes what Meta restricted or warned of. The value names no number: it is for all of the business account
// (Meta: Calling API, Call settings, Jul 2026), and where that is more than one number, Meta is asked for each.
func (c *Center) takeAccountUpdate(ctx context.Context, receiver org.Account, v meta.AccountUpdate, at time.Time) error {
	told := restrictionsOf(v, at)
	if len(told) == 0 {
		return nil
	}
	all, err := c.Store.Accounts(ctx, receiver.WorkspaceID)
	if err != nil {
		return err
	}
	meant := slices.DeleteFunc(all, func(a org.Account) bool {
		return a.ID != receiver.ID && (receiver.WABAID == "" || a.WABAID != receiver.WABAID)
	})
	if n := meta.Digits(v.PhoneNumber); n != "" {
		if named := slices.DeleteFunc(slices.Clone(meant), func(a org.Account) bool { return a.DisplayPhone != n }); len(named) > 0 {
			meant = named
		}
	}
	for _, a := range meant {
		err := c.changeCalling(ctx, a, func(a org.Account) (org.Account, bool) {
			for _, r := range told {
				a.Calling = a.Calling.With(r)
			}
			return a, true
		})
		if err != nil {
			return err
		}
		if len(meant) > 1 {
			c.readCallingBeside(ctx, a)
		}
	}
	return nil
}

// refusedByMeta takes what a refusal says about the account: that calling is paused (138014) or off (138000). Meta is then
// asked how it stands, because a refusal names no end.
func (c *Center) refusedByMeta(ctx context.Context, a org.Account, code int, title string) {
	if code == meta.CodeCallingRestricted {
		now := c.now()
		err := c.changeCalling(ctx, a, func(a org.Account) (org.Account, bool) {
			if _, known := a.Calling.Paused(org.BusinessCalls, now); known {
				return a, false
			}
			a.Calling = a.Calling.With(org.Restriction{Kind: org.BusinessCalls, Reason: title, Since: now, Until: now.Add(org.PauseLife)})
			return a, true
		})
		if err != nil {
			c.backstage(ctx).Error("restriction not stored", "account", a.ID, "error", err)
		}
	}
	c.readCallingBeside(ctx, a)
}

// changeCalling changes what is known of an account's calling, and tells the browsers. change is false for no news.
func (c *Center) changeCalling(ctx context.Context, a org.Account, change func(org.Account) (org.Account, bool)) error {
	return c.insist(ctx, func(ctx context.Context) error {
		stored, err := c.Store.Account(ctx, a.WorkspaceID, a.ID)
		if err != nil {
			return err
		}
		changed, news := change(stored)
		if !news {
			return nil
		}
		if err := c.Store.SaveCalling(ctx, &changed); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceAccount(changed) })
		return nil
	})
}

// readCallingBeside reads an account's calling settings beside the caller, after the commit of the caller's transaction.
func (c *Center) readCallingBeside(ctx context.Context, a org.Account) {
	c.later(ctx, func(ctx context.Context) {
		c.work.start(ctx, func(ctx context.Context) { c.readCalling(ctx, a) })
	})
}

// readCalling asks Meta for an account's calling settings and keeps the answer. Where a webhook brought news meanwhile, it is
// not known which is the newer, and it asks again.
func (c *Center) readCalling(ctx context.Context, a org.Account) {
	for range callingTries {
		before, err := c.Store.Account(ctx, a.WorkspaceID, a.ID)
		if err != nil {
			c.backstage(ctx).Error("account not read", "account", a.ID, "error", err)
			return
		}
		graph, err := c.graph(ctx, before)
		if err != nil {
			c.backstage(ctx).Error("secrets of an account not read", "account", a.ID, "error", err)
			return
		}
		asked := c.now()
		settings, err := graph.Settings(ctx)
		if err != nil {
			c.backstage(ctx).Warn("calling settings not read", "account", a.ID, "error", err)
			return
		}
		report := reportOf(settings, asked)
		report.Whole, report.Restrictions = true, standing(settings.Restrictions)
		changed, news := before.Reported(report)
		if !news {
			return
		}
		err = c.Store.SaveCalling(ctx, &changed)
		switch {
		case err == nil:
			if !sameCalling(before, changed) {
				c.announceAccount(changed)
			}
			return
		case !fault.Is(err, fault.Conflict):
			c.backstage(ctx).Error("calling settings not stored", "account", a.ID, "error", err)
			return
		}
	}
}

// sameCalling reports whether two states of an account look the same to people.
func sameCalling(a, b org.Account) bool {
	return a.CallingEnabled == b.CallingEnabled && a.Calling.IconHidden == b.Calling.IconHidden && a.Calling.Callback == b.Calling.Callback &&
		slices.Equal(a.Calling.Restrictions, b.Calling.Restrictions)
}

// readCallings reads the calling settings of the accounts that are due, a few at once.
func (c *Center) readCallings(ctx context.Context) {
	var after org.AccountID
	for ctx.Err() == nil {
		accounts, err := c.Store.ConnectedAccounts(ctx, after, callingBatch)
		if err != nil {
			c.backstage(ctx).Error("accounts not read", "error", err)
			return
		}
		var readers errgroup.Group
		readers.SetLimit(callingReaders)
		for _, a := range accounts {
			if c.callingDue(a) {
				readers.Go(func() error { c.readCalling(ctx, a); return nil })
			}
		}
		_ = readers.Wait() // they return none
		if len(accounts) < callingBatch {
			return
		}
		after = accounts[len(accounts)-1].ID
	}
}

// callingDue reports whether nothing was heard of an account's calling for too long.
func (c *Center) callingDue(a org.Account) bool {
	now, every := c.now(), callingEvery
	if len(a.Calling.InForce(now)) > 0 {
		every = callingRestricted
	}
	silent := now.Sub(a.Calling.KnownAt)
	return silent >= every || silent < -every // the second is a clock that went back
}

// reportOf translates calling settings. What they do not name stays nil.
func reportOf(s meta.CallingSettings, at time.Time) org.CallingReport {
	r := org.CallingReport{At: at}
	say := func(to **bool, said, is bool) {
		if said {
			*to = &is
		}
	}
	say(&r.Enabled, s.Status != "", s.Status == meta.Enabled)
	say(&r.IconHidden, s.CallIconVisibility != "", s.CallIconVisibility == meta.IconsDisableAll)
	say(&r.Callback, s.CallbackPermissionStatus != "", s.CallbackPermissionStatus == meta.Enabled)
	return r
}

// standing translates the restrictions of calling settings, which are there while they are in force.
func standing(in *meta.Restrictions) []org.Restriction {
	if in == nil {
		return nil
	}
	var out []org.Restriction
	for _, r := range in.List {
		if kind, known := restrictionKind(r.Type); known {
			out = append(out, org.Restriction{Kind: kind, Reason: r.Reason, Until: r.Expiration.Time()})
		}
	}
	return out
}

// restrictionsOf translates a violation, which is a warning to us, or what is restricted. at is when it became known.
func restrictionsOf(v meta.AccountUpdate, at time.Time) []org.Restriction {
	var out []org.Restriction
	switch {
	case v.Event == meta.AccountViolation && v.ViolationInfo != nil:
		r := org.Restriction{
			Kind: org.CustomerCalls, Warning: true, Reason: v.ViolationInfo.ViolationType, Remediation: v.ViolationInfo.Remediation,
			Since: at, Until: at.Add(org.WarningLife),
		}
		switch v.ViolationInfo.ViolationType {
		case meta.ViolationBusinessCalls:
			r.Kind = org.BusinessCalls
		case meta.ViolationUserCalls, meta.ViolationPickUpRate:
		default:
			return nil // of another kind: not about calls
		}
		out = append(out, r)
	case v.Event == meta.AccountRestriction:
		for _, info := range v.RestrictionInfo {
			kind, known := restrictionKind(info.RestrictionType)
			until := info.Expiration.Time()
			if known && (until.IsZero() || until.After(at)) {
				out = append(out, org.Restriction{Kind: kind, Remediation: info.Remediation, Since: at, Until: until})
			}
		}
	}
	return out
}

func restrictionKind(metas string) (org.RestrictionKind, bool) {
	switch metas {
	case meta.RestrictedBusinessCalls:
		return org.BusinessCalls, true
	case meta.RestrictedUserCalls:
		return org.CustomerCalls, true
	case meta.RestrictedCallButton:
		return org.CallButton, true
	}
	return "", false
}
