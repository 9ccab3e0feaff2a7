package relay

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAChangeOfSourceGoesOnWhereTheLastOneWas(t *testing.T) {
	o := newOutlet("s", "t", opusCodec(opusPayload))
	now := time.Unix(0, 0)
	type out struct {
		seq   uint16
		ts    uint32
		fresh bool
	}
	put := func(source uint64, seq uint16, ts uint32, after time.Duration) out {
		now = now.Add(after)
		fresh := o.place(source, seq, ts, now)
		return out{seq + o.seqOff, ts + o.tsOff, fresh}
	}
	a := put(1, 65535, 4294967295, 0)
	b := put(1, 0, 959, 20*time.Millisecond)
	if b.seq != a.seq+1 || b.ts != a.ts+960 || !a.fresh || b.fresh {
		t.Errorf("over the wrap: %+v then %+v", a, b)
	}
	c := put(2, 777, 5, time.Second) // a pause, then another source: the clock went on
	if c.seq != b.seq+1 || c.ts != b.ts+48000 || !c.fresh {
		t.Errorf("after a pause: %+v then %+v", b, c)
	}
	d := put(1, 1, 1919, 0) // back at once
	if d.seq != c.seq+1 || d.ts != c.ts+960 || !d.fresh {
		t.Errorf("back: %+v then %+v", c, d)
	}
}

func TestTheStreamNeverRepeatsANumberWhoeverSpeaks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := newOutlet("s", "t", opusCodec(opusPayload))
		now := time.Unix(0, 0)
		in := map[uint64]uint16{}
		var last uint16
		for i, source := range rapid.SliceOfN(rapid.Uint64Range(0, 3), 1, 200).Draw(t, "sources") {
			now = now.Add(time.Duration(rapid.IntRange(0, 100).Draw(t, "gap")) * time.Millisecond)
			in[source]++
			seq := in[source] + uint16(source*20000)
			o.place(source, seq, uint32(seq)*960, now)
			if got := seq + o.seqOff; i > 0 && got != last+1 {
				t.Fatalf("step %d: %d after %d", i, got, last)
			}
			last = seq + o.seqOff
		}
	})
}
