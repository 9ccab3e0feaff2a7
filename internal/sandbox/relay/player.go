package relay

import (
	"sync"
	"time"

	"github.com/pion/rtp"
)

// player is the one clock of all phones: a timer per phone would cost more than the audio.
type player struct {
	mu   sync.Mutex
	legs map[*Leg]struct{}
	stop chan struct{}
	done chan struct{}
}

func newPlayer() *player {
	return &player{legs: map[*Leg]struct{}{}, stop: make(chan struct{}), done: make(chan struct{})}
}

func (p *player) add(l *Leg) {
	p.mu.Lock()
	p.legs[l] = struct{}{}
	p.mu.Unlock()
}

func (p *player) remove(l *Leg) {
	p.mu.Lock()
	delete(p.legs, l)
	p.mu.Unlock()
}

// run gives every leg a beat each 20 ms, and catches up when the machine was busy.
func (p *player) run() {
	defer close(p.done)
	t := time.NewTicker(frameTime)
	defer t.Stop()
	next := time.Now()
	var legs []*Leg
	for {
		select {
		case <-p.stop:
			return
		case now := <-t.C:
			if now.Sub(next) > time.Second {
				next = now // a long pause is not made up for
			}
			for ; !next.After(now); next = next.Add(frameTime) {
				p.mu.Lock()
				legs = legs[:0]
				for l := range p.legs {
					legs = append(legs, l)
				}
				p.mu.Unlock()
				for i, l := range legs {
					l.beat(now)
					legs[i] = nil
				}
			}
		}
	}
}

func (p *player) close() {
	close(p.stop)
	<-p.done
}

// voice is a stream of generated frames: a clip as far as it goes, then what the caller has.
type voice struct {
	seq   uint16
	ts    uint32
	clip  [][]byte
	ahead int // samples at 48 kHz that were sent beyond this beat: packets may be longer than a beat
}

// beat gives the packets of the coming 20 ms: of the clip, or one of fill when the clip is over. A nil fill is nothing.
func (v *voice) beat(c codec, fill []byte) []rtp.Packet {
	var out []rtp.Packet
	for v.ahead < frameTicks && len(v.clip) > 0 {
		payload, samples := v.clip[0], frameTicks
		v.clip = v.clip[1:]
		if c.opus() {
			p, err := parseOpus(payload)
			if err != nil {
				continue
			}
			samples = p.samples()
		}
		out = v.packet(out, payload, samples, c)
	}
	if v.ahead < frameTicks {
		out = v.packet(out, fill, frameTicks, c)
	}
	v.ahead -= frameTicks
	return out
}

func (v *voice) packet(out []rtp.Packet, payload []byte, samples int, c codec) []rtp.Packet {
	p := rtp.Packet{Header: rtp.Header{SequenceNumber: v.seq, Timestamp: v.ts}, Payload: payload}
	v.ahead += samples
	v.ts += uint32(samples) * c.clock / 48000
	if payload == nil {
		return out
	}
	v.seq++
	return append(out, p)
}
