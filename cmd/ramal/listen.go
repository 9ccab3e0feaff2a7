package main

import (
	"errors"
	"net"
	"syscall"

	"ramal/internal/fault"
)

// listenTCP opens a port, or says in one sentence what is in the way and which flag helps.
func listenTCP(address, flag string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, portFault(err, address, flag)
	}
	return l, nil
}

// portFault says what is wrong with an address that was to be listened on.
func portFault(err error, address, flag string) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fault.New(fault.Conflict, "Another program uses %s. Stop it, or choose another port with %s, such as %s 127.0.0.1:0 for a free one.", address, flag, flag)
	case errors.Is(err, syscall.EACCES):
		return fault.New(fault.Forbidden, "This user may not listen on %s. Choose a port above 1023 with %s.", address, flag)
	}
	var op *net.OpError
	if errors.As(err, &op) {
		return fault.New(fault.Invalid, "%s cannot be listened on: %v. Write HOST:PORT after %s.", address, op.Err, flag)
	}
	return err
}
