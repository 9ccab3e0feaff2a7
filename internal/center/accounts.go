package center

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"regexp"
	"strings"
	"time"
	"unicode"

	"ramal/internal/call"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// Longest values of an account, in characters.
const (
	maxAccountName = 100
	maxSecret      = 2000
)

// defaultGraphVersion is the version of Graph that an account gets when none is given.
const defaultGraphVersion = "v25.0"

var (
	metaID       = regexp.MustCompile(`^[0-9]{5,25}$`)
	graphVersion = regexp.MustCompile(`^v[0-9]{1,3}\.[0-9]{1,2}$`)
)

// AccountView is an account as administrators see it. Of its secrets it says only which are there.
type AccountView struct {
	org.Account
	HasToken, HasAppSecret, HasVerifyToken bool

	Webhook string         // the address to give to Meta
	AppID   string         // Meta's id of the app that the token belongs to; "" until a check has asked
	Heard   time.Time      // when Meta last delivered a webhook to this node; zero for not since it started
	Checks  []AccountCheck // what the last checks found, in the order of the steps
}

// NewAccount is a number to connect.
type NewAccount struct {
	Name, PhoneNumberID, WABAID string
	GraphURL, GraphVersion      string // "" for Meta's own
	Secrets                     org.Secrets
}

// AccountChange is what to change of an account; nil leaves a field as it is. Secrets are replaced where they are not empty.
type AccountChange struct {
	Name, WABAID, GraphURL, GraphVersion *string
	Secrets                              org.Secrets
	Version                              int64
}

// AccountSettings lists the accounts of the workspace with their health.
func (c *Center) AccountSettings(ctx context.Context, m org.Member) ([]AccountView, error) {
	if err := mayLookAt(m, org.PathSettingsView); err != nil {
		return nil, err
	}
	all, err := c.Store.Accounts(ctx, m.Workspace.ID)
	if err != nil {
		return nil, err
	}
	views := make([]AccountView, len(all))
	for i, a := range all {
		if views[i], err = c.accountView(ctx, a); err != nil {
			return nil, err
		}
	}
	return views, nil
}

func (c *Center) accountView(ctx context.Context, a org.Account) (AccountView, error) {
	secrets, err := c.Store.Secrets(ctx, a.ID)
	v := AccountView{
		Account: a, HasToken: secrets.Token != "", HasAppSecret: secrets.AppSecret != "", HasVerifyToken: secrets.VerifyToken != "",
		Webhook: c.webhook(a.ID),
	}
	c.health.show(&v)
	return v, err
}

// webhook is the address to which Meta sends the events of an account.
func (c *Center) webhook(id org.AccountID) string {
	return strings.TrimRight(c.PublicURL, "/") + "/webhooks/" + string(id)
}

// AddAccount connects a number. Meta is asked first, with the values as they were typed: what it refuses is not stored, and the
// fault names the field that it is about, with Meta's words. A verify token is made up where none is given.
func (c *Center) AddAccount(ctx context.Context, m org.Member, n NewAccount) (AccountView, error) {
	if err := administers(m); err != nil {
		return AccountView{}, err
	}
	a := org.Account{
		ID: org.AccountID(newID()), WorkspaceID: m.Workspace.ID, Name: strings.TrimSpace(n.Name), PhoneNumberID: strings.TrimSpace(n.PhoneNumberID),
		WABAID: strings.TrimSpace(n.WABAID), GraphURL: cmp.Or(strings.TrimSpace(n.GraphURL), meta.DefaultBaseURL),
		GraphVersion: cmp.Or(strings.TrimSpace(n.GraphVersion), defaultGraphVersion), Status: org.Connected, CreatedAt: c.now(),
	}
	s := trimmed(n.Secrets)
	s.VerifyToken = cmp.Or(s.VerifyToken, rand.Text())
	if err := c.validAccount(&a, s); err != nil {
		return AccountView{}, err
	}
	if _, err := c.Store.AccountByPhoneNumberID(ctx, a.WorkspaceID, a.PhoneNumberID); !fault.Is(err, fault.NotFound) {
		if err == nil {
			err = fault.New(fault.Conflict, "This number is connected to the workspace already.").On("phoneNumberId").Because("number_taken")
		}
		return AccountView{}, err
	}
	if err := c.confirmAtMeta(ctx, &a, s); err != nil {
		return AccountView{}, err
	}
	err := c.atomically(ctx, func(ctx context.Context) error {
		if err := c.Store.CreateAccount(ctx, &a, s); err != nil {
			return err
		}
		d := org.Deed{Action: "account.added", Subject: string(a.ID), Name: a.Name}
		d.Text("number", "", a.DisplayPhone)
		d.Text("phoneNumberId", "", a.PhoneNumberID)
		d.Text("wabaId", "", a.WABAID)
		d.Text("graphUrl", "", a.GraphURL)
		return c.note(ctx, m, d)
	})
	if err != nil {
		return AccountView{}, err
	}
	c.announceOrganisation(a.WorkspaceID)
	c.readCallingBeside(ctx, a)
	return c.accountView(ctx, a)
}

