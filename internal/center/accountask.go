package center

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// wholeList is how long a list of Graph's is at least when it goes on on another page.
const wholeList = 25

// graphWith returns the client that speaks to Meta for an account with secrets that need not be stored.
func (c *Center) graphWith(a org.Account, s org.Secrets) *meta.Client {
	return &meta.Client{
		HTTP: c.HTTP, BaseURL: a.GraphURL, Version: a.GraphVersion, Token: s.Token, PhoneNumberID: a.PhoneNumberID,
		Reads: c.learning.pace(a.PhoneNumberID),
	}
}

// confirmAtMeta asks whether an account can be spoken for with these secrets, and takes the number from the answer. The fault names
// the field that a refusal is about.
func (c *Center) confirmAtMeta(ctx context.Context, a *org.Account, s org.Secrets) error {
	graph := c.graphWith(*a, s)
	n, err := graph.Number(ctx, "display_phone_number")
	if err != nil {
		return refusedField(err, s, "phoneNumberId", "Meta does not know this phone number id, or the token has no access to it.")
	}
	numbers, err := graph.PhoneNumbers(ctx, a.WABAID, "id")
	if err != nil {
		return refusedField(err, s, "wabaId", "Meta does not know this WhatsApp Business Account, or the token has no access to it.")
	}
	has := slices.ContainsFunc(numbers, func(n meta.PhoneNumber) bool { return n.ID == a.PhoneNumberID })
	if !has && len(numbers) < wholeList {
		return fault.New(fault.Invalid, "This WhatsApp Business Account does not have this phone number id. Take both from the same page at Meta.").
			On("wabaId").Because("other_waba")
	}
	if err := secretFits(ctx, graph, s); err != nil {
		return err
	}
	a.DisplayPhone = meta.Digits(n.DisplayPhoneNumber)
	return nil
}

// secretFits asks whether the app secret is that of the app that the token belongs to. Where Meta does not say, it may be.
func secretFits(ctx context.Context, graph *meta.Client, s org.Secrets) error {
	info, err := graph.OwnToken(ctx)
	if err != nil || info.AppID == "" {
		return nil //nolint:nilerr // the check says what is wrong with the token
	}
	_, err = graph.Subscriptions(ctx, meta.App{ID: info.AppID, Secret: s.AppSecret})
	var refused *meta.Error
	if !errors.As(err, &refused) || !refused.TokenInvalid() {
		return nil
	}
	f := fault.New(fault.Invalid, "This is not the secret of the app that the access token belongs to. Copy it again from the app's basic settings.").
		On("appSecret").Because("app_secret_refused")
	return inMetasWords(f, refused, s)
}

// refusedField says which field a refusal is about: the token, or the object that was asked for. Meta's words are the detail.
func refusedField(err error, s org.Secrets, object, words string) error {
	var refused *meta.Error
	var f *fault.Error
	switch {
	case !errors.As(err, &refused):
		f = fault.New(fault.Unavailable, "Meta did not answer at this Graph address, and nothing was saved. Check the address, or try again in a moment.").
			On("graphUrl").Because("meta_unreachable")
		f.Detail = veiled(err.Error(), s)
		return f.Wrap(err)
	case refused.TokenInvalid():
		f = fault.New(fault.Invalid, "Meta does not accept this access token for the number. Make one of a system user with both WhatsApp permissions, and copy it whole.").
			On("token").Because("token_refused")
	case refused.Temporary():
		f = fault.New(fault.Unavailable, "Meta cannot say now whether this is right, and nothing was saved. Try again in a moment.").Because("meta_unreachable")
	default:
		f = fault.New(fault.Invalid, "%s", words).On(object).Because("meta_refused")
	}
	return inMetasWords(f, refused, s)
}

// inMetasWords adds what Meta said: a sentence for the person, and all of it for support.
func inMetasWords(f *fault.Error, refused *meta.Error, s org.Secrets) error {
	if refused.Message != "" {
		f.Message += " Meta says: “" + veiled(strings.TrimSuffix(refused.Message, "."), s) + "”."
	}
	f.Detail = veiled(metaWords(refused), s)
	return f.Wrap(refused)
}

// veiled is a text of Meta's in which no secret is left: a callback that fails is named with its verify token, for one.
func veiled(text string, s org.Secrets) string {
	for _, secret := range []string{s.Token, s.AppSecret, s.VerifyToken} {
		for _, written := range []string{secret, url.QueryEscape(secret)} {
			if written != "" {
				text = strings.ReplaceAll(text, written, "…")
			}
		}
	}
	return text
}

// metaWords are Meta's own, with what its support asks for.
func metaWords(e *meta.Error) string {
	s := e.Message
	if d := detailsOf(e); d != "" {
		s += ": " + d
	}
	if e.TraceID != "" {
		s = fmt.Sprintf("%s (fbtrace_id %s)", s, e.TraceID)
	}
	return s
}
