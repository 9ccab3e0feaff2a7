package api

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// worthPacking is the size from which a file is sent packed to browsers that can unpack it.
const worthPacking = 1 << 10

// packed is a file of the console, ready to send.
type packed struct {
	plain, gzip []byte // gzip is nil where it does not pay
	kind, tag   string
}

// shelf keeps the console's files packed: they never change while the server runs. The zero value is ready.
type shelf struct{ files sync.Map } // name → *packed

func (s *shelf) get(console fs.FS, name string) (*packed, error) {
	if f, ok := s.files.Load(name); ok {
		return f.(*packed), nil //nolint:forcetypeassert // nothing else is stored
	}
	data, err := fs.ReadFile(console, name)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	f := &packed{plain: data, kind: mime.TypeByExtension(path.Ext(name)), tag: base64.RawURLEncoding.EncodeToString(sum[:12])}
	if f.kind == "" {
		f.kind = http.DetectContentType(data)
	}
	if len(data) >= worthPacking && text(f.kind) {
		var b bytes.Buffer
		w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(data); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
		f.gzip = b.Bytes()
	}
	s.files.Store(name, f)
	return f, nil
}

func text(kind string) bool {
	return strings.HasPrefix(kind, "text/") || strings.Contains(kind, "javascript") || strings.Contains(kind, "json") || strings.Contains(kind, "svg")
}

// send writes a file, packed for those who take it, and 304 to those who have it.
func (f *packed) send(w http.ResponseWriter, r *http.Request) {
	h, data, tag := w.Header(), f.plain, f.tag
	h.Set("Content-Type", f.kind)
	if f.gzip != nil {
		h.Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			data, tag = f.gzip, f.tag+"-gzip"
			r.Header.Del("Range") // a part of a packed file is of no use
		}
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}
