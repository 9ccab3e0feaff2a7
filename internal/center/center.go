// Package center is the use cases of Ramal: one method for each thing that a person, Meta or the clock can ask for. It is
// the only package that knows the order of things: facts are saved first, then effects are carried out.
//
// It decides no rule itself: call, desk and org do. It knows no SQL, no HTTP and no WebRTC: it states the small interfaces
// that it needs, and cmd/ramal gives it the adapters.
package center

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"

	"ramal/internal/call"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// Center carries out the use cases. All fields but HTTP, Log, Now and Moved are required. Run must be running for anything that
// goes on outside: webhooks, Graph, timers.
type Center struct {
	Store   store
	Bus     bus
	Gate    gate
	Bridges bridges
	Node    string           // the name of this node; a call belongs to the node that has its audio
	HTTP    *http.Client     // for Graph; http.DefaultClient when nil
	Log     *slog.Logger     // slog.Default() when nil
	Now     func() time.Time // time.Now when nil
	Voices  voices           // turns what a browser recorded into what WhatsApp takes
	// MediaMax is the largest file that is taken, in bytes; DefaultMediaMax when 0.
	MediaMax int64
	// PublicURL is where Meta reaches the webhooks; PrivateGraph lets Graph addresses be http and not public.
	PublicURL    string
	PrivateGraph bool
	// Moved hears of every stored move of a call, for figures; nil is nobody. It must not block.
	Moved func(before, after call.Call)

	work   work
	phase  phase
	intake intake

	learning learning
	setup    setup
	plans    plans
	health   health
	imports  imports
}

// phase says whether calls are taken.
type phase struct {
	mu     sync.Mutex
	ready  bool // start-up reconciliation is done
	closed bool // shutting down
}

// Ready returns nil when calls are taken, and fault.Unavailable while the server starts or stops.
func (c *Center) Ready() error {
	c.phase.mu.Lock()
	defer c.phase.mu.Unlock()
	switch {
	case c.phase.closed:
		return fault.New(fault.Unavailable, "The server is stopping. Try again in a moment.").Because("shut_down")
	case !c.phase.ready:
		return fault.New(fault.Unavailable, "The server is starting. Try again in a moment.").Because("starting")
	}
	return nil
}

// graph returns the client that speaks to Meta for an account.
func (c *Center) graph(ctx context.Context, a org.Account) (*meta.Client, error) {
	secrets, err := c.Store.Secrets(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	return c.graphWith(a, secrets), nil
}

// now is the present, in UTC and as precise as it is stored.
func (c *Center) now() time.Time {
	if c.Now != nil {
		return c.Now().UTC().Truncate(time.Millisecond)
	}
	return time.Now().UTC().Truncate(time.Millisecond)
}

func (c *Center) log() *slog.Logger {
	if c.Log != nil {
		return c.Log
	}
	return slog.Default()
}

// backstage is the log of work that goes on by itself. It is silent once ctx was cancelled: then the server stops, which is why the
// work fails, and the next start takes it up. A deadline that passed is said.
func (c *Center) backstage(ctx context.Context) *slog.Logger {
	if errors.Is(ctx.Err(), context.Canceled) {
		return slog.New(slog.DiscardHandler)
	}
	return c.log()
}

// newID returns a UUIDv7: ids sort by the time they were made.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// pageSize keeps a list's limit within what one answer should carry.
func pageSize(limit int) int {
	switch {
	case limit <= 0:
		return 50
	case limit > 200:
		return 200
	}
	return limit
}
