package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

var startFigure = figure{
	name:  "start",
	title: "start of the server and memory at rest",
	method: "From the start of the process until GET /readyz says yes, asked every millisecond; the median and the worst of five starts. Fresh: an empty " +
		"folder, so that key, database and all migrations are made. Used: the database of the lists above. Memory is the resident set of the " +
		"process, the pages of its own program file among them, five seconds after it was ready and with nobody connected.",
	run: measureStart,
}

func measureStart(ctx context.Context, l *lab) ([]measure, error) {
	fresh, err := l.starts(ctx, "fresh database", l.folder)
	if err != nil {
		return nil, err
	}
	w, err := l.large(ctx)
	if err != nil {
		return nil, err
	}
	used, err := l.starts(ctx, "used database", func() (string, error) { return w.data, nil })
	return append(fresh, used...), err
}

// starts starts the server a few times and leaves it alone for a moment the last time.
func (l *lab) starts(ctx context.Context, what string, folder func() (string, error)) ([]measure, error) {
	times := pick(l, 2, 5)
	var all []float64
	var memory float64
	for i := range times {
		data, err := folder()
		if err != nil {
			return nil, err
		}
		s, err := l.serve(ctx, data, "")
		if err != nil {
			return nil, fmt.Errorf("%s: %w", what, err)
		}
		all = append(all, s.ready.Seconds()*1000)
		if i == times-1 {
			memory, err = s.rest(ctx, pick(l, time.Second, 5*time.Second))
		}
		if err = errors.Join(err, s.stop()); err != nil {
			return nil, err
		}
	}
	worst := 0.0
	for _, ms := range all {
		worst = max(worst, ms)
	}
	return []measure{
		plain(what+", ready, median", median(all), "ms"),
		below(what+", ready, worst", worst, 1000, "ms"),
		below(what+", memory at rest", memory, 100, "MB"),
	}, nil
}

// rest waits and asks for the memory then.
func (s *server) rest(ctx context.Context, wait time.Duration) (float64, error) {
	quiet := time.NewTimer(wait)
	defer quiet.Stop()
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-quiet.C:
		return s.memory()
	}
}
