package call_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ramal/internal/call"
)

var update = flag.Bool("update", false, "write the golden files anew")

// allKinds reads the kinds of event from the source, so that none can be forgotten.
func allKinds(t *testing.T) []call.Kind {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "event.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var ks []call.Kind
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Kind" {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			ks = append(ks, call.Kind(value))
		}
		return true
	})
	if len(ks) < 20 {
		t.Fatalf("only %d kinds of event found in event.go", len(ks))
	}
	return ks
}

// station is a situation of a call: a state, and where the state alone does not decide, what led to it.
type station struct {
	name   string
	events []call.Event
}

func outboundStations() []station {
	return []station{
		{"new", nil},
		{"dialing unnamed", dialing},
		{"dialing", placed},
		{"alerting", alerting},
		{"active", active},
		{"active away", away},
		{"held", held},
		{"ended cancelled unnamed", path(dialing, then(ours(call.HungUp, 4)))},
		{"ended cancelled", path(alerting, then(ours(call.HungUp, 7)))},
		{"ended declined", path(alerting, then(metas(call.Rejected, 7)))},
		{"ended unanswered closed", path(alerting, then(ended(50)))},
		{"ended completed", path(active, then(ours(call.HungUp, 98)))},
		{"ended completed closed", path(active, then(talked(10, 98)))},
		{"ended busy", path(dialing, then(because(ours(call.PlaceFailed, 1), call.ReasonContactBusy, call.CodeContactBusy)))},
		{"ended failed", path(active, then(ours(call.MediaLost, 50)))},
	}
}

func inboundStations() []station {
	return []station{
		{"new", nil},
		{"ringing", ringing},
		{"answering", answering},
		{"active", talking},
		{"active away", path(talking, then(ours(call.OperatorLeft, 7)))},
		{"held", path(talking, then(ours(call.HeldHere, 7)))},
		{"ended refused", path(ringing, then(ours(call.DeclinedHere, 3)))},
		{"ended missed closed", path(ringing, then(ended(9)))},
		{"ended completed", path(talking, then(ours(call.HungUp, 16)))},
		{"ended completed closed", path(talking, then(talked(6, 16)))},
		{"ended failed", path(answering, then(because(ours(call.AcceptFailed, 6), call.ReasonSetup, 138007)))},
	}
}

// plain is the ordinary form of an event, after all that happened before.
func plain(k call.Kind) call.Event {
	const late = 200 // past every deadline of the stations
	switch {
	case k == call.Terminated:
		return ended(late)
	case k.Source() == call.Metas || k == call.Placed:
		return metas(k, late)
	default:
		return ours(k, late)
	}
}

// TestMatrix compares every event in every situation with the golden file, which is the specification of Next to review.
func TestMatrix(t *testing.T) {
	var b strings.Builder
	b.WriteString("# What Next makes of every event in every situation. Made by: go test ./internal/call -run TestMatrix -update\n")
	b.WriteString("# At 200 s, past every deadline; a terminate carries no figures unless it says so. Events that are illegal in a\n")
	b.WriteString("# situation are listed on its last line.\n")
	for _, d := range []call.Direction{call.Outbound, call.Inbound} {
		stations := outboundStations()
		if d == call.Inbound {
			stations = inboundStations()
		}
		for _, s := range stations {
			c, _ := run(t, fresh(d), s.events...)
			fmt.Fprintf(&b, "\n%s, %s\n", d, s.name)
			var illegal []string
			for _, k := range allKinds(t) {
				if call.Judge(c, plain(k)) == call.Illegal {
					illegal = append(illegal, string(k))
					continue
				}
				b.WriteString(cell(c, string(k), plain(k)))
			}
			if e := talked(12, 199); call.Judge(c, e) != call.Illegal {
				b.WriteString(cell(c, "terminated with talk", e))
			}
			fmt.Fprintf(&b, "  illegal: %s\n", strings.Join(illegal, " "))
		}
	}
	golden(t, "matrix.golden", b.String())
}

func cell(c call.Call, name string, e call.Event) string {
	after, effects, _ := call.Next(c, e)
	line := fmt.Sprintf("  %-20s %s", name, call.Judge(c, e))
	if call.Judge(c, e) == call.Moved {
		line = fmt.Sprintf("  %-20s %-9s", name, after.State)
		if after.Outcome != "" {
			line += " " + string(after.Outcome)
		}
		for _, k := range kinds(effects) {
			line += " +" + string(k)
		}
		if marks := changes(c, after); len(marks) > 0 {
			line += " (" + strings.Join(marks, ", ") + ")"
		}
	}
	return strings.TrimRight(line, " ") + "\n"
}

