package relay

import (
	"bytes"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// channels takes an Ogg Opus file of ours apart: the packets of each channel, 20 ms each. It reads the container by itself,
// not by what wrote it.
func channels(t *testing.T, ogg []byte) [][]opusPacket {
	t.Helper()
	s, err := readOgg(ogg)
	if err != nil {
		t.Fatal(err)
	}
	head := s.packets[0]
	count := int(head[9])
	if want := map[int][]byte{1: {0}, 2: {1, 2, 0, 0, 1}}[count]; !bytes.HasPrefix(head, []byte("OpusHead\x01")) || !bytes.Equal(head[18:], want) {
		t.Fatalf("OpusHead %x", head)
	}
	if s.granule != uint64(len(s.packets)-2)*960 {
		t.Fatalf("the last page ends at %d, and there are %d packets", s.granule, len(s.packets)-2)
	}
	sides := make([][]opusPacket, count)
	for i, b := range s.packets[2:] {
		for k := range count {
			var p opusPacket
			if k < count-1 {
				p, b = selfDelimited(t, b)
			} else if p, err = parseOpus(b); err != nil {
				t.Fatalf("packet %d: %v", i, err)
			}
			if p.samples() != 960 {
				t.Fatalf("packet %d of channel %d has %d samples", i, k, p.samples())
			}
			sides[k] = append(sides[k], p)
		}
	}
	return sides
}

// selfDelimited reads a packet that says its own length (RFC 6716, appendix B; the two codes that we write).
func selfDelimited(t *testing.T, b []byte) (opusPacket, []byte) {
	t.Helper()
	p := opusPacket{toc: b[0] &^ 3}
	count, rest := 1, b[1:]
	if b[0]&3 == 3 {
		if b[1]&0xC0 != 0x80 {
			t.Fatalf("a packet of code 3 begins with %x", b[:2])
		}
		count, rest = int(b[1]&0x3F), b[2:]
	}
	sizes := make([]int, count)
	for i := range sizes {
		var ok bool
		if sizes[i], rest, ok = frameLength(rest); !ok {
			t.Fatalf("no length in %x", b)
		}
	}
	for _, n := range sizes {
		p.frames = append(p.frames, rest[:n])
		rest = rest[n:]
	}
	return p, rest
}

const silk20 = 9 << 3 // 20 ms of SILK wideband

func frame(n byte) []byte { return []byte{silk20, n, n, n} }

func isSilence(p opusPacket) bool {
	return p.toc == silenceFrame[0] && len(p.frames) == 1 && bytes.Equal(p.frames[0], silenceFrame[1:])
}

func TestBothSidesStayInStepWithTheClock(t *testing.T) {
	start := time.Unix(1000, 0)
	at := func(ms int) time.Time { return start.Add(time.Duration(ms) * time.Millisecond) }
	r := newRecorder(2)
	r.put(left, 1, frame(9), start) // before it begins: not kept
	r.begin(start)
	r.begin(at(500)) // again: nothing
	for i := range 100 {
		if i < 40 || i >= 50 { // ten frames are lost
			r.put(left, uint32(4294960000+i*960), frame(byte(i)), at(i*20+i%3))
		}
		if i >= 25 { // the phone speaks from half a second on, and arrives 35 ms late now and then
			r.put(right, uint32(i*960), frame(byte(i)), at(i*20+(i+1)%2*35))
		}
	}
	r.put(left, uint32(4294960000+3*960), frame(77), at(2000)) // a duplicate
	r.finish(at(2000))
	r.finish(at(9000))
	r.put(right, 100*960, frame(1), at(2500))
	ogg, d := r.ogg(at(9000))
	if d != 2*time.Second {
		t.Errorf("%v long", d)
	}
	sides := channels(t, ogg)
	if len(sides[0]) != 100 {
		t.Fatalf("%d slots", len(sides[0]))
	}
	for i := range 100 {
		l, r := sides[0][i], sides[1][i]
		switch {
		case i >= 40 && i < 45: // concealment
			if l.toc != silk20 || len(l.frames[0]) != 0 {
				t.Errorf("slot %d, left: %+v", i, l)
			}
		case i >= 45 && i < 50:
			if !isSilence(l) {
				t.Errorf("slot %d, left: %+v", i, l)
			}
		default:
			if l.frames[0][0] != byte(i) {
				t.Errorf("slot %d, left: %+v", i, l)
			}
		}
		if i < 25 && !isSilence(r) || i >= 25 && r.frames[0][0] != byte(i) {
			t.Errorf("slot %d, right: %+v", i, r)
		}
	}
}

func TestDiscontinuousTransmissionIsNoGap(t *testing.T) {
	start := time.Unix(0, 0)
	r := newRecorder(1)
	r.begin(start)
	r.put(0, 0, frame(1), start)
	r.put(0, 960, []byte{silk20}, start.Add(20*time.Millisecond)) // the encoder stops sending
	r.put(0, 21*960, []byte{silk20}, start.Add(420*time.Millisecond))
	r.put(0, 30*960, frame(2), start.Add(600*time.Millisecond))
	r.finish(start.Add(2 * time.Second))
	ogg, _ := r.ogg(start)
	for i, p := range channels(t, ogg)[0] {
		switch {
		case i == 0 || i == 30:
			if len(p.frames[0]) == 0 {
				t.Errorf("slot %d: %+v", i, p)
			}
		case i < 36:
			if p.toc != silk20 || len(p.frames[0]) != 0 {
				t.Errorf("slot %d: %+v", i, p)
			}
		default:
			if !isSilence(p) {
				t.Errorf("slot %d: %+v", i, p)
			}
		}
	}
}

func TestPacketsOfOtherLengthsFillTheSameSlots(t *testing.T) {
	const silk10, silk40 = 8 << 3, 10 << 3
	start := time.Unix(0, 0)
	r := newRecorder(2)
	r.begin(start)
	for i := range 4 { // 10 ms each
		r.put(left, uint32(i*480), []byte{silk10, byte(i)}, start.Add(time.Duration(i)*10*time.Millisecond))
	}
	r.put(left, 4*480, []byte{silk10, 4}, start.Add(40*time.Millisecond))      // the other half never comes
	r.put(right, 0, []byte{silk20 | 3, 3, 7, 8, 9}, start)                     // three frames in a packet
	r.put(right, 3*960, []byte{silk40, 1}, start.Add(60*time.Millisecond))     // cannot be cut
	r.put(right, 4*960, []byte{silk20 | 3, 0}, start.Add(80*time.Millisecond)) // not Opus
	r.finish(start.Add(100 * time.Millisecond))
	ogg, _ := r.ogg(start)
	sides := channels(t, ogg)
	for i, want := range [][]int{{0, 1}, {2, 3}, {4, -1}} {
		p := sides[0][i]
		if len(p.frames) != 2 || p.toc != silk10 {
			t.Fatalf("slot %d, left: %+v", i, p)
		}
		for k, n := range want {
			if n < 0 && len(p.frames[k]) != 0 || n >= 0 && p.frames[k][0] != byte(n) {
				t.Errorf("slot %d, half %d: %x, want %d", i, k, p.frames[k], n)
			}
		}
	}
	for i := range 3 {
		if sides[1][i].frames[0][0] != byte(7+i) {
			t.Errorf("slot %d, right: %+v", i, sides[1][i])
		}
	}
	if len(sides[1][3].frames[0]) != 0 || len(sides[1][4].frames[0]) != 0 {
		t.Errorf("what cannot be kept is in the file: %+v", sides[1][3:])
	}
}

func TestATimestampThatJumpsStartsAnew(t *testing.T) {
	start := time.Unix(0, 0)
	r := newRecorder(1)
	r.begin(start)
	r.put(0, 0, frame(1), start)
	r.put(0, 1<<30, frame(2), start.Add(100*time.Millisecond)) // another stream, as after a change of source
	r.put(0, 1<<30+960, frame(3), start.Add(121*time.Millisecond))
	r.finish(start.Add(160 * time.Millisecond))
	ogg, _ := r.ogg(start)
	p := channels(t, ogg)[0]
	if p[0].frames[0][0] != 1 || p[5].frames[0][0] != 2 || p[6].frames[0][0] != 3 {
		t.Errorf("%+v", p)
	}
}

func TestARecordingIsWholeWhateverWasHeard(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		start := time.Unix(0, 0)
		r := newRecorder(2)
		r.begin(start)
		for range rapid.IntRange(0, 200).Draw(rt, "packets") {
			r.put(rapid.IntRange(0, 1).Draw(rt, "side"), rapid.Uint32().Draw(rt, "timestamp"),
				rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(rt, "payload"),
				start.Add(time.Duration(rapid.IntRange(0, 3000).Draw(rt, "ms"))*time.Millisecond))
		}
		slots := rapid.IntRange(0, 150).Draw(rt, "slots")
		r.finish(start.Add(time.Duration(slots) * frameTime))
		ogg, d := r.ogg(start)
		if sides := channels(t, ogg); len(sides[0]) != max(slots, 1) || d != time.Duration(max(slots, 1))*frameTime {
			rt.Fatalf("%d slots, %v, want %d", len(sides[0]), d, slots)
		}
	})
}

