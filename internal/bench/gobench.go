package main

import (
	"regexp"
	"strconv"
	"strings"
)

// metrics are the numbers of one benchmark, by unit.
type metrics map[string]float64

var cpus = regexp.MustCompile(`-\d+$`)

// parseBenchmarks reads what go test prints of benchmarks: name, iterations, then pairs of value and unit.
func parseBenchmarks(out string) map[string]metrics {
	all := map[string]metrics{}
	for line := range strings.Lines(out) {
		words := strings.Fields(line)
		if len(words) < 4 || !strings.HasPrefix(words[0], "Benchmark") {
			continue
		}
		if _, err := strconv.Atoi(words[1]); err != nil {
			continue
		}
		m := metrics{}
		for i := 2; i+1 < len(words); i += 2 {
			if v, err := strconv.ParseFloat(words[i], 64); err == nil {
				m[words[i+1]] = v
			}
		}
		all[cpus.ReplaceAllString(words[0], "")] = m
	}
	return all
}
