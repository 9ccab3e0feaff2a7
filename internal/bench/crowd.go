package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"ramal/internal/meta"
	"ramal/internal/sandbox"
)

var crowdFigure = figure{
	name:  "crowd",
	title: "300 phones at once in the sandbox",
	method: "A sandbox process and 300 of its phones without a page, which pick up at once and echo. The business is this process: it places the " +
		"calls by Graph, gets the webhooks, and has a lean WebRTC peer for each, which says a packet of 60 bytes every 20 ms for thirty seconds " +
		"while all calls are up. Both processes share the cores. Lost on the way to the phones is what the calls' reports miss of the packets " +
		"sent; lost on the way back is what the peers miss of the packets that the phones sent. Processor time and memory are the " +
		"sandbox's, memory as the resident set with all calls up less the one before them.",
	run: measureCrowd,
}

const (
	crowdSettle = 2 * time.Second  // between the last connected call and the first packet
	crowdLinger = time.Second      // for what is still on its way
	crowdLimit  = 3 * time.Minute  // for everything
	crowdPlace  = 30 * time.Second // for one call to be up
	crowdAtOnce = 8                // calls being placed side by side
)

func measureCrowd(ctx context.Context, l *lab) ([]measure, error) {
	ctx, cancel := context.WithTimeout(ctx, crowdLimit)
	defer cancel()
	s, err := l.sandbox(ctx)
	if err != nil {
		return nil, err
	}
	all, err := talkToAll(ctx, s, pick(l, 20, 300), pick(l, 3*time.Second, 30*time.Second))
	return all, errors.Join(err, s.stop())
}

// crowd is the business of many calls.
type crowd struct {
	server *server
	plane  *plane
	graph  *meta.Client

	mu    sync.Mutex
	calls map[string]*crowdCall // by wacid, or by our own id until that is known
}

func talkToAll(ctx context.Context, s *server, phones int, talk time.Duration) ([]measure, error) {
	c := &crowd{
		server: s, plane: newPlane(s.url), calls: map[string]*crowdCall{},
		graph: &meta.Client{BaseURL: s.url, Token: sandbox.Token, PhoneNumberID: sandbox.PhoneNumberID},
	}
	defer c.plane.close()
	b, err := openBusiness(c.take)
	if err != nil {
		return nil, err
	}
	defer b.close()
	if err := c.meet(ctx, b.url(), phones); err != nil {
		return nil, err
	}
	before, err := s.memory()
	if err != nil {
		return nil, err
	}
	begin := time.Now()
	calls, err := c.place(ctx, phones)
	defer func() {
		for _, k := range calls {
			k.peer.close()
		}
	}()
	if err != nil {
		return nil, err
	}
	up := time.Since(begin)
	peers := make([]*peer, len(calls))
	for i, k := range calls {
		peers[i] = k.peer
	}
	if err := pause(ctx, crowdSettle); err != nil {
		return nil, err
	}
	work := s.processor()
	sent, err := speakEvenly(ctx, peers, talk)
	if err != nil {
		return nil, err
	}
	work = s.processor() - work
	after, err := s.memory()
	if err != nil {
		return nil, err
	}
	if err := pause(ctx, crowdLinger); err != nil {
		return nil, err
	}
	heard, echoed, back, err := c.count(ctx, calls)
	if err != nil {
		return nil, err
	}
	n := float64(phones)
	return []measure{
		atLeast("packets that reached the phones", 100*ratio(heard, sent), 100, "%"),
		atLeast("packets of the phones that reached the business", 100*ratio(back, echoed), 100, "%"),
		plain("packets a second, both ways", float64(heard+echoed)/talk.Seconds(), "/s"),
		plain("processor time of the sandbox, of a core", work/talk.Seconds(), "s/s"),
		plain("processor time per second and call", 1000*work/talk.Seconds()/n, "ms"),
		plain("memory of the sandbox per call", (after-before)*1000/n, "kB"),
		plain("until all calls were up", up.Seconds()*1000, "ms"),
	}, nil
}

// meet makes the phones, which let the business call for good.
func (c *crowd) meet(ctx context.Context, hook string, phones int) error {
	if err := c.plane.post(ctx, "webhook", map[string]any{"url": hook, "fields": []string{meta.FieldCalls}}); err != nil {
		return err
	}
	if err := c.graph.UpdateSettings(ctx, meta.CallingSettings{Status: meta.Enabled}); err != nil {
		return err
	}
	for i := range phones {
		user := map[string]any{"wa_id": waID(i), "behaviour": sandbox.Answer, "answer_after_ms": 0, "sound": "echo"}
		if err := c.plane.post(ctx, "users", user); err != nil {
			return err
		}
		yes := map[string]any{"response": "accept", "permanent": true}
		if err := c.plane.post(ctx, "users/"+waID(i)+"/permission", yes); err != nil {
			return err
		}
	}
	return nil
}

