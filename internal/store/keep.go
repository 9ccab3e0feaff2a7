package store

import (
	"context"
	"strings"
	"sync"
	"time"

	"ramal/internal/meta"
)

// keeper gathers the events of callers that come at the same time into one transaction: what is slow is that the disk
// confirms, and one confirmation serves all of them. Nobody waits for more to come: while one batch is written, the next
// grows by itself.
type keeper struct {
	turn    chan struct{} // holds one token; who has it writes
	mu      sync.Mutex
	waiting []*keeping
}

// keeping is one caller's part of a batch.
type keeping struct {
	events []meta.Event
	kept   []meta.Event
	err    error
	done   chan struct{}
}

func newKeeper() *keeper { return &keeper{turn: make(chan struct{}, 1)} }

const (
	keepTimeout = 15 * time.Second // a batch does not belong to one caller, so no caller's end may stop it
	keepRows    = 250              // rows of one statement: 8 parameters each, and SQLite takes 32,766
)

// Keep stores webhook events durably before it returns; one whose key is known for its account is dropped. It returns
// the kept ones with their ids, in their order. When ctx ends early the events may have been kept all the same.
func (d *DB) Keep(ctx context.Context, events []meta.Event) ([]meta.Event, error) {
	if len(events) == 0 {
		return nil, nil
	}
	own := &keeping{events: events, done: make(chan struct{})}
	if d.tx(ctx) != nil {
		d.keepAll(ctx, []*keeping{own})
		return own.kept, own.err
	}
	k := d.keeper
	k.mu.Lock()
	k.waiting = append(k.waiting, own)
	k.mu.Unlock()
	select {
	case <-own.done:
		return own.kept, own.err
	case <-ctx.Done():
		return nil, faultOf(ctx.Err())
	case k.turn <- struct{}{}:
		go d.keepWaiting(ctx) // apart from this caller, whose ctx may end before the batch does
	}
	select {
	case <-own.done:
		return own.kept, own.err
	case <-ctx.Done():
		return nil, faultOf(ctx.Err())
	}
}

// keepWaiting writes what waits, and gives the turn back.
func (d *DB) keepWaiting(ctx context.Context) {
	k := d.keeper
	k.mu.Lock()
	batch := k.waiting
	k.waiting = nil
	k.mu.Unlock()
	d.keepBatch(ctx, batch)
	<-k.turn
}

// keepBatch writes a batch and tells all callers. When it fails as a whole each caller's events are tried alone, so that
// one bad event takes no other with it.
func (d *DB) keepBatch(ctx context.Context, batch []*keeping) {
	if len(batch) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepTimeout)
	defer cancel()
	d.keepTogether(ctx, batch)
	for _, own := range batch {
		if own.err != nil && len(batch) > 1 {
			d.keepTogether(ctx, []*keeping{own})
		}
		close(own.done)
	}
}

func (d *DB) keepTogether(ctx context.Context, batch []*keeping) {
	err := d.atomically(ctx, true, func(ctx context.Context) error {
		d.keepAll(ctx, batch)
		return batch[0].err
	})
	for _, own := range batch {
		own.err = err
		if err != nil {
			own.kept = nil
		}
	}
}

// keepAll inserts the events of all callers and gives each the ones that were new. An event that two callers bring is
// the first one's.
func (d *DB) keepAll(ctx context.Context, batch []*keeping) {
	type name struct{ account, key string }
	var rows []meta.Event
	for _, own := range batch {
		rows = append(rows, own.events...)
	}
	ids := map[name]int64{}
	for len(rows) > 0 {
		part := rows[:min(len(rows), keepRows)]
		rows = rows[len(part):]
		query, args := keepQuery(part)
		type row struct {
			name
			id int64
		}
		list, err := scanAll(ctx, d.writer(ctx), func(s scanner) (r row, err error) {
			return r, s.Scan(&r.account, &r.key, &r.id)
		}, d.bind(query), args...)
		if err != nil {
			batch[0].err = err
			return
		}
		for _, r := range list {
			ids[r.name] = r.id
		}
	}
	for _, own := range batch {
		own.err = nil
		for _, e := range own.events {
			n := name{e.Account, e.Key}
			if id, ok := ids[n]; ok {
				delete(ids, n)
				e.ID, e.Attempts = id, 0
				own.kept = append(own.kept, e)
			}
		}
	}
}

func keepQuery(events []meta.Event) (string, []any) {
	const row = `(?, ?, ?, ?, ?, ?, 0, 0, '')`
	args := make([]any, 0, 6*len(events))
	for _, e := range events {
		args = append(args, e.Account, e.Key, e.Field, e.PhoneNumberID, string(e.Value), ms(e.ReceivedAt))
	}
	return `INSERT INTO inbox (account_id, event_key, field, phone_number_id, value, received_at, attempts, settled, problem) VALUES ` +
		strings.TrimSuffix(strings.Repeat(row+", ", len(events)), ", ") + ` ON CONFLICT DO NOTHING RETURNING account_id, event_key, id`, args
}
