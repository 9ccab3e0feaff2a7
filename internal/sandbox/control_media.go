package sandbox

import (
	"bytes"
	"mime"
	"net/http"
	"slices"
	"strings"
	"time"
)

// showMedium gives a medium to the phone page. It comes from anybody, so a browser must not run it.
func (s *Server) showMedium(w http.ResponseWriter, r *http.Request) {
	var f file
	err := s.do(func(t *tx) error {
		kept := t.files[r.PathValue("id")]
		if kept == nil {
			return notFound("medium " + r.PathValue("id"))
		}
		f = *kept
		return nil
	})
	if err != nil {
		s.refuse(w, err)
		return
	}
	w.Header().Set("Content-Security-Policy", "sandbox; default-src 'none'")
	s.serveFile(w, r, f)
}

// harmless are the types that a page may show in place; everything else is a download.
var harmless = []string{"image/jpeg", "image/png", "image/webp", "application/pdf", "text/plain", "application/json"}

func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, f file) {
	data, ok := s.fileData(f.ID)
	if !ok {
		s.refuse(w, notFound("medium "+f.ID))
		return
	}
	kind := bareType(f.MimeType)
	shown := "attachment"
	if slices.Contains(harmless, kind) || strings.HasPrefix(kind, "audio/") || strings.HasPrefix(kind, "video/") {
		shown = "inline"
	}
	name := map[string]string{}
	if f.Name != "" {
		name["filename"] = f.Name
	}
	w.Header().Set("Content-Type", f.MimeType)
	w.Header().Set("Content-Disposition", mime.FormatMediaType(shown, name))
	w.Header().Set("Cache-Control", "private, no-cache")
	w.Header().Set("ETag", `"`+f.SHA256+`"`)
	http.ServeContent(w, r, "", time.Unix(f.Created, 0), bytes.NewReader(data))
}

// bareType is a media type without its parameters, in lower case.
func bareType(mimeType string) string {
	bare, _, _ := strings.Cut(mimeType, ";")
	return strings.ToLower(strings.TrimSpace(bare))
}
