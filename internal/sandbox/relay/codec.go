package relay

import (
	"bytes"
	"math/bits"
	"strings"
	"time"
)

// codec is the audio that one side of a leg speaks.
type codec struct {
	name     string // as in a=rtpmap
	mime     string
	payload  uint8
	clock    uint32
	channels uint16
	silence  []byte // 20 ms of it
}

// Payload types of the profile that real calls show. Those of G.711 are fixed by RFC 3551.
const (
	opusPayload  = 111
	eventPayload = 126
	pcmaPayload  = 8
	pcmuPayload  = 0
)

// frameTime is one frame of every codec here; Meta: Calling API, FAQ asks for a ptime of 20.
const frameTime = 20 * time.Millisecond

// frameTicks is one frame on Opus' 48 kHz RTP clock.
const frameTicks = 960

// silenceFrame is 20 ms of Opus CELT silence.
var silenceFrame = []byte{0xF8, 0xFF, 0xFE}

func opusCodec(payload uint8) codec {
	return codec{name: "opus/48000/2", mime: "audio/opus", payload: payload, clock: 48000, channels: 2, silence: silenceFrame}
}

// g711Codec is PCMA or PCMU: 8,000 samples a second, a byte each.
func g711Codec(name string, payload uint8) codec {
	c := codec{name: name + "/8000", mime: "audio/" + name, payload: payload, clock: 8000, channels: 1}
	c.silence = bytes.Repeat([]byte{c.sample(0)}, 160)
	return c
}

func (c codec) opus() bool { return c.clock == 48000 }

// short is the name without its clock, as settings and reports call it.
func (c codec) short() string {
	name, _, _ := strings.Cut(c.name, "/")
	return name
}

// ticks is one frame on the codec's RTP clock.
func (c codec) ticks() uint32 { return c.clock / 50 }

// sample is one 16-bit sample in the codec's companding.
func (c codec) sample(v int16) byte {
	if c.short() == PCMU {
		return mulaw(v)
	}
	return alaw(v)
}

// alaw compresses a sample (ITU-T G.711, A-law with its even bits inverted).
func alaw(v int16) byte {
	x, sign := int(v)>>3, byte(0x80)
	if v < 0 {
		x, sign = ^x, 0
	}
	segment := max(bits.Len(uint(x))-5, 0)
	return (sign | byte(segment)<<4 | byte(x>>max(segment, 1))&0x0F) ^ 0x55
}

// mulaw compresses a sample (ITU-T G.711, µ-law).
func mulaw(v int16) byte {
	x, sign := int(v), byte(0)
	if x < 0 {
		x, sign = -x, 0x80
	}
	x = min(x, 32635) + 132
	segment := bits.Len(uint(x)) - 8
	return ^(sign | byte(segment)<<4 | byte(x>>(segment+3))&0x0F)
}
