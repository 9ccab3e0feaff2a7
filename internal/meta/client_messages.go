package meta

import (
	"context"
	"errors"
	"net/http"
)

// SendText sends a text message and returns its id, the wamid (Meta: Cloud API, Messages). opaque, at most MaxOpaque
// characters, comes back in the message's statuses. It is not tried again once it may have left: after *Unreachable without
// NotSent the message may have been sent.
//
// Errors: 100, 131026, 131030, 131047 (also as a failed status), 131048, 131056, 130429.
func (c *Client) SendText(ctx context.Context, to Recipient, body, opaque string) (string, error) {
	return c.send(ctx, to, MessageRequest{Type: TypeText, Text: &Text{Body: body}, Opaque: opaque})
}

// SendCallPermissionRequest asks the user for the permission to call, in the free form that needs an open service window
// (Meta: Calling API, User call permissions, 26 Jun 2026), and returns the message's id, the wamid. body may be empty. It is
// not tried again once it may have left: a second request counts against the user's limits.
//
// Errors: as of SendText, and 138000, 138001, 138009, 138013, 138014, 138017.
func (c *Client) SendCallPermissionRequest(ctx context.Context, to Recipient, body, opaque string) (string, error) {
	ask := &InteractiveRequest{
		Type:   InteractiveCallPermissionRequest,
		Action: &InteractiveAction{Name: InteractiveCallPermissionRequest},
	}
	if body != "" {
		ask.Body = &InteractiveText{Text: body}
	}
	return c.send(ctx, to, MessageRequest{Type: TypeInteractive, Interactive: ask, Opaque: opaque})
}

func (c *Client) send(ctx context.Context, to Recipient, m MessageRequest) (string, error) {
	if err := to.check(); err != nil {
		return "", err
	}
	if err := checkOpaque(m.Opaque); err != nil {
		return "", err
	}
	m.MessagingProduct, m.RecipientType = Product, "individual"
	m.To, m.Recipient = Phone(Digits(to.To)), to.BSUID
	var out MessageResponse
	if err := c.do(ctx, request{method: http.MethodPost, path: "messages", body: m}, &out); err != nil {
		return "", err
	}
	if len(out.Messages) == 0 || out.Messages[0].ID == "" {
		return "", unexpected("answer without a message id")
	}
	return out.Messages[0].ID, nil
}

// MarkRead tells the user that their message, and those before it, were read (Meta: Cloud API, Mark messages as read).
func (c *Client) MarkRead(ctx context.Context, wamid string) error {
	if wamid == "" {
		return errors.New("meta: no message id")
	}
	return c.succeed(ctx, request{
		method: http.MethodPost, path: "messages", repeatable: true,
		body: MessageRequest{MessagingProduct: Product, Status: StatusRead, MessageID: wamid},
	})
}
