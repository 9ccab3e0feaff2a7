package main

import "testing"

func TestBenchmarksAreReadByNameAndUnit(t *testing.T) {
	const out = "goos: linux\npkg: ramal/internal/media\n" +
		"BenchmarkBridge/calls=50-2         \t       2\t        99.55 %delivered\t        81.42 %measured\t      1418 connect-all-ms\t       327.0 kB/call\t        24.62 p50-delay-µs\n" +
		"BenchmarkKeep/sqlite/callers=1-16 \t    1000\t   1000 ns/op\n" +
		"Benchmarking is what the next line does\nPASS\nok  \tramal/internal/media\t5.136s\n"
	all := parseBenchmarks(out)
	if len(all) != 2 {
		t.Fatalf("found %v", all)
	}
	wanted := metrics{"%delivered": 99.55, "connect-all-ms": 1418, "kB/call": 327, "p50-delay-µs": 24.62}
	for unit, want := range wanted {
		if got := all["BenchmarkBridge/calls=50"][unit]; got != want {
			t.Errorf("%s is %v, not %v", unit, got, want)
		}
	}
	if got := all["BenchmarkKeep/sqlite/callers=1"]["ns/op"]; got != 1000 {
		t.Errorf("ns/op is %v", got)
	}
}
