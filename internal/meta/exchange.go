package meta

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// do carries out a request and decodes the JSON of the answer into out.
func (c *Client) do(ctx context.Context, r request, out any) error {
	return c.exchange(ctx, r, func(a answer) error {
		if err := lenient(a.body, out); err != nil {
			return &Unreachable{HTTPStatus: a.status, Err: fmt.Errorf("answer is not JSON: %w", err)}
		}
		return nil
	})
}

// download carries out a request and returns the answer's bytes as they are.
func (c *Client) download(ctx context.Context, r request) ([]byte, error) {
	var got []byte
	err := c.exchange(ctx, r, func(a answer) error {
		got = a.body
		return nil
	})
	return got, err
}

// exchange carries out a request, in as many tries as it may have and needs. read gets the answer, unless it is a refusal.
func (c *Client) exchange(ctx context.Context, r request, read func(answer) error) error {
	if c.PhoneNumberID == "" && r.object == "" && r.url == "" {
		return errors.New("meta: no phone number id")
	}
	if r.body != nil {
		var err error
		if r.content, err = marshal(r.body); err != nil {
			return fmt.Errorf("meta: encode request: %w", err)
		}
		r.contentType = "application/json"
	}
	timeout := c.Timeout
	if timeout == 0 {
		timeout = defaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, max(timeout, r.timeout))
	defer cancel()

	for try := 1; ; try++ {
		if r.paced {
			if err := c.pace().wait(ctx); err != nil {
				return err
			}
		}
		a, err := c.once(ctx, r)
		if err == nil {
			err = a.judge(r, read)
		}
		if err == nil || !again(ctx, r, try, err) {
			return err
		}
	}
}

func (c *Client) pace() *Pace {
	if c.Reads != nil {
		return c.Reads
	}
	return &c.own
}

// answer is what came back from one try.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// once makes one try.
func (c *Client) once(ctx context.Context, r request) (answer, error) {
	req, err := http.NewRequestWithContext(ctx, r.method, c.address(r), bytes.NewReader(r.content))
	if err != nil {
		return answer{}, fmt.Errorf("meta: %w", withoutURL(err))
	}
	req.Header.Set("Authorization", "Bearer "+cmp.Or(r.token, c.Token))
	req.Header.Set("Accept", "application/json")
	if r.content != nil {
		req.Header.Set("Content-Type", r.contentType)
	}
	client := c.HTTP
	if client == nil {
		client = http.DefaultClient
	}
	res, err := client.Do(req)
	if err != nil {
		return answer{}, &Unreachable{NotSent: undialed(err), Err: withoutURL(err)}
	}
	defer res.Body.Close()
	most := r.most
	if most == 0 {
		most = maxAnswer
	}
	raw, err := io.ReadAll(io.LimitReader(res.Body, most+1))
	switch {
	case err != nil:
		return answer{}, &Unreachable{HTTPStatus: res.StatusCode, Err: err}
	case int64(len(raw)) > most:
		return answer{}, &Unreachable{HTTPStatus: res.StatusCode, Err: fmt.Errorf("answer of more than %d bytes", most)}
	}
	return answer{res.StatusCode, res.Header, raw}, nil
}

// judge tells a refusal from an answer, which goes to read. Graph errors count whatever the status is.
func (a answer) judge(r request, read func(answer) error) error {
	if refused, ok := ParseError(a.status, a.body); ok {
		asked, _ := r.body.(CallRequest)
		refused.terminating = asked.Action == ActionTerminate
		refused.RetryAfter = retryAfter(a.header, time.Now())
		return refused
	}
	if a.status < 200 || a.status > 299 {
		return &Unreachable{HTTPStatus: a.status, RetryAfter: retryAfter(a.header, time.Now()), Err: fmt.Errorf("HTTP %d without a Graph error", a.status)}
	}
	return read(a)
}

// undialed reports whether no connection was made, so that nothing can have arrived.
func undialed(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// withoutURL drops the address from an HTTP client's error: a query may hold a phone number.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
