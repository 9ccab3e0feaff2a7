package relay

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// A page of an Ogg file (RFC 3533, section 6): a head of 27 bytes, a table of segment sizes, the segments.
const (
	oggHead      = 27
	oggContinued = 1
	oggFirst     = 2
	oggLast      = 4
)

var oggMark = []byte("OggS")

// oggSum is the checksum of RFC 3533: CRC-32 with polynomial 0x04c11db7, nothing reflected, nothing inverted.
func oggSum(b []byte) uint32 {
	var sum uint32
	for _, c := range b {
		sum = sum<<8 ^ oggTable[byte(sum>>24)^c]
	}
	return sum
}

var oggTable = func() (table [256]uint32) {
	for i := range table {
		r := uint32(i) << 24
		for range 8 {
			r = r<<1 ^ 0x04C11DB7&-(r>>31)
		}
		table[i] = r
	}
	return table
}()

// oggWriter makes a file of one stream.
type oggWriter struct {
	out    []byte
	serial uint32
	pages  uint32
	flags  byte // of the next page

	packets  [][]byte // of the page at work
	segments int
}

// add puts a packet on the page at work, and closes the page before it when there is no room left. Granule is the position
// of the packets so far.
func (w *oggWriter) add(packet []byte, granule uint64) {
	need := len(packet)/255 + 1
	if w.segments+need > 255 {
		w.flush(granule)
	}
	w.packets = append(w.packets, packet)
	w.segments += need
}

// flush closes the page at work.
func (w *oggWriter) flush(granule uint64) {
	if len(w.packets) == 0 {
		return
	}
	at := len(w.out)
	w.out = append(w.out, oggMark...)
	w.out = append(w.out, 0, w.flags)
	w.out = binary.LittleEndian.AppendUint64(w.out, granule)
	w.out = binary.LittleEndian.AppendUint32(w.out, w.serial)
	w.out = binary.LittleEndian.AppendUint32(w.out, w.pages)
	w.out = append(w.out, 0, 0, 0, 0, byte(w.segments))
	for _, p := range w.packets {
		for range len(p) / 255 {
			w.out = append(w.out, 255)
		}
		w.out = append(w.out, byte(len(p)%255))
	}
	for _, p := range w.packets {
		w.out = append(w.out, p...)
	}
	binary.LittleEndian.PutUint32(w.out[at+22:], oggSum(w.out[at:]))
	w.pages++
	w.flags, w.packets, w.segments = 0, w.packets[:0], 0
}

// oggStream is what is in a file of one stream.
type oggStream struct {
	packets [][]byte
	granule uint64 // of the last page: where the stream ends
}

// readOgg splits a file into its packets.
func readOgg(b []byte) (oggStream, error) {
	var s oggStream
	var serial uint32
	var open []byte // a packet that goes on over the page
	for first := true; len(b) > 0; first = false {
		page, rest, err := oggPage(b)
		if err != nil {
			return s, err
		}
		n := binary.LittleEndian.Uint32(page[14:])
		switch {
		case first:
			serial = n
		case n != serial:
			return s, errors.New("the Ogg file holds more than one stream")
		case (page[5]&oggContinued != 0) != (open != nil):
			return s, errors.New("the Ogg file is damaged: a packet is cut")
		}
		if g := binary.LittleEndian.Uint64(page[6:]); g != ^uint64(0) {
			s.granule = g
		}
		table := page[oggHead : oggHead+int(page[26])]
		body := page[oggHead+len(table):]
		for _, size := range table {
			open = append(open, body[:size]...)
			body = body[size:]
			if size < 255 {
				s.packets = append(s.packets, open)
				open = nil
			}
		}
		b = rest
	}
	if open != nil {
		return s, errors.New("the Ogg file is damaged: it ends inside a packet")
	}
	return s, nil
}

