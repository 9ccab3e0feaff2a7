package meta

import (
	"context"
	"net/http"
	"net/url"
)

// App is a Meta app, with the secret that signs its webhooks. Its own access token is made of both.
type App struct {
	ID     string
	Secret string
}

// SubscribeApp lets the webhooks of a WhatsApp Business account go to the app that the client's token belongs to. Without it
// nothing comes, whatever fields the app is subscribed to (Meta: Calling API, overview, prerequisites).
func (c *Client) SubscribeApp(ctx context.Context, wabaID string) error {
	return c.succeedOf(ctx, wabaID, request{method: http.MethodPost, path: "subscribed_apps"})
}

// UnsubscribeApp ends what SubscribeApp began.
func (c *Client) UnsubscribeApp(ctx context.Context, wabaID string) error {
	return c.succeedOf(ctx, wabaID, request{method: http.MethodDelete, path: "subscribed_apps"})
}

// SubscribedApps reads which apps get the webhooks of a WhatsApp Business account.
func (c *Client) SubscribedApps(ctx context.Context, wabaID string) ([]SubscribedApp, error) {
	return list[SubscribedApp](ctx, c, wabaID, request{path: "subscribed_apps"})
}

// SubscribeFields sets where the app's webhooks go and which fields it gets. Before Meta answers it asks the callback for its
// challenge (Meta: Webhooks, Create webhook endpoint, 7 Nov 2025).
//
// Errors: 100, 15 without the app's own token, 2200 when the callback failed the challenge.
func (c *Client) SubscribeFields(ctx context.Context, app App, s AppSubscription) error {
	if s.Object == "" {
		s.Object = ObjectAccount
	}
	return c.succeedOf(ctx, app.ID, request{method: http.MethodPost, path: "subscriptions", body: s, token: app.token()})
}

// Subscriptions reads where the app's webhooks go.
func (c *Client) Subscriptions(ctx context.Context, app App) ([]AppSubscription, error) {
	return list[AppSubscription](ctx, c, app.ID, request{path: "subscriptions", token: app.token()})
}

// UnsubscribeFields ends the app's webhooks of WhatsApp.
func (c *Client) UnsubscribeFields(ctx context.Context, app App) error {
	return c.succeedOf(ctx, app.ID, request{
		method: http.MethodDelete, path: "subscriptions", query: url.Values{"object": {ObjectAccount}}, token: app.token(),
	})
}

// DebugToken reads what an access token may do (Meta: Graph API, Debug token). A token that is no good is no error: IsValid
// says so.
func (c *Client) DebugToken(ctx context.Context, app App, token string) (TokenInfo, error) {
	return c.debugToken(ctx, app.token(), token)
}

// OwnToken reads what the client's own access token may do, and whose app it belongs to: Meta lets a token look at itself.
//
// Errors: 190 for a token that is no good.
func (c *Client) OwnToken(ctx context.Context) (TokenInfo, error) {
	return c.debugToken(ctx, c.Token, c.Token)
}

func (c *Client) debugToken(ctx context.Context, with, token string) (TokenInfo, error) {
	var out struct {
		Data *TokenInfo `json:"data"`
	}
	err := c.readOf(ctx, "debug_token", request{query: url.Values{"input_token": {token}}, token: with}, &out)
	switch {
	case err != nil:
		return TokenInfo{}, err
	case out.Data == nil:
		return TokenInfo{}, unexpected("answer without data")
	}
	return *out.Data, nil
}

func (a App) token() string { return AppToken(a.ID, a.Secret) }

// succeedOf carries out a request about an object that is not the phone number. Doing it twice does no harm.
func (c *Client) succeedOf(ctx context.Context, id string, r request) error {
	if r.object = id; id == "" {
		return errNoObject()
	}
	r.repeatable = true
	return c.succeed(ctx, r)
}
