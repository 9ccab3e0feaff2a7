package meta

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// What a Client does unless told otherwise.
const (
	DefaultBaseURL = "https://graph.facebook.com"
	defaultTimeout = 10 * time.Second
	maxAnswer      = 1 << 20 // bytes; the longest documented answer is a few kB
)

// Client speaks to the Graph API for one phone number. Its methods return *Error when Meta refuses, *Unreachable when Meta gives
// no usable answer, and *Crowded when our own pace leaves no room in time. Each takes Timeout at most, waiting and tries
// included, or less if its context ends before. It is safe for concurrent use and must not be copied.
//
// What is safe to repeat (reads, read receipts, terminate, reject, settings) is tried up to three times when the fault is
// Meta's or the network's, with growing pauses, and not sooner than Meta asks for. A call or a message is sent again only when
// no connection was made, so that Meta cannot have got it.
type Client struct {
	HTTP          *http.Client  // http.DefaultClient when nil
	BaseURL       string        // DefaultBaseURL when empty
	Version       string        // "v25.0"; no version in the path when empty
	Token         string        // access token with whatsapp_business_messaging; settings need whatsapp_business_management
	PhoneNumberID string        // the business's number
	Timeout       time.Duration // 10 s when zero
	// Reads paces the reads of call permissions. Clients of one number share one; the client has its own when it is nil.
	Reads *Pace

	own Pace
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

// request is one thing to ask Graph for. The address is {version}/{object}/{path}, or url as it stands.
type request struct {
	method string
	object string // the id that is asked: a WABA, an app, a media file; the phone number when empty
	path   string // the edge below the object; the object itself when empty
	url    string // a whole address that Meta gave, instead of object and path: a download
	query  url.Values
	token  string // instead of the client's: an app's own

	body        any    // goes as JSON
	content     []byte // goes as it is, instead of body
	contentType string // of content

	timeout    time.Duration // instead of the client's, where that is shorter
	repeatable bool          // doing it twice does no harm
	paced      bool          // counts as a read of call permissions
	most       int64         // bytes of an answer; maxAnswer when zero
}

// address returns where a request goes.
func (c *Client) address(r request) string {
	if r.url != "" {
		return r.url
	}
	base, object := c.BaseURL, r.object
	if base == "" {
		base = DefaultBaseURL
	}
	if object == "" {
		object = c.PhoneNumberID
	}
	var b strings.Builder
	b.WriteString(strings.TrimRight(base, "/"))
	if v := strings.Trim(c.Version, "/"); v != "" {
		b.WriteString("/" + url.PathEscape(v))
	}
	b.WriteString("/" + url.PathEscape(object))
	if r.path != "" {
		b.WriteString("/" + r.path)
	}
	if len(r.query) > 0 {
		b.WriteString("?" + r.query.Encode())
	}
	return b.String()
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
