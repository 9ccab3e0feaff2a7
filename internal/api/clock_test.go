package api

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestBrowsersHearWhenTheClockWasMoved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ahead atomic.Int64
		s := &Server{Now: func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }}
		moved, stop := s.clockMoves()
		defer stop()
		time.Sleep(time.Hour)
		select {
		case <-moved:
			t.Fatal("the clock ran as it should, and was said to be moved")
		default:
		}
		ahead.Store(int64(7 * 24 * time.Hour))
		start := time.Now()
		<-moved
		if took := time.Since(start); took > clockLook {
			t.Errorf("told after %v", took)
		}
	})
}

func TestTheRealClockIsNotWatched(t *testing.T) {
	moved, stop := (&Server{}).clockMoves()
	defer stop()
	if moved != nil {
		t.Error("somebody watches the real clock")
	}
}
