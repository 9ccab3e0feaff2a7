package sandbox

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"sync"
	"time"

	"ramal/internal/meta"
)

// courier posts webhooks. Those of one user go one after the other, as long as they succeed; different users do not wait
// for each other. A failed one does not hold up those behind it.
type courier struct {
	s      *Server
	client *http.Client
	ctx    context.Context //nolint:containedctx // the courier's own life, ended by close
	cancel context.CancelFunc
	slots  chan struct{}
	wg     sync.WaitGroup

	mu     sync.Mutex
	rest   *sync.Cond // signalled when nothing is on its way
	queues map[string][]string
	// underway counts the copies of a delivery that are queued or being posted.
	underway map[string]int
	closed   bool
}

// webhookTimeout is how long Meta waits for an answer.
const webhookTimeout = 20 * time.Second

func newCourier(s *Server) *courier {
	ctx, cancel := context.WithCancel(context.Background())
	c := &courier{
		s: s, ctx: ctx, cancel: cancel, slots: make(chan struct{}, 64), queues: map[string][]string{}, underway: map[string]int{},
		client: &http.Client{
			Timeout:   webhookTimeout,
			Transport: &http.Transport{MaxIdleConnsPerHost: 64, IdleConnTimeout: time.Minute},
			// A redirect is not a 200.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	c.rest = sync.NewCond(&c.mu)
	return c
}

// wait returns when nothing is on its way. Retries that are planned for later do not count.
func (c *courier) wait() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.queues) > 0 {
		c.rest.Wait()
	}
}

func (c *courier) close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.cancel()
	c.wg.Wait()
	c.client.CloseIdleConnections()
}

func (c *courier) enqueue(key, id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.add(key, id)
}

// ensure enqueues a delivery that is not underway already.
func (c *courier) ensure(key, id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.underway[id] == 0 {
		c.add(key, id)
	}
}

func (c *courier) add(key, id string) {
	if c.closed {
		return
	}
	c.underway[id]++
	waiting, running := c.queues[key]
	c.queues[key] = append(waiting, id)
	if !running {
		c.wg.Add(1)
		go c.run(key)
	}
}

func (c *courier) run(key string) {
	defer c.wg.Done()
	for {
		c.mu.Lock()
		waiting := c.queues[key]
		if len(waiting) == 0 || c.closed {
			delete(c.queues, key)
			c.rest.Broadcast()
			c.mu.Unlock()
			return
		}
		id := waiting[0]
		c.queues[key] = waiting[1:]
		c.mu.Unlock()
		c.slots <- struct{}{}
		c.carry(id)
		<-c.slots
		c.mu.Lock()
		if c.underway[id]--; c.underway[id] <= 0 {
			delete(c.underway, id)
		}
		c.mu.Unlock()
	}
}

// carry makes one attempt.
func (c *courier) carry(id string) {
	var hook Webhook
	var body string
	c.s.must(func(t *tx) {
		if d := t.deliveries[id]; d != nil {
			hook, body = t.Webhook, d.Body
		}
	})
	if hook.URL == "" {
		return
	}
	start := time.Now()
	a := c.post(hook, []byte(body))
	if c.ctx.Err() != nil {
		return // we are closing: the delivery stays pending for the next start
	}
	a.DurationMS = time.Since(start).Milliseconds()
	c.s.must(func(t *tx) {
		a.At = t.now.Unix()
		t.record(id, a)
	})
}

func (c *courier) post(hook Webhook, body []byte) attempt {
	req, err := http.NewRequestWithContext(c.ctx, http.MethodPost, hook.URL, bytes.NewReader(body))
	if err != nil {
		return attempt{Error: err.Error()}
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "facebookexternalua")
	req.Header.Set(meta.SignatureHeader, meta.Sign(hook.AppSecret, body))
	res, err := c.client.Do(req)
	if err != nil {
		return attempt{Error: err.Error()}
	}
	defer func() { _ = res.Body.Close() }()
	answer, _ := io.ReadAll(io.LimitReader(res.Body, 500))
	return attempt{HTTPStatus: res.StatusCode, Answer: string(answer)}
}
