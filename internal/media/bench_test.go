package media

import (
	"encoding/binary"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/transport/v4"
	"github.com/pion/transport/v4/stdnet"
	"github.com/pion/webrtc/v4"
)

// sink takes packets without encrypting or sending them.
type sink struct{ webrtc.TrackLocalWriter }

func (sink) WriteRTP(_ *rtp.Header, payload []byte) (int, error) { return len(payload), nil }

// BenchmarkForward is what our own code costs for each packet between pion's read and pion's write: parse, count, renumber.
// SRTP, ICE and the system calls are not in it; BenchmarkBridge has them.
func BenchmarkForward(b *testing.B) {
	raw, err := (&rtp.Packet{
		Header:  rtp.Header{Version: 2, PayloadType: 111, SSRC: 1, Extension: true, ExtensionProfile: 0xBEDE},
		Payload: make([]byte, 60),
	}).Marshal()
	must(b, err)
	e := newEgress()
	e.writer = sink{}
	var in received
	var p rtp.Packet
	now := epoch
	seq, ts := uint16(0), uint32(0)
	b.ReportAllocs()
	for b.Loop() {
		seq, ts, now = seq+1, ts+frameTicks, now.Add(frame)
		binary.BigEndian.PutUint16(raw[2:], seq)
		binary.BigEndian.PutUint32(raw[4:], ts)
		must(b, p.Unmarshal(raw))
		in.packet(p.SSRC, p.SequenceNumber, p.Timestamp, now)
		e.forward(1, &p, now)
	}
}

// BenchmarkSilence is what a frame of silence costs, without SRTP and the system.
func BenchmarkSilence(b *testing.B) {
	e := newEgress()
	e.writer = sink{}
	now := epoch
	b.ReportAllocs()
	for b.Loop() {
		now = now.Add(frame)
		e.fill(now)
	}
}

// BenchmarkBridge runs whole calls, both legs over DTLS-SRTP on loopback, 40-byte packets every 20 ms from both ends. One
// iteration is one second of sound; -benchtime 10x gives ten.
//
// delay is from the return of the system call that read a packet to the start of the one that sends it on: decryption, queues
// and goroutine switches inside this process, not the network. Packets are matched by the headers that SRTP leaves readable.
// cpu is user and system time of this process, which shares the machine with the far ends (another process): on a
// machine of few cores the high percentiles of delay also hold waiting for a core. memory is heap and stacks after a
// collection, minus the same before the calls, per call. connect is from the first offer until all legs of all calls are up.
func BenchmarkBridge(b *testing.B) {
	for _, calls := range []int{1, 50, 200} {
		b.Run(fmt.Sprintf("calls=%d", calls), func(b *testing.B) { benchmarkBridge(b, calls) })
	}
}

func benchmarkBridge(b *testing.B, calls int) {
	g := startGenerator(b)
	conn, err := listen("127.0.0.1:0")
	must(b, err)
	system, err := stdnet.NewNet()
	must(b, err)
	stamps := &stamps{}
	cert, err := newCertificate(time.Now())
	must(b, err)
	var up sync.WaitGroup
	up.Add(2 * calls)
	engine, err := newEngine(Options{OnReport: func(r Report) {
		if r.Kind == MetaUp || r.Kind == OperatorUp {
			up.Done()
		}
	}}, &stampConn{conn, stamps}, stampNet{system, stamps}, cert, pionLog{slog.New(slog.DiscardHandler)})
	must(b, err)
	defer func() { must(b, engine.Close()) }()

	before := memory()
	start := time.Now()
	bridges := make([]*Bridge, calls)
	for i := range bridges {
		bridges[i] = connect(b, engine, g, i)
	}
	waitUp(b, &up)
	connected := time.Since(start)
	for _, bridge := range bridges {
		bridge.OpenGate()
	}
	g.do(order{Do: "talk"})
	waitFor(b, func() bool { // all flows run, and are known by their numbers
		return !slices.ContainsFunc(bridges, func(b *Bridge) bool {
			q := b.Quality()
			return min(q.ToMeta.Packets, q.ToOperator.Packets, q.FromMeta.Packets, q.FromOperator.Packets) < 50
		})
	})
	used := memory() - before
	stamps.follow(bridges)

	cpu, heard := processorTime(b), g.do(order{Do: "heard"}).Heard
	began := time.Now()
	b.ResetTimer()
	for b.Loop() {
		time.Sleep(time.Second)
	}
	lasted := time.Since(began).Seconds()
	cpu = processorTime(b) - cpu
	heard = g.do(order{Do: "heard"}).Heard - heard
	delays := stamps.delays()

	delivered := float64(heard) / (lasted * 100 * float64(calls)) * 100
	b.ReportMetric(0, "ns/op") // a second, by design
	b.ReportMetric(delivered, "%delivered")
	if delivered < 99 {
		b.Log("the far ends or the machine did not keep up: the other figures would mislead and are left out")
		return
	}
	perCall := func(x float64) float64 { return x / float64(calls) }
	b.ReportMetric(micro(delays, 0.50), "p50-delay-µs")
	b.ReportMetric(micro(delays, 0.99), "p99-delay-µs")
	b.ReportMetric(float64(len(delays))/(lasted*100*float64(calls))*100, "%measured")
	b.ReportMetric(perCall(cpu.Seconds()*1000/lasted), "cpu-ms/s/call")
	b.ReportMetric(perCall(float64(used))/1000, "kB/call")
	b.ReportMetric(float64(connected.Milliseconds()), "connect-all-ms")
}

