package sandbox

import (
	"crypto/hmac"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"time"

	"ramal/internal/meta"
)

// Media (Meta: Cloud API, Media, Jun 2026; Meta: Calling API, Call settings, Voicemail, Jul 2026).

const (
	maxUploadBody   = mostUpload + mB // and the form around it
	uploadInMemory  = 4 * mB          // the rest of a form waits in a temporary file
	maxDescription  = 1024            // assumed
	longestGreeting = 60 * time.Second
)

// postMedia takes an upload. Its body is not read before it comes here.
func (s *Server) postMedia(r *graphRequest) (any, *graphError) {
	r.Body = http.MaxBytesReader(nil, r.Body, maxUploadBody)
	if err := r.ParseMultipartForm(uploadInMemory); err != nil {
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			return nil, tooBig(mediaRule{kind: "media", most: mostUpload})
		}
		return nil, fault(meta.CodeInvalidParameter).details("The request is not multipart/form-data: %v", err)
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	form := r.MultipartForm.Value
	if err := product(first(form["messaging_product"])); err != nil {
		return nil, err
	}
	f := file{UseCase: first(form["use_case"]), Description: first(form["description"])}
	data, err := readUpload(r.MultipartForm, &f)
	if err != nil {
		return nil, err
	}
	if err := checkMedia(f.MimeType, data); err != nil {
		return nil, err
	}
	if err := checkUse(f, data); err != nil {
		return nil, err
	}
	id := ""
	s.must(func(t *tx) { id = t.keep(f, data).ID })
	return meta.MediaID{ID: id}, nil
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// readUpload takes the file out of the form. Its type is the part's own or, where a client gives none, the field type.
func readUpload(form *multipart.Form, f *file) ([]byte, *graphError) {
	if len(form.File["file"]) == 0 {
		return nil, parameter("The parameter file is required.")
	}
	part := form.File["file"][0]
	f.Name = baseName(part.Filename)
	if f.MimeType = part.Header.Get("Content-Type"); f.MimeType == "" || bareType(f.MimeType) == "application/octet-stream" {
		if t := first(form.Value["type"]); t != "" {
			f.MimeType = t
		}
	}
	if rule, ok := ruleOf(f.MimeType); ok && part.Size > rule.most {
		return nil, tooBig(rule)
	}
	in, err := part.Open()
	if err != nil {
		return nil, fault(meta.CodeMediaUpload).details("The file cannot be read: %v", err)
	}
	defer func() { _ = in.Close() }()
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, fault(meta.CodeMediaUpload).details("The file cannot be read: %v", err)
	}
	return data, nil
}

// checkUse checks what a voicemail announcement must be. Meta gives no codes; 100 is assumed.
func checkUse(f file, data []byte) *graphError {
	switch {
	case f.UseCase == "":
		return nil
	case f.UseCase != useVoicemail:
		return parameter("Param use_case must be one of {call_voicemail_announcement} - got %q.", f.UseCase)
	case len(f.Description) > maxDescription:
		return parameter("Param description must be at most %d characters long.", maxDescription)
	case bareType(f.MimeType) != oggAudio:
		return parameter("Param file must be a file with one of the following types: audio/ogg. Received file of type '%s'.", bareType(f.MimeType))
	}
	if length, err := opusLength(data); err != nil || length >= longestGreeting {
		return fault(meta.CodeInvalidParameter).details("A voicemail announcement must be shorter than 60 seconds")
	}
	return nil
}

// medium looks up a medium that a Graph request names. numberID is the optional phone_number_id, which must be its owner.
func (s *Server) medium(r *graphRequest) (file, string, *graphError) {
	var f file
	address := ""
	s.must(func(t *tx) {
		if kept := t.files[r.id]; kept != nil {
			f, address = *kept, t.fileURL(kept)
		}
	})
	if n := r.URL.Query().Get("phone_number_id"); f.ID == "" || n != "" && n != PhoneNumberID {
		return file{}, "", unknownObject(r.Method, r.id)
	}
	return f, address, nil
}

func (s *Server) getMedium(r *graphRequest) (any, *graphError) {
	f, address, err := s.medium(r)
	if err != nil {
		return nil, err
	}
	// Webhooks have the hash in base64; this answer has it in hex, as seen in practice.
	sum, _ := base64.StdEncoding.DecodeString(f.SHA256)
	return meta.MediaInfo{
		URL: address, MIMEType: f.MimeType, SHA256: hex.EncodeToString(sum), FileSize: meta.Int64(f.Size), ID: f.ID, MessagingProduct: meta.Product,
	}, nil
}

func (s *Server) deleteMedium(r *graphRequest) (any, *graphError) {
	if _, _, err := s.medium(r); err != nil {
		return nil, err
	}
	s.must(func(t *tx) {
		if f := t.files[r.id]; f != nil {
			t.dropFile(f)
		}
	})
	return meta.Success{Success: true}, nil
}

// serveAttachment is the download: with the access token, for five minutes.
func (s *Server) serveAttachment(w http.ResponseWriter, r *http.Request) {
	if token(r) != s.token {
		s.denyAttachment(w, badToken())
		return
	}
	q := r.URL.Query()
	ext, err := strconv.ParseInt(q.Get("ext"), 10, 64)
	good := err == nil && hmac.Equal([]byte(q.Get("hash")), []byte(fileHash(q.Get("mid"), q.Get("ext"))))
	var f file
	s.must(func(t *tx) {
		if kept := t.files[q.Get("mid")]; kept != nil && good && t.now.Unix() < ext {
			f = *kept
		}
	})
	if f.ID == "" {
		gone := fault(meta.CodeInvalidParameter).details("The media URL has expired or is not valid")
		gone.HTTPStatus = http.StatusNotFound
		s.denyAttachment(w, gone)
		return
	}
	s.serveFile(w, r, f)
}

func (s *Server) denyAttachment(w http.ResponseWriter, e *graphError) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(e.HTTPStatus)
	_, _ = w.Write(e.body(s.ids.trace()))
}