// ChangeAccount changes an account and replaces the secrets that are given. Who changes where requests go gives the token and
// the app secret anew: they would be sent there. Where it matters to Meta, Meta is asked first, as in AddAccount.
func (c *Center) ChangeAccount(ctx context.Context, m org.Member, id org.AccountID, change AccountChange) (AccountView, error) {
	if err := administers(m); err != nil {
		return AccountView{}, err
	}
	before, err := c.Store.Account(ctx, m.Workspace.ID, id)
	if err != nil {
		return AccountView{}, err
	}
	if err := current(before.Version, change.Version, "account"); err != nil {
		return AccountView{}, err
	}
	after := before
	for _, f := range []struct{ to, from *string }{
		{&after.Name, change.Name}, {&after.WABAID, change.WABAID}, {&after.GraphURL, change.GraphURL}, {&after.GraphVersion, change.GraphVersion},
	} {
		if f.from != nil {
			*f.to = strings.TrimSpace(*f.from)
		}
	}
	given := trimmed(change.Secrets)
	stored, err := c.Store.Secrets(ctx, id)
	if err != nil {
		return AccountView{}, err
	}
	s := org.Secrets{
		Token: cmp.Or(given.Token, stored.Token), AppSecret: cmp.Or(given.AppSecret, stored.AppSecret), VerifyToken: cmp.Or(given.VerifyToken, stored.VerifyToken),
	}
	if err := c.validAccount(&after, s); err != nil {
		return AccountView{}, err
	}
	if after.GraphURL != before.GraphURL {
		anew := fault.New(fault.Invalid, "Give the access token and the app secret again: they will be sent to the new address.").Because("secrets_needed")
		switch {
		case given.Token == "":
			return AccountView{}, anew.On("token")
		case given.AppSecret == "":
			return AccountView{}, anew.On("appSecret")
		}
	}
	if after.GraphURL != before.GraphURL || after.GraphVersion != before.GraphVersion || after.WABAID != before.WABAID || given.Token != "" || given.AppSecret != "" {
		if err := c.confirmAtMeta(ctx, &after, s); err != nil {
			return AccountView{}, err
		}
	}
	err = c.atomically(ctx, func(ctx context.Context) error {
		if after.GraphURL != before.GraphURL {
			if err := c.noLiveCalls(ctx, before); err != nil {
				return err // their end would be told to the new address, which does not know them
			}
		}
		if err := c.Store.UpdateAccount(ctx, &after); err != nil {
			return err
		}
		if s != stored {
			if err := c.Store.SetSecrets(ctx, after.WorkspaceID, after.ID, s); err != nil {
				return err
			}
		}
		return c.note(ctx, m, accountDeed(before, after, given))
	})
	if err != nil {
		return AccountView{}, err
	}
	c.health.forget(id)
	c.announceOrganisation(after.WorkspaceID)
	return c.accountView(ctx, after)
}

// accountDeed says what was changed of an account; of secrets, only which.
func accountDeed(before, after org.Account, given org.Secrets) org.Deed {
	d := org.Deed{Action: "account.changed", Subject: string(after.ID), Name: after.Name}
	d.Text("name", before.Name, after.Name)
	d.Text("number", before.DisplayPhone, after.DisplayPhone)
	d.Text("wabaId", before.WABAID, after.WABAID)
	d.Text("graphUrl", before.GraphURL, after.GraphURL)
	d.Text("graphVersion", before.GraphVersion, after.GraphVersion)
	if len(d.Changes) == 0 && given != (org.Secrets{}) {
		d.Action = "account.secrets_replaced"
	}
	for _, secret := range []struct{ field, given string }{{"token", given.Token}, {"appSecret", given.AppSecret}, {"verifyToken", given.VerifyToken}} {
		if secret.given != "" {
			d.Text(secret.field, "", "replaced")
		}
	}
	return d
}

// DisconnectAccount lets nobody call or write from an account any more. Live calls are never cut: while there are any it is
// fault.Conflict, which says how many. What customers send is still written down.
func (c *Center) DisconnectAccount(ctx context.Context, m org.Member, id org.AccountID, version int64) (AccountView, error) {
	return c.setStatus(ctx, m, id, version, org.Disconnected, "account.disconnected")
}

// ReconnectAccount undoes DisconnectAccount.
func (c *Center) ReconnectAccount(ctx context.Context, m org.Member, id org.AccountID, version int64) (AccountView, error) {
	return c.setStatus(ctx, m, id, version, org.Connected, "account.reconnected")
}

