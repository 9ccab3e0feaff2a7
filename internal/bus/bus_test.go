package bus_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/nats-io/nats-server/v2/server"
	"go.uber.org/goleak"

	"ramal/internal/bus"
	"ramal/internal/fault"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what has to come.
const patience = 10 * time.Second

type news struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

func open(t *testing.T, url string) *bus.Bus {
	t.Helper()
	b, err := bus.Open(t.Context(), bus.Options{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return b
}

// cluster starts a NATS server with a listener, as several nodes would share one.
func cluster(t *testing.T) string {
	t.Helper()
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoSigs: true, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(patience) {
		t.Fatal("the cluster does not start")
	}
	return s.ClientURL()
}

// each runs fn with two ends of a bus: the same one in a process, two nodes with a cluster.
func each(t *testing.T, fn func(t *testing.T, a, b *bus.Bus)) {
	t.Run("in the process", func(t *testing.T) { b := open(t, ""); fn(t, b, b) })
	t.Run("cluster", func(t *testing.T) { url := cluster(t); fn(t, open(t, url), open(t, url)) })
}

func receive[T any](t *testing.T, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patience):
		t.Fatal("nothing came")
	}
	panic("not reached")
}

func publish(t *testing.T, b *bus.Bus, subject string, v any) {
	t.Helper()
	if err := b.Publish(subject, v); err != nil {
		t.Fatal(err)
	}
}

func listen(t *testing.T, b *bus.Bus, subject string) (got <-chan string, stop func()) {
	t.Helper()
	c := make(chan string, 1000)
	stop, err := b.Subscribe(subject, func(subject string, data []byte) { c <- subject + " " + string(data) })
	if err != nil {
		t.Fatal(err)
	}
	return c, stop
}

func TestNewsReachAllWhoSubscribedInOrder(t *testing.T) {
	each(t, func(t *testing.T, a, b *bus.Bus) {
		one, _ := listen(t, b, "ws.w1.call")
		all, _ := listen(t, b, "ws.w1.>")
		other, _ := listen(t, b, "ws.w2.>")
		end, _ := listen(t, b, "end")
		for i := range 50 {
			publish(t, a, "ws.w1.call", news{"call", fmt.Sprint(i)})
		}
		publish(t, a, "end", nil)
		for i := range 50 {
			want := fmt.Sprintf(`ws.w1.call {"type":"call","id":"%d"}`, i)
			if got := receive(t, one); got != want {
				t.Fatalf("got %s, want %s", got, want)
			}
			if got := receive(t, all); got != want {
				t.Fatalf("got %s, want %s", got, want)
			}
		}
		receive(t, end)
		if len(other) != 0 {
			t.Errorf("another workspace got %s", <-other)
		}
	})
}

func TestWhoStoppedGetsNothingMore(t *testing.T) {
	each(t, func(t *testing.T, a, b *bus.Bus) {
		stopped, stop := listen(t, b, "x")
		going, _ := listen(t, b, "x")
		publish(t, a, "x", 1)
		receive(t, stopped)
		receive(t, going)
		stop()
		stop() // twice is as good as once
		if err := b.Healthy(); err != nil {
			t.Error(err)
		}
		publish(t, a, "x", 2)
		receive(t, going)
		// A third one, subscribed after the stop, proves that the server has heard of the stop.
		listen(t, b, "y")
		publish(t, a, "x", 3)
		receive(t, going)
		if len(stopped) > 0 && strings.HasSuffix(<-stopped, "3") {
			t.Error("news came after the stop")
		}
	})
}

func TestASlowListenerHoldsNobodyUp(t *testing.T) {
	b := open(t, "")
	leave := make(chan struct{})
	if _, err := b.Subscribe("x", func(string, []byte) { <-leave }); err != nil {
		t.Fatal(err)
	}
	fast, _ := listen(t, b, "x")
	for i := range 100 {
		publish(t, b, "x", i)
	}
	for range 100 {
		receive(t, fast)
	}
	close(leave)
}

func TestCloseLetsTheHandlersFinish(t *testing.T) {
	b, err := bus.Open(t.Context(), bus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var got []string
	first := make(chan struct{})
	var once sync.Once
	if _, err := b.Subscribe("x", func(_ string, data []byte) {
		once.Do(func() { close(first) })
		mu.Lock()
		defer mu.Unlock()
		got = append(got, string(data))
	}); err != nil {
		t.Fatal(err)
	}
	var want []string
	for i := range 200 {
		publish(t, b, "x", i)
		want = append(want, fmt.Sprint(i))
	}
	<-first
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if err := b.Healthy(); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a closed bus is healthy: %v", err)
	}
	if err := b.Publish("x", 1); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a closed bus carries: %v", err)
	}
	if _, err := b.Subscribe("x", func(string, []byte) {}); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a closed bus listens: %v", err)
	}
	if err := b.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}

func TestWhatCannotBeSentIsSaid(t *testing.T) {
	b := open(t, "")
	for name, err := range map[string]error{
		"no JSON":    b.Publish("x", make(chan int)),
		"no subject": b.Publish("", 1),
		"too large":  b.Publish("x", strings.Repeat("x", 5<<20)),
		"question":   b.Request(t.Context(), "x", make(chan int), nil),
	} {
		if !fault.Is(err, fault.Internal) {
			t.Errorf("%s: got %v, want internal", name, err)
		}
	}
}

