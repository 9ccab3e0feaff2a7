package media

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = 20 * time.Second // a test that waits this long has failed

// peer is a full WebRTC stack on the other end of a leg: Meta or a browser.
type peer struct {
	t       testing.TB
	kind    peerKind
	pc      *webrtc.PeerConnection
	track   *peerTrack
	packets chan *rtp.Packet // everything received, in order
	reports chan rtcp.Packet
	mu      sync.Mutex
	next    rtp.Header // of the next packet sent
}

type peerKind struct {
	lite       bool // as Meta is
	opus       webrtc.PayloadType
	fmtp       string // what it asks of our encoder; each has its own way to put it
	extensions bool
	role       webrtc.DTLSRole // when it answers
}

func metaPeer() peerKind {
	return peerKind{
		lite: true, opus: 111, role: webrtc.DTLSRoleClient,
		fmtp: "maxaveragebitrate=20000;maxplaybackrate=16000;minptime=20;sprop-maxcapturerate=16000;useinbandfec=1",
	}
}

func browserPeer() peerKind {
	return peerKind{opus: 111, extensions: true, fmtp: "minptime=10;useinbandfec=1"}
}

// newPeer makes a peer with a port of its own.
func newPeer(t testing.TB, kind peerKind) *peer {
	t.Helper()
	return newPeerOn(t, kind, newPort(t))
}

func newPort(t testing.TB) *ice.UDPMuxDefault {
	t.Helper()
	conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	must(t, err)
	_ = conn.SetReadBuffer(4 << 20)
	mux := ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: conn})
	t.Cleanup(func() { _ = mux.Close() })
	return mux
}

func newPeerOn(t testing.TB, kind peerKind, port ice.UDPMux) *peer {
	t.Helper()
	var codecs webrtc.MediaEngine
	add := func(mime string, rate uint32, channels uint16, fmtp string, pt webrtc.PayloadType) {
		must(t, codecs.RegisterCodec(webrtc.RTPCodecParameters{
			RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: mime, ClockRate: rate, Channels: channels, SDPFmtpLine: fmtp},
			PayloadType:        pt,
		}, webrtc.RTPCodecTypeAudio))
	}
	add(webrtc.MimeTypeOpus, 48000, 2, "", kind.opus)
	add("audio/telephone-event", 8000, 0, "", 126)
	if !kind.lite {
		add(webrtc.MimeTypePCMU, 8000, 0, "", 0)
	}
	if kind.extensions {
		must(t, codecs.RegisterHeaderExtension(webrtc.RTPHeaderExtensionCapability{URI: sdp.AudioLevelURI}, webrtc.RTPCodecTypeAudio))
	}
	settings := webrtc.SettingEngine{}
	settings.SetLite(kind.lite)
	settings.SetICEUDPMux(port)
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	if kind.role != 0 {
		must(t, settings.SetAnsweringDTLSRole(kind.role))
	}
	api := webrtc.NewAPI(webrtc.WithMediaEngine(&codecs), webrtc.WithSettingEngine(settings),
		webrtc.WithInterceptorRegistry(&interceptor.Registry{}))
	pc, err := api.NewPeerConnection(webrtc.Configuration{})
	must(t, err)
	track := &peerTrack{}
	sender, err := pc.AddTrack(track)
	must(t, err)

	p := &peer{
		t: t, kind: kind, pc: pc, track: track,
		packets: make(chan *rtp.Packet, 4096), reports: make(chan rtcp.Packet, 1024),
		next: rtp.Header{Version: 2, SequenceNumber: 65000, Timestamp: 1 << 31},
	}
	var readers sync.WaitGroup
	listen := func(read func() ([]rtcp.Packet, interceptor.Attributes, error)) {
		for {
			packets, _, err := read()
			if err != nil {
				return
			}
			for _, packet := range packets {
				select {
				case p.reports <- packet:
				default:
				}
			}
		}
	}
	readers.Go(func() { listen(sender.ReadRTCP) })
	pc.OnTrack(func(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
		go listen(receiver.ReadRTCP)
		for {
			packet, _, err := track.ReadRTP()
			if err != nil {
				return
			}
			select {
			case p.packets <- packet:
			default:
			}
		}
	})
	t.Cleanup(func() {
		p.close()
		readers.Wait()
	})
	return p
}

// peerTrack sends whatever header it is given, but for the SSRC.
type peerTrack struct {
	mu    sync.Mutex
	to    webrtc.TrackLocalWriter
	ssrc  uint32
	shift uint32 // added to the SSRC that the SDP declares
	opus  uint8
}

func (*peerTrack) ID() string                { return "audio" }
func (*peerTrack) RID() string               { return "" }
func (*peerTrack) StreamID() string          { return "peer" }
func (*peerTrack) Kind() webrtc.RTPCodecType { return webrtc.RTPCodecTypeAudio }

