package media

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"ramal/internal/fault"
)

// Bridge is the sound of one call: Meta's leg, the operator's leg, and what passes between them. Make it with
// Engine.OpenBridge. All methods may be called from any goroutine; those that fail do so with a *fault.Error: Invalid on the
// field sdp for a description that cannot be used, Conflict for a closed bridge or a step out of order.
type Bridge struct {
	id     string
	engine *Engine

	// Read for each packet.
	meta     atomic.Pointer[leg]
	operator atomic.Pointer[leg]
	gate     atomic.Bool
	held     atomic.Bool
	frames   atomic.Int64 // of speech from Meta
	spokeAt  atomic.Int64 // the first of them, in nanoseconds of the wall clock

	signal sync.Mutex // one negotiation with Meta at a time
	offer  string     // ours to Meta
	remote string     // Meta's description: its answer, or its offer
	answer string     // ours to Meta's offer

	mu       sync.Mutex // what follows; never held during I/O
	closed   bool
	metaIs   standing
	personIs standing
	watch    watch
}

// standing is what was last reported of a leg.
type standing int

const (
	awaited standing = iota
	up
	gone
)

// OfferMeta returns our complete offer for an outbound call. A second call returns the same offer.
func (b *Bridge) OfferMeta(ctx context.Context) (string, error) {
	b.signal.Lock()
	defer b.signal.Unlock()
	if b.isClosed() {
		return "", errClosed()
	}
	if b.offer != "" {
		return b.offer, nil
	}
	l, err := b.openMeta()
	if err != nil {
		return "", err
	}
	offer, err := l.offer(ctx)
	if err != nil {
		b.dropMeta(l)
		return "", unable(err)
	}
	b.offer = shape(offer)
	return b.offer, nil
}

// ApplyMetaAnswer takes Meta's answer to our offer, upon which the leg connects. The same answer again is no error; another
// one is a Conflict, for Meta never renegotiates.
func (b *Bridge) ApplyMetaAnswer(_ context.Context, answer string) error {
	if err := check(answer); err != nil {
		return err
	}
	b.signal.Lock()
	defer b.signal.Unlock()
	l := b.meta.Load()
	switch {
	case b.isClosed():
		return errClosed()
	case b.offer == "" || l == nil:
		return fault.New(fault.Conflict, "There is no offer to Meta that this could answer.")
	case b.remote == answer:
		return nil
	case b.remote != "":
		return fault.New(fault.Conflict, "Meta has answered this call already, differently.")
	}
	if err := l.accept(anySSRC(answer)); err != nil {
		return unusable(err)
	}
	b.remote = answer
	return nil
}

// AnswerMeta takes Meta's offer of an inbound call and returns our complete answer, upon which the leg connects. The same
// offer again gets the same answer.
func (b *Bridge) AnswerMeta(ctx context.Context, offer string) (string, error) {
	if err := check(offer); err != nil {
		return "", err
	}
	b.signal.Lock()
	defer b.signal.Unlock()
	if b.isClosed() {
		return "", errClosed()
	}
	if b.answer != "" && b.remote == offer {
		return b.answer, nil
	}
	l, err := b.openMeta()
	if err != nil {
		return "", err
	}
	answer, err := l.answer(ctx, anySSRC(offer))
	if err != nil {
		b.dropMeta(l)
		return "", unusable(err)
	}
	b.remote, b.answer = offer, shape(answer)
	return b.answer, nil
}

// JoinOperator takes a browser's complete offer and returns our complete answer. The new leg takes the place of the one
// before at once, for a page that joins again has lost its old one; Meta's leg does not notice.
func (b *Bridge) JoinOperator(ctx context.Context, offer string) (string, error) {
	if err := check(offer); err != nil {
		return "", err
	}
	if b.isClosed() {
		return "", errClosed()
	}
	l, err := b.engine.newLeg(b.engine.browser, b.fromOperator, b.operatorChanged)
	if err != nil {
		return "", unable(err)
	}
	answer, err := l.answer(ctx, fromBrowser(offer))
	if err != nil {
		l.close()
		return "", unusable(err)
	}
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		l.close()
		return "", errClosed()
	}
	before := b.operator.Swap(l)
	b.personIs = awaited
	b.mu.Unlock()
	if before != nil {
		before.close()
	}
	b.operatorChanged(l)
	return shape(answer), nil
}

// OpenGate lets sound through to Meta, for good. Silence flows from now on whenever the operator's does not.
func (b *Bridge) OpenGate() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.watch.arm(time.Now())
	b.gate.Store(true)
}

// Hold stops the sound in both directions, or lets it flow again. Meta hears silence meanwhile.
func (b *Bridge) Hold(on bool) {
	b.held.Store(on)
	// What is not forwarded must not look like loss afterwards.
	for _, l := range []*leg{b.meta.Load(), b.operator.Load()} {
		if l != nil {
			l.out.cut()
		}
	}
}

// Close ends both legs. Reports already under way may still arrive. It may be called twice.
func (b *Bridge) Close() {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return
	}
	b.closed = true
	b.mu.Unlock()
	b.engine.forget(b)
	var both sync.WaitGroup
	for _, l := range []*leg{b.meta.Load(), b.operator.Load()} {
		if l != nil {
			both.Go(l.close)
		}
	}
	both.Wait()
}

// Quality returns how the sound is doing, in each direction.
func (b *Bridge) Quality() Quality {
	var q Quality
	if l := b.meta.Load(); l != nil {
		q.FromMeta, q.ToMeta = l.in.flow(), l.out.flow()
	}
	if l := b.operator.Load(); l != nil {
		q.FromOperator, q.ToOperator = l.in.flow(), l.out.flow()
	}
	return q
}

