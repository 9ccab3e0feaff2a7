package main

import (
	"context"
	"net/http"
)

// plane drives a sandbox by its public control plane.
type plane struct {
	url    string
	client *http.Client
}

func newPlane(url string) *plane {
	return &plane{url: url, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}}
}

func (p *plane) close() { p.client.CloseIdleConnections() }

func (p *plane) get(ctx context.Context, path string, out any) error {
	return ask(ctx, p.client, http.MethodGet, p.url+"/sandbox/"+path, nil, out)
}

func (p *plane) post(ctx context.Context, path string, in any) error {
	return ask(ctx, p.client, http.MethodPost, p.url+"/sandbox/"+path, in, nil)
}