// oggPage cuts the first page off, its checksum compared.
func oggPage(b []byte) (page, rest []byte, err error) {
	if len(b) < oggHead || !bytes.HasPrefix(b, oggMark) || b[4] != 0 {
		return nil, nil, errors.New("the Ogg file is damaged: no page where one must begin")
	}
	size := oggHead + int(b[26])
	if len(b) < size {
		return nil, nil, errors.New("the Ogg file is damaged: it ends inside a page")
	}
	for _, n := range b[oggHead:size] {
		size += int(n)
	}
	if len(b) < size {
		return nil, nil, errors.New("the Ogg file is damaged: it ends inside a page")
	}
	head := [oggHead]byte(b)
	want := binary.LittleEndian.Uint32(head[22:])
	clear(head[22:26])
	sum := oggSum(head[:])
	for _, c := range b[oggHead:size] {
		sum = sum<<8 ^ oggTable[byte(sum>>24)^c]
	}
	if sum != want {
		return nil, nil, errors.New("the Ogg file is damaged: a checksum is wrong")
	}
	return b[:size], b[size:], nil
}

// opusHead is the first packet of an Ogg Opus file (RFC 7845, section 5.1): mono, or the given count of mono streams.
func opusHead(channels byte) []byte {
	b := append([]byte("OpusHead"), 1, channels)
	b = append(b, 0, 0)                            // pre-skip: the first frame is heard from its start
	b = binary.LittleEndian.AppendUint32(b, 16000) // input sample rate: what Meta's descriptions name
	b = append(b, 0, 0)                            // gain
	if channels == 1 {
		return append(b, 0) // mapping family 0
	}
	b = append(b, 1, channels, 0) // family 1, as many streams as channels, none of them coupled
	for i := range channels {
		b = append(b, i)
	}
	return b
}

func opusTags(vendor string) []byte {
	b := append([]byte("OpusTags"), binary.LittleEndian.AppendUint32(nil, uint32(len(vendor)))...)
	b = append(b, vendor...)
	return append(b, 0, 0, 0, 0)
}

// ReadOpus reads the packets of an Ogg Opus file of one stream, mono or stereo, to be played as they are: nothing here
// decodes them. The error says in words what else the file is. Duration tells how long they sound.
func ReadOpus(ogg []byte) ([][]byte, error) {
	if !bytes.HasPrefix(ogg, oggMark) {
		return nil, fmt.Errorf("the file is %s, not Ogg with Opus", container(ogg))
	}
	s, err := readOgg(ogg)
	if err != nil {
		return nil, err
	}
	if len(s.packets) < 2 || !bytes.HasPrefix(s.packets[0], []byte("OpusHead")) || len(s.packets[0]) < 19 {
		return nil, fmt.Errorf("the Ogg file holds %s, not Opus", oggCodec(s.packets))
	}
	head := s.packets[0]
	switch {
	case head[8] > 15:
		return nil, fmt.Errorf("the Ogg file has version %d of Opus' mapping; only version 1 is known", head[8])
	case head[18] != 0 || head[9] == 0 || head[9] > 2:
		return nil, fmt.Errorf("the Ogg file has %d channels of mapping family %d; only mono and stereo of family 0 can be played", head[9], head[18])
	case !bytes.HasPrefix(s.packets[1], []byte("OpusTags")):
		return nil, errors.New("the Ogg file is damaged: no OpusTags after OpusHead")
	}
	frames := s.packets[2:]
	for i, f := range frames {
		if _, err := parseOpus(f); err != nil {
			return nil, fmt.Errorf("packet %d of the Ogg file is not Opus", i+1)
		}
	}
	if len(frames) == 0 {
		return nil, errors.New("the Ogg file holds no audio")
	}
	return frames, nil
}

// container names a file by its first bytes.
func container(b []byte) string {
	for _, c := range []struct {
		at         int
		mark, name string
	}{
		{0, "RIFF", "a WAV file"},
		{0, "fLaC", "a FLAC file"},
		{0, "ID3", "an MP3 file"},
		{0, "\xFF\xFB", "an MP3 file"},
		{0, "\x1A\x45\xDF\xA3", "a WebM or Matroska file"},
		{4, "ftyp", "an MP4 file"},
		{0, "#!AMR", "an AMR file"},
	} {
		if len(b) >= c.at && bytes.HasPrefix(b[c.at:], []byte(c.mark)) {
			return c.name
		}
	}
	if len(b) == 0 {
		return "empty"
	}
	return "of an unknown kind"
}

func oggCodec(packets [][]byte) string {
	if len(packets) > 0 {
		for mark, name := range map[string]string{"\x01vorbis": "Vorbis", "\x7FFLAC": "FLAC", "Speex   ": "Speex", "\x80theora": "video"} {
			if bytes.HasPrefix(packets[0], []byte(mark)) {
				return name
			}
		}
	}
	return "something else"
}
