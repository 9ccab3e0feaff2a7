package main

import (
	"context"
	"fmt"
)

var bridgeFigure = figure{
	name:  "bridge",
	title: "audio through the server, 200 calls at once",
	method: "BenchmarkBridge of internal/media: both legs of 200 calls over DTLS-SRTP on loopback, a packet every 20 ms from both ends, for ten " +
		"seconds. The delay is from the return of the system call that reads a packet to the start of the one that sends it on; the far ends " +
		"are another process on the same cores, so the high percentiles hold waiting for a core too. Memory is heap and stacks of the " +
		"media engine after a collection, with the calls minus without.",
	run: measureBridge,
}

func measureBridge(ctx context.Context, l *lab) ([]measure, error) {
	calls := pick(l, 50, 200)
	all, err := l.goTest(ctx, "./internal/media", fmt.Sprintf("^BenchmarkBridge$/^calls=%d$", calls), pick(l, "2x", "10x"))
	if err != nil {
		return nil, err
	}
	m, ok := all[fmt.Sprintf("BenchmarkBridge/calls=%d", calls)]
	if !ok {
		return nil, fmt.Errorf("the benchmark with %d calls did not run", calls)
	}
	return []measure{
		below("delay added, p50", m["p50-delay-µs"]/1000, 0.1, "ms"),
		below("delay added, p99", m["p99-delay-µs"]/1000, 1, "ms"),
		below("memory per call", m["kB/call"], 200, "kB"),
		plain("processor time per second and call", m["cpu-ms/s/call"], "ms"),
		plain("packets that arrived", m["%delivered"], "%"),
		plain("until all legs of all calls were up", m["connect-all-ms"], "ms"),
	}, nil
}
