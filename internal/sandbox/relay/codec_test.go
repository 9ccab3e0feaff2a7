package relay

import "testing"

// Values of ITU-T G.711, tables 1a/1b and 2a/2b, for 16-bit samples.
func TestSamplesAreCompandedAsG711Says(t *testing.T) {
	for _, c := range []struct {
		in    int16
		a, mu byte
	}{
		{0, 0xD5, 0xFF},
		{-1, 0x55, 0x7F},
		{8, 0xD5, 0xFE},
		{1000, 0xFA, 0xCE},
		{-1000, 0x7A, 0x4E},
		{8000, 0x8A, 0xA0},
		{32767, 0xAA, 0x80},
		{-32768, 0x2A, 0x00},
	} {
		if a, mu := alaw(c.in), mulaw(c.in); a != c.a || mu != c.mu {
			t.Errorf("%d: A-law %#02x, want %#02x; µ-law %#02x, want %#02x", c.in, a, c.a, mu, c.mu)
		}
	}
}

func TestACodecKnowsItsFrame(t *testing.T) {
	for _, c := range []struct {
		codec codec
		ticks uint32
		short string
		first byte
		size  int
	}{
		{opusCodec(96), 960, "opus", 0xF8, 3},
		{g711Codec(PCMA, 8), 160, "PCMA", 0xD5, 160},
		{g711Codec(PCMU, 0), 160, "PCMU", 0xFF, 160},
	} {
		if c.codec.ticks() != c.ticks || c.codec.short() != c.short || c.codec.silence[0] != c.first || len(c.codec.silence) != c.size {
			t.Errorf("%+v", c.codec)
		}
	}
}
