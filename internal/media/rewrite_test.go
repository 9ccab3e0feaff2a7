package media

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var epoch = time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC)

func TestTimeline(t *testing.T) {
	const drop = -1 // as wantSeq: the packet has no place
	type step struct {
		after   time.Duration // since the step before
		source  uint64        // 0: our silence
		seq     uint16
		ts      uint32
		wantSeq int    // behind the timeline's first number, 100
		wantTS  uint32 // behind its first timestamp, 1000
		first   bool
	}
	for _, c := range []struct {
		name  string
		steps []step
	}{
		{"one source keeps its steps", []step{
			{0, 1, 500, 9000, 0, 0, true},
			{frame, 1, 501, 9960, 1, 960, false},
			{frame, 1, 502, 10920, 2, 1920, false},
		}},
		{"its losses stay visible", []step{
			{0, 1, 500, 9000, 0, 0, true},
			{4 * frame, 1, 504, 12840, 4, 3840, false},
		}},
		{"its numbers wrap", []step{
			{0, 1, 65535, 0xFFFFFF00, 0, 0, true},
			{frame, 1, 0, 0x000002C0, 1, 960, false},
		}},
		{"packets out of order find their places", []step{
			{0, 1, 10, 0, 0, 0, true},
			{frame, 1, 12, 1920, 2, 1920, false},
			{0, 1, 11, 960, 1, 960, false},
			{frame, 1, 13, 2880, 3, 2880, false},
		}},
		{"a repeated packet has no place", []step{
			{0, 1, 10, 0, 0, 0, true},
			{frame, 1, 10, 0, drop, 0, false},
		}},
		{"what came before a stretch has no place in it", []step{
			{0, 1, 10, 0, 0, 0, true},
			{0, 1, 9, 0, drop, 0, false},
			{frame, 1, 11, 960, 1, 960, false},
			{0, 1, 9, 0, drop, 0, false},
		}},
		{"another source follows without a gap", []step{
			{0, 1, 10, 0, 0, 0, true},
			{frame, 2, 40000, 123456, 1, 960, true},
			{frame, 2, 40001, 124416, 2, 1920, false},
		}},
		{"the timestamp follows the clock over a change", []step{
			{0, 1, 10, 0, 0, 0, true},
			{3 * time.Second, 2, 40000, 123456, 1, 144000, true},
		}},
		{"a change in no time still moves on", []step{
			{0, 1, 10, 0, 0, 0, true},
			{0, 2, 40000, 5, 1, 960, true},
		}},
		{"silence in between, then the same source", []step{
			{0, 1, 10, 0, 0, 0, true},
			{3 * frame, 0, 0, 0, 1, 2880, false},
			{frame, 0, 0, 0, 2, 3840, false},
			{frame, 1, 11, 960, 3, 4800, true},
			{frame, 1, 12, 1920, 4, 5760, false},
			{0, 1, 10, 0, drop, 0, false},
		}},
		{"late ticks do not stretch the time", []step{
			{0, 0, 0, 0, 0, 0, false},
			{28 * time.Millisecond, 0, 0, 0, 1, 960, false},
			{28 * time.Millisecond, 0, 0, 0, 2, 2880, false}, // 56 ms: nearer to the third frame
			{4 * time.Millisecond, 0, 0, 0, 3, 3840, false},  // never the same timestamp twice
		}},
		{"a source that starts over", []step{
			{0, 1, 10, 50000, 0, 0, true},
			{frame, 1, 30010, 7, 1, 960, true},
			{frame, 1, 30011, 967, 2, 1920, false},
		}},
		{"a source whose timestamps go back", []step{
			{0, 1, 10, 50000, 0, 0, true},
			{frame, 1, 11, 40000, 1, 960, true},
		}},
		{"a source whose timestamps leap", []step{
			{0, 1, 10, 0, 0, 0, true},
			{frame, 1, 11, 48000 * 60, 1, 960, true},
		}},
		{"a source that paused for a minute did not leap", []step{
			{0, 1, 10, 0, 0, 0, true},
			{time.Minute, 1, 11, 48000 * 60, 1, 48000 * 60, false},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			line := timeline{seq: 100, ts: 1000}
			now := epoch
			for i, s := range c.steps {
				now = now.Add(s.after)
				var seq uint16
				var ts uint32
				first, ok := false, true
				if s.source == 0 {
					seq, ts = line.silence(now)
				} else {
					seq, ts, first, ok = line.place(s.source, s.seq, s.ts, now)
				}
				if s.wantSeq == drop {
					if ok {
						t.Errorf("step %d: placed at %d, want no place", i, seq-100)
					}
					continue
				}
				if !ok || seq != 100+uint16(s.wantSeq) || ts != 1000+s.wantTS || first != s.first {
					t.Errorf("step %d: +%d +%d first %v ok %v, want +%d +%d first %v",
						i, seq-100, ts-1000, first, ok, s.wantSeq, s.wantTS, s.first)
				}
			}
		})
	}
}

