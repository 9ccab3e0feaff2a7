package center

import (
	"context"
	"errors"
	"slices"
	"time"

	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// CheckStep is one thing that has to hold before an account can call.
type CheckStep string

// The steps, in the order in which they depend on each other (Meta: Calling API, overview, prerequisites, Jun 2026).
const (
	CheckToken   CheckStep = "token"   // the access token and its permissions
	CheckNumber  CheckStep = "number"  // the number itself
	CheckApp     CheckStep = "app"     // the app gets calls and messages at our address
	CheckWebhook CheckStep = "webhook" // a round trip: Meta asks our address, which answers
	CheckWABA    CheckStep = "waba"    // the app gets the webhooks of the business account
	CheckLimit   CheckStep = "limit"   // the messaging limit
	CheckPayment CheckStep = "payment" // the payment method, and whatever else Meta says of the account's health
	CheckCalling CheckStep = "calling" // calls by Graph and not by SIP; whether calling is on
)

// CheckSteps lists the steps in their order.
func CheckSteps() []CheckStep {
	return []CheckStep{CheckToken, CheckNumber, CheckApp, CheckWebhook, CheckWABA, CheckLimit, CheckPayment, CheckCalling}
}

// CheckState is how a step ended.
type CheckState string

// The states of a step.
const (
	CheckOK      CheckState = "ok"
	CheckWarning CheckState = "warning" // it works, and somebody should look
	CheckFailed  CheckState = "failed"
	CheckSkipped CheckState = "skipped" // another step has to hold first
)

// AccountCheck is what a step found.
type AccountCheck struct {
	Step   CheckStep
	State  CheckState
	Reason string    // why it is not ok, for the words and the fix: not_subscribed, limit_low…; "" when it is
	Facts  []Fact    // what was seen, in the order to show
	Meta   string    // Meta's own words, with the trace id; "" where Meta refused nothing
	Repair bool      // CheckAccount with repair can put it right
	At     time.Time // when it was looked at
	Took   time.Duration
}

// Fact is something that Meta said of an account.
type Fact struct{ Name, Value string }

// CheckAccount carries out one step against Graph with what is stored. With repair it first does what the step offers: it
// subscribes the app, or the app to the business account.
func (c *Center) CheckAccount(ctx context.Context, m org.Member, id org.AccountID, step CheckStep, repair bool) (AccountCheck, error) {
	if err := administers(m); err != nil {
		return AccountCheck{}, err
	}
	a, err := c.Store.Account(ctx, m.Workspace.ID, id)
	if err != nil {
		return AccountCheck{}, err
	}
	if !slices.Contains(CheckSteps(), step) {
		return AccountCheck{}, fault.New(fault.Invalid, "There is no such step.").On("step")
	}
	s, err := c.Store.Secrets(ctx, id)
	if err != nil {
		return AccountCheck{}, err
	}
	k := check{center: c, account: a, secrets: s, graph: c.graphWith(a, s), repair: repair}
	begin := time.Now()
	found := k.run(ctx, step)
	if k.err != nil {
		return AccountCheck{}, k.err
	}
	found.Step, found.At, found.Took, found.Meta = step, c.now(), time.Since(begin), veiled(found.Meta, k.secrets)
	if k.repaired != "" {
		err = c.atomically(ctx, func(ctx context.Context) error {
			return c.note(ctx, m, org.Deed{Action: k.repaired, Subject: string(a.ID), Name: a.Name})
		})
	}
	if c.health.found(id, found) {
		c.announceAccount(a)
	}
	return found, err
}

// check is one step under way.
type check struct {
	center   *Center
	account  org.Account
	secrets  org.Secrets
	graph    *meta.Client
	repair   bool
	repaired org.Action // what repair has changed at Meta
	err      error      // our own
}

func (k *check) run(ctx context.Context, step CheckStep) AccountCheck {
	switch step {
	case CheckToken:
		return k.token(ctx)
	case CheckNumber:
		return k.number(ctx)
	case CheckApp:
		return k.app(ctx)
	case CheckWebhook:
		return k.webhook(ctx)
	case CheckWABA:
		return k.waba(ctx)
	case CheckLimit:
		return k.limit(ctx)
	case CheckPayment:
		return k.payment(ctx)
	}
	return k.calling(ctx)
}

func failed(reason string, facts ...Fact) AccountCheck {
	return AccountCheck{State: CheckFailed, Reason: reason, Facts: facts}
}

func warning(reason string, facts ...Fact) AccountCheck {
	return AccountCheck{State: CheckWarning, Reason: reason, Facts: facts}
}

func skipped(reason string) AccountCheck { return AccountCheck{State: CheckSkipped, Reason: reason} }

// refusedStep says what a refusal means. It goes by Meta's code and never by the HTTP status, which is 401 for much that has
// nothing to do with the token.
func refusedStep(step CheckStep, err error) AccountCheck {
	var refused *meta.Error
	if !errors.As(err, &refused) {
		k := failed("unreachable")
		k.Meta = err.Error()
		return k
	}
	reason := "refused"
	switch code := refused.Code; {
	case code == meta.CodeTokenInvalid, code == meta.CodeAuthException && refused.TokenInvalid():
		if step != CheckToken {
			return skipped("token")
		}
		reason = "token_invalid"
	case refused.TokenInvalid(), code == meta.CodeCapability, code == meta.CodeAccessDenied:
		reason = "no_access"
	case code == meta.CodeInvalidParameter && refused.Subcode == meta.SubcodeObjectOrAccess, code == meta.CodeObjectGone:
		reason = "unknown_object"
	case code == meta.CodePaymentEligibility, code == meta.CodeNoPaymentMethod:
		reason = "payment"
	case code == meta.CodeAccountLocked, code == meta.CodePolicyBlock:
		reason = "locked"
	case refused.Temporary():
		reason = "busy"
	}
	k := failed(reason)
	k.Meta = metaWords(refused)
	return k
}
