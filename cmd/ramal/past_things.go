package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"strings"
	"sync"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4/pkg/media/oggwriter"
	"golang.org/x/text/encoding/charmap"

	"ramal/internal/desk"
	"ramal/internal/org"
	"ramal/internal/sandbox/relay"
	"ramal/internal/store"
)

// thing is what a turn carries beside its words: a file, a place or a person.
type thing struct {
	kind  desk.Kind
	mime  string
	name  string
	data  func() []byte // of a file
	place *desk.Place
	card  *desk.Card
}

func photo(name string, draw func() *image.RGBA) *thing {
	return &thing{kind: desk.Image, mime: "image/jpeg", name: name, data: sync.OnceValue(func() []byte { return jpegOf(draw()) })}
}

func voiceNote(seconds int) *thing {
	return &thing{kind: desk.Voice, mime: "audio/ogg", data: func() []byte { return recording(seconds) }}
}

func paper(name string, lines ...string) *thing {
	return &thing{kind: desk.Document, mime: "application/pdf", name: name, data: func() []byte { return pdf(lines) }}
}

func spot(latitude, longitude float64, name, address string) *thing {
	return &thing{kind: desk.Location, place: &desk.Place{Latitude: latitude, Longitude: longitude, Name: name, Address: address}}
}

func somebody(name, phone string) *thing {
	return &thing{kind: desk.Contacts, card: &desk.Card{Name: name, Phones: []string{phone}}}
}

// keep stores the file of a thing, and returns what its message carries.
func (t *thing) keep(ctx context.Context, db *store.DB, ws org.WorkspaceID) (*desk.Content, error) {
	switch {
	case t.place != nil:
		return &desk.Content{Place: t.place}, nil
	case t.card != nil:
		return &desk.Content{Cards: []desk.Card{*t.card}}, nil
	}
	data := t.data()
	sum := sha256.Sum256(data)
	f := desk.File{ID: desk.FileID(newID()), SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data)), MIME: t.mime, Name: t.name}
	m := desk.Medium{SHA256: f.SHA256, State: desk.Here, File: f.ID, MIME: f.MIME, Name: f.Name, Size: f.Size}
	if t.kind == desk.Image {
		m.Width, m.Height = pictureWidth, pictureHeight
	}
	return &desk.Content{Medium: &m}, db.CreateFile(ctx, ws, f, data)
}

func jpegOf(picture image.Image) []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, picture, &jpeg.Options{Quality: 85}) // a buffer takes all
	return b.Bytes()
}

// recording is an Ogg file of some seconds of speech: the greeting of the sandbox's phones, as often as it takes.
func recording(seconds int) []byte {
	const opusRate, frame = 48_000, 960
	packets, err := relay.Greeting()
	if err != nil || len(packets) == 0 {
		return nil
	}
	var b bytes.Buffer
	w, err := oggwriter.NewWith(&b, opusRate, 1)
	if err != nil {
		return nil
	}
	for i := range seconds * opusRate / frame {
		_ = w.WriteRTP(&rtp.Packet{Header: rtp.Header{SequenceNumber: uint16(i), Timestamp: uint32(i * frame)}, Payload: packets[i%len(packets)]})
	}
	_ = w.Close()
	return b.Bytes()
}

// pdf is a page with a few lines on it (PDF 1.4, Helvetica in WinAnsi).
func pdf(lines []string) []byte {
	var text strings.Builder
	text.WriteString("BT /F 18 Tf 60 770 Td 26 TL\n")
	for i, line := range lines {
		if i == 1 {
			text.WriteString("/F 12 Tf 20 TL\n")
		}
		encoded, err := charmap.Windows1252.NewEncoder().String(line)
		if err != nil {
			encoded = line
		}
		fmt.Fprintf(&text, "(%s) Tj T*\n", strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(encoded))
	}
	text.WriteString("ET")
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, object := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", text.Len(), text.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

// random is a source that gives the same on each start, so that pictures stay as they are.
func random() *rand.Rand { return rand.New(rand.NewPCG(4, 471)) } //nolint:gosec // it draws dust
