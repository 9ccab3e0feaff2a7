package sandbox

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"mime/multipart"
	"net/textproto"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4/pkg/media/oggwriter"
)

// The sections named here are those of Meta's page "Media" of Cloud API (Jun 2026) and of "Call settings", Voicemail (Jul
// 2026), of the Calling API.

// multipartBody is an upload. A field without a value is left out.
func multipartBody(t *testing.T, fields map[string]string, mimeType string, data []byte) (body, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, v := range fields {
		if err := w.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	if data != nil {
		h := textproto.MIMEHeader{"Content-Disposition": {`form-data; name="file"; filename="../a b.ogg"`}}
		if mimeType != "" {
			h.Set("Content-Type", mimeType)
		}
		p, err := w.CreatePart(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}

func (r *rig) uploadForm(fields map[string]string, mimeType string, data []byte) answer {
	r.Helper()
	body, contentType := multipartBody(r.T, fields, mimeType, data)
	return r.request("POST", "/v24.0/"+PhoneNumberID+"/media", body, map[string]string{"Authorization": "Bearer " + Token, "Content-Type": contentType})
}

func (r *rig) upload(mimeType string, data []byte) string {
	r.Helper()
	return r.uploadForm(map[string]string{"messaging_product": "whatsapp", "type": mimeType}, mimeType, data).ok().Body["id"].(string)
}

// node asks for an object by its id.
func (r *rig) node(method, id, body string) answer {
	r.Helper()
	return r.request(method, "/v24.0/"+id, body, map[string]string{"Authorization": "Bearer " + Token})
}

// download fetches an address that Graph gave.
func (r *rig) download(address, token string) answer {
	r.Helper()
	header := map[string]string{}
	if token != "" {
		header["Authorization"] = "Bearer " + token
	}
	return r.request("GET", strings.TrimPrefix(address, r.s.URL()), "", header)
}

// oggFile is an Ogg/Opus file of silence.
func oggFile(length time.Duration, channels uint16) []byte {
	var b bytes.Buffer
	w, err := oggwriter.NewWith(&b, 48_000, channels)
	if err != nil {
		panic(err)
	}
	p := rtp.Packet{Header: rtp.Header{Version: 2}, Payload: []byte{0xf8, 0xff, 0xfe}} // 20 ms
	for ; length > 0; length -= 20 * time.Millisecond {
		p.Timestamp += 960
		if err := w.WriteRTP(&p); err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestAnUploadIsLookedUpDownloadedAndDeleted(t *testing.T) {
	r := stopped(t)
	tone, err := os.ReadFile("relay/tone.ogg")
	if err != nil {
		t.Fatal(err)
	}
	id := r.upload("audio/ogg", tone)
	a := r.node("GET", id, "").ok()
	address := a.Body["url"].(string)
	golden(t, "media", a.Raw)
	got := r.download(address, Token).ok()
	if !bytes.Equal(got.Raw, tone) || got.Header.Get("Content-Type") != "audio/ogg" {
		t.Errorf("%d bytes of %s", len(got.Raw), got.Header.Get("Content-Type"))
	}
	// The page: without the token the download fails.
	r.download(address, "").fails(401, 190, "")
	r.download(address, "other").fails(401, 190, "")
	r.download(strings.Replace(address, "hash=", "hash=0", 1), Token).fails(404, 100, "expired")
	r.download(strings.Replace(address, "ext=", "ext=9", 1), Token).fails(404, 100, "expired")
	// "Media URLs expire after 5 minutes"; a new one is to be asked for.
	r.advance(urlLife)
	r.download(address, Token).fails(404, 100, "expired")
	r.download(r.node("GET", id, "").ok().Body["url"].(string), Token).ok()

	r.node("GET", id+"?phone_number_id=1", "").fails(400, 100, "does not exist")
	r.node("GET", id+"?phone_number_id="+PhoneNumberID, "").ok()
	golden(t, "media-deleted", r.node("DELETE", id, "").ok().Raw)
	r.node("DELETE", id, "").fails(400, 100, "does not exist")
	r.node("GET", id, "").fails(400, 100, "does not exist")
}

func TestTheHashIsHexHereAndBase64InWebhooks(t *testing.T) {
	r := stopped(t) // seen in practice: the page shows neither
	id := r.upload("image/png", []byte("png"))
	sum, err := hex.DecodeString(r.node("GET", id, "").ok().Body["sha256"].(string))
	if err != nil {
		t.Fatal(err)
	}
	r.s.must(func(t *tx) {
		if want := t.files[id].SHA256; base64.StdEncoding.EncodeToString(sum) != want {
			r.Errorf("%x, want %s", sum, want)
		}
	})
}

func TestUploadsThatAreRefused(t *testing.T) {
	r := stopped(t)
	whatsapp := map[string]string{"messaging_product": "whatsapp"}
	voicemail := map[string]string{"messaging_product": "whatsapp", "use_case": useVoicemail, "description": "Leave us a message"}
	for name, c := range map[string]struct {
		fields map[string]string
		mime   string
		data   []byte
		code   int
		words  string
	}{
		"no product":            {nil, "image/png", []byte("x"), 100, "messaging_product is required"},
		"no file":               {whatsapp, "", nil, 100, "The parameter file is required."},
		"unknown type":          {whatsapp, "application/zip", []byte("x"), 100, `Received file of type 'application\/zip'`},
		"no type at all":        {whatsapp, "", []byte("x"), 100, "Received file of type ''"},
		"empty":                 {whatsapp, "image/png", []byte{}, 131053, "empty"},
		"image over 5 MB":       {whatsapp, "image/jpeg", make([]byte, 5*mB+1), 131053, "5 MB"},
		"audio over 16 MB":      {whatsapp, "audio/mpeg", make([]byte, 16*mB+1), 131053, "16 MB"},
		"video over 16 MB":      {whatsapp, "video/mp4", make([]byte, 16*mB+1), 131053, "16 MB"},
		"sticker over 500 kB":   {whatsapp, "image/webp", make([]byte, 500*kB+1), 131053, "500 kB"},
		"document over 100 MB":  {whatsapp, "application/pdf", make([]byte, 101*mB), 131053, "100 MB"},
		"ogg without opus":      {whatsapp, "audio/ogg", []byte("OggS" + strings.Repeat("vorbis ", 20)), 131053, "damaged"},
		"no ogg":                {whatsapp, "audio/ogg; codecs=opus", []byte(strings.Repeat("RIFF", 20)), 131053, "a WAV file, not Ogg"},
		"ogg in stereo":         {whatsapp, "audio/ogg", oggFile(time.Second, 2), 131053, "mono"},
		"ogg without sound":     {whatsapp, "audio/ogg", oggFile(0, 1), 131053, "holds no audio"},
		"unknown use":           {map[string]string{"messaging_product": "whatsapp", "use_case": "x"}, "image/png", []byte("x"), 100, "use_case"},
		"announcement as mp3":   {voicemail, "audio/mpeg", []byte("x"), 100, `audio\/ogg. Received`},
		"announcement too long": {voicemail, "audio/ogg", oggFile(time.Minute, 1), 100, "shorter than 60 seconds"},
		"description too long": {
			map[string]string{"messaging_product": "whatsapp", "use_case": useVoicemail, "description": strings.Repeat("x", maxDescription+1)},
			"audio/ogg", oggFile(time.Second, 1), 100, "description",
		},
	} {
		t.Run(name, func(*testing.T) { r.uploadForm(c.fields, c.mime, c.data).fails(400, c.code, c.words) })
	}
	r.graph("POST", "media", `{"messaging_product":"whatsapp"}`).fails(400, 100, "multipart")
	body, contentType := multipartBody(t, whatsapp, "image/png", []byte("x"))
	r.request("POST", "/"+PhoneNumberID+"/media", body, map[string]string{"Content-Type": contentType}).fails(401, 190, "")
	r.s.must(func(w *tx) {
		if len(w.Files) != 0 {
			t.Errorf("kept %d files", len(w.Files))
		}
	})
}

func TestTheFieldTypeHelpsAClientThatNamesNone(t *testing.T) {
	r := stopped(t)
	for _, part := range []string{"", "application/octet-stream"} {
		a := r.uploadForm(map[string]string{"messaging_product": "whatsapp", "type": "image/jpeg"}, part, []byte("jpeg")).ok()
		if got := r.node("GET", a.Body["id"].(string), "").ok().Body["mime_type"]; got != "image/jpeg" {
			t.Errorf("type %v", got)
		}
	}
}

func TestAnAnnouncementStaysAndCannotBeSent(t *testing.T) {
	r := stopped(t)
	r.write(ana, "oi")
	r.event("text")
	id := r.uploadForm(map[string]string{"messaging_product": "whatsapp", "use_case": useVoicemail, "description": "Leave us a message"},
		"audio/ogg", oggFile(59*time.Second, 1)).ok().Body["id"].(string)
	r.graph("POST", "messages", `{"messaging_product":"whatsapp","to":"`+ana+`","type":"audio","audio":{"id":"`+id+`"}}`).
		fails(400, 100, "not a valid whatsapp business account media attachment ID")
	r.advance(2 * uploadLife)
	r.node("GET", id, "").ok()
}

func TestLargeUploadsAreTaken(t *testing.T) {
	r := stopped(t)
	data := bytes.Repeat([]byte("document "), 2*mB) // 18 MB: most of it waits in a temporary file
	id := r.upload("application/pdf", data)
	if got, _ := r.s.fileData(id); !bytes.Equal(got, data) {
		t.Errorf("%d bytes", len(got))
	}
}
