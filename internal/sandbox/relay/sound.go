package relay

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"

	"github.com/pion/webrtc/v4/pkg/media/oggreader"
)

// Sound is what a phone says once it is picked up.
type Sound string

// The sounds of a phone.
const (
	Echo       Sound = "echo"       // the business hears itself
	Tone       Sound = "tone"       // 1000 Hz
	Silence    Sound = "silence"    // Opus frames of silence
	Microphone Sound = "microphone" // the phone page's own leg; nothing until it joins
)

// Valid reports whether the sound is one of the four.
func (s Sound) Valid() bool {
	return s == Echo || s == Tone || s == Silence || s == Microphone
}

// silenceFrame is 20 ms of Opus CELT silence.
var silenceFrame = []byte{0xF8, 0xFF, 0xFE}

// tone.ogg: one packet a page, so that a page is a frame.
//
//	ffmpeg -f lavfi -i "sine=frequency=1000:sample_rate=48000:duration=2" -af volume=12dB -c:a libopus -b:a 24k -ac 1 \
//	  -application voip -frame_duration 20 -page_duration 20000 tone.ogg
//
//go:embed tone.ogg
var toneOgg []byte

// toneFrames reads the tone into its 20 ms frames.
func toneFrames() ([][]byte, error) {
	r, _, err := oggreader.NewWith(bytes.NewReader(toneOgg))
	if err != nil {
		return nil, fmt.Errorf("read the tone: %w", err)
	}
	var frames [][]byte
	for {
		page, _, err := r.ParseNextPage()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read the tone: %w", err)
		}
		if len(page) == 0 || bytes.HasPrefix(page, []byte("OpusTags")) {
			continue
		}
		frames = append(frames, page)
	}
	// The first frames ramp up out of silence and the last is cut short: leave them out, so that the loop has no seam.
	if len(frames) < 20 {
		return nil, errors.New("read the tone: too short")
	}
	return frames[5 : len(frames)-5], nil
}
