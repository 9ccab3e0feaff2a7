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

// bridgeTries is how often it is measured where the machine does not keep up, which shows in packets that do not arrive.
const bridgeTries = 3

func measureBridge(ctx context.Context, l *lab) (all []measure, err error) {
	calls := pick(l, 50, 200)
	for range bridgeTries {
		found, e := l.goTest(ctx, "./internal/media", fmt.Sprintf("^BenchmarkBridge$/^calls=%d$", calls), pick(l, "2x", "10x"))
		if e != nil {
			return nil, e
		}
		if all, err = bridgeMeasures(found[fmt.Sprintf("BenchmarkBridge/calls=%d", calls)]); err == nil {
			return all, nil
		}
		l.say("  again: %v", err)
	}
	return nil, err
}

// bridgeMeasures takes what the benchmark told. It leaves out what would mislead because packets were lost on the way.
func bridgeMeasures(m metrics) ([]measure, error) {
	for _, unit := range []string{"p50-delay-µs", "p99-delay-µs", "kB/call", "cpu-ms/s/call", "connect-all-ms"} {
		if _, ok := m[unit]; !ok {
			return nil, fmt.Errorf("no %s: of the packets that were due %s %% arrived", unit, number(m["%delivered"]))
		}
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
