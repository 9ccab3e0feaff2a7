package relay

import (
	_ "embed"
	"errors"
	"fmt"
	"math"
	"time"
)

// Sound is what a phone says once it is picked up.
type Sound string

// The sounds of a phone.
const (
	Echo       Sound = "echo"       // the business hears itself
	Tone       Sound = "tone"       // 1000 Hz
	Silence    Sound = "silence"    // frames of silence
	Microphone Sound = "microphone" // the phone page's own leg; nothing until it joins
	File       Sound = "file"       // a recording, once; then silence, as somebody who has spoken and listens
)

// Valid reports whether the sound is one of the five.
func (s Sound) Valid() bool {
	switch s {
	case Echo, Tone, Silence, Microphone, File:
		return true
	}
	return false
}

// The sounds that are always there.
//
//	tone     sine=frequency=1000:sample_rate=48000:duration=2, volume 12 dB
//	chime    sine 660 Hz for 0.25 s, then 880 Hz for 0.35 s, volume 6 dB, faded in and out
//	greeting flite, voice slt: "Hello. You have reached a simulated phone. I can hear you well. Please go on, I am listening."
//
// All by ffmpeg with -c:a libopus -ac 1 -application voip -frame_duration 20.
var (
	//go:embed tone.ogg
	toneOgg []byte
	//go:embed chime.ogg
	chimeOgg []byte
	//go:embed greeting.ogg
	greetingOgg []byte
)

// sounds are the frames of one codec.
type sounds struct {
	tone     [][]byte // a loop without a seam
	chime    [][]byte
	greeting [][]byte
}

// opusSounds reads the sounds that come with the program.
func opusSounds() (sounds, error) {
	var s sounds
	for _, f := range []struct {
		name string
		ogg  []byte
		into *[][]byte
	}{{"tone", toneOgg, &s.tone}, {"chime", chimeOgg, &s.chime}, {"greeting", greetingOgg, &s.greeting}} {
		frames, err := ReadOpus(f.ogg)
		if err != nil {
			return s, fmt.Errorf("read the %s: %w", f.name, err)
		}
		*f.into = frames
	}
	// The first frames ramp up out of silence and the last is cut short: leave them out, so that the loop has no seam.
	if len(s.tone) < 20 {
		return s, errors.New("read the tone: too short")
	}
	s.tone = s.tone[5 : len(s.tone)-5]
	return s, nil
}

// g711Sounds makes the tone and the chime. There is no greeting: nothing here decodes Opus, so a file is silence to a
// business that speaks G.711 only. Meta transcodes; that is not pretended.
func g711Sounds(c codec) sounds {
	wave := func(hz float64, frames int) [][]byte {
		out := make([][]byte, frames)
		for i := range out {
			out[i] = make([]byte, 160)
			for k := range out[i] {
				out[i][k] = c.sample(int16(8000 * math.Sin(2*math.Pi*hz*float64(i*160+k)/8000)))
			}
		}
		return out
	}
	return sounds{tone: wave(1000, 1), chime: append(wave(660, 12), wave(880, 18)...)}
}

// Greeting is the recording that a phone with the sound File plays unless it has one of its own.
func Greeting() ([][]byte, error) { return ReadOpus(greetingOgg) }

// Duration is how long Opus packets sound.
func Duration(packets [][]byte) time.Duration {
	var d time.Duration
	for _, p := range packets {
		d += opusDuration(p)
	}
	return d
}