// fromOperator takes each packet of an operator's leg. Only the present one is listened to.
func (b *Bridge) fromOperator(l *leg, p *rtp.Packet, speech bool, now time.Time) {
	if l != b.operator.Load() || !b.gate.Load() || b.held.Load() {
		return
	}
	pass(b.meta.Load(), l, p, speech, now)
}

// fromMeta takes each packet of Meta's leg. It passes before the gate opens too: the first word of somebody who picks up may
// be faster than the webhook that says so.
func (b *Bridge) fromMeta(l *leg, p *rtp.Packet, speech bool, now time.Time) {
	if speech && b.frames.Add(1) == 1 {
		b.spokeAt.Store(now.UnixNano())
		b.report(MetaFirstAudio, now, "")
	}
	if b.held.Load() {
		return
	}
	pass(b.operator.Load(), l, p, speech, now)
}

// pass forwards speech. Telephone events stay here: their clock is not that of the stream they would join.
func pass(to, from *leg, p *rtp.Packet, speech bool, now time.Time) {
	switch {
	case to == nil:
	case speech:
		to.out.forward(from.id, p, now)
	default:
		to.out.skip(from.id, p.SequenceNumber)
	}
}

// tick is called by the engine's clock, every frame.
func (b *Bridge) tick(now time.Time) {
	meta := b.meta.Load()
	if meta != nil && b.gate.Load() && meta.connected() {
		meta.out.fill(now)
	}
	for _, l := range []*leg{meta, b.operator.Load()} {
		if l != nil {
			l.report(now)
		}
	}
	h := b.hearing(meta)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return
	}
	if limit, lost := b.watch.check(h.until, now); lost {
		b.reportHeard(MetaLost, h, now, "nothing was received for "+limit.String())
	}
	if b.watch.speaks(h, now) {
		b.reportHeard(MetaSpeaks, h, now, "")
	}
	if b.watch.departed(now) {
		h.until = b.watch.left
		b.reportHeard(MetaLeft, h, now, "")
	}
}

// hearing says what was heard of Meta's leg. A few frames are nobody's speech.
func (b *Bridge) hearing(meta *leg) hearing {
	h := hearing{frames: b.frames.Load()}
	if meta != nil {
		h.until = meta.heard()
	}
	if ns := b.spokeAt.Load(); ns != 0 && h.frames >= fewFrames {
		h.from = time.Unix(0, ns)
	}
	return h
}

func (b *Bridge) metaChanged(l *leg) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed || l != b.meta.Load() {
		return
	}
	state := l.pc.ConnectionState()
	switch {
	case state == webrtc.PeerConnectionStateConnected && b.metaIs == awaited:
		b.metaIs = up
		b.report(MetaUp, time.Now(), "")
	case b.metaIs == awaited && (state == webrtc.PeerConnectionStateFailed || state == webrtc.PeerConnectionStateClosed):
		b.metaIs = gone
		b.report(MetaFailed, time.Now(), "no connection was made")
	// A leg that was up and is closed said good-bye itself. The terminate webhook tells why; the watch gives it time.
	case b.metaIs == up && state == webrtc.PeerConnectionStateClosed:
		b.metaIs = gone
		b.watch.leave(time.Now())
	case b.metaIs == up && state == webrtc.PeerConnectionStateFailed:
		b.metaIs = gone
		b.reportHeard(MetaFailed, b.hearing(l), time.Now(), "the connection was lost")
	}
}

func (b *Bridge) operatorChanged(l *leg) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed || l != b.operator.Load() {
		return
	}
	state := l.pc.ConnectionState()
	switch {
	case state == webrtc.PeerConnectionStateConnected && b.personIs != up:
		b.personIs = up
		b.report(OperatorUp, time.Now(), "")
	case state == webrtc.PeerConnectionStateDisconnected && b.personIs == up,
		(state == webrtc.PeerConnectionStateFailed || state == webrtc.PeerConnectionStateClosed) && b.personIs != gone:
		b.personIs = gone
		b.report(OperatorGone, time.Now(), state.String())
	}
}

func (b *Bridge) report(kind ReportKind, at time.Time, detail string) {
	b.reportHeard(kind, hearing{}, at, detail)
}

func (b *Bridge) reportHeard(kind ReportKind, h hearing, at time.Time, detail string) {
	b.engine.reports.send(Report{Bridge: b.id, Kind: kind, At: at, Detail: detail, From: h.from, Until: h.until})
}

// openMeta makes Meta's leg, of which a call has one.
func (b *Bridge) openMeta() (*leg, error) {
	if b.meta.Load() != nil {
		return nil, fault.New(fault.Conflict, "This call has its leg to Meta already.")
	}
	l, err := b.engine.newLeg(b.engine.meta, b.fromMeta, b.metaChanged)
	if err != nil {
		return nil, unable(err)
	}
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		l.close()
		return nil, errClosed()
	}
	b.meta.Store(l)
	b.mu.Unlock()
	return l, nil
}

// dropMeta takes back a leg that could not be negotiated, so that the step may be tried again.
func (b *Bridge) dropMeta(l *leg) {
	b.meta.CompareAndSwap(l, nil)
	l.close()
}

func (b *Bridge) isClosed() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.closed
}

func errClosed() error {
	return fault.New(fault.Conflict, "The audio of this call is closed.")
}

// unable is a leg that we could not make.
func unable(err error) error {
	if late(err) {
		return fault.New(fault.Unavailable, "The audio of this call was not ready in time. Try again.").Wrap(err)
	}
	return fault.New(fault.Internal, "The audio of this call could not be set up.").Wrap(err)
}

// unusable is a description that passed check and that pion still refused.
func unusable(err error) error {
	if late(err) {
		return unable(err)
	}
	return fault.New(fault.Invalid, "This SDP cannot be used for a call.").On("sdp").Wrap(err)
}

func late(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