func (k *peerTrack) Bind(ctx webrtc.TrackLocalContext) (webrtc.RTPCodecParameters, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	codec := ctx.CodecParameters()[0]
	k.to, k.ssrc, k.opus = ctx.WriteStream(), uint32(ctx.SSRC()), uint8(codec.PayloadType)
	return codec, nil
}

func (k *peerTrack) Unbind(webrtc.TrackLocalContext) error { return nil }

// write sends the packet with payload type pt, 0 for Opus. Before the leg is up it does nothing.
func (k *peerTrack) write(packet *rtp.Packet, pt uint8) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.to == nil {
		return nil
	}
	packet.SSRC, packet.PayloadType = k.ssrc+k.shift, k.opus
	if pt != 0 {
		packet.PayloadType = pt
	}
	_, err := k.to.WriteRTP(&packet.Header, packet.Payload)
	if errors.Is(err, io.ErrClosedPipe) { // the other side has closed the leg
		return nil
	}
	return err
}

func (k *peerTrack) setShift(n uint32) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.shift = n
}

func (p *peer) ssrc() uint32 {
	p.track.mu.Lock()
	defer p.track.mu.Unlock()
	return p.track.ssrc
}

func (p *peer) close() { _ = p.pc.GracefulClose() }

func (p *peer) local(set func() (webrtc.SessionDescription, error)) string {
	p.t.Helper()
	gathered := webrtc.GatheringCompletePromise(p.pc)
	description, err := set()
	must(p.t, err)
	must(p.t, p.pc.SetLocalDescription(description))
	<-gathered
	rtpmap := fmt.Sprintf("a=rtpmap:%d opus/48000/2\r\n", p.kind.opus)
	fmtp := fmt.Sprintf("a=fmtp:%d %s\r\n", p.kind.opus, p.kind.fmtp)
	return strings.Replace(p.pc.LocalDescription().SDP, rtpmap, rtpmap+fmtp, 1)
}

func (p *peer) offer() string {
	p.t.Helper()
	return p.local(func() (webrtc.SessionDescription, error) { return p.pc.CreateOffer(nil) })
}

func (p *peer) accept(answer string) {
	p.t.Helper()
	must(p.t, p.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer}))
}

func (p *peer) answer(offer string) string {
	p.t.Helper()
	must(p.t, p.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}))
	return p.local(func() (webrtc.SessionDescription, error) { return p.pc.CreateAnswer(nil) })
}

// say sends one packet of Opus-looking sound that carries the pattern, 20 ms of RTP time after the one before.
func (p *peer) say(pattern uint32) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	packet := &rtp.Packet{Header: p.next, Payload: patternPayload(pattern)}
	must(p.t, packet.SetExtension(1, []byte{0x8F})) // an audio level, as browsers add
	must(p.t, p.track.write(packet, 0))
	p.next.SequenceNumber++
	p.next.Timestamp += frameTicks
}

// press sends a telephone event, the way Meta passes on a key: another payload type among the numbers of the sound.
func (p *peer) press() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	must(p.t, p.track.write(&rtp.Packet{Header: p.next, Payload: []byte{5, 0x8A, 0x03, 0x20}}, 126))
	p.next.SequenceNumber++
	p.next.Timestamp += frameTicks
}

func patternPayload(pattern uint32) []byte {
	payload := make([]byte, 40)
	payload[0] = 0x48 // an Opus TOC: SILK, 20 ms, mono
	binary.BigEndian.PutUint32(payload[1:], pattern)
	return payload
}

// hear returns the next packet received.
func (p *peer) hear() *rtp.Packet {
	p.t.Helper()
	select {
	case packet := <-p.packets:
		return packet
	case <-time.After(patience):
		p.t.Fatal("nothing was heard")
		return nil
	}
}

// hearPattern skips packets until the pattern comes, and returns what was heard, the pattern last.
func (p *peer) hearPattern(pattern uint32) []*rtp.Packet {
	p.t.Helper()
	var all []*rtp.Packet
	deadline := time.After(patience)
	for {
		select {
		case packet := <-p.packets:
			all = append(all, packet)
			if pat, ok := patternOf(packet); ok && pat == pattern {
				return all
			}
		case <-deadline:
			p.t.Fatalf("pattern %d was not heard, only %d other packets", pattern, len(all))
		}
	}
}

// sayUntilHeard repeats the pattern on one peer until the other hears it: the first packets of a leg may find it not ready.
func sayUntilHeard(from, to *peer, pattern uint32) []*rtp.Packet {
	from.t.Helper()
	var all []*rtp.Packet
	ticker := time.NewTicker(frame)
	defer ticker.Stop()
	deadline := time.After(patience)
	for {
		select {
		case packet := <-to.packets:
			all = append(all, packet)
			if pat, ok := patternOf(packet); ok && pat == pattern {
				return all
			}
		case <-ticker.C:
			from.say(pattern)
		case <-deadline:
			from.t.Fatalf("pattern %d was not heard", pattern)
		}
	}
}