func TestACallIsRecordedOnTwoChannels(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	leg := ring(t, r, b, CallOptions{})
	leg.Record()
	b.say(3, 1) // before the pick-up
	leg.PickUp(Tone)
	leg.Record() // again: nothing
	b.say(25, 9)
	b.hear(25)
	leg.Close()
	ogg, d := leg.Recording()
	sides := channels(t, ogg)
	if d < 400*time.Millisecond || len(sides[0]) != int(d/frameTime) {
		t.Errorf("%v long, %d slots", d, len(sides[0]))
	}
	spoke, heard := 0, 0
	for i := range sides[0] {
		if f := sides[0][i].frames[0]; sides[0][i].toc == frameTOC && len(f) == 2 && f[0] == 9 {
			spoke++
		}
		if len(sides[1][i].frames[0]) > 20 {
			heard++
		}
		if f := sides[0][i].frames[0]; len(f) == 2 && f[0] == 1 {
			t.Error("what came before the pick-up is in the recording")
		}
	}
	if spoke < 22 || heard < 20 {
		t.Errorf("%d frames of the business, %d of the phone in %d slots", spoke, heard, len(sides[0]))
	}
	if again, same := leg.Recording(); same != d || !bytes.Equal(again, ogg) {
		t.Error("the recording of a closed leg changes")
	}
}

func TestWithoutRecordThereIsAMomentOfSilence(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	leg := ring(t, r, b, CallOptions{})
	ogg, d := leg.Recording()
	if sides := channels(t, ogg); d != frameTime || len(sides) != 2 || !isSilence(sides[0][0]) || !isSilence(sides[1][0]) {
		t.Errorf("%v: %+v", d, sides)
	}
}