// changes names what else an event changed.
func changes(a, b call.Call) []string {
	var out []string
	for _, c := range []struct {
		name    string
		changed bool
	}{
		{"named", a.MetaID != b.MetaID},
		{"closed", !a.Closed && b.Closed},
		{"away", !a.Away && b.Away},
		{"back", a.Away && !b.Away && b.State != call.Ended},
		{"deadline", !a.Deadline.Equal(b.Deadline) && !b.Deadline.IsZero()},
		{"rang", !a.AlertedAt.Equal(b.AlertedAt)},
		{"measured", a.Duration != b.Duration && b.Measured},
		{"failure", a.Failure == nil && b.Failure != nil},
	} {
		if c.changed {
			out = append(out, c.name)
		}
	}
	return out
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i, line := range gotLines {
		if i >= len(wantLines) || line != wantLines[i] {
			t.Fatalf("%s differs from line %d on:\n%s\nrun with -update and review the difference", file, i+1, line)
		}
	}
	t.Fatalf("%s has %d lines, want %d", file, len(wantLines), len(gotLines))
}

func TestIllegalMovesSayWhy(t *testing.T) {
	for _, tt := range []struct {
		name   string
		d      call.Direction
		events []call.Event
		event  call.Event
		reason string
	}{
		{"resume of a call that is over", call.Outbound, path(alerting, then(ended(50))), ours(call.Resumed, 60), call.ReasonOver},
		{"claim of a call that is over", call.Inbound, path(ringing, then(ended(5))), ours(call.Claimed, 6), call.ReasonOver},
		{"hold before the pick-up", call.Outbound, alerting, ours(call.HeldHere, 5), call.ReasonNotActive},
		{"hang-up of a ringing call", call.Inbound, ringing, ours(call.HungUp, 5), call.ReasonNotActive},
		{"second dial", call.Outbound, dialing, ours(call.Dialed, 1), call.ReasonState},
		{"webhook for a call never dialed", call.Outbound, nil, metas(call.Rang, 1), call.ReasonState},
		{"claim of our own call", call.Outbound, alerting, ours(call.Claimed, 5), call.ReasonState},
		{"event of another call", call.Outbound, alerting, call.Event{Kind: call.Accepted, MetaID: "wacid.TWO"}, call.ReasonState},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before, _ := run(t, fresh(tt.d), tt.events...)
			after, effects, err := call.Next(before, tt.event)
			wantConflict(t, err, tt.reason)
			if after != before || len(effects) > 0 {
				t.Error("an illegal event moved the call")
			}
		})
	}
}

func TestLineOf(t *testing.T) {
	before, _ := run(t, fresh(call.Outbound), alerting...)
	e := metas(call.Accepted, 10)
	after, _ := run(t, before, e)
	got := call.LineOf(before, after, e)
	want := call.Line{
		CallID: "call-1", At: sec(10), Source: call.Metas, Kind: call.Accepted, Before: call.Alerting, After: call.Active,
		MetaID: wacid,
	}
	if got != want {
		t.Errorf("line is\n%+v, want\n%+v", got, want)
	}

	again, _ := run(t, after, e)
	if line := call.LineOf(after, again, e); !line.Ignored || line.After != call.Active {
		t.Errorf("line of the duplicate is %+v, want an ignored one", line)
	}
	up := ours(call.MediaUp, 11)
	if line := call.LineOf(after, after, up); line.Ignored || line.Source != call.Ours || line.User != "paula" {
		t.Errorf("line of a fact for the timeline is %+v, want ours and not ignored", line)
	}
}

func TestEveryKindHasAnOrdinaryPlace(t *testing.T) {
	legal := map[call.Kind]bool{}
	for _, k := range allKinds(t) {
		for d, stations := range map[call.Direction][]station{call.Outbound: outboundStations(), call.Inbound: inboundStations()} {
			for _, s := range stations {
				c, _ := run(t, fresh(d), s.events...)
				if call.Judge(c, plain(k)) == call.Moved {
					legal[k] = true
				}
			}
		}
	}
	for _, k := range allKinds(t) {
		if !legal[k] {
			t.Errorf("%s moves no call in any situation", k)
		}
	}
	if slices.Contains(allKinds(t), "") {
		t.Error("a kind has no name")
	}
}
