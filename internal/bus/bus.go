package bus

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"ramal/internal/fault"
)

// Options says where the bus is.
type Options struct {
	// URL is the address of a NATS cluster, nats://…; more than one with commas between. "" runs NATS in this process.
	URL string
	// Log gets lost and found connections. Nil is silent.
	Log *slog.Logger
}

// Bus is an open bus. Its methods may be used by many goroutines at once.
type Bus struct {
	conn   *nats.Conn
	server *server.Server // nil with a cluster
	log    *slog.Logger
	closed chan struct{}
}

const (
	startTimeout  = 10 * time.Second
	drainTimeout  = 5 * time.Second
	reconnectWait = 500 * time.Millisecond
	maxPayload    = 4 << 20
)

// Open starts NATS in the process or connects to a cluster. fault.Invalid for an address that cannot be one,
// fault.Unavailable when nobody answers there.
func Open(ctx context.Context, o Options) (*Bus, error) {
	b := &Bus{log: o.Log, closed: make(chan struct{})}
	if b.log == nil {
		b.log = slog.New(slog.DiscardHandler)
	}
	options := []nats.Option{
		nats.Name("ramal"),
		nats.MaxReconnects(-1),
		nats.ReconnectWait(reconnectWait),
		nats.DrainTimeout(drainTimeout),
		nats.ClosedHandler(func(*nats.Conn) { close(b.closed) }),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				b.log.Warn("bus lost", slog.Any("err", err))
			}
		}),
		nats.ReconnectHandler(func(*nats.Conn) { b.log.Info("bus found again") }),
		nats.ErrorHandler(func(_ *nats.Conn, sub *nats.Subscription, err error) {
			subject := ""
			if sub != nil {
				subject = sub.Subject
			}
			b.log.Error("bus fault", slog.String("subject", subject), slog.Any("err", err))
		}),
	}
	url := o.URL
	if url == "" {
		if err := b.start(); err != nil {
			return nil, err
		}
		options = append(options, nats.InProcessServer(b.server))
	} else {
		for one := range strings.SplitSeq(url, ",") {
			if one = strings.TrimSpace(one); !strings.HasPrefix(one, "nats://") && !strings.HasPrefix(one, "tls://") {
				return nil, fault.New(fault.Invalid, "The address of the bus has to begin with nats:// or tls://.").On("nats")
			}
		}
	}
	if deadline, ok := ctx.Deadline(); ok {
		options = append(options, nats.Timeout(max(time.Until(deadline), time.Millisecond)))
	}
	conn, err := nats.Connect(url, options...)
	if err != nil {
		b.stop()
		return nil, fault.New(fault.Unavailable, "The bus does not answer.").Wrap(err)
	}
	b.conn = conn
	return b, nil
}

// start runs a server without a listener: only this process reaches it, so it needs no password.
func (b *Bus) start() error {
	s, err := server.NewServer(&server.Options{
		ServerName: "ramal", DontListen: true, NoSigs: true, NoLog: true, MaxPayload: maxPayload, StoreDir: os.TempDir(),
	})
	if err != nil {
		return fault.New(fault.Internal, "The bus cannot be started.").Wrap(err)
	}
	b.server = s
	go s.Start()
	if !s.ReadyForConnections(startTimeout) {
		b.stop()
		return fault.New(fault.Internal, "The bus did not start in time.")
	}
	return nil
}

func (b *Bus) stop() {
	if b.server != nil {
		b.server.Shutdown()
		b.server.WaitForShutdown()
	}
}

// Close stops taking news, lets the handlers finish what they have, and closes. It waits for that, some seconds at most.
func (b *Bus) Close() error {
	err := b.conn.Drain()
	if err == nil {
		<-b.closed
	} else {
		b.conn.Close()
	}
	b.stop()
	if err != nil && !b.conn.IsClosed() {
		return fault.New(fault.Internal, "The bus could not be closed in an orderly way.").Wrap(err)
	}
	return nil
}

// Healthy returns fault.Unavailable when the bus is not connected.
func (b *Bus) Healthy() error {
	if s := b.conn.Status(); s != nats.CONNECTED {
		return fault.New(fault.Unavailable, "The bus is not connected.").Because(strings.ToLower(s.String()))
	}
	return nil
}

// Publish sends v as JSON to all who subscribed to the subject on any node. It does not wait for them.
func (b *Bus) Publish(subject string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fault.New(fault.Internal, "This cannot be sent over the bus.").Wrap(err)
	}
	if err := b.conn.Publish(subject, data); err != nil {
		return faultOf(err)
	}
	return nil
}

// Subscribe calls fn for everything published on a subject, one at a time and in order, until stop. Subjects are words
// with dots between; * stands for one word and > for the rest. A slow fn delays only its own subscription.
func (b *Bus) Subscribe(subject string, fn func(subject string, data []byte)) (stop func(), err error) {
	sub, err := b.conn.Subscribe(subject, func(m *nats.Msg) { fn(m.Subject, m.Data) })
	if err != nil {
		return nil, faultOf(err)
	}
	return b.settled(sub)
}

// settled waits until the server knows the subscription: what is published from now on is not missed.
func (b *Bus) settled(sub *nats.Subscription) (stop func(), err error) {
	stop = func() { _ = sub.Unsubscribe() } // after Close there is nothing to stop
	if err := b.conn.FlushTimeout(startTimeout); err != nil {
		stop()
		return nil, faultOf(err)
	}
	return stop, nil
}
