package relay

import (
	"bytes"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestTheLengthOfAFrameIsInItsFirstByte(t *testing.T) {
	// RFC 6716, table 2.
	want := map[int]int{0: 480, 1: 960, 2: 1920, 3: 2880, 11: 2880, 12: 480, 13: 960, 15: 960, 16: 120, 17: 240, 18: 480, 19: 960, 31: 960}
	for config, samples := range want {
		if got := frameSamples(byte(config << 3)); got != samples {
			t.Errorf("configuration %d: %d samples, want %d", config, got, samples)
		}
	}
}

func TestPacketsAreTakenApart(t *testing.T) {
	const toc = 9 << 3 // 20 ms of SILK wideband
	for name, c := range map[string]struct {
		packet []byte
		frames []string
	}{
		"one frame":               {[]byte{toc, 'a', 'b'}, []string{"ab"}},
		"an empty frame":          {[]byte{toc}, []string{""}},
		"two of one size":         {[]byte{toc | 1, 'a', 'b', 'c', 'd'}, []string{"ab", "cd"}},
		"two of two sizes":        {[]byte{toc | 2, 1, 'a', 'b', 'c'}, []string{"a", "bc"}},
		"many of one size":        {[]byte{toc | 3, 3, 'a', 'b', 'c'}, []string{"a", "b", "c"}},
		"many of several sizes":   {[]byte{toc | 3, 0x83, 2, 0, 'a', 'b', 'c'}, []string{"ab", "", "c"}},
		"many with padding":       {[]byte{toc | 3, 0x42, 2, 'a', 'b', 0, 0}, []string{"a", "b"}},
		"many with much padding":  {append([]byte{toc | 3, 0x41, 255, 0, 'a'}, make([]byte, 254)...), []string{"a"}},
		"no packet":               {nil, nil},
		"two that are uneven":     {[]byte{toc | 1, 'a', 'b', 'c'}, nil},
		"a size beyond the end":   {[]byte{toc | 2, 9, 'a'}, nil},
		"no frame":                {[]byte{toc | 3, 0}, nil},
		"no count":                {[]byte{toc | 3}, nil},
		"longer than 120 ms":      {[]byte{toc | 3, 7, 1, 2, 3, 4, 5, 6, 7}, nil},
		"padding beyond the end":  {[]byte{toc | 3, 0x41, 9, 'a'}, nil},
		"a frame that is too big": {append([]byte{toc}, make([]byte, 1276)...), nil},
	} {
		p, err := parseOpus(c.packet)
		if (err != nil) != (c.frames == nil) || len(p.frames) != len(c.frames) && err == nil {
			t.Errorf("%s: %d frames, %v", name, len(p.frames), err)
			continue
		}
		for i, f := range c.frames {
			if string(p.frames[i]) != f {
				t.Errorf("%s: frame %d is %q, want %q", name, i, p.frames[i], f)
			}
		}
	}
}

func TestAPacketSurvivesBeingWrittenAndRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := opusPacket{toc: byte(rapid.IntRange(0, 31).Draw(t, "configuration") << 3)}
		most := maxSamples / frameSamples(p.toc)
		p.frames = rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, 600), 1, min(most, 48)).Draw(t, "frames")
		plain := p.append(nil, false)
		got, err := parseOpus(plain)
		if err != nil || got.toc != p.toc || len(got.frames) != len(p.frames) {
			t.Fatalf("%+v, %v", got, err)
		}
		for i := range p.frames {
			if !bytes.Equal(got.frames[i], p.frames[i]) {
				t.Fatalf("frame %d differs", i)
			}
		}
		// The self-delimiting form is the same packet with the length of its last frame put in.
		long := p.append(nil, true)
		last := len(p.frames[len(p.frames)-1])
		if want := len(plain) + len(appendLength(nil, last)); len(long) != want {
			t.Fatalf("self-delimiting: %d bytes, want %d", len(long), want)
		}
	})
}

func TestDurationsAddUp(t *testing.T) {
	packets := [][]byte{{9 << 3, 1}, {11 << 3, 1}, {16<<3 | 1}, {3, 0}}
	if d := Duration(packets); d != 20*time.Millisecond+60*time.Millisecond+5*time.Millisecond {
		t.Errorf("%v", d)
	}
}