func TestTheBusInTheProcessListensOnNoPort(t *testing.T) {
	open(t, "")
	// The port that NATS has by default, which Ramal must not take or offer.
	if c, err := net.DialTimeout("tcp", "127.0.0.1:4222", time.Second); err == nil {
		_ = c.Close()
		t.Skip("another NATS server runs on this machine, so this cannot be seen")
	}
}

func TestAnAddressThatIsNoneIsRefused(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "nats://" + free.Addr().String()
	_ = free.Close()
	for url, code := range map[string]fault.Code{
		"http://127.0.0.1": fault.Invalid, "127.0.0.1:4222": fault.Invalid, "nats://127.0.0.1,x": fault.Invalid, nobody: fault.Unavailable,
	} {
		if b, err := bus.Open(t.Context(), bus.Options{URL: url}); !fault.Is(err, code) {
			t.Errorf("%s: got %v and %v, want %s", url, b, err, code)
		}
	}
}

func TestALostClusterIsNotHealthy(t *testing.T) {
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoSigs: true, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	if !s.ReadyForConnections(patience) {
		t.Fatal("the cluster does not start")
	}
	b := open(t, s.ClientURL())
	if err := b.Healthy(); err != nil {
		t.Fatal(err)
	}
	s.Shutdown()
	s.WaitForShutdown()
	check := time.NewTicker(5 * time.Millisecond)
	defer check.Stop()
	late := time.After(patience)
	for b.Healthy() == nil {
		select {
		case <-check.C:
		case <-late:
			t.Fatal("the bus does not notice that its cluster is gone")
		}
	}
}

func TestAQuestionIsAnswered(t *testing.T) {
	each(t, func(t *testing.T, a, b *bus.Bus) {
		stop, err := b.Serve(t.Context(), "node.1.hello", func(_ context.Context, data []byte) (any, error) {
			var v news
			if err := json.Unmarshal(data, &v); err != nil {
				return nil, err
			}
			return news{"answer to " + v.Type, v.ID}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var got news
		if err := a.Request(t.Context(), "node.1.hello", news{"call", "7"}, &got); err != nil {
			t.Fatal(err)
		}
		if got != (news{"answer to call", "7"}) {
			t.Errorf("got %+v", got)
		}
		var number int
		if err := a.Request(t.Context(), "node.1.hello", news{"call", "7"}, &number); !fault.Is(err, fault.Internal) {
			t.Errorf("an answer of another shape: %v", err)
		}
		stop()
		if _, stop := listen(t, b, "y"); stop != nil { // the server has heard of the stop when this is done
			stop()
		}
		if err := a.Request(t.Context(), "node.1.hello", news{}, &got); !fault.Is(err, fault.Unavailable) {
			t.Errorf("nobody serves: got %v, want unavailable", err)
		}
	})
}

func TestAFaultComesBackAsItWas(t *testing.T) {
	each(t, func(t *testing.T, a, b *bus.Bus) {
		want := &fault.Error{Code: fault.Conflict, Message: "Paula was first.", Field: "id", Reason: "claimed", Detail: "trace A1"}
		for name, c := range map[string]struct {
			err  error
			want *fault.Error
		}{
			"fault":       {fmt.Errorf("wrapped: %w", want), want},
			"other error": {fmt.Errorf("disk /secret/path"), &fault.Error{Code: fault.Internal, Message: "The other node failed."}},
		} {
			stop, err := b.Serve(t.Context(), "q", func(context.Context, []byte) (any, error) { return nil, c.err })
			if err != nil {
				t.Fatal(err)
			}
			got := a.Request(t.Context(), "q", 1, nil)
			if diff := cmp.Diff(error(c.want), got, cmpopts.IgnoreUnexported(fault.Error{})); diff != "" {
				t.Errorf("%s: -want +got\n%s", name, diff)
			}
			stop()
			listen(t, b, "settle")
		}
	})
}

func TestAQuestionEndsWithItsContext(t *testing.T) {
	b := open(t, "")
	leave := make(chan struct{})
	asked := make(chan struct{})
	if _, err := b.Serve(t.Context(), "q", func(context.Context, []byte) (any, error) { close(asked); <-leave; return 1, nil }); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- b.Request(ctx, "q", 1, nil) }()
	receive(t, asked)
	cancel()
	if err := receive(t, done); !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %v, want unavailable", err)
	}
	close(leave)
}

func BenchmarkPublish(b *testing.B) {
	x, err := bus.Open(b.Context(), bus.Options{})
	if err != nil {
		b.Fatal(err)
	}
	got := make(chan struct{})
	if _, err := x.Subscribe("x", func(string, []byte) { got <- struct{}{} }); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := x.Publish("x", news{"call", "7"}); err != nil {
			b.Fatal(err)
		}
		<-got
	}
	if err := x.Close(); err != nil {
		b.Fatal(err)
	}
}
