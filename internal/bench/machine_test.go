package main

import "testing"

func TestFieldsOfTheKernelAreFound(t *testing.T) {
	const text = "processor\t: 0\nmodel name\t: AMD EPYC: 7\nVmRSS:\t   52845 kB\nVmRSSx:\t 1 kB\n"
	for name, want := range map[string]string{"model name": "AMD EPYC: 7", "VmRSS": "52845 kB", "flags": ""} {
		if got := field(text, name); got != want {
			t.Errorf("%s is %q, not %q", name, got, want)
		}
	}
	for text, want := range map[string]float64{"52845 kB": 52845, " 12 \n": 12, "": 0, "much": 0} {
		if got := kilobytes(text); got != want {
			t.Errorf("%q is %v, not %v", text, got, want)
		}
	}
}

func TestThisMachineSaysWhatItIs(t *testing.T) {
	m := thisMachine(t.TempDir())
	if m.Cores == 0 || m.Go == "" || m.System == "" || m.Sync <= 0 {
		t.Errorf("%+v", m)
	}
}

func TestAMachineThatSaysLittleIsNamedAllTheSame(t *testing.T) {
	if got := (machine{Cores: 8, System: "darwin/arm64", Go: "go1.26"}).String(); got != "8 cores, darwin/arm64, go1.26" {
		t.Errorf("it is %q", got)
	}
}

func TestProcessorTimeIsUserAndSystem(t *testing.T) {
	const stat = "4711 (ramal serve) S 1 4711 4711 0 -1 4194560 1 2 3 4 150 50 0 0 20 0 9 0 100"
	if got := ticks(stat); got != 200 {
		t.Errorf("%v ticks", got)
	}
	if got := ticks(""); got != 0 {
		t.Errorf("%v ticks of nothing", got)
	}
}
