package media

import (
	"slices"
	"sync"
	"testing"
)

func TestReportsKeepTheirOrderAndNeverBlockTheReporter(t *testing.T) {
	var got []string
	first := make(chan struct{})
	hold := make(chan struct{})
	var once sync.Once
	r := newReports(func(report Report) {
		once.Do(func() { close(first); <-hold })
		got = append(got, report.Bridge)
	})
	r.send(Report{Bridge: "a"})
	<-first // the receiver is busy from here on
	want := []string{"a"}
	for _, id := range []string{"b", "c", "d", "e"} {
		r.send(Report{Bridge: id})
		want = append(want, id)
	}
	close(hold)
	r.stop() // delivers what is queued
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestReportsWithoutAReceiverAreDropped(t *testing.T) {
	r := newReports(nil)
	for range 10 {
		r.send(Report{})
	}
	if len(r.queue) != 0 {
		t.Errorf("%d reports are kept for nobody", len(r.queue))
	}
	r.stop()
}
