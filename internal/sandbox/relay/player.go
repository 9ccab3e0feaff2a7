package relay

import (
	"sync"
	"time"

	"github.com/pion/rtp"
)

// player is the one clock of all generated sounds: a timer per phone would cost more than the audio.
type player struct {
	mu   sync.Mutex
	legs map[*Leg]*rtp.Header
	stop chan struct{}
	done chan struct{}
}

const frameTime = 20 * time.Millisecond

func newPlayer() *player {
	return &player{legs: map[*Leg]*rtp.Header{}, stop: make(chan struct{}), done: make(chan struct{})}
}

func (r *Relay) play(l *Leg) {
	r.player.mu.Lock()
	r.player.legs[l] = &rtp.Header{}
	r.player.mu.Unlock()
}

func (r *Relay) mute(l *Leg) {
	r.player.mu.Lock()
	delete(r.player.legs, l)
	r.player.mu.Unlock()
}

// run sends a frame on every leg each 20 ms, and catches up when the machine was busy.
func (p *player) run(tone [][]byte) {
	defer close(p.done)
	t := time.NewTicker(frameTime)
	defer t.Stop()
	next := time.Now()
	for {
		select {
		case <-p.stop:
			return
		case now := <-t.C:
			if now.Sub(next) > time.Second {
				next = now // a long pause is not made up for
			}
			for ; !next.After(now); next = next.Add(frameTime) {
				p.beat(tone, now)
			}
		}
	}
}

// generated is the source number of sounds made here: tracks count from one.
const generated = 0

func (p *player) beat(tone [][]byte, now time.Time) {
	type item struct {
		leg *Leg
		pkt rtp.Packet
	}
	p.mu.Lock()
	items := make([]item, 0, len(p.legs))
	for l, h := range p.legs {
		h.SequenceNumber++
		h.Timestamp += frameTicks
		items = append(items, item{leg: l, pkt: rtp.Packet{Header: *h}})
	}
	p.mu.Unlock()
	for i := range items {
		items[i].pkt.Payload = items[i].leg.nextFrame(tone)
		items[i].leg.out.write(generated, &items[i].pkt, now)
	}
}

func (l *Leg) nextFrame(tone [][]byte) []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.sound != Tone {
		return silenceFrame
	}
	l.frame = (l.frame + 1) % len(tone)
	return tone[l.frame]
}

func (p *player) close() {
	close(p.stop)
	<-p.done
}
