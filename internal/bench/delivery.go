package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"ramal/internal/meta"
)

var deliveryFigure = figure{
	name:  "delivery",
	title: "webhooks that the sandbox delivers",
	method: "A sandbox process holds 2,000 webhooks back, text messages of 100 users, until its clock is moved: then all are due at once. The time " +
		"is from that request until the last has arrived at a receiver in another process that answers each at once. Each is signed, posted " +
		"over HTTP and written into the log of deliveries; those of one user go one after the other. The median of five times.",
	run: measureDelivery,
}

const (
	dueWebhooks  = 2000 // as many deliveries as a sandbox keeps
	dueUsers     = 100
	heldBack     = 1000 // seconds
	deliveryTime = time.Minute
)

func measureDelivery(ctx context.Context, l *lab) ([]measure, error) {
	s, err := l.sandbox(ctx)
	if err != nil {
		return nil, err
	}
	rates, processor, err := deliverAll(ctx, s, pick(l, 1, 5))
	if err = errors.Join(err, s.stop()); err != nil {
		return nil, err
	}
	return []measure{
		plain("webhooks a second", median(rates), "/s"),
		plain("processor time of the sandbox for one", processor, "ms"),
	}, nil
}

func deliverAll(ctx context.Context, s *server, times int) (rates []float64, processor float64, err error) {
	ctx, cancel := context.WithTimeout(ctx, deliveryTime*time.Duration(times))
	defer cancel()
	var arrived atomic.Int64
	all := make(chan struct{}, 1)
	b, err := openBusiness(func(e meta.Event) {
		if e.Field == meta.FieldMessages && arrived.Add(1)%dueWebhooks == 0 {
			all <- struct{}{}
		}
	})
	if err != nil {
		return nil, 0, err
	}
	defer b.close()
	p := newPlane(s.url)
	defer p.close()
	if err := p.post(ctx, "webhook", map[string]any{"url": b.url(), "fields": []string{meta.FieldMessages}}); err != nil {
		return nil, 0, err
	}
	for range times {
		if err := hold(ctx, p); err != nil {
			return nil, 0, err
		}
		before, begin := s.processor(), time.Now()
		if err := p.post(ctx, "clock", map[string]any{"advance_seconds": heldBack}); err != nil {
			return nil, 0, err
		}
		select {
		case <-all:
		case <-ctx.Done():
			return nil, 0, fmt.Errorf("%d of %d webhooks arrived: %w", arrived.Load()%dueWebhooks, dueWebhooks, ctx.Err())
		}
		rates = append(rates, dueWebhooks/time.Since(begin).Seconds())
		processor += (s.processor() - before) * 1000 / dueWebhooks / float64(times)
	}
	return rates, processor, nil
}

// hold makes the webhooks, none of which leaves yet.
func hold(ctx context.Context, p *plane) error {
	if err := p.post(ctx, "faults", map[string]any{"delay_ms": heldBack * 1000}); err != nil {
		return err
	}
	users, ctx := errgroup.WithContext(ctx)
	users.SetLimit(8)
	for i := range dueUsers {
		users.Go(func() error {
			if err := p.post(ctx, "users", map[string]any{"wa_id": waID(i)}); err != nil {
				return err
			}
			for range dueWebhooks / dueUsers {
				if err := p.post(ctx, "users/"+waID(i)+"/messages", map[string]any{"text": "Hello"}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return users.Wait()
}
