package center

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"ramal/internal/meta"
	"ramal/internal/org"
)

// codeCallback is Graph's general code for a callback that failed its challenge.
const codeCallback = 2200

// wantedFields are the webhook fields that are used here; calling does not work without the first two.
var wantedFields = [...]string{meta.FieldCalls, meta.FieldMessages, meta.FieldAccountUpdate, meta.FieldAccountSettings}

// app looks where the webhooks of the app go, and which. With repair they go here from now on, with all fields that are used
// and those that were subscribed before.
func (k *check) app(ctx context.Context) AccountCheck {
	app, subscription, stop := k.subscription(ctx)
	if stop != nil {
		return *stop
	}
	at, ours := k.ours(ctx, subscription.CallbackURL)
	if k.repair {
		if stop := k.unreachable(); stop != nil {
			return *stop
		}
		if !ours {
			at = k.account.ID
		}
		subscription.Fields = append(subscription.Fields, wantedFields[:]...)
		if stop := k.subscribe(ctx, app, at, &subscription); stop != nil {
			return *stop
		}
		ours, k.repaired = true, "account.app_subscribed"
	}
	facts := []Fact{{"callback", subscription.CallbackURL}, {"fields", strings.Join(subscription.Fields, ", ")}}
	var missing []string
	for _, f := range wantedFields {
		if !slices.Contains(subscription.Fields, f) {
			missing = append(missing, f)
		}
	}
	found := AccountCheck{State: CheckOK, Facts: facts}
	switch {
	case subscription.CallbackURL == "":
		found = failed("not_subscribed")
	case !ours:
		found = failed("other_callback", facts[0])
	case slices.Contains(missing, meta.FieldCalls) || slices.Contains(missing, meta.FieldMessages):
		found = failed("fields", Fact{"missing", strings.Join(missing, ", ")})
	case len(missing) > 0:
		found = warning("fields_few", Fact{"missing", strings.Join(missing, ", ")})
	}
	found.Repair = found.State != CheckOK && k.unreachable() == nil
	return found
}

// webhook lets Meta make the round trip: to subscribe once more to what is subscribed already changes nothing, and Meta asks
// the address for its challenge before it answers.
func (k *check) webhook(ctx context.Context) AccountCheck {
	if stop := k.unreachable(); stop != nil {
		return *stop
	}
	app, subscription, stop := k.subscription(ctx)
	if stop != nil {
		return *stop
	}
	at, ours := k.ours(ctx, subscription.CallbackURL)
	if !ours {
		return skipped("app")
	}
	if stop := k.subscribe(ctx, app, at, &subscription); stop != nil {
		return *stop
	}
	return AccountCheck{State: CheckOK, Facts: []Fact{{"callback", subscription.CallbackURL}}}
}

// waba looks whether the webhooks of the business account go to the app. With repair they do from now on.
func (k *check) waba(ctx context.Context) AccountCheck {
	app, stop := k.appOf(ctx)
	if stop != nil {
		return *stop
	}
	if k.repair {
		if err := k.graph.SubscribeApp(ctx, k.account.WABAID); err != nil {
			return refusedStep(CheckWABA, err)
		}
		k.repaired = "account.waba_subscribed"
	}
	apps, err := k.graph.SubscribedApps(ctx, k.account.WABAID)
	if err != nil {
		return refusedStep(CheckWABA, err)
	}
	var names []string
	mine := false
	for _, s := range apps {
		names = append(names, nameAndID(s.App.Name, s.App.ID))
		mine = mine || s.App.ID == app.ID
	}
	if !mine {
		found := failed("waba_not_subscribed")
		found.Repair = true
		return found
	}
	return AccountCheck{State: CheckOK, Facts: []Fact{{"apps", strings.Join(names, ", ")}}}
}

// appOf finds out which app the token belongs to. Where it cannot, it returns how the step ends.
func (k *check) appOf(ctx context.Context) (meta.App, *AccountCheck) {
	info, err := k.graph.OwnToken(ctx)
	if err != nil {
		found := refusedStep("", err)
		return meta.App{}, &found
	}
	if !info.IsValid || info.AppID == "" {
		found := skipped("token")
		return meta.App{}, &found
	}
	return meta.App{ID: info.AppID, Secret: k.secrets.AppSecret}, nil
}

// subscription reads where the app's webhooks of WhatsApp go; its address is empty when they go nowhere.
func (k *check) subscription(ctx context.Context) (meta.App, meta.AppSubscription, *AccountCheck) {
	none := meta.AppSubscription{}
	app, stop := k.appOf(ctx)
	if stop != nil {
		return app, none, stop
	}
	all, err := k.graph.Subscriptions(ctx, app)
	if err != nil {
		found := refusedStep("", err)
		if refused := (*meta.Error)(nil); errors.As(err, &refused) && refused.TokenInvalid() {
			found = failed("app_secret") // the app's own token is made of its id, which is right, and its secret
			found.Meta = metaWords(refused)
		}
		return app, none, &found
	}
	for _, s := range all {
		if s.Object == meta.ObjectAccount {
			return app, s, nil
		}
	}
	return app, none, nil
}

// subscribe subscribes the app to the fields of s at the address of an account of the workspace. It returns how the step ends
// where that fails.
func (k *check) subscribe(ctx context.Context, app meta.App, at org.AccountID, s *meta.AppSubscription) *AccountCheck {
	secrets, err := k.center.Store.Secrets(ctx, at)
	if err != nil {
		k.err = err
		return &AccountCheck{}
	}
	slices.Sort(s.Fields)
	s.Fields = slices.Compact(s.Fields)
	s.CallbackURL = k.center.webhook(at)
	err = k.graph.SubscribeFields(ctx, app, meta.AppSubscription{CallbackURL: s.CallbackURL, VerifyToken: secrets.VerifyToken, Fields: s.Fields})
	if refused := (*meta.Error)(nil); errors.As(err, &refused) && refused.Code == codeCallback {
		found := failed("callback", Fact{"callback", s.CallbackURL})
		found.Meta = veiled(metaWords(refused), secrets)
		return &found
	}
	if err != nil {
		found := refusedStep("", err)
		return &found
	}
	return nil
}

// ours finds the account whose address it is: this one, or another one of the workspace. An app has one address for all its
// numbers, and events find their account by the number.
func (k *check) ours(ctx context.Context, address string) (org.AccountID, bool) {
	id, ok := strings.CutPrefix(address, k.center.webhook(""))
	if !ok {
		return "", false
	}
	a, err := k.center.Store.Account(ctx, k.account.WorkspaceID, org.AccountID(id))
	return a.ID, err == nil
}

// unreachable says that Meta cannot reach this server, as far as its own address shows. A sandbox can reach all.
func (k *check) unreachable() *AccountCheck {
	u, err := url.Parse(k.center.PublicURL)
	if err == nil && u.Host != "" && (u.Scheme == "https" || k.center.PrivateGraph) {
		return nil
	}
	found := failed("no_public_url", Fact{"callback", k.center.webhook(k.account.ID)})
	return &found
}
