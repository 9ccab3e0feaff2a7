package media

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// The far ends of benchmarked calls live in a process of their own, so that their work and memory are not counted as the
// bridge's: this test binary, started again with TestGenerator alone. The two talk JSON over two pipes.

const generatorFlag = "RAMAL_MEDIA_GENERATOR"

// order is what the benchmark asks of the generator.
type order struct {
	Do  string // "meta": answer SDP; "browser": offer; "accept": SDP is the answer to that browser; "talk": start; "heard"
	SDP string
	ID  int // of the browser that accepts
}

type reply struct {
	SDP   string
	Heard uint64 // packets received by all peers
}

// TestGenerator is the generator's process; in a normal run it does nothing.
func TestGenerator(t *testing.T) {
	if os.Getenv(generatorFlag) == "" {
		t.Skip("only as a part of BenchmarkBridge")
	}
	in, out := json.NewDecoder(os.NewFile(3, "orders")), json.NewEncoder(os.NewFile(4, "replies"))
	relay := newPort(t)
	var peers, browsers []*peer
	var heard atomic.Uint64
	var talk sync.WaitGroup
	quit := make(chan struct{})
	add := func(p *peer) *peer {
		peers = append(peers, p)
		talk.Go(func() {
			for {
				select {
				case <-p.packets:
					heard.Add(1)
				case <-quit:
					return
				}
			}
		})
		return p
	}
	for {
		var o order
		if err := in.Decode(&o); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		var r reply
		switch o.Do {
		case "meta":
			r.SDP = add(newPeerOn(t, metaPeer(), relay)).answer(o.SDP)
		case "browser":
			p := add(newPeer(t, browserPeer()))
			browsers = append(browsers, p)
			r.SDP = p.offer()
		case "accept":
			browsers[o.ID].accept(o.SDP)
		case "talk":
			everybody := peers
			talk.Go(func() { speakEvenly(everybody, quit) })
		case "heard":
			r.Heard = heard.Load()
		}
		must(t, out.Encode(r))
	}
	close(quit)
	talk.Wait()
}

// speakEvenly lets each peer say a packet every 20 ms. The peers are spread over the frame in steps of 1 ms, which is as even as
// a timer of the system gets.
func speakEvenly(peers []*peer, quit <-chan struct{}) {
	const slots = int(frame / time.Millisecond)
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	start := time.Now()
	for slot := 0; ; {
		select {
		case <-quit:
			return
		case now := <-ticker.C:
			for ; slot < int(now.Sub(start)/time.Millisecond); slot++ {
				for i := slot % slots; i < len(peers); i += slots {
					peers[i].say(uint32(slot))
				}
			}
		}
	}
}

// generator is the benchmark's end of the pipes.
type generator struct {
	tb  testing.TB
	in  *json.Decoder
	out *json.Encoder
}

func startGenerator(tb testing.TB) *generator {
	tb.Helper()
	ordersIn, ordersOut, err := os.Pipe()
	must(tb, err)
	repliesIn, repliesOut, err := os.Pipe()
	must(tb, err)
	cmd := exec.Command(os.Args[0], "-test.run=^TestGenerator$", "-test.timeout=10m")
	cmd.Env = append(os.Environ(), generatorFlag+"=1")
	cmd.ExtraFiles = []*os.File{ordersIn, repliesOut}
	cmd.Stderr = os.Stderr
	must(tb, cmd.Start())
	_ = ordersIn.Close()
	_ = repliesOut.Close()
	tb.Cleanup(func() {
		_ = ordersOut.Close() // it ends when its orders do
		if err := cmd.Wait(); err != nil {
			tb.Errorf("the generator: %v", err)
		}
		_ = repliesIn.Close()
	})
	return &generator{tb, json.NewDecoder(repliesIn), json.NewEncoder(ordersOut)}
}

func (g *generator) do(o order) reply {
	g.tb.Helper()
	must(g.tb, g.out.Encode(o))
	var r reply
	must(g.tb, g.in.Decode(&r))
	return r
}
