package media

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/interceptor"
	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

const (
	maxPacket  = 1500
	reportTime = 2 * time.Second // between RTCP reports; Meta wants at least RTCP while nobody speaks
	cname      = "ramal"         // the same for all: a canonical name that differs per user would only serve tracking
)

// leg is one transport to one peer: a PeerConnection with one audio track each way.
type leg struct {
	id  uint64 // names the leg as a source in the timelines of others
	pc  *webrtc.PeerConnection
	out *egress
	in  received

	// sound takes each packet of the peer, on the goroutine that read it; the packet is reused after it returns. speech is
	// false for anything but Opus: telephone events, padding.
	sound func(l *leg, p *rtp.Packet, speech bool, now time.Time)
	// changed is told that the state of the PeerConnection may have changed, perhaps late and more than once.
	changed func(l *leg)

	heardAt atomic.Int64 // Unix nanoseconds of the latest RTP or RTCP, 0 if none

	mu     sync.Mutex
	closed bool
	work   sync.WaitGroup
	nextAt time.Time // of RTCP; only the clock touches it
}

func newLeg(id uint64, api *webrtc.API, cert webrtc.Certificate, sound func(*leg, *rtp.Packet, bool, time.Time), changed func(*leg)) (*leg, error) {
	pc, err := api.NewPeerConnection(webrtc.Configuration{
		Certificates:  []webrtc.Certificate{cert},
		BundlePolicy:  webrtc.BundlePolicyMaxBundle,
		RTCPMuxPolicy: webrtc.RTCPMuxPolicyRequire,
	})
	if err != nil {
		return nil, err
	}
	l := &leg{id: id, pc: pc, out: newEgress(), sound: sound, changed: changed}
	transceiver, err := pc.AddTransceiverFromTrack(l.out)
	if err != nil {
		return nil, errors.Join(err, pc.GracefulClose())
	}
	pc.OnTrack(func(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
		l.start(func() { l.readReports(receiver.ReadRTCP) })
		l.start(func() { l.readSound(track) })
	})
	pc.OnConnectionStateChange(func(webrtc.PeerConnectionState) { l.changed(l) })
	l.start(func() { l.readReports(transceiver.Sender().ReadRTCP) })
	return l, nil
}

// start runs f on a goroutine that close waits for; after close it does nothing.
func (l *leg) start(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.work.Go(f)
	}
}

// close ends the leg and everything it started. It may be called twice, but not from one of pion's callbacks.
func (l *leg) close() {
	l.mu.Lock()
	l.closed = true
	l.mu.Unlock()
	_ = l.pc.GracefulClose() // what cannot be closed twice, or is gone already, is closed
	l.work.Wait()
}

func (l *leg) connected() bool {
	return l.pc.ConnectionState() == webrtc.PeerConnectionStateConnected
}

func (l *leg) heard() time.Time {
	if ns := l.heardAt.Load(); ns != 0 {
		return time.Unix(0, ns)
	}
	return time.Time{}
}

func (l *leg) readSound(track *webrtc.TrackRemote) {
	buf := make([]byte, maxPacket)
	var p rtp.Packet
	for {
		n, _, err := track.Read(buf)
		if err != nil && !errors.Is(err, webrtc.ErrCodecNotFound) {
			return
		}
		now := time.Now()
		if p.Unmarshal(buf[:n]) != nil {
			continue
		}
		l.heardAt.Store(now.UnixNano())
		l.in.packet(p.SSRC, p.SequenceNumber, p.Timestamp, now)
		speech := err == nil && len(p.Payload) > 0 && strings.EqualFold(track.Codec().MimeType, webrtc.MimeTypeOpus)
		l.sound(l, &p, speech, now)
	}
}

func (l *leg) readReports(read func() ([]rtcp.Packet, interceptor.Attributes, error)) {
	for {
		packets, _, err := read()
		if err != nil && packets == nil {
			return
		}
		now := time.Now()
		l.heardAt.Store(now.UnixNano())
		for _, packet := range packets {
			switch p := packet.(type) {
			case *rtcp.SenderReport:
				l.in.report(p, now)
				l.told(p.Reports, now)
			case *rtcp.ReceiverReport:
				l.told(p.Reports, now)
			}
		}
	}
}

func (l *leg) told(blocks []rtcp.ReceptionReport, now time.Time) {
	for _, block := range blocks {
		l.out.heard(block, now)
	}
}

// report sends our RTCP when it is time: a compound of report and name, as RFC 3550 6.1 wants it.
func (l *leg) report(now time.Time) {
	if now.Before(l.nextAt) || !l.connected() {
		return
	}
	l.nextAt = now.Add(reportTime)
	var blocks []rtcp.ReceptionReport
	if block, ok := l.in.block(now); ok {
		blocks = append(blocks, block)
	}
	head, ssrc, bound := l.out.report(blocks, now)
	if !bound {
		return
	}
	_ = l.pc.WriteRTCP([]rtcp.Packet{head, &rtcp.SourceDescription{Chunks: []rtcp.SourceDescriptionChunk{{
		Source: ssrc,
		Items:  []rtcp.SourceDescriptionItem{{Type: rtcp.SDESCNAME, Text: cname}},
	}}}}) // a lost report is followed by the next
}

// offer returns our complete offer.
func (l *leg) offer(ctx context.Context) (string, error) {
	offer, err := l.pc.CreateOffer(nil)
	if err != nil {
		return "", err
	}
	return l.settle(ctx, offer)
}

// answer takes the peer's complete offer and returns our complete answer.
func (l *leg) answer(ctx context.Context, offer string) (string, error) {
	if err := l.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}); err != nil {
		return "", err
	}
	answer, err := l.pc.CreateAnswer(nil)
	if err != nil {
		return "", err
	}
	return l.settle(ctx, answer)
}

// settle applies our description and waits for its candidates, which come from the open socket and are there at once.
func (l *leg) settle(ctx context.Context, description webrtc.SessionDescription) (string, error) {
	gathered := webrtc.GatheringCompletePromise(l.pc)
	if err := l.pc.SetLocalDescription(description); err != nil {
		return "", err
	}
	select {
	case <-gathered:
		return l.pc.LocalDescription().SDP, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// accept takes the peer's answer to our offer.
func (l *leg) accept(answer string) error {
	return l.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer})
}
