package main

import (
	"context"
	"errors"
	"net"
	"strings"
	"syscall"

	"ramal/internal/fault"
)

// place is an address to listen on, and the flag that changes it.
type place struct{ address, flag string }

// listenTCP opens a port, or says in one sentence what is in the way and which flag helps.
func listenTCP(ctx context.Context, p place) (net.Listener, error) {
	var how net.ListenConfig
	l, err := how.Listen(ctx, "tcp", p.address)
	if err != nil {
		return nil, portFault(err, p, place{})
	}
	return l, nil
}

// portFault says what is wrong with one of two addresses that were to be listened on.
func portFault(err error, tcp, udp place) error {
	var op *net.OpError
	if !errors.As(err, &op) {
		return err
	}
	p := tcp
	if strings.HasPrefix(op.Net, "udp") {
		p = udp
	}
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fault.New(fault.Conflict, "Another program uses %s. Stop it, or choose another port with %s, such as %s 127.0.0.1:0 for a free one.", p.address, p.flag, p.flag)
	case errors.Is(err, syscall.EACCES):
		return fault.New(fault.Forbidden, "This user may not listen on %s. Choose a port above 1023 with %s.", p.address, p.flag)
	}
	return fault.New(fault.Invalid, "%s cannot be listened on: %v. Write HOST:PORT after %s.", p.address, op.Err, p.flag)
}
