package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ramal/internal/sandbox"
)

var sandboxStartFigure = figure{
	name:  "sandbox-start",
	title: "start of the sandbox",
	method: "From the start of the process `ramal sandbox` until GET /sandbox/clock is answered, asked every millisecond; the median and the worst " +
		"of ten starts. Inside a test: from before sandbox.Start until its port has answered the same request, for Go programs that start " +
		"one each. Memory is the resident set of the process, the pages of its own program file among them, a second after it was ready.",
	run: measureSandboxStart,
}

const sandboxStartTarget = 300 // ms

func measureSandboxStart(ctx context.Context, l *lab) ([]measure, error) {
	times := pick(l, 3, 10)
	process, inside := &samples{}, &samples{}
	var memory float64
	for i := range times {
		s, err := l.sandbox(ctx)
		if err != nil {
			return nil, err
		}
		process.add(s.ready)
		if i == times-1 {
			memory, err = s.rest(ctx, time.Second)
		}
		if err = errors.Join(err, s.stop()); err != nil {
			return nil, err
		}
		if err := startInside(ctx, inside); err != nil {
			return nil, err
		}
	}
	return []measure{
		plain("the process, median", process.ms(0.5), "ms"),
		below("the process, worst", process.ms(1), sandboxStartTarget, "ms"),
		plain("inside a test, median", inside.ms(0.5), "ms"),
		below("inside a test, worst", inside.ms(1), sandboxStartTarget, "ms"),
		plain("memory at rest", memory, "MB"),
	}, nil
}

func startInside(ctx context.Context, into *samples) error {
	begin := time.Now()
	s, err := sandbox.Start(sandbox.Options{})
	if err != nil {
		return fmt.Errorf("start a sandbox: %w", err)
	}
	err = newPlane(s.URL()).get(ctx, "clock", nil)
	into.add(time.Since(begin))
	return errors.Join(err, s.Close())
}
