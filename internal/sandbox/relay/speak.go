package relay

import "time"

// Speak is what a phone with a sound says in a while, without a call, as a mono Ogg Opus file: the tone, or a file (the
// greeting that comes with the program when it is empty) and silence behind it. Other sounds are silence.
func (r *Relay) Speak(s Sound, file [][]byte, long time.Duration) []byte {
	clip := file
	switch {
	case s == Tone:
		clip = r.opus.tone
	case s != File:
		clip = nil
	case len(file) == 0:
		clip = r.opus.greeting
	}
	slots := max(int(long/frameTime), 1)
	lanes := make([]lane, 1)
	at := int64(0)
	for at < int64(slots)*frameTicks && len(clip) > 0 {
		for _, p := range clip {
			lanes[0].put(uint32(at), p, at)
			at += int64(opusDuration(p)) * 48 / int64(time.Millisecond)
		}
		if s != Tone {
			break
		}
	}
	return muxOpus(lanes, slots)
}