func TestTimelineSkipLeavesNoHole(t *testing.T) {
	line := timeline{seq: 100, ts: 1000}
	line.place(1, 10, 0, epoch)
	line.skip(1, 11)
	line.skip(1, 12)
	line.skip(2, 13)  // another source's packet is nothing to us
	line.skip(1, 900) // nor one that is not next
	if seq, ts, _, ok := line.place(1, 13, 2880, epoch.Add(3*frame)); !ok || seq != 101 || ts != 3880 {
		t.Errorf("seq %d ts %d %v, want 101 3880", seq, ts, ok)
	}
}

func TestTimelineCutHidesWhatWasNotForwarded(t *testing.T) {
	line := timeline{seq: 100, ts: 1000}
	line.place(1, 10, 0, epoch)
	line.cut()
	if seq, ts, first, ok := line.place(1, 60, 48000, epoch.Add(time.Second)); !ok || seq != 101 || ts != 49000 || !first {
		t.Errorf("seq %d ts %d first %v %v, want 101 49000 true", seq, ts, first, ok)
	}
}

// TestTimelineIsOneStream feeds a timeline with anything: sources that lose, repeat, reorder and restart, silence, pauses. What
// comes out, sorted by number, must be one stream: no number twice, timestamps that rise with the numbers, and no hole that is
// not a loss or a lateness of the source.
func TestTimelineIsOneStream(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := timeline{
			seq: rapid.Uint16().Draw(t, "first number"),
			ts:  rapid.Uint32().Draw(t, "first timestamp"),
		}
		start, startTS := line.seq, line.ts
		type source struct {
			seq uint16
			ts  uint32
		}
		sources := map[uint64]*source{}
		out := map[int64]int64{} // extended number to extended timestamp
		highest, highestTS := int64(0), int64(0)
		holes := int64(0) // that the sources made
		now := epoch
		note := func(seq uint16, ts uint32) {
			n := highest + int64(int16(seq-uint16(int64(start)+highest)))
			m := highestTS + int64(int32(ts-uint32(int64(startTS)+highestTS)))
			if _, twice := out[n]; twice {
				t.Fatalf("number %d given out twice", n)
			}
			out[n] = m
			if n > highest {
				if m <= highestTS {
					t.Fatalf("number rose from %d to %d and the timestamp fell from %d to %d", highest, n, highestTS, m)
				}
				highest, highestTS = n, m
			}
		}
		for range rapid.IntRange(1, 300).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.Int64Range(0, 100).Draw(t, "wait")) * time.Millisecond)
			id := rapid.Uint64Range(1, 3).Draw(t, "source")
			s := sources[id]
			if s == nil {
				s = &source{rapid.Uint16().Draw(t, "seq"), rapid.Uint32().Draw(t, "ts")}
				sources[id] = s
			}
			speak := func(seq uint16, ts uint32) {
				if outSeq, outTS, _, ok := line.place(id, seq, ts, now); ok {
					note(outSeq, outTS)
				}
			}
			next := func(n uint16) { s.seq += n; s.ts += uint32(n) * frameTicks }
			switch rapid.SampledFrom([]string{"speak", "speak", "speak", "lose", "swap", "repeat", "silence", "restart", "skip", "cut"}).Draw(t, "what") {
			case "speak":
				speak(s.seq, s.ts)
				next(1)
			case "lose":
				n := rapid.Uint16Range(1, 50).Draw(t, "lost")
				holes += int64(n)
				next(n)
			case "swap":
				speak(s.seq+1, s.ts+frameTicks)
				speak(s.seq, s.ts)
				holes++ // where a stretch begins with the later one, the earlier has no place
				next(2)
			case "repeat":
				speak(s.seq-1, s.ts-frameTicks)
			case "silence":
				note(line.silence(now))
			case "restart":
				s.seq, s.ts = rapid.Uint16().Draw(t, "seq"), rapid.Uint32().Draw(t, "ts")
				line.cut() // or its numbers could pass for losses of the old ones
			case "skip":
				line.skip(id, s.seq)
				holes++ // it is one where the source is not speaking
				next(1)
			case "cut":
				line.cut()
			}
		}
		if missing := highest - int64(len(out)) + 1; len(out) > 0 && missing > holes+1 {
			t.Fatalf("%d numbers were never given out, the sources lost %d", missing, holes)
		}
	})
}
