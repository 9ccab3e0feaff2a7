package media

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/at-wat/ebml-go"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4/pkg/media/oggwriter"
)

// Voices puts what a browser recorded into the container of WhatsApp's voice messages. Nothing is transcoded.
type Voices struct{}

// recording is a WebM file, as far as it is read (WebM Project: Container Guidelines).
type recording struct {
	Segment struct {
		Tracks struct {
			TrackEntry []struct {
				CodecID string
				Audio   struct{ Channels uint64 }
			}
		}
		Cluster []struct {
			SimpleBlock []ebml.Block
			BlockGroup  []struct{ Block ebml.Block }
		}
	}
}

// Ogg returns a recording of Opus as Ogg (RFC 7845), which is what Meta takes as a voice message. What is Ogg already stays as it is; WebM, which
// Chromium records, gets another container.
func (Voices) Ogg(recorded []byte) ([]byte, error) {
	if bytes.HasPrefix(recorded, []byte("OggS")) {
		return recorded, nil
	}
	var r recording
	if err := ebml.Unmarshal(bytes.NewReader(recorded), &r, ebml.WithIgnoreUnknown(true)); err != nil {
		return nil, fmt.Errorf("media: not a recording in WebM: %w", err)
	}
	tracks := r.Segment.Tracks.TrackEntry
	if len(tracks) != 1 || tracks[0].CodecID != "A_OPUS" || tracks[0].Audio.Channels > 1 {
		return nil, errors.New("media: a recording has one track of Opus, in mono")
	}
	var out bytes.Buffer
	w, err := oggwriter.NewWith(&out, opusRate, 1)
	if err != nil {
		return nil, fmt.Errorf("media: %w", err)
	}
	at, n := uint32(0), uint16(0)
	write := func(b ebml.Block) error {
		for _, frame := range b.Data {
			if len(frame) == 0 {
				continue
			}
			at += samplesOf(frame)
			n++
			p := rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: n, Timestamp: at}, Payload: frame}
			if err := w.WriteRTP(&p); err != nil {
				return err
			}
		}
		return nil
	}
	for _, cluster := range r.Segment.Cluster {
		for _, b := range cluster.SimpleBlock {
			err = errors.Join(err, write(b))
		}
		for _, g := range cluster.BlockGroup {
			err = errors.Join(err, write(g.Block))
		}
	}
	if err = errors.Join(err, w.Close()); err != nil {
		return nil, fmt.Errorf("media: %w", err)
	}
	if n == 0 {
		return nil, errors.New("media: nothing was recorded")
	}
	return out.Bytes(), nil
}

// opusRate is the clock of Opus, whatever was recorded (RFC 6716).
const opusRate = 48_000

// samplesOf is how long an Opus packet plays, in samples at 48 kHz (RFC 6716, section 3.1).
func samplesOf(packet []byte) uint32 {
	toc := packet[0]
	frames := uint32(1)
	switch toc & 3 {
	case 1, 2:
		frames = 2
	case 3:
		if len(packet) > 1 {
			frames = uint32(packet[1] & 63)
		}
	}
	const ms = opusRate / 1000
	var frame uint32
	switch config := toc >> 3; {
	case config < 12: // SILK
		frame = []uint32{10, 20, 40, 60}[config&3] * ms
	case config < 16: // hybrid
		frame = []uint32{10, 20}[config&1] * ms
	default: // CELT
		frame = (5 * ms / 2) << (config & 3)
	}
	return frames * frame
}