// crowdCall is one call.
type crowdCall struct {
	id     string
	peer   *peer
	answer chan string
	picked chan struct{}
	once   sync.Once
}

// place brings all calls up.
func (c *crowd) place(ctx context.Context, phones int) ([]*crowdCall, error) {
	calls := make([]*crowdCall, phones)
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(crowdAtOnce)
	for i := range phones {
		work.Go(func() (err error) {
			ctx, cancel := context.WithTimeout(ctx, crowdPlace)
			defer cancel()
			if calls[i], err = c.call(ctx, waID(i)); err != nil {
				return fmt.Errorf("call %d: %w", i+1, err)
			}
			return nil
		})
	}
	err := work.Wait()
	made := calls[:0]
	for _, k := range calls {
		if k != nil {
			made = append(made, k)
		}
	}
	return made, err
}

func (c *crowd) call(ctx context.Context, to string) (*crowdCall, error) {
	p, offer, err := newPeer(ctx)
	if err != nil {
		return nil, err
	}
	k := &crowdCall{peer: p, answer: make(chan string, 1), picked: make(chan struct{})}
	opaque := "call-" + to // webhooks may be faster than Graph's answer
	c.mu.Lock()
	c.calls[opaque] = k
	c.mu.Unlock()
	if k.id, err = c.graph.Connect(ctx, meta.ConnectRequest{To: meta.Recipient{To: to}, SDP: offer, Opaque: opaque}); err != nil {
		return k, err
	}
	select {
	case answer := <-k.answer:
		if err := p.accept(ctx, meta.NormalizeAnswer(answer)); err != nil {
			return k, err
		}
	case <-ctx.Done():
		return k, errors.Join(errors.New("no answer of Meta's came"), ctx.Err())
	}
	select {
	case <-k.picked:
		return k, nil
	case <-ctx.Done():
		return k, errors.Join(errors.New("the phone did not pick up"), ctx.Err())
	}
}

// take is the webhook receiver.
func (c *crowd) take(e meta.Event) {
	v, err := e.Decode()
	if err != nil {
		return // a call that waits for it says so
	}
	for _, w := range v.Calls {
		if k := c.of(w.Opaque); k != nil && w.Event == meta.EventConnect && w.Session != nil {
			select {
			case k.answer <- w.Session.SDP:
			default: // a repetition
			}
		}
	}
	for _, w := range v.Statuses {
		if k := c.of(w.Opaque); k != nil && w.CallStatus() == meta.CallAccepted {
			k.once.Do(func() { close(k.picked) })
		}
	}
}

func (c *crowd) of(opaque string) *crowdCall {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.calls[opaque]
}

// count adds what the phones heard and sent, and what of that came back.
func (c *crowd) count(ctx context.Context, calls []*crowdCall) (heard, sent, back int64, err error) {
	for _, k := range calls {
		var report struct {
			State string
			Media struct {
				In  int64 `json:"packets_received"`
				Out int64 `json:"packets_sent"`
			}
		}
		if err := c.plane.get(ctx, "calls/"+url.PathEscape(k.id)+"/report", &report); err != nil {
			return 0, 0, 0, err
		}
		if report.State != "active" {
			return 0, 0, 0, fmt.Errorf("a call is %s in the middle of the talk", report.State)
		}
		heard += report.Media.In
		sent += report.Media.Out
		back += k.peer.heard.Load()
	}
	return heard, sent, back, nil
}

// speakEvenly lets each peer say a packet every 20 ms. They are spread over the frame in steps of 1 ms, which is as even as a
// timer of the system gets. It returns how many packets were said.
func speakEvenly(ctx context.Context, peers []*peer, length time.Duration) (sent int64, err error) {
	const slots = int(frame / time.Millisecond)
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	end := int(length / time.Millisecond)
	start := time.Now()
	for slot := 0; slot < end; {
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case now := <-ticker.C:
			for ; slot < min(end, int(now.Sub(start)/time.Millisecond)); slot++ {
				for i := slot % slots; i < len(peers); i += slots {
					if err := peers[i].say(); err != nil {
						return 0, err
					}
					sent++
				}
			}
		}
	}
	return sent, nil
}

func ratio(a, b int64) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
