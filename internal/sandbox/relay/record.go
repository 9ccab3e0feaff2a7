package relay

import (
	"sync"
	"time"
)

// A recording is cut into slots of 20 ms. Both sides fill slots by the timestamps of their packets, anchored to the wall
// clock, so that they stay in step with it and with each other whatever gets lost. Nothing is decoded.
const (
	mostSlots  = 3 * 60 * 60 * 50 // three hours; what comes later is left out
	driftLimit = 12000            // samples: a timestamp further than 250 ms from the wall clock starts anew
	hideSlots  = 5                // a gap this short is left to the decoder's concealment
	dtxSlots   = 25               // behind a frame of discontinuous transmission, which comes each 400 ms at least
)

// slot is 20 ms of one side as one Opus packet, nil where there is nothing.
type slot []byte

// lane is one side of a recording.
type lane struct {
	slots    []slot
	anchored bool
	ts       uint32 // this timestamp
	pos      int64  // is this sample
}

// put stores a packet by its timestamp. At is the sample in which it came, by the wall clock.
func (l *lane) put(ts uint32, payload []byte, at int64) {
	p, err := parseOpus(payload)
	each := 0
	if err == nil {
		each = frameSamples(p.toc)
	}
	if each == 0 || each > frameTicks {
		return // Meta's descriptions ask for 20 ms at most; a longer frame cannot be cut
	}
	pos := l.pos + int64(int32(ts-l.ts))
	if d := pos - at; !l.anchored || d > driftLimit || d < -driftLimit {
		pos = (at + frameTicks/2) / frameTicks * frameTicks
	}
	l.anchored, l.ts, l.pos = true, ts, pos
	for _, f := range p.frames {
		l.place(pos, p.toc, f)
		pos += int64(each)
	}
}

// place stores one frame.
func (l *lane) place(pos int64, toc byte, frame []byte) {
	i := int(pos / frameTicks)
	if pos < 0 || i >= mostSlots {
		return
	}
	for len(l.slots) <= i {
		l.slots = append(l.slots, nil)
	}
	each := frameSamples(toc)
	count, at := frameTicks/each, int(pos%frameTicks)/each
	p := opusPacket{toc: toc, frames: make([][]byte, count)}
	if have, err := parseOpus(l.slots[i]); err == nil {
		if have.toc != toc || len(have.frames) != count || len(have.frames[at]) > 0 {
			return // a packet that came twice, or a change of configuration inside 20 ms
		}
		copy(p.frames, have.frames)
	}
	p.frames[at] = frame
	l.slots[i] = p.append(nil, false)
}

// filler says what stands in for slots without audio: concealment for a short gap or within discontinuous transmission,
// silence otherwise.
type filler struct {
	last opusPacket
	left int
}

func (f *filler) next(s slot) opusPacket {
	if p, err := parseOpus(s); err == nil {
		f.last = opusPacket{toc: p.toc, frames: make([][]byte, len(p.frames))}
		f.left = hideSlots
		if len(s) <= 2 {
			f.left = dtxSlots
		}
		return p
	}
	if f.left > 0 {
		f.left--
		return f.last
	}
	return opusPacket{toc: silenceFrame[0], frames: [][]byte{silenceFrame[1:]}}
}

// The sides of a call's recording.
const (
	left  = 0 // the business
	right = 1 // the phone
)

// recorder keeps one or two sides.
type recorder struct {
	mu    sync.Mutex
	start time.Time // zero until the phone is picked up
	end   time.Time
	lanes []lane
}

func newRecorder(sides int) *recorder { return &recorder{lanes: make([]lane, sides)} }

// begin starts the clock, end stops it; both once.
func (r *recorder) begin(now time.Time) {
	r.mu.Lock()
	if r.start.IsZero() {
		r.start = now
	}
	r.mu.Unlock()
}

func (r *recorder) finish(now time.Time) {
	r.mu.Lock()
	if r.end.IsZero() {
		r.end = now
	}
	r.mu.Unlock()
}

// length is how long the recording is so far.
func (r *recorder) length(now time.Time) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.start.IsZero() {
		return 0
	}
	return now.Sub(r.start)
}

// put stores a packet of one side.
func (r *recorder) put(side int, ts uint32, payload []byte, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.start.IsZero() || !r.end.IsZero() {
		return
	}
	r.lanes[side].put(ts, payload, int64(now.Sub(r.start))*48/int64(time.Millisecond))
}

// ogg is the recording so far. It has one slot at least.
func (r *recorder) ogg(now time.Time) ([]byte, time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	end, slots := r.end, 1
	if end.IsZero() {
		end = now
	}
	if !r.start.IsZero() {
		slots = min(max(int(end.Sub(r.start)/frameTime), 1), mostSlots)
	}
	return muxOpus(r.lanes, slots), time.Duration(slots) * frameTime
}

// muxOpus writes lanes as the channels of an Ogg Opus file, each a mono stream of its own (RFC 7845, section 5.1.1).
func muxOpus(lanes []lane, slots int) []byte {
	w := oggWriter{serial: 1, flags: oggFirst}
	w.add(opusHead(byte(len(lanes))), 0)
	w.flush(0)
	w.add(opusTags("ramal sandbox"), 0)
	w.flush(0)
	fill := make([]filler, len(lanes))
	for i := range slots {
		var packet []byte
		for k := range lanes {
			var s slot
			if i < len(lanes[k].slots) {
				s = lanes[k].slots[i]
			}
			packet = fill[k].next(s).append(packet, k < len(lanes)-1)
		}
		w.add(packet, uint64(i)*frameTicks)
		switch {
		case i == slots-1:
			w.flags |= oggLast
			w.flush(uint64(slots) * frameTicks)
		case i%50 == 49:
			w.flush(uint64(i+1) * frameTicks)
		}
	}
	return w.out
}

// Record starts to keep what both sides say, from the pick-up on. Announcements are left out.
func (l *Leg) Record() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.recorder.Load() != nil || l.closed {
		return
	}
	rec := newRecorder(2)
	if l.picked {
		rec.begin(time.Now())
	}
	l.recorder.Store(rec)
}

// Recording is what was kept so far as an Ogg Opus file of two channels, and how long it is: left the business, right the
// phone, each as it was sent. A business that speaks G.711 is silent in it, and so is the phone that answers it in G.711:
// nothing is transcoded. Without Record it is a moment of silence. It works on a closed leg too.
func (l *Leg) Recording() ([]byte, time.Duration) {
	rec := l.recorder.Load()
	if rec == nil {
		rec = newRecorder(2)
	}
	return rec.ogg(time.Now())
}
