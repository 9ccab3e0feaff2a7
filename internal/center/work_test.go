package center

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestWorkThatPausesDoesNotHoldAStopUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w work
		var paused []bool
		w.start(t.Context(), func(ctx context.Context) {
			paused = append(paused, w.pause(ctx, time.Second), w.pause(ctx, time.Hour))
		})
		time.Sleep(2 * time.Second)
		began := time.Now()
		w.drain()
		if took := time.Since(began); took != 0 {
			t.Errorf("the stop took %v", took)
		}
		if len(paused) != 2 || !paused[0] || paused[1] {
			t.Errorf("paused %v, want the first pause to its end and the second not", paused)
		}
		w.start(t.Context(), func(context.Context) { t.Error("work after the stop") })
		w.drain()
	})
}

func TestAPauseEndsWithItsWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w work
		ended := make(chan time.Time, 1)
		began := time.Now()
		w.start(t.Context(), func(ctx context.Context) {
			for w.pause(ctx, time.Second) {
			}
			ended <- time.Now()
		})
		if took := (<-ended).Sub(began); took != outside {
			t.Errorf("it paused for %v, want %v", took, outside)
		}
		w.drain()
	})
}
