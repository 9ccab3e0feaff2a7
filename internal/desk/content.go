package desk

import (
	"bytes"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// FileID is UUIDv7 text.
type FileID string

// Content is what a message has beside its words. It never changes: a message gets another one.
type Content struct {
	Medium *Medium `json:"medium,omitempty"`
	Place  *Place  `json:"place,omitempty"`
	Cards  []Card  `json:"cards,omitempty"`
}

// Medium is a picture, a recording, a film or a document.
type Medium struct {
	MetaID string      `json:"metaId,omitempty"` // where Meta keeps it: for 7 days what came by a webhook (Meta: Cloud API, Media, Jun 2026)
	SHA256 string      `json:"sha256,omitempty"` // as Meta says: base64 in webhooks, hex elsewhere
	State  MediumState `json:"state"`
	File   FileID      `json:"file,omitempty"` // "" until it is here
	MIME   string      `json:"mime,omitempty"` // as Meta says until it is here, then as its bytes do
	Name   string      `json:"name,omitempty"`
	Size   int64       `json:"size,omitempty"` // bytes
	Width  int         `json:"width,omitempty"`
	Height int         `json:"height,omitempty"`
}

// MediumState is how far a medium came.
type MediumState string

// The states of a medium.
const (
	Coming   MediumState = "coming"    // it is being fetched from Meta
	Here     MediumState = "here"      // it can be shown
	TooLarge MediumState = "too_large" // over what this server takes
	Lost     MediumState = "lost"      // Meta does not have it any more, or it is not what Meta said it is
)

// Place is a place on the map, in degrees.
type Place struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Name      string  `json:"name,omitempty"`
	Address   string  `json:"address,omitempty"`
}

// Card is a person that somebody sent.
type Card struct {
	Name   string   `json:"name"`
	Phones []string `json:"phones,omitempty"` // as they were written
	WaID   string   `json:"waId,omitempty"`   // of the first one that is on WhatsApp
}

// FilePart is how many bytes a file is stored and read in at a time.
const FilePart = 256 << 10

// DueMedium is a medium that is to be fetched from Meta.
type DueMedium struct {
	WorkspaceID org.WorkspaceID
	MessageID   MessageID
	Attempts    int
	NextAt      time.Time
}

// File is a stored file.
type File struct {
	ID     FileID
	SHA256 string // hex
	Size   int64
	MIME   string
	Name   string
}

// mediaRule is what Meta takes of one kind of media (Meta: Cloud API, Media, Supported media types, Jun 2026).
type mediaRule struct {
	kind  Kind
	most  int64 // bytes
	mimes []string
}

const (
	kB = 1 << 10
	mB = 1 << 20
)

var mediaRules = []mediaRule{
	{Image, 5 * mB, []string{"image/jpeg", "image/png"}},
	{Video, 16 * mB, []string{"video/mp4", "video/3gpp"}},
	{Audio, 16 * mB, []string{"audio/aac", "audio/mp4", "audio/mpeg", "audio/amr", "audio/ogg"}},
	{Sticker, 500 * kB, []string{"image/webp"}},
	{Document, 100 * mB, []string{
		"application/pdf", "text/plain", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"application/vnd.openxmlformats-officedocument.presentationml.presentation",
	}},
}

// Sendable returns as what kind of message Meta takes a file; fault.Invalid on "file" where it takes none of its type, or it is too
// large.
func Sendable(mimeType string, size int64) (Kind, error) {
	if size == 0 {
		return "", fault.New(fault.Invalid, "The file is empty.").On("file").Because("empty")
	}
	for _, r := range mediaRules {
		if !slices.Contains(r.mimes, mimeType) {
			continue
		}
		if size > r.most {
			said := fault.New(fault.TooLarge, "WhatsApp takes a file of this kind up to %d MB.", r.most/mB)
			if r.most < mB {
				said = fault.New(fault.TooLarge, "WhatsApp takes a file of this kind up to %d kB.", r.most/kB)
			}
			return "", said.On("file").Because("too_large")
		}
		return r.kind, nil
	}
	return "", fault.New(fault.Invalid, "WhatsApp does not take files of this kind. It takes JPEG and PNG pictures, MP4 videos, audio, PDF, text and Office documents.").On("file").Because("wrong_kind")
}

// officeTypes are what cannot be told by a file's first bytes: containers that have a name's ending to say what is in them.
var officeTypes = map[string]string{
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".doc":  "application/msword",
	".xls":  "application/vnd.ms-excel",
	".ppt":  "application/vnd.ms-powerpoint",
}

// TypeOf tells what a file is by its first bytes, and by its name only between kinds of one container. What its sender says it is
// does not count.
func TypeOf(data []byte, name string) string {
	switch {
	case bytes.HasPrefix(data, []byte("OggS")):
		return "audio/ogg"
	case bytes.HasPrefix(data, []byte("#!AMR")):
		return "audio/amr"
	case len(data) > 1 && data[0] == 0xff && data[1]&0xf6 == 0xf0: // ADTS (ISO 13818-7)
		return "audio/aac"
	case len(data) > 1 && data[0] == 0xff && data[1]&0xe0 == 0xe0: // a frame of MPEG audio without a tag before it
		return "audio/mpeg"
	case len(data) > 11 && string(data[4:8]) == "ftyp":
		switch brand := string(data[8:12]); {
		case strings.HasPrefix(brand, "M4A"), strings.HasPrefix(brand, "M4B"):
			return "audio/mp4"
		case strings.HasPrefix(brand, "3gp"), strings.HasPrefix(brand, "3g2"):
			return "video/3gpp"
		}
		return "video/mp4"
	}
	said, _, err := mime.ParseMediaType(http.DetectContentType(data))
	if err != nil {
		return "application/octet-stream"
	}
	ending := strings.ToLower(path.Ext(name))
	ole := bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0})
	if office := officeTypes[ending]; office != "" && (said == "application/zip" && len(ending) == 5 || ole && len(ending) == 4) {
		return office
	}
	return said
}

// Shown reports whether browsers may show a file of this type within a page. Everything else is only handed out to be kept: HTML and SVG
// run scripts.
func Shown(mimeType string) bool {
	return slices.Contains([]string{
		"image/jpeg", "image/png", "image/webp", "image/gif", "video/mp4", "video/3gpp", "video/webm",
		"audio/ogg", "audio/mpeg", "audio/mp4", "audio/aac", "audio/amr",
	}, mimeType)
}

// With returns the content with another medium.
func (c *Content) With(m Medium) *Content {
	next := Content{}
	if c != nil {
		next = *c
	}
	next.Medium = &m
	return &next
}

// IsMedium reports whether messages of this kind carry a file.
func (k Kind) IsMedium() bool {
	switch k {
	case Image, Sticker, Audio, Voice, Video, Document:
		return true
	}
	return false
}
