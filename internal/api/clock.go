package api

import (
	"context"
	"time"
)

// A clock of our own can be moved, as the demo's is to see permissions end. Browsers are told within clockLook of a move of
// more than clockJump.
const (
	clockLook = 300 * time.Millisecond
	clockJump = 2 * time.Second
)

// clockMoves says on a channel when the server's clock was moved, until stop. The real clock never is.
func (s *Server) clockMoves() (moved <-chan struct{}, stop func()) {
	if s.Now == nil {
		return nil, func() {}
	}
	ctx, cancel := context.WithCancel(context.Background())
	moves := make(chan struct{}, 1)
	go func() {
		look := time.NewTicker(clockLook)
		defer look.Stop()
		ahead := time.Until(s.Now())
		for {
			select {
			case <-ctx.Done():
				return
			case <-look.C:
			}
			if now := time.Until(s.Now()); (now - ahead).Abs() > clockJump {
				ahead = now
				select {
				case moves <- struct{}{}:
				default: // one is to be told already
				}
			}
		}
	}()
	return moves, cancel
}
