package relay

import (
	"bytes"
	"testing"
	"time"
)

func TestWhatAPhoneSaysIsAFileOfItsSound(t *testing.T) {
	r := open(t)
	own := [][]byte{{0xF8, 1, 2}, {0xF8, 3, 4}, {0xF8, 5, 6}}
	greeting, err := Greeting()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		sound Sound
		file  [][]byte
		long  time.Duration
		want  [][]byte // how it begins; silence follows
	}{
		"a tone":               {Tone, nil, 3 * time.Second, nil},
		"a file":               {File, own, 200 * time.Millisecond, own},
		"a file cut short":     {File, own, 40 * time.Millisecond, own[:2]},
		"the greeting":         {File, nil, 200 * time.Millisecond, greeting[:10]},
		"silence":              {Silence, own, 200 * time.Millisecond, [][]byte{}},
		"an echo of nobody":    {Echo, own, 200 * time.Millisecond, [][]byte{}},
		"a frame at the least": {Silence, nil, 0, [][]byte{}},
	} {
		said, err := ReadOpus(r.Speak(c.sound, c.file, c.long))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if long := max(c.long, frameTime); Duration(said) != long {
			t.Errorf("%s: %v, want %v", name, Duration(said), long)
		}
		for i, p := range said {
			switch {
			case c.want == nil:
				if !bytes.Equal(p, r.opus.tone[i%len(r.opus.tone)]) {
					t.Fatalf("%s: packet %d is not of the tone", name, i)
				}
			case i < len(c.want):
				if !bytes.Equal(p, c.want[i]) {
					t.Fatalf("%s: packet %d is %x, want %x", name, i, p, c.want[i])
				}
			case len(p) == 0 || !bytes.HasPrefix(silenceFrame, p): // or a frame of nothing
				t.Fatalf("%s: packet %d is %x, not silence", name, i, p)
			}
		}
	}
}