func (c *Center) setStatus(ctx context.Context, m org.Member, id org.AccountID, version int64, to org.AccountStatus, action org.Action) (AccountView, error) {
	if err := administers(m); err != nil {
		return AccountView{}, err
	}
	var a org.Account
	err := c.atomically(ctx, func(ctx context.Context) (err error) {
		if a, err = c.Store.Account(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		if err := current(a.Version, version, "account"); err != nil {
			return err
		}
		if a.Status == to {
			return nil
		}
		if to == org.Disconnected {
			if err := c.noLiveCalls(ctx, a); err != nil {
				return err
			}
		}
		d := org.Deed{Action: action, Subject: string(a.ID), Name: a.Name}
		d.Text("status", string(a.Status), string(to))
		a.Status = to
		if err := c.Store.UpdateAccount(ctx, &a); err != nil {
			return err
		}
		return c.note(ctx, m, d)
	})
	if err != nil {
		return AccountView{}, err
	}
	c.announceOrganisation(a.WorkspaceID)
	if to == org.Connected {
		c.readCallingBeside(ctx, a)
	}
	return c.accountView(ctx, a)
}

// noLiveCalls is fault.Conflict while calls of the account are going on.
func (c *Center) noLiveCalls(ctx context.Context, a org.Account) error {
	live, err := c.Store.Calls(ctx, a.WorkspaceID, call.Query{Accounts: []org.AccountID{a.ID}, Live: true, Limit: pageSize(200)})
	if err != nil {
		return err
	}
	n := len(live.Items)
	words := "%d calls of this account are going on, and go on. Wait until they have ended, then try again."
	switch {
	case n == 0:
		return nil
	case n == 1:
		words = "%d call of this account is going on, and goes on. Wait until it has ended, then try again."
	case live.Next != "":
		words = "More than %d calls of this account are going on, and go on. Wait until they have ended, then try again."
	}
	return fault.New(fault.Conflict, words, n).Because("live_calls")
}

func trimmed(s org.Secrets) org.Secrets {
	return org.Secrets{Token: strings.TrimSpace(s.Token), AppSecret: strings.TrimSpace(s.AppSecret), VerifyToken: strings.TrimSpace(s.VerifyToken)}
}

// validAccount names the first field that cannot be, and brings the Graph address into one writing.
func (c *Center) validAccount(a *org.Account, s org.Secrets) error {
	invalid := func(field, format string, args ...any) error {
		return fault.New(fault.Invalid, format, args...).On(field)
	}
	secret := func(field, value, name string) error {
		switch {
		case value == "":
			return invalid(field, "Fill in %s.", name)
		case len(value) > maxSecret || strings.ContainsFunc(value, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
			return invalid(field, "This is not %s: it has spaces in it, or is too long. Copy it again.", name)
		}
		return nil
	}
	switch {
	case a.Name == "":
		return invalid("name", "Give the account a name.")
	case !metaID.MatchString(a.PhoneNumberID):
		return invalid("phoneNumberId", "The phone number id is a number of Meta's, such as 106540352242922. It is not the phone number.")
	case !metaID.MatchString(a.WABAID):
		return invalid("wabaId", "The WhatsApp Business Account id is a number of Meta's, such as 102290129340398.")
	case a.GraphVersion != "" && !graphVersion.MatchString(a.GraphVersion):
		return invalid("graphVersion", "Write the version as %s.", defaultGraphVersion)
	}
	if err := within(a.Name, maxAccountName, "name"); err != nil {
		return err
	}
	address, err := meta.CheckBaseURL(a.GraphURL, c.PrivateGraph)
	if err != nil {
		return graphAddressFault(err)
	}
	a.GraphURL = address
	return cmp.Or(
		secret("token", s.Token, "the access token"),
		secret("appSecret", s.AppSecret, "the app secret"),
		secret("verifyToken", s.VerifyToken, "the verify token"),
	)
}

// graphAddressFault says what is wrong with a Graph address, and what to do.
func graphAddressFault(err error) error {
	words, example := "This is not a web address. Write it as %s.", []any{meta.DefaultBaseURL}
	switch {
	case errors.Is(err, meta.ErrNotHTTPS):
		words, example = "The Graph address has to begin with https://: the access token is sent to it.", nil
	case errors.Is(err, meta.ErrAddressHas):
		words = "The Graph address must not have a user, a query or a fragment. Write it as %s."
	case errors.Is(err, meta.ErrNotPublic):
		words, example = "The Graph address has to be a public one. The owner of the server can allow others for a sandbox, with --allow-private-graph.", nil
	}
	return fault.New(fault.Invalid, words, example...).On("graphUrl").Because("graph_address").Wrap(err)
}
