package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// machine is what the figures were measured on. What a system does not tell is left out.
type machine struct {
	CPU    string  `json:"cpu,omitempty"`
	Cores  int     `json:"cores"`
	RAM    float64 `json:"ramGB,omitempty"`
	Kernel string  `json:"kernel,omitempty"`
	System string  `json:"system"`
	Go     string  `json:"go"`
	Sync   float64 `json:"syncMS,omitempty"` // median of what the disk takes to confirm 4 kB
}

func thisMachine(dir string) machine {
	return machine{
		CPU: field(read("/proc/cpuinfo"), "model name"), Cores: runtime.NumCPU(),
		RAM:    kilobytes(field(read("/proc/meminfo"), "MemTotal")) / (1 << 20),
		Kernel: strings.TrimSpace(read("/proc/sys/kernel/osrelease")), System: runtime.GOOS + "/" + runtime.GOARCH,
		Go: runtime.Version(), Sync: syncTime(dir),
	}
}

// String names the machine in a sentence's part.
func (m machine) String() string {
	parts := []string{}
	if m.CPU != "" {
		parts = append(parts, m.CPU)
	}
	parts = append(parts, fmt.Sprintf("%d cores", m.Cores))
	if m.RAM > 0 {
		parts = append(parts, fmt.Sprintf("%.0f GB of memory", m.RAM))
	}
	system := m.System
	if m.Kernel != "" {
		system += " " + m.Kernel
	}
	parts = append(parts, system, m.Go)
	if m.Sync > 0 {
		parts = append(parts, fmt.Sprintf("a disk that confirms 4 kB in %s ms", number(m.Sync)))
	}
	return strings.Join(parts, ", ")
}

// read returns a file of the kernel's, "" where there is none.
func read(name string) string {
	raw, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	return string(raw)
}

// field finds "name : value" in lines of the kernel's.
func field(text, name string) string {
	for line := range strings.Lines(text) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// kilobytes reads "24680 kB".
func kilobytes(s string) float64 {
	n, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(s, "kB")), 64)
	if err != nil {
		return 0
	}
	return n
}

// loadAverage is how many processes wanted to run in the last minute; 0 where the system does not say.
func loadAverage() float64 {
	first, _, _ := strings.Cut(read("/proc/loadavg"), " ")
	n, err := strconv.ParseFloat(first, 64)
	if err != nil {
		return 0
	}
	return n
}

// syncTime is how long the disk under dir takes to confirm a small write: every durable figure stands on it.
func syncTime(dir string) float64 {
	f, err := os.Create(filepath.Join(dir, "sync"))
	if err != nil {
		return 0
	}
	defer func() { _ = os.Remove(f.Name()) }()
	defer f.Close()
	var all []time.Duration
	page := make([]byte, 4096)
	for range 50 {
		begin := time.Now()
		if _, err := f.Write(page); err != nil {
			return 0
		}
		if err := f.Sync(); err != nil {
			return 0
		}
		all = append(all, time.Since(begin))
	}
	return percentile(all, 0.5).Seconds() * 1000
}
