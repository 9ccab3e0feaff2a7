package main

import (
	"errors"
	"io"
	"net"
	"net/http"
	"time"

	"ramal/internal/meta"
)

// business is where Meta posts what happens: an app of the least possible work.
type business struct {
	http *http.Server
	port net.Listener
	take func(meta.Event)
}

// openBusiness listens. take gets each event, from the goroutine of its POST, which is answered when it returns.
func openBusiness(take func(meta.Event)) (*business, error) {
	port, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // returns at once
	if err != nil {
		return nil, err
	}
	b := &business{port: port, take: take}
	b.http = &http.Server{Handler: b, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = b.http.Serve(port) }() // it ends with close
	return b, nil
}

func (b *business) url() string { return "http://" + b.port.Addr().String() + "/webhook" }

func (b *business) close() { _ = b.http.Close() } // nobody waits for an answer any more

// ServeHTTP answers Meta's handshake and takes what is posted.
func (b *business) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		_, _ = io.WriteString(w, r.FormValue("hub.challenge"))
		return
	}
	raw, err := io.ReadAll(r.Body)
	var envelope meta.Envelope
	if err == nil {
		envelope, err = meta.ParseEnvelope(raw)
	}
	if err != nil {
		http.Error(w, errors.Join(errors.New("not a webhook"), err).Error(), http.StatusBadRequest)
		return
	}
	for _, e := range envelope.Events() {
		b.take(e)
	}
}
