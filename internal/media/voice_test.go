package media

import (
	"bytes"
	"testing"

	"github.com/at-wat/ebml-go/webm"
	"github.com/pion/webrtc/v4/pkg/media/oggreader"
)

// recorded is a WebM file as Chromium records it: blocks of 60 ms of Opus.
func recorded(t *testing.T, codec string, channels uint64, frames int) []byte {
	t.Helper()
	var out closable
	writers, err := webm.NewSimpleBlockWriter(&out, []webm.TrackEntry{{
		Name: "Audio", TrackNumber: 1, TrackUID: 1, CodecID: codec, TrackType: 2,
		Audio: &webm.Audio{SamplingFrequency: 48000, Channels: channels},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range frames {
		frame := []byte{0x78 | 0x03, 3, byte(i), 1, 2, 3} // CELT 20 ms × 3, mono
		if _, err := writers[0].Write(true, int64(i*60), frame); err != nil {
			t.Fatal(err)
		}
	}
	if err := writers[0].Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

type closable struct{ bytes.Buffer }

func (*closable) Close() error { return nil }

func TestARecordingInWebMBecomesAVoiceMessage(t *testing.T) {
	const frames = 50
	ogg, err := Voices{}.Ogg(recorded(t, "A_OPUS", 1, frames))
	if err != nil {
		t.Fatal(err)
	}
	r, head, err := oggreader.NewWith(bytes.NewReader(ogg))
	if err != nil || head.Channels != 1 || head.SampleRate != 48000 {
		t.Fatalf("%+v, %v", head, err)
	}
	pages, until := 0, uint64(0)
	for {
		payload, page, err := r.ParseNextPage()
		if err != nil {
			break
		}
		if bytes.HasPrefix(payload, []byte("OpusTags")) || len(payload) == 0 {
			continue
		}
		if payload[2] != byte(pages) {
			t.Errorf("packet %d came as %d", pages, payload[2])
		}
		pages, until = pages+1, page.GranulePosition
	}
	if pages != frames || until != (frames-1)*60*48 && until != frames*60*48 {
		t.Errorf("%d packets that end at %d samples", pages, until)
	}
	again, err := Voices{}.Ogg(ogg)
	if err != nil || !bytes.Equal(again, ogg) {
		t.Errorf("what is Ogg already was changed: %v", err)
	}
}

func TestWhatIsNoRecordingIsRefused(t *testing.T) {
	for name, data := range map[string][]byte{
		"nothing":        nil,
		"a text":         []byte("Hello, this is no recording at all"),
		"another codec":  recorded(t, "A_VORBIS", 1, 3),
		"stereo":         recorded(t, "A_OPUS", 2, 3),
		"silence of it":  recorded(t, "A_OPUS", 1, 0),
		"half a file":    recorded(t, "A_OPUS", 1, 50)[:40],
		"broken ebml":    {0x1a, 0x45, 0xdf, 0xa3, 0xff, 0xff, 0xff, 0xff, 0x00},
		"a file of zero": make([]byte, 4096),
	} {
		if ogg, err := (Voices{}).Ogg(data); err == nil {
			t.Errorf("%s became %d bytes of Ogg", name, len(ogg))
		}
	}
}

func TestHowLongAPacketPlays(t *testing.T) {
	for _, c := range []struct {
		packet []byte
		ms     float64
	}{
		{[]byte{0 << 3}, 10},
		{[]byte{1 << 3}, 20},
		{[]byte{3 << 3}, 60},
		{[]byte{11 << 3}, 60},
		{[]byte{12 << 3}, 10},
		{[]byte{15 << 3}, 20},
		{[]byte{16 << 3}, 2.5},
		{[]byte{19 << 3}, 20},
		{[]byte{31<<3 | 1}, 40},
		{[]byte{31<<3 | 2}, 40},
		{[]byte{31<<3 | 3, 6}, 120},
	} {
		if got := samplesOf(c.packet); got != uint32(c.ms*48) {
			t.Errorf("%x: %d samples, want %v ms", c.packet, got, c.ms)
		}
	}
}
