package main

import (
	"slices"
	"strconv"
	"sync"
	"time"
)

// samples gathers times from many goroutines.
type samples struct {
	mu  sync.Mutex
	all []time.Duration
}

func (s *samples) add(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, d)
}

func (s *samples) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.all)
}

// sum is how long all of it took.
func (s *samples) sum() (d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range s.all {
		d += one
	}
	return d
}

// ms returns a percentile in milliseconds.
func (s *samples) ms(share float64) float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return percentile(s.all, share).Seconds() * 1000
}

// percentile returns the smallest time that at least the share (0 to 1) of all times do not exceed: the nearest rank, which
// invents no value that was not measured. It is 0 for no times.
func percentile(all []time.Duration, share float64) time.Duration {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	// A rank that is whole up to the error of the multiplication is that rank: 0.95 of 20 is the 19th and not the 20th.
	rank := int(share*float64(len(sorted)) + 1 - 1e-9)
	return sorted[min(max(rank, 1), len(sorted))-1]
}

// median returns the middle value, 0 for none.
func median(all []float64) float64 {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	if n := len(sorted); n%2 == 0 {
		return (sorted[n/2-1] + sorted[n/2]) / 2
	}
	return sorted[len(sorted)/2]
}

// number writes a value as a person would: three figures that count, thousands apart.
func number(v float64) string {
	decimals := 0
	switch {
	case v != 0 && v < 1:
		decimals = 3
	case v < 10:
		decimals = 2
	case v < 100:
		decimals = 1
	}
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if decimals > 0 {
		for s[len(s)-1] == '0' {
			s = s[:len(s)-1]
		}
		if s[len(s)-1] == '.' {
			s = s[:len(s)-1]
		}
		return s
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
