package media

import "sync"

// reports hands each report to one function, in order, from its own goroutine: whoever reports may hold locks or be one of
// pion's callbacks, in which a PeerConnection must not be closed.
type reports struct {
	to     func(Report)
	mu     sync.Mutex
	queue  []Report
	wake   chan struct{}
	stopAt chan struct{}
	done   sync.WaitGroup
}

func newReports(to func(Report)) *reports {
	r := &reports{to: to, wake: make(chan struct{}, 1), stopAt: make(chan struct{})}
	if to != nil {
		r.done.Go(r.run)
	}
	return r
}

// send queues a report and returns at once.
func (r *reports) send(report Report) {
	if r.to == nil {
		return
	}
	r.mu.Lock()
	r.queue = append(r.queue, report)
	r.mu.Unlock()
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

func (r *reports) run() {
	for {
		select {
		case <-r.stopAt:
			r.flush()
			return
		case <-r.wake:
			r.flush()
		}
	}
}

func (r *reports) flush() {
	for {
		r.mu.Lock()
		queue := r.queue
		r.queue = nil
		r.mu.Unlock()
		if len(queue) == 0 {
			return
		}
		for _, report := range queue {
			r.to(report)
		}
	}
}

// stop delivers what is queued and ends. It must be called once, and not from the receiving function.
func (r *reports) stop() {
	close(r.stopAt)
	r.done.Wait()
}