func (p *peer) drain() (packets []*rtp.Packet) {
	for {
		select {
		case packet := <-p.packets:
			packets = append(packets, packet)
		default:
			return packets
		}
	}
}

// hearReport returns the next RTCP packet of type T.
func hearReport[T rtcp.Packet](p *peer) T {
	p.t.Helper()
	deadline := time.After(patience)
	for {
		select {
		case packet := <-p.reports:
			if report, ok := packet.(T); ok {
				return report
			}
		case <-deadline:
			p.t.Fatal("no such RTCP packet was heard")
		}
	}
}

func patternOf(p *rtp.Packet) (uint32, bool) {
	if len(p.Payload) != 40 {
		return 0, false
	}
	return binary.BigEndian.Uint32(p.Payload[1:]), true
}

func isSilence(p *rtp.Packet) bool { return string(p.Payload) == string(dtxSilence[:]) }

// continuous fails unless the packets are one stream: one SSRC and payload type, numbers that rise by one, rising timestamps,
// and nothing of the sources' headers.
func continuous(t testing.TB, packets []*rtp.Packet) {
	t.Helper()
	for i, p := range packets {
		if p.Extension || len(p.CSRC) > 0 || p.Padding {
			t.Errorf("packet %d carries header parts of its source: %+v", i, p.Header)
		}
		if i == 0 {
			continue
		}
		before := packets[i-1]
		if p.SSRC != before.SSRC || p.PayloadType != before.PayloadType {
			t.Errorf("packet %d: ssrc %d type %d after ssrc %d type %d", i, p.SSRC, p.PayloadType, before.SSRC, before.PayloadType)
		}
		if p.SequenceNumber != before.SequenceNumber+1 {
			t.Errorf("packet %d: sequence number %d after %d", i, p.SequenceNumber, before.SequenceNumber)
		}
		if d := int32(p.Timestamp - before.Timestamp); d <= 0 || d%frameTicks != 0 {
			t.Errorf("packet %d: timestamp moved by %d", i, d)
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// rig is an engine on loopback with its reports in a channel.
type rig struct {
	t       testing.TB
	engine  *Engine
	reports chan Report
}

func newRig(t testing.TB) *rig {
	t.Helper()
	r := &rig{t: t, reports: make(chan Report, 1024)}
	var err error
	r.engine, err = Open(Options{Listen: "127.0.0.1:0", OnReport: func(report Report) { r.reports <- report }})
	must(t, err)
	t.Cleanup(func() { must(t, r.engine.Close()) })
	return r
}

func (r *rig) bridge(id string) *Bridge {
	r.t.Helper()
	b, err := r.engine.OpenBridge(id)
	must(r.t, err)
	return b
}

// expect skips reports until one of that kind and bridge, and returns those skipped.
func (r *rig) expect(bridge string, kind ReportKind) (skipped []ReportKind) {
	r.t.Helper()
	deadline := time.After(patience)
	for {
		select {
		case report := <-r.reports:
			if report.Bridge == bridge && report.Kind == kind {
				return skipped
			}
			skipped = append(skipped, report.Kind)
		case <-deadline:
			r.t.Fatalf("no report %s of %s, only %v", kind, bridge, skipped)
		}
	}
}

// outbound connects Meta's leg the way an outbound call does: we offer, Meta answers.
func (r *rig) outbound(b *Bridge) *peer {
	r.t.Helper()
	return r.outboundTo(b, newPort(r.t))
}

// outboundTo does it with a relay that may serve other calls too.
func (r *rig) outboundTo(b *Bridge, relay ice.UDPMux) *peer {
	r.t.Helper()
	offer, err := b.OfferMeta(r.t.Context())
	must(r.t, err)
	meta := newPeerOn(r.t, metaPeer(), relay)
	must(r.t, b.ApplyMetaAnswer(r.t.Context(), meta.answer(offer)))
	r.expect(b.id, MetaUp)
	return meta
}

// join connects a browser.
func (r *rig) join(b *Bridge, kind peerKind) *peer {
	r.t.Helper()
	browser := newPeer(r.t, kind)
	answer, err := b.JoinOperator(r.t.Context(), browser.offer())
	must(r.t, err)
	browser.accept(answer)
	r.expect(b.id, OperatorUp)
	return browser
}

func lines(description, prefix string) (found []string) {
	for line := range strings.SplitSeq(description, "\r\n") {
		if strings.HasPrefix(line, prefix) {
			found = append(found, line)
		}
	}
	return found
}
