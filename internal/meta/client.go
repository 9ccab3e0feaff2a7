package meta

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// What a Client does unless told otherwise, and how often it repeats what is safe to repeat.
const (
	DefaultBaseURL = "https://graph.facebook.com"
	defaultTimeout = 10 * time.Second
	maxAnswer      = 1 << 20 // bytes; the longest documented answer is a few kB
	maxTries       = 3
	firstPause     = 150 * time.Millisecond // doubled after each try
)

// Client speaks to the Graph API for one phone number. Its methods return *Error when Meta refuses and *Unreachable when
// Meta gives no usable answer. Each takes Timeout at most, tries included, or less if its context ends before. It is safe for
// concurrent use.
//
// What is safe to repeat (reads, read receipts, terminate, reject) is tried up to three times when the fault is Meta's or the
// network's. A call or a message is never sent twice.
type Client struct {
	HTTP          *http.Client  // http.DefaultClient when nil
	BaseURL       string        // DefaultBaseURL when empty
	Version       string        // "v25.0"; no version in the path when empty
	Token         string        // access token with whatsapp_business_messaging; settings need whatsapp_business_management
	PhoneNumberID string        // the business's number
	Timeout       time.Duration // 10 s when zero
}

// Recipient is whom a request is for: a phone number (To, a wa_id or any writing of the number), a business-scoped user id
// (BSUID), or both, of which Meta takes the number (Meta: Business-scoped user IDs, Feb 2026).
type Recipient struct {
	To    string
	BSUID string
}

func (r Recipient) check() error {
	if r.BSUID == "" && Digits(r.To) == "" {
		return errors.New("meta: a recipient needs a phone number or a business-scoped user id")
	}
	return nil
}

// request is one exchange with Graph.
type request struct {
	method     string
	path       string // below the phone number
	query      url.Values
	body       any
	repeatable bool
}

// do carries out a request and decodes the answer into out.
func (c *Client) do(ctx context.Context, r request, out any) error {
	if c.PhoneNumberID == "" {
		return errors.New("meta: no phone number id")
	}
	var body []byte
	if r.body != nil {
		var err error
		if body, err = marshal(r.body); err != nil {
			return fmt.Errorf("meta: encode request: %w", err)
		}
	}
	timeout := c.Timeout
	if timeout == 0 {
		timeout = defaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()

	pause := firstPause
	for try := 1; ; try++ {
		err := c.once(ctx, r, body, out)
		if !r.repeatable || try == maxTries || !passing(err) || !sleep(ctx, pause) {
			return err
		}
		pause *= 2
	}
}

// passing reports whether trying again at once makes sense: not for a limit, which needs more time than that.
func passing(err error) bool {
	var refused *Error
	if errors.As(err, &refused) {
		return refused.Transient || refused.HTTPStatus >= http.StatusInternalServerError && refused.Temporary()
	}
	var silent *Unreachable
	return errors.As(err, &silent) && (silent.HTTPStatus == 0 || silent.HTTPStatus >= http.StatusInternalServerError)
}

// sleep waits, and reports false when ctx ends before the time is over.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (c *Client) once(ctx context.Context, r request, body []byte, out any) error {
	req, err := http.NewRequestWithContext(ctx, r.method, c.url(r), bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("meta: %w", err)
	}
	req.Header.Set("Authorization", "Bearer "+c.Token)
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	client := c.HTTP
	if client == nil {
		client = http.DefaultClient
	}
	res, err := client.Do(req)
	if err != nil {
		return &Unreachable{Err: withoutURL(err)}
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	switch {
	case err != nil:
		return &Unreachable{HTTPStatus: res.StatusCode, Err: err}
	case len(raw) > maxAnswer:
		return &Unreachable{HTTPStatus: res.StatusCode, Err: fmt.Errorf("answer of more than %d bytes", maxAnswer)}
	}
	return r.read(res.StatusCode, raw, out)
}

// read decodes an answer. Graph errors count whatever the status is.
func (r request) read(status int, raw []byte, out any) error {
	if refused, ok := ParseError(status, raw); ok {
		asked, _ := r.body.(CallRequest)
		refused.terminating = asked.Action == ActionTerminate
		return refused
	}
	if status < 200 || status > 299 {
		return &Unreachable{HTTPStatus: status, Err: fmt.Errorf("HTTP %d without a Graph error", status)}
	}
	if err := lenient(raw, out); err != nil {
		return &Unreachable{HTTPStatus: status, Err: fmt.Errorf("answer is not JSON: %w", err)}
	}
	return nil
}

func (c *Client) url(r request) string {
	base := c.BaseURL
	if base == "" {
		base = DefaultBaseURL
	}
	var b strings.Builder
	b.WriteString(strings.TrimRight(base, "/"))
	if v := strings.Trim(c.Version, "/"); v != "" {
		b.WriteString("/" + url.PathEscape(v))
	}
	b.WriteString("/" + url.PathEscape(c.PhoneNumberID) + "/" + r.path)
	if len(r.query) > 0 {
		b.WriteString("?" + r.query.Encode())
	}
	return b.String()
}

// withoutURL drops the address from an HTTP client's error: a query may hold a phone number.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// unexpected is a 2xx answer that lacks what the request asked for.
func unexpected(what string) error {
	return &Unreachable{HTTPStatus: http.StatusOK, Err: errors.New(what)}
}

// succeed carries out a request whose answer is {"success":true}.
func (c *Client) succeed(ctx context.Context, r request) error {
	var out struct {
		Success json.RawMessage `json:"success"`
	}
	if err := c.do(ctx, r, &out); err != nil {
		return err
	}
	if !parseBool(out.Success) {
		return unexpected("answer without success")
	}
	return nil
}
