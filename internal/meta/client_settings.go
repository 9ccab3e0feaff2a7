package meta

import (
	"context"
	"net/http"
	"net/url"
)

// Settings reads the calling settings of the number (Meta: Calling API, Call settings, Jul 2026).
func (c *Client) Settings(ctx context.Context) (CallingSettings, error) {
	return c.settings(ctx, nil)
}

// SettingsWithCredentials is Settings with the password that Meta gave each SIP server (Meta: Calling API, SIP, Sep 2026).
func (c *Client) SettingsWithCredentials(ctx context.Context) (CallingSettings, error) {
	return c.settings(ctx, url.Values{"include_sip_credentials": {"true"}})
}

func (c *Client) settings(ctx context.Context, query url.Values) (CallingSettings, error) {
	var out Settings
	err := c.read(ctx, request{path: "settings", query: query}, &out)
	if err != nil || out.Calling == nil {
		return CallingSettings{}, err
	}
	return *out.Calling, nil
}

// UpdateSettings changes the calling settings that are given and leaves the others, except that CallHours is replaced whole:
// an opening or holiday left out is deleted. WhatsApp enforces a change at once; phones may show it up to 7 days later
// (Meta: Calling API, Call settings, Jul 2026; FAQ).
//
// Errors: 100, 138015, 138018.
func (c *Client) UpdateSettings(ctx context.Context, s CallingSettings) error {
	return c.succeed(ctx, request{method: http.MethodPost, path: "settings", body: Settings{Calling: &s}, repeatable: true})
}

// CallPermissions reads what the user allows, and which limits stand (Meta: Calling API, User call permissions, 26 Jun 2026).
//
// It is asked 5 times a second at most (see Client.Reads): a caller waits for its turn, and gets *Crowded where that is too late.
//
// Errors: 100, 138000, and 613 when others read too often with the same number.
func (c *Client) CallPermissions(ctx context.Context, who Recipient) (CallPermissions, error) {
	if err := who.check(); err != nil {
		return CallPermissions{}, err
	}
	query := url.Values{}
	if digits := Digits(who.To); digits != "" {
		query.Set("user_wa_id", digits)
	} else {
		query.Set("recipient", who.BSUID)
	}
	var out CallPermissions
	err := c.do(ctx, request{method: http.MethodGet, path: "call_permissions", query: query, repeatable: true, paced: true}, &out)
	if err != nil {
		return CallPermissions{}, err
	}
	if out.Permission.Status == "" {
		return CallPermissions{}, unexpected("answer without a permission status")
	}
	return out, nil
}
