package api

import (
	"context"
	"errors"
	"sync"
)

var (
	errSignedOut = errors.New("signed out")
	errStopping  = errors.New("the server stops")
)

// sockets knows the open websockets by the session that opened them. The zero value is ready.
type sockets struct {
	mu     sync.Mutex
	open   map[string]map[*context.CancelCauseFunc]struct{}
	closed bool
}

// enter returns the context in which a websocket of a session lives.
func (s *sockets) enter(ctx context.Context, token string) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		cancel(errStopping)
	}
	if s.open == nil {
		s.open = map[string]map[*context.CancelCauseFunc]struct{}{}
	}
	if s.open[token] == nil {
		s.open[token] = map[*context.CancelCauseFunc]struct{}{}
	}
	s.open[token][&cancel] = struct{}{}
	return ctx, func() {
		cancel(nil)
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.open[token], &cancel)
		if len(s.open[token]) == 0 {
			delete(s.open, token)
		}
	}
}

// closeOf ends the websockets of a session.
func (s *sockets) closeOf(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for cancel := range s.open[token] {
		(*cancel)(errSignedOut)
	}
}

// closeAll ends all of them, and those that come later.
func (s *sockets) closeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, of := range s.open {
		for cancel := range of {
			(*cancel)(errStopping)
		}
	}
}
