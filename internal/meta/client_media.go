package meta

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
	"time"
)

// mediaTimeout is how long an upload or a download may take: files are larger than answers.
const mediaTimeout = 2 * time.Minute

// Upload is a file for Meta to keep. MIMEType is its own ("audio/ogg"); a guess is refused. UseCase and Description are for a
// voicemail announcement.
type Upload struct {
	Name        string
	MIMEType    string
	Data        []byte
	UseCase     string
	Description string
}

// UploadMedia gives Meta a file and returns its id, which is good for 30 days (Meta: Cloud API, Media, Jun 2026). It is not
// tried again once it may have left, though a second upload would only cost space. It takes two minutes at most.
//
// Errors: 100, 131053.
func (c *Client) UploadMedia(ctx context.Context, u Upload) (string, error) {
	if u.MIMEType == "" || len(u.Data) == 0 {
		return "", errors.New("meta: an upload needs a type and bytes")
	}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	fields := [][2]string{{"messaging_product", Product}, {"type", u.MIMEType}, {"use_case", u.UseCase}, {"description", u.Description}}
	var err error
	for _, f := range fields {
		if f[1] != "" {
			err = errors.Join(err, w.WriteField(f[0], f[1]))
		}
	}
	name := strings.NewReplacer(`\`, "_", `"`, "_", "\r", "_", "\n", "_", "/", "_").Replace(u.Name)
	if name == "" {
		name = "file"
	}
	part, perr := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {fmt.Sprintf(`form-data; name="file"; filename="%s"`, name)},
		"Content-Type":        {u.MIMEType},
	})
	if perr == nil {
		_, perr = part.Write(u.Data)
	}
	if err = errors.Join(err, perr, w.Close()); err != nil {
		return "", fmt.Errorf("meta: encode upload: %w", err)
	}
	var out MediaID
	r := request{method: http.MethodPost, path: "media", content: form.Bytes(), contentType: w.FormDataContentType(), timeout: mediaTimeout}
	if err := c.do(ctx, r, &out); err != nil {
		return "", err
	}
	if out.ID == "" {
		return "", unexpected("answer without a media id")
	}
	return out.ID, nil
}

// Media looks a medium up: its type, size, hash, and where it can be downloaded for the next 5 minutes (Meta: Cloud API,
// Media, Jun 2026). Media of webhooks live 7 days.
//
// Errors: 100 with subcode 33 when it is gone.
func (c *Client) Media(ctx context.Context, id string) (MediaInfo, error) {
	if id == "" {
		return MediaInfo{}, errors.New("meta: no media id")
	}
	var out MediaInfo
	r := request{method: http.MethodGet, object: id, query: url.Values{"phone_number_id": {c.PhoneNumberID}}, repeatable: true}
	if err := c.do(ctx, r, &out); err != nil {
		return MediaInfo{}, err
	}
	if out.URL == "" {
		return MediaInfo{}, unexpected("answer without a media address")
	}
	return out, nil
}

// DownloadMedia fetches the bytes behind the address of a MediaInfo or a webhook, most bytes at most. The access token goes
// along, so the address must be https, or of the client's own host. It takes two minutes at most.
//
// Errors: *Unreachable with HTTP status 404 or 401 when the 5 minutes are over: ask Media for a new address.
func (c *Client) DownloadMedia(ctx context.Context, address string, most int64) ([]byte, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || most <= 0 {
		return nil, errors.New("meta: a download needs an address and a limit")
	}
	if u.Scheme != "https" && !c.ownHost(u) {
		return nil, errors.New("meta: a download that is not https would show the access token")
	}
	return c.download(ctx, request{method: http.MethodGet, url: address, repeatable: true, most: most, timeout: mediaTimeout})
}

// ownHost reports whether an address is at the place where Graph is.
func (c *Client) ownHost(u *url.URL) bool {
	base, err := url.Parse(c.BaseURL)
	return err == nil && base.Scheme == u.Scheme && base.Host != "" && strings.EqualFold(base.Host, u.Host)
}

// DeleteMedia makes Meta forget a medium (Meta: Cloud API, Media, Jun 2026).
//
// Errors: 100 with subcode 33 when it is gone already.
func (c *Client) DeleteMedia(ctx context.Context, id string) error {
	if id == "" {
		return errors.New("meta: no media id")
	}
	return c.succeed(ctx, request{method: http.MethodDelete, object: id, query: url.Values{"phone_number_id": {c.PhoneNumberID}}})
}
