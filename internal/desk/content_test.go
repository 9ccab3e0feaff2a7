package desk_test

import (
	"strings"
	"testing"

	"ramal/internal/desk"
	"ramal/internal/fault"
)

func TestAFileIsWhatItsBytesSay(t *testing.T) {
	zip := "PK\x03\x04" + strings.Repeat("\x00", 40)
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 40)
	for _, c := range []struct{ data, name, want string }{
		{"\x89PNG\r\n\x1a\n....", "x.exe", "image/png"},
		{"\xff\xd8\xff\xe0....", "photo.png", "image/jpeg"},
		{"RIFF\x00\x00\x00\x00WEBPVP8 ", "s.webp", "image/webp"},
		{"OggS\x00\x02", "v.mp3", "audio/ogg"},
		{"ID3\x03\x00\x00", "m.mp3", "audio/mpeg"},
		{"\xff\xfb\x90\x00", "m.mp3", "audio/mpeg"},
		{"\xff\xf1\x50\x80", "a.aac", "audio/aac"},
		{"#!AMR\n", "a.amr", "audio/amr"},
		{"\x00\x00\x00\x18ftypM4A \x00", "a.m4a", "audio/mp4"},
		{"\x00\x00\x00\x18ftypisom\x00", "v.mp4", "video/mp4"},
		{"\x00\x00\x00\x18ftyp3gp4\x00", "v.3gp", "video/3gpp"},
		{"%PDF-1.7", "q.pdf", "application/pdf"},
		{"Hello, world", "a.txt", "text/plain"},
		{"<!DOCTYPE html><script>", "a.pdf", "text/html"},
		{"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", "text/xml"},
		{zip, "t.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{zip, "t.XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{zip, "t.zip", "application/zip"},
		{zip, "t.doc", "application/zip"},
		{ole, "t.doc", "application/msword"},
		{ole, "t.docx", "application/octet-stream"},
		{"MZ\x90\x00\x03", "a.pdf", "application/octet-stream"},
	} {
		got := desk.TypeOf([]byte(c.data), c.name)
		if c.want == "text/xml" && got != "text/xml" && got != "text/plain" || c.want != "text/xml" && got != c.want {
			t.Errorf("%q (%s): %s, want %s", c.data[:4], c.name, got, c.want)
		}
	}
}

func TestWhatWhatsAppTakes(t *testing.T) {
	const mB = 1 << 20
	for _, c := range []struct {
		mime   string
		size   int64
		kind   desk.Kind
		reason string
	}{
		{"image/png", 5 * mB, desk.Image, ""},
		{"image/jpeg", 5*mB + 1, "", "too_large"},
		{"video/mp4", 16 * mB, desk.Video, ""},
		{"video/mp4", 17 * mB, "", "too_large"},
		{"audio/ogg", 1, desk.Audio, ""},
		{"image/webp", 500 << 10, desk.Sticker, ""},
		{"image/webp", 501 << 10, "", "too_large"},
		{"application/pdf", 100 * mB, desk.Document, ""},
		{"text/html", 10, "", "wrong_kind"},
		{"image/gif", 10, "", "wrong_kind"},
		{"video/webm", 10, "", "wrong_kind"},
		{"application/octet-stream", 10, "", "wrong_kind"},
		{"image/png", 0, "", "empty"},
	} {
		kind, err := desk.Sendable(c.mime, c.size)
		var f *fault.Error
		if kind != c.kind || (c.reason != "") != asFault(err, &f) || f != nil && (f.Reason != c.reason || f.Field != "file") {
			t.Errorf("%s of %d: %s, %v", c.mime, c.size, kind, err)
		}
	}
	for _, m := range []string{"text/html", "image/svg+xml", "application/pdf", "text/plain", "application/octet-stream", "text/xml"} {
		if desk.Shown(m) {
			t.Errorf("%s is shown within a page", m)
		}
	}
}
