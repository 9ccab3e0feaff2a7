package meta

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// Number reads facts about the phone number: the fields that are named, or Graph's own choice (Meta: Cloud API, Phone numbers).
//
// Errors: 100 for a field that there is not, 190, 10.
func (c *Client) Number(ctx context.Context, fields ...string) (PhoneNumber, error) {
	var out PhoneNumber
	err := c.read(ctx, request{query: only(fields)}, &out)
	if err == nil && out.ID == "" {
		err = unexpected("answer without an id")
	}
	return out, err
}

// Health reads whether messages can go out and, on SIP numbers, calls come in (Meta: Messaging and Calling Health Status).
func (c *Client) Health(ctx context.Context) (HealthStatus, error) {
	n, err := c.Number(ctx, "health_status")
	switch {
	case err != nil:
		return HealthStatus{}, err
	case n.HealthStatus == nil:
		return HealthStatus{}, unexpected("answer without a health status")
	}
	return *n.HealthStatus, nil
}

// Register makes the number ready for the Cloud API. pin is its two-step verification, six digits.
//
// Errors: 100, 133016 when it was done too often.
func (c *Client) Register(ctx context.Context, pin string) error {
	return c.succeed(ctx, request{
		method: http.MethodPost, path: "register", body: RegisterRequest{MessagingProduct: Product, PIN: pin}, repeatable: true,
	})
}

// BusinessAccount reads facts about a WhatsApp Business account: the fields that are named, or Graph's own choice.
func (c *Client) BusinessAccount(ctx context.Context, wabaID string, fields ...string) (BusinessAccount, error) {
	var out BusinessAccount
	err := c.readOf(ctx, wabaID, request{query: only(fields)}, &out)
	if err == nil && out.ID == "" {
		err = unexpected("answer without an id")
	}
	return out, err
}

// PhoneNumbers reads the numbers of a WhatsApp Business account.
func (c *Client) PhoneNumbers(ctx context.Context, wabaID string, fields ...string) ([]PhoneNumber, error) {
	return list[PhoneNumber](ctx, c, wabaID, request{path: "phone_numbers", query: only(fields)})
}

// only is the query that asks for some fields; for none, what Graph shows by itself.
func only(fields []string) url.Values {
	if len(fields) == 0 {
		return nil
	}
	return url.Values{"fields": {strings.Join(fields, ",")}}
}

// read carries out a GET, which may be repeated.
func (c *Client) read(ctx context.Context, r request, out any) error {
	r.method, r.repeatable = http.MethodGet, true
	return c.do(ctx, r, out)
}

// readOf reads something of an object that is not the phone number.
func (c *Client) readOf(ctx context.Context, id string, r request, out any) error {
	if r.object = id; id == "" {
		return errNoObject()
	}
	return c.read(ctx, r, out)
}

// list reads an edge of an object: {"data":[…]}.
func list[T any](ctx context.Context, c *Client, id string, r request) ([]T, error) {
	var out struct {
		Data []T `json:"data"`
	}
	err := c.readOf(ctx, id, r, &out)
	if err == nil && out.Data == nil {
		err = unexpected("answer without data")
	}
	return out.Data, err
}

func errNoObject() error { return errors.New("meta: no id of the object") }
