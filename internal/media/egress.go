package media

import (
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// dtxSilence is 20 ms of nothing in Opus: a full-band CELT frame without energy. It is what decoders everywhere take for silence.
var dtxSilence = [...]byte{0xF8, 0xFF, 0xFE}

var errNoOpus = errors.New("the other side did not accept Opus")

// egress is the sound that leaves on one leg: one SSRC, numbered by a timeline. It is pion's TrackLocal for that leg, so it
// learns here which payload type the two sides agreed on.
//
// Packets are written under its lock. A UDP write does not wait for the peer, and the lock is what keeps the order of the
// numbers and the order on the wire the same when two goroutines take turns speaking.
type egress struct {
	mu     sync.Mutex
	writer webrtc.TrackLocalWriter // nil until the leg is connected
	header rtp.Header              // of the packet being sent; carries SSRC and payload type
	line   timeline
	pace   pacer

	packets, octets uint32
	told            Flow // what the receiver reported
}

func newEgress() *egress { return &egress{line: newTimeline(), header: rtp.Header{Version: 2}} }

// ID, RID, StreamID and Kind are how SDP names the track.
func (e *egress) ID() string                { return "audio" }
func (e *egress) RID() string               { return "" }
func (e *egress) StreamID() string          { return "ramal" }
func (e *egress) Kind() webrtc.RTPCodecType { return webrtc.RTPCodecTypeAudio }

// Bind is called by pion when the leg may send.
func (e *egress) Bind(ctx webrtc.TrackLocalContext) (webrtc.RTPCodecParameters, error) {
	for _, codec := range ctx.CodecParameters() {
		if strings.EqualFold(codec.MimeType, webrtc.MimeTypeOpus) {
			e.mu.Lock()
			defer e.mu.Unlock()
			e.writer = ctx.WriteStream()
			e.header.SSRC = uint32(ctx.SSRC())
			e.header.PayloadType = uint8(codec.PayloadType)
			return codec, nil
		}
	}
	return webrtc.RTPCodecParameters{}, errNoOpus
}

// Unbind is called by pion when the leg ends.
func (e *egress) Unbind(webrtc.TrackLocalContext) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.writer = nil
	return nil
}

// forward sends a source's packet as ours: its own extensions, contributing sources and padding stay behind.
func (e *egress) forward(source uint64, p *rtp.Packet, now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.writer == nil {
		return
	}
	seq, ts, first, ok := e.line.place(source, p.SequenceNumber, p.Timestamp, now)
	if !ok {
		return
	}
	e.pace.spoke(now)
	e.write(seq, ts, first || p.Marker, p.Payload)
}

// fill sends a frame of silence if nobody has spoken for a while.
func (e *egress) fill(now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.writer == nil || !e.pace.due(now) {
		return
	}
	seq, ts := e.line.silence(now)
	e.write(seq, ts, false, dtxSilence[:])
}

func (e *egress) write(seq uint16, ts uint32, marker bool, payload []byte) {
	e.header.SequenceNumber, e.header.Timestamp, e.header.Marker = seq, ts, marker
	// A failed write is a lost packet: the transport reports its own end, and RTP has no other answer to either.
	if n, err := e.writer.WriteRTP(&e.header, payload); err == nil && n > 0 {
		e.packets++
		e.octets += uint32(len(payload))
	}
}

func (e *egress) skip(source uint64, seq uint16) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.line.skip(source, seq)
}

func (e *egress) cut() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.line.cut()
}

// heard takes the receiver's report on what we sent.
func (e *egress) heard(block rtcp.ReceptionReport, now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if block.SSRC != e.header.SSRC {
		return
	}
	e.told = Flow{
		Lost:      uint64(block.TotalLost),
		Fraction:  float64(block.FractionLost) / 256,
		Jitter:    duration(float64(block.Jitter)),
		RoundTrip: e.told.RoundTrip,
	}
	if block.LastSenderReport != 0 {
		trip := int32(uint32(ntp(now)>>16) - block.LastSenderReport - block.Delay)
		e.told.RoundTrip = time.Duration(max(trip, 0)) * time.Second / 65536
	}
}

func (e *egress) flow() Flow {
	e.mu.Lock()
	defer e.mu.Unlock()
	f := e.told
	f.Packets = uint64(e.packets)
	return f
}

// report returns the head of our next RTCP packet: a sender report once we have sent something, else a receiver report.
// bound is false before the leg is connected.
func (e *egress) report(blocks []rtcp.ReceptionReport, now time.Time) (packet rtcp.Packet, ssrc uint32, bound bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.writer == nil {
		return nil, 0, false
	}
	ssrc = e.header.SSRC
	if e.packets == 0 {
		return &rtcp.ReceiverReport{SSRC: ssrc, Reports: blocks}, ssrc, true
	}
	return &rtcp.SenderReport{
		SSRC:        ssrc,
		NTPTime:     ntp(now),
		RTPTime:     e.line.ts + uint32(ticks(now.Sub(e.line.at))),
		PacketCount: e.packets,
		OctetCount:  e.octets,
		Reports:     blocks,
	}, ssrc, true
}
