package relay

import (
	"errors"
	"time"
)

// opusPacket is one Opus packet taken apart (RFC 6716, section 3): frames that share one configuration.
type opusPacket struct {
	toc    byte // configuration and channels; the frame count code is cleared
	frames [][]byte
}

var errOpus = errors.New("not an Opus packet")

// frameSamples is how long each frame of a TOC byte is, at 48 kHz (RFC 6716, table 2).
func frameSamples(toc byte) int {
	switch config := toc >> 3; {
	case config < 12:
		return []int{480, 960, 1920, 2880}[config%4]
	case config < 16:
		return []int{480, 960}[config%2]
	default:
		return []int{120, 240, 480, 960}[config%4]
	}
}

// maxSamples is 120 ms, the longest packet.
const maxSamples = 5760

func (p opusPacket) samples() int { return len(p.frames) * frameSamples(p.toc) }

// parseOpus takes a packet apart.
func parseOpus(b []byte) (opusPacket, error) {
	if len(b) == 0 {
		return opusPacket{}, errOpus
	}
	p := opusPacket{toc: b[0] &^ 3}
	code, b := b[0]&3, b[1:]
	switch code {
	case 0:
		p.frames = [][]byte{b}
	case 1:
		if len(b)%2 != 0 {
			return p, errOpus
		}
		p.frames = [][]byte{b[:len(b)/2], b[len(b)/2:]}
	case 2:
		n, rest, ok := frameLength(b)
		if !ok || n > len(rest) {
			return p, errOpus
		}
		p.frames = [][]byte{rest[:n], rest[n:]}
	default:
		if err := p.many(b); err != nil {
			return p, err
		}
	}
	for _, f := range p.frames {
		if len(f) > 1275 {
			return p, errOpus
		}
	}
	if p.samples() > maxSamples {
		return p, errOpus
	}
	return p, nil
}

// many reads a packet of code 3: any number of frames, perhaps padded (RFC 6716, section 3.2.5).
func (p *opusPacket) many(b []byte) error {
	if len(b) == 0 || b[0]&0x3F == 0 {
		return errOpus
	}
	head, b := b[0], b[1:]
	count, padding := int(head&0x3F), 0
	for head&0x40 != 0 {
		if len(b) == 0 {
			return errOpus
		}
		n := int(b[0])
		b = b[1:]
		if n < 255 {
			padding += n
			break
		}
		padding += 254
	}
	if padding > len(b) {
		return errOpus
	}
	b = b[:len(b)-padding]
	sizes := make([]int, count)
	if head&0x80 == 0 { // all of one size
		if len(b)%count != 0 {
			return errOpus
		}
		for i := range sizes {
			sizes[i] = len(b) / count
		}
	} else {
		total := 0
		for i := range count - 1 {
			n, rest, ok := frameLength(b)
			if !ok {
				return errOpus
			}
			sizes[i], b = n, rest
			total += n
		}
		if total > len(b) {
			return errOpus
		}
		sizes[count-1] = len(b) - total
	}
	for _, n := range sizes {
		p.frames = append(p.frames, b[:n])
		b = b[n:]
	}
	return nil
}

// frameLength reads a length of one or two bytes (RFC 6716, section 3.2.1).
func frameLength(b []byte) (int, []byte, bool) {
	switch {
	case len(b) == 0:
		return 0, nil, false
	case b[0] < 252:
		return int(b[0]), b[1:], true
	case len(b) < 2:
		return 0, nil, false
	}
	return int(b[1])*4 + int(b[0]), b[2:], true
}

func appendLength(b []byte, n int) []byte {
	if n < 252 {
		return append(b, byte(n))
	}
	low := 252 + n&3
	return append(b, byte(low), byte((n-low)/4))
}

// append writes the packet. Self-delimiting is the form in which a packet says its own length, for all but the last stream
// of a file with several (RFC 6716, appendix B).
func (p opusPacket) append(b []byte, selfDelimiting bool) []byte {
	last := len(p.frames) - 1
	if last == 0 {
		b = append(b, p.toc)
	} else {
		b = append(b, p.toc|3, 0x80|byte(len(p.frames)))
		for _, f := range p.frames[:last] {
			b = appendLength(b, len(f))
		}
	}
	if selfDelimiting {
		b = appendLength(b, len(p.frames[last]))
	}
	for _, f := range p.frames {
		b = append(b, f...)
	}
	return b
}

// opusDuration is how long a packet sounds, zero if it is none.
func opusDuration(b []byte) time.Duration {
	p, err := parseOpus(b)
	if err != nil {
		return 0
	}
	return samplesToTime(p.samples())
}

func samplesToTime(n int) time.Duration { return time.Duration(n) * time.Second / 48000 }
