package sandbox

import (
	"bytes"
	"io"
	"mime"
	"net/http"
	"path/filepath"
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

// takeMedium takes a file that a user is going to send. Unlike an upload of the business it may be of any type: users send
// any file as a document.
func (s *Server) takeMedium(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostUpload))
	if err != nil {
		s.refuse(w, &badInput{Status: http.StatusRequestEntityTooLarge, Message: "the file is larger than 100 MB, or ended early"})
		return
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case len(data) == 0:
		s.refuse(w, bad("", "the body is the file, and it is empty"))
		return
	case err != nil || kind == "application/x-www-form-urlencoded" || kind == "multipart/form-data":
		s.refuse(w, bad("", "the Content-Type must be that of the file: image/jpeg, audio/ogg, application/pdf…"))
		return
	}
	out := made{}
	s.must(func(t *tx) {
		out.ID = t.keep(file{MimeType: kind, Name: baseName(r.URL.Query().Get("name")), Expires: t.now.Add(inboundLife).Unix()}, data).ID
	})
	s.reply(w, http.StatusOK, "application/json", out)
}

// baseName is a file's name without a path.
func baseName(name string) string {
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == "/" {
		return ""
	}
	return name
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
