package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"ramal/internal/meta"
	"ramal/internal/store"
)

var intakeFigure = figure{
	name:  "intake",
	title: "durable intake of webhooks",
	method: "64 posters send signed webhooks over HTTP to a server process, each the next one as soon as it has its 200; the events are text messages of " +
		"500 people, one to a POST or ten. An event counts when its 200 has come, which is after the commit has reached the disk; at the end the " +
		"rows of the inbox are counted and have to be as many. The server handles what it has stored meanwhile: its rate is told beside, and " +
		"what is left over waits in the inbox.",
	run: measureIntake,
}

const (
	posters      = 64
	intakePeople = 500
)

func measureIntake(ctx context.Context, l *lab) ([]measure, error) {
	return l.onBoth(ctx, l.intake)
}

// intake measures one database.
func (l *lab) intake(ctx context.Context, kind, database string) ([]measure, error) {
	d, err := openDoor()
	if err != nil {
		return nil, err
	}
	defer d.close()
	w, err := l.makeWorld(ctx, database, d.url(), func(ctx context.Context, w *world, db *store.DB) error { return w.meet(ctx, db, intakePeople) })
	if err != nil {
		return nil, err
	}
	s, err := l.serve(ctx, w.data, database)
	if err != nil {
		return nil, err
	}
	var all []measure
	for _, batch := range []int{1, 10} {
		f, err := l.flood(ctx, w, s, batch)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", kind, err), s.stop())
		}
		what := fmt.Sprintf("%s, %d to a POST", kind, batch)
		rate := plain(what, f.rate, "events/s")
		if kind == "SQLite" {
			rate = atLeast(what, f.rate, 2000, "events/s")
		}
		all = append(
			all, rate, plain(what+", answer p99", f.answers.ms(0.99), "ms"), plain(what+", handled meanwhile", f.handled, "events/s"),
			plain(what+", the server's processor time", f.processor, "s/s"),
		)
	}
	return all, s.stop()
}

// flood is what came of posting as fast as the answers allow.
type flood struct {
	rate    float64 // events stored and answered, a second
	handled float64 // events taken into the system, a second
	// processor is how many processors the server kept busy.
	processor float64
	answers   samples
}

// flood posts for some seconds, counts, and does not wait for what is left to be handled.
func (l *lab) flood(ctx context.Context, w *world, s *server, batch int) (*flood, error) {
	lasts := pick(l, 2*time.Second, 8*time.Second)
	db, err := openRows(w.address())
	if err != nil {
		return nil, err
	}
	defer db.close()
	storedBefore, handledBefore, err := db.inbox(ctx)
	if err != nil {
		return nil, err
	}
	p := newPoster(w.hook(s), posters)
	defer p.close()
	f := &flood{}
	var (
		all     sync.WaitGroup
		mu      sync.Mutex
		problem error
		next    atomic.Int64
	)
	begin, busy := time.Now(), s.processor()
	for range posters {
		all.Go(func() {
			for time.Since(begin) < lasts && ctx.Err() == nil {
				e := f.once(ctx, p, next.Add(1), batch)
				if e != nil {
					mu.Lock()
					problem = errors.Join(problem, e)
					mu.Unlock()
					return
				}
			}
		})
	}
	all.Wait()
	took := time.Since(begin).Seconds()
	f.processor = (s.processor() - busy) / took
	if problem != nil {
		return nil, problem
	}
	stored, handled, err := db.inbox(ctx)
	if err != nil {
		return nil, err
	}
	posted := f.answers.count() * batch
	if stored -= storedBefore; stored != posted {
		return nil, fmt.Errorf("%d events were answered with 200, and %d are stored", posted, stored)
	}
	f.rate, f.handled = float64(posted)/took, float64(handled-handledBefore)/took
	return f, ctx.Err()
}

// once posts one body of batch messages, which nobody sent before.
func (f *flood) once(ctx context.Context, p *poster, n int64, batch int) error {
	values := make([]meta.Value, batch)
	for i := range values {
		values[i] = textMessage("wamid.bench."+newID(), waID((int(n)*batch+i)%intakePeople), "Bom dia, o conserto ficou pronto?")
	}
	raw, err := envelope(meta.FieldMessages, values...)
	if err != nil {
		return err
	}
	begin := time.Now()
	if err := p.post(ctx, raw); err != nil {
		return err
	}
	f.answers.add(time.Since(begin))
	return nil
}
