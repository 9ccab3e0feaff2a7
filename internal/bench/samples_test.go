package main

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestPercentileIsTheNearestRank(t *testing.T) {
	var twenty []time.Duration
	for i := range 20 {
		twenty = append(twenty, time.Duration(20-i)*time.Millisecond) // not in order
	}
	for _, c := range []struct {
		name  string
		all   []time.Duration
		share float64
		want  time.Duration
	}{
		{"of nothing", nil, 0.99, 0},
		{"of one", []time.Duration{7}, 0.5, 7},
		{"half of an even number", twenty, 0.5, 10 * time.Millisecond},
		{"95 of 100 of twenty is the nineteenth", twenty, 0.95, 19 * time.Millisecond},
		{"99 of 100 of twenty is the last", twenty, 0.99, 20 * time.Millisecond},
		{"all", twenty, 1, 20 * time.Millisecond},
		{"none", twenty, 0, time.Millisecond},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := percentile(c.all, c.share); got != c.want {
				t.Errorf("%v, not %v", got, c.want)
			}
		})
	}
	if twenty[0] != 20*time.Millisecond {
		t.Error("the samples were sorted in place")
	}
}

func TestAPercentileIsASampleThatEnoughDoNotExceed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []time.Duration
		for _, n := range rapid.SliceOfN(rapid.Int64Range(0, 1000), 1, 300).Draw(t, "times") {
			all = append(all, time.Duration(n))
		}
		hundredths := rapid.IntRange(1, 100).Draw(t, "hundredths")
		got := percentile(all, float64(hundredths)/100)
		among, within, under := false, 0, 0
		for _, d := range all {
			among = among || d == got
			if d <= got {
				within++
			}
			if d < got {
				under++
			}
		}
		if !among || within*100 < hundredths*len(all) || under*100 >= hundredths*len(all) {
			t.Fatalf("p%d of %v is %d: among them %v, %d not above it, %d under it", hundredths, all, got, among, within, under)
		}
	})
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		all  []float64
		want float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 5}, 5}, {[]float64{4, 1, 3, 2}, 2.5}} {
		if got := median(c.all); got != c.want {
			t.Errorf("median of %v is %v, not %v", c.all, got, c.want)
		}
	}
}

func TestNumbersShowThreeFiguresThatCount(t *testing.T) {
	for value, want := range map[float64]string{
		0: "0", 0.0321: "0.032", 0.1: "0.1", 1: "1", 4.456: "4.46", 50: "50", 99.96: "100", 12.34: "12.3",
		250: "250", 999.6: "1,000", 2000: "2,000", 1234567: "1,234,567", 0.0001: "0",
	} {
		if got := number(value); got != want {
			t.Errorf("%v is written %s, not %s", value, got, want)
		}
	}
}

func TestSamplesFromManyGoroutinesAreAllCounted(t *testing.T) {
	var s samples
	done := make(chan struct{})
	for range 8 {
		go func() {
			for i := range 100 {
				s.add(time.Duration(i) * time.Millisecond)
			}
			done <- struct{}{}
		}()
	}
	for range 8 {
		<-done
	}
	if s.count() != 800 || s.ms(0.5) != 49 {
		t.Errorf("%d samples with a median of %v ms", s.count(), s.ms(0.5))
	}
}
