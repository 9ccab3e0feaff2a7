package sandbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"ramal/internal/meta"
)

// file is one medium that Meta holds: an upload of the business, what a user sent, a recording. Its bytes are on the shelf.
// Times are unix seconds.
type file struct {
	ID          string `json:"id"`
	MimeType    string `json:"mime_type"`
	SHA256      string `json:"sha256"` // base64 of the raw hash, as in webhooks
	Name        string `json:"name,omitempty"`
	UseCase     string `json:"use_case,omitempty"`
	Description string `json:"description,omitempty"`
	Size        int64  `json:"size"`
	Created     int64  `json:"created"`
	Expires     int64  `json:"expires,omitempty"` // 0: never
}

// useVoicemail is the use of an upload that is a voicemail announcement (Meta: Calling API, Call settings, Jul 2026).
const useVoicemail = meta.UseVoicemailAnnouncement

// How long media live (Meta: Cloud API, Media, Jun 2026).
const (
	uploadLife  = 30 * day // uploaded by the business
	inboundLife = 7 * day  // in webhooks: what users sent, recordings, transcripts
	urlLife     = 5 * time.Minute
)

// keptFiles bounds how many media are remembered; the shelf bounds their bytes.
const keptFiles = 5000

// keep takes a medium in and gives it an id. It lives for 30 days unless Expires says otherwise, and a voicemail
// announcement for ever.
func (t *tx) keep(f file, data []byte) *file {
	sum := sha256.Sum256(data)
	t.FileSerial++
	f.ID = fmt.Sprintf("%s%08d", mediaIDs, t.FileSerial)
	f.SHA256, f.Size, f.Created = base64.StdEncoding.EncodeToString(sum[:]), int64(len(data)), t.now.Unix()
	switch {
	case f.UseCase == useVoicemail:
		f.Expires = 0
	case f.Expires == 0:
		f.Expires = t.now.Add(uploadLife).Unix()
	}
	kept := &f
	t.Files = append(t.Files, kept)
	t.files[f.ID] = kept
	t.s.shelf.put(f.ID, data)
	t.later(func() { t.s.shelf.settle(f.ID) })
	for len(t.Files) > 1 && (len(t.Files) > keptFiles || t.s.shelf.full()) {
		t.dropFile(t.oldestFile())
	}
	t.expireFileLater(kept)
	return kept
}

// oldestFile is the one that has to go first. Announcements stay as long as there is anything else.
func (w *world) oldestFile() *file {
	for _, f := range w.Files[:len(w.Files)-1] {
		if f.UseCase != useVoicemail {
			return f
		}
	}
	return w.Files[0]
}

// expireFileLater drops a medium when its time is over.
func (t *tx) expireFileLater(f *file) {
	if f.Expires == 0 {
		return
	}
	id := f.ID
	t.in(time.Unix(f.Expires, 0).Sub(t.now), func(t *tx) {
		if f := t.files[id]; f != nil {
			t.dropFile(f)
		}
	})
}

// dropFile forgets a medium and its bytes.
func (t *tx) dropFile(f *file) {
	for i, other := range t.Files {
		if other == f {
			t.Files = append(t.Files[:i], t.Files[i+1:]...)
			break
		}
	}
	delete(t.files, f.ID)
	t.s.shelf.drop(f.ID)
	t.later(func() { t.s.shelf.settle(f.ID) })
}

// fileData returns the bytes of a medium, and false when they are gone.
func (s *Server) fileData(id string) ([]byte, bool) { return s.shelf.get(id) }

// attachments is the path of downloads. It is the one of Meta's own host.
const attachments = "/whatsapp_business/attachments/"

// fileURL is where a medium can be downloaded for 5 minutes with the access token.
func (t *tx) fileURL(f *file) string {
	ext := strconv.FormatInt(t.now.Add(urlLife).Unix(), 10)
	q := url.Values{"mid": {f.ID}, "ext": {ext}, "hash": {fileHash(f.ID, ext)}}
	return t.s.reached() + attachments + "?" + q.Encode()
}

// fileHash makes a download URL that nobody else can lengthen.
func fileHash(id, ext string) string {
	mac := hmac.New(sha256.New, []byte(AppSecret))
	_, _ = fmt.Fprintf(mac, "%s %s", id, ext)
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// reached is the address by which the business reached Graph last: inside containers it is not the one we listen on.
func (s *Server) reached() string {
	if base, ok := s.base.Load().(string); ok {
		return base
	}
	return s.URL()
}
