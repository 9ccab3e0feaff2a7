package main

import (
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"time"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// door is where Meta begins: Graph, with a stop-watch, and the relay of the sandbox behind it. It takes everything and
// has none of WhatsApp's rules: what is measured ends here.
type door struct {
	relay  *relay.Relay
	placed chan placed
	http   *http.Server
	port   net.Listener
}

// placed is a request to connect a call, when it stood at the door.
type placed struct {
	at      time.Time
	wacid   string
	request meta.CallRequest
}

func openDoor() (*door, error) {
	r, err := relay.Open(relay.Options{})
	if err != nil {
		return nil, err
	}
	port, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // returns at once
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	d := &door{relay: r, placed: make(chan placed, 16), port: port}
	d.http = &http.Server{Handler: d, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = d.http.Serve(port) }() // it ends with close
	return d, nil
}

func (d *door) url() string { return "http://" + d.port.Addr().String() }

func (d *door) close() {
	_ = d.http.Close()
	_ = d.relay.Close()
}

// ServeHTTP answers POST …/calls. Whatever is not a connect succeeds.
func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	at := time.Now()
	var request meta.CallRequest
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if request.Action != meta.ActionConnect {
		_, _ = w.Write([]byte(`{"success":true}`))
		return
	}
	p := placed{at, "wacid.bench." + newID(), request}
	answer, err := json.Marshal(map[string]any{"messaging_product": meta.Product, "calls": []map[string]string{{"id": p.wacid}}})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(answer)
	d.placed <- p
}
