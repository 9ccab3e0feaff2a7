package sandbox

import (
	"time"

	"ramal/internal/meta"
)

// callingView is what a phone knows of calling the business: whether it offers the call icon and, where it does not, why.
type callingView struct {
	Allowed  bool   `json:"allowed"` // the icon is there
	Why      string `json:"why"`
	Opens    int64  `json:"opens_unix,omitempty"` // the next opening, outside call hours
	Callback bool   `json:"callback"`             // the phone may ask to be called back
}

// Why a phone offers no call icon. Where the icon is only hidden, or is not for the user's country, a call button, a link, a
// saved contact and the call log still call (Meta: Calling API, FAQ). Whether Meta enforces the countries for those is not
// documented; here it does not.
const (
	whyOff        = "calling_off"
	whyRestricted = "restricted"
	whyClosed     = "closed"
	whyHidden     = "icon_hidden"
	whyCountry    = "country"
)

func (t *tx) callingView(u *user) callingView {
	c := &t.Settings.Calling
	open, opens := true, time.Time{}
	if c.CallHours != nil {
		open, opens = c.CallHours.open(t.now)
	}
	v := callingView{}
	switch {
	case !t.Settings.enabled():
		v.Why = whyOff
	case t.restricted(meta.RestrictedUserCalls):
		v.Why = whyRestricted
	case !open:
		v.Why = whyClosed
		v.Callback = c.CallbackPermissionStatus == enabled
		if !opens.IsZero() {
			v.Opens = opens.Unix()
		}
	case c.CallIconVisibility == meta.IconsDisableAll || t.restricted(meta.RestrictedCallButton):
		v.Why = whyHidden
	case !c.CallIcons.shownIn(u.Country):
		v.Why = whyCountry
	default:
		v.Allowed = true
	}
	return v
}

// shownIn says whether users of a country see the icon. An empty list is no limit.
func (i *callIcons) shownIn(country string) bool {
	return i == nil || len(i.RestrictToUserCountries) == 0 || oneOf(country, i.RestrictToUserCountries)
}

// askCallback is what a phone offers outside call hours: "request a callback" (Meta: Calling API, Call settings, Jul 2026).
// The page does not say what the business gets. Assumed: the temporary permission of a missed call, given by hand, with
// nothing to refer to.
func (t *tx) askCallback(u *user) *badInput {
	if v := t.callingView(u); v.Why != whyClosed || !v.Callback {
		return conflict("a callback can be asked for outside call hours only, where the business has callback permissions enabled")
	}
	if u.Line.permission(t.now) == meta.NoPermission {
		u.Line.grant(false, t.now)
		t.sendPermission(u, t.s.ids.wamid(u.number()), accepted(&u.Line, meta.SourceUser), nil)
		t.expireLater(u)
	}
	t.system(u, "You asked "+t.Account.Name+" to call you back.")
	return nil
}

// watchHours lets the phones look again whenever the business opens or closes.
func (t *tx) watchHours() {
	t.hoursWatch++
	watch, h := t.hoursWatch, t.Settings.Calling.CallHours
	if h == nil {
		return
	}
	next := h.change(t.now)
	if next.IsZero() {
		return
	}
	t.in(next.Sub(t.now), func(t *tx) {
		if t.hoursWatch == watch {
			t.showAll()
			t.watchHours()
		}
	})
}