func connect(tb testing.TB, engine *Engine, g *generator, i int) *Bridge {
	ctx := tb.Context()
	bridge, err := engine.OpenBridge(fmt.Sprint(i))
	must(tb, err)
	offer, err := bridge.OfferMeta(ctx)
	must(tb, err)
	must(tb, bridge.ApplyMetaAnswer(ctx, g.do(order{Do: "meta", SDP: offer}).SDP))
	answer, err := bridge.JoinOperator(ctx, g.do(order{Do: "browser"}).SDP)
	must(tb, err)
	g.do(order{Do: "accept", ID: i, SDP: answer})
	return bridge
}

func waitUp(tb testing.TB, up *sync.WaitGroup) {
	tb.Helper()
	all := make(chan struct{})
	go func() { up.Wait(); close(all) }()
	select {
	case <-all:
	case <-time.After(2 * patience):
		tb.Fatal("not all legs came up")
	}
}

// waitFor asks every 20 ms until it is so.
func waitFor(tb testing.TB, so func() bool) {
	tb.Helper()
	deadline := time.After(patience)
	ticker := time.NewTicker(frame)
	defer ticker.Stop()
	for !so() {
		select {
		case <-ticker.C:
		case <-deadline:
			tb.Fatal("it did not come to be")
		}
	}
}

// stamps is a stop-watch for packets on the engine's sockets.
type stamps struct {
	flows atomic.Pointer[map[uint32]*flowStamps] // by the SSRC that arrives, and by the one that leaves
	mu    sync.Mutex
	all   []time.Duration
}

// flowStamps keeps when the latest packets of one direction of a call came in, by the number they leave with.
type flowStamps struct {
	in    uint32
	shift uint16
	at    [256]atomic.Int64
}

// follow begins to measure the bridges' flows as they are numbered now.
func (s *stamps) follow(bridges []*Bridge) {
	flows := map[uint32]*flowStamps{}
	for _, b := range bridges {
		for from, to := range map[*leg]*leg{b.meta.Load(): b.operator.Load(), b.operator.Load(): b.meta.Load()} {
			from.in.mu.Lock()
			to.out.mu.Lock()
			f := &flowStamps{in: from.in.ssrc, shift: to.out.line.shiftSeq}
			flows[f.in], flows[to.out.header.SSRC] = f, f
			to.out.mu.Unlock()
			from.in.mu.Unlock()
		}
	}
	s.flows.Store(&flows)
}

func (s *stamps) flow(packet []byte) (f *flowStamps, ssrc uint32, seq uint16) {
	flows := s.flows.Load()
	if flows == nil || len(packet) < 12 || packet[0]>>6 != 2 || packet[1]&0x7F != 111 {
		return nil, 0, 0
	}
	ssrc = binary.BigEndian.Uint32(packet[8:])
	return (*flows)[ssrc], ssrc, binary.BigEndian.Uint16(packet[2:])
}

func (s *stamps) read(packet []byte) {
	now := time.Now().UnixNano()
	if f, ssrc, seq := s.flow(packet); f != nil && ssrc == f.in {
		f.at[(seq+f.shift)%256].Store(now)
	}
}

func (s *stamps) write(packet []byte) {
	if f, ssrc, seq := s.flow(packet); f != nil && ssrc != f.in {
		if at := f.at[seq%256].Swap(0); at != 0 {
			delay := time.Duration(time.Now().UnixNano() - at)
			if delay > frame*time.Duration(len(f.at))/2 {
				return // a frame of silence has shifted the flow's numbers since follow: this stamp is another packet's
			}
			s.mu.Lock()
			s.all = append(s.all, delay)
			s.mu.Unlock()
		}
	}
}

// stampConn is a socket that pion reads and writes the way it does a bare one.
type stampConn struct {
	*net.UDPConn
	stamps *stamps
}

func (c *stampConn) ReadFromAddrPort(buf []byte) (int, netip.AddrPort, error) {
	n, from, err := c.ReadFromUDPAddrPort(buf)
	c.stamps.read(buf[:n])
	return n, from, err
}

func (c *stampConn) WriteToAddrPort(buf []byte, to netip.AddrPort) (int, error) {
	c.stamps.write(buf)
	return c.WriteToUDPAddrPort(buf, to)
}

// stampNet opens such sockets for Meta's legs.
type stampNet struct {
	*stdnet.Net
	stamps *stamps
}

func (n stampNet) ListenUDP(network string, local *net.UDPAddr) (transport.UDPConn, error) {
	conn, err := net.ListenUDP(network, local)
	if err != nil {
		return nil, err
	}
	return &stampConn{conn, n.stamps}, nil
}

func (s *stamps) delays() []time.Duration {
	s.flows.Store(nil)
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.Sort(s.all)
	return s.all
}

func micro(sorted []time.Duration, share float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return float64(sorted[int(share*float64(len(sorted)-1))]) / 1000
}

func memory() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc + m.StackInuse
}

func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	must(tb, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
