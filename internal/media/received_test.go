package media

import (
	"math"
	"testing"
	"time"

	"github.com/pion/rtcp"
	"pgregory.net/rapid"
)

func TestReceivedCountsLossAcrossTheWrap(t *testing.T) {
	var r received
	for i := range 10 {
		if i == 3 || i == 7 {
			continue
		}
		r.packet(1, uint16(65530+i), uint32(i*frameTicks), epoch.Add(time.Duration(i)*frame))
	}
	block, ok := r.block(epoch)
	if !ok || block.TotalLost != 2 || block.FractionLost != 2*256/10 || block.LastSequenceNumber != 1<<16+3 || block.Jitter != 0 {
		t.Errorf("block %+v, want 2 of 10 lost, highest 65539, no jitter", block)
	}
	if f := r.flow(); f.Packets != 8 || f.Lost != 2 || f.Jitter != 0 {
		t.Errorf("flow %+v, want 8 packets and 2 lost", f)
	}
	r.packet(1, 4, 10*frameTicks, epoch.Add(10*frame))
	if block, _ := r.block(epoch); block.FractionLost != 0 || block.TotalLost != 2 {
		t.Errorf("block %+v, want no loss in the second interval and still 2 in all", block)
	}
}

func TestReceivedTakesLatePacketsForReceived(t *testing.T) {
	var r received
	for _, seq := range []uint16{10, 12, 11, 13, 13} {
		r.packet(1, seq, 0, epoch)
	}
	if f := r.flow(); f.Lost != 0 || f.Packets != 5 {
		t.Errorf("flow %+v, want 5 packets (one twice) and no loss", f)
	}
}

func TestReceivedGoesOnWithAnotherSSRC(t *testing.T) {
	var r received
	r.packet(1, 100, 0, epoch)
	r.packet(1, 102, 0, epoch) // one lost
	r.packet(2, 60000, 5000, epoch)
	r.packet(2, 60001, 5960, epoch.Add(frame))
	if f := r.flow(); f.Packets != 4 || f.Lost != 1 {
		t.Errorf("flow %+v, want 4 packets and 1 lost", f)
	}
	if block, _ := r.block(epoch); block.SSRC != 2 || block.LastSequenceNumber != 60001 {
		t.Errorf("block %+v, want the present SSRC", block)
	}
}

func TestReceivedJitterIsThatOfRFC3550(t *testing.T) {
	var r received
	want, before := 0.0, 0
	for i, late := range []int{0, 5, 0, 10, 0, 20, 1} { // milliseconds behind its time
		r.packet(1, uint16(i), uint32(i*frameTicks), epoch.Add(time.Duration(i)*frame+time.Duration(late)*time.Millisecond))
		want += (math.Abs(float64(late-before))*48 - want) / 16
		before = late
	}
	block, _ := r.block(epoch)
	if math.Abs(float64(block.Jitter)-want) > 1 {
		t.Errorf("jitter %d, want %.1f", block.Jitter, want)
	}
}

func TestReceivedJitterSurvivesTheTimestampsWrap(t *testing.T) {
	var r received
	for i := range 20 {
		r.packet(1, uint16(i), uint32(i*frameTicks)-5000, epoch.Add(time.Duration(i)*frame))
	}
	if f := r.flow(); f.Jitter > time.Millisecond {
		t.Errorf("jitter %v of packets on time", f.Jitter)
	}
}

func TestReceivedRefersToTheSendersReport(t *testing.T) {
	var r received
	if _, ok := r.block(epoch); ok {
		t.Error("a block before the first packet")
	}
	r.packet(1, 1, 0, epoch)
	if block, _ := r.block(epoch); block.LastSenderReport != 0 || block.Delay != 0 {
		t.Errorf("block %+v refers to a report that never came", block)
	}
	r.report(&rtcp.SenderReport{NTPTime: 0x1122334455667788}, epoch)
	if block, _ := r.block(epoch.Add(1500 * time.Millisecond)); block.LastSenderReport != 0x33445566 || block.Delay != 3*65536/2 {
		t.Errorf("block %+v, want the middle of the NTP time and a delay of 1.5 s", block)
	}
}

func TestReceivedLossIsWhatIsMissing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r received
		first := rapid.Uint16().Draw(t, "first")
		n := rapid.IntRange(2, 2000).Draw(t, "packets")
		lost := 0
		for i := range n {
			if i > 0 && i < n-1 && rapid.IntRange(0, 9).Draw(t, "lose") == 0 {
				lost++
				continue
			}
			r.packet(1, first+uint16(i), uint32(i*frameTicks), epoch.Add(time.Duration(i)*frame))
		}
		if f := r.flow(); f.Lost != uint64(lost) || f.Packets != uint64(n-lost) {
			t.Fatalf("flow %+v, want %d lost of %d", f, lost, n)
		}
	})
}

func TestNTP(t *testing.T) {
	// RFC 868 names this: 1970-01-01 is 2,208,988,800 s after 1900.
	if got, want := ntp(time.Unix(0, int64(500*time.Millisecond))), uint64(2208988800)<<32|1<<31; got != want {
		t.Errorf("got %x, want %x", got, want)
	}
}
