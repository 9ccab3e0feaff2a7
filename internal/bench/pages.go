package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"ramal/internal/store"
)

var pagesFigure = figure{
	name:  "pages",
	title: "pages of lists with 1,000,000 entries",
	method: "A workspace with 1,000,000 contacts, services and calls in SQLite, read over the REST API of a server process by a signed-in operator, " +
		"one request after the other, 50 entries to a page, until the whole answer is read. Each number is of 200 requests after ten " +
		"that are not counted.",
	run: measurePages,
}

// large makes the large workspace once.
func (l *lab) large(ctx context.Context) (*world, error) {
	if l.big != nil {
		return l.big, nil
	}
	w, err := l.makeWorld(ctx, "", "http://127.0.0.1:9", func(context.Context, *world, *store.DB) error { return nil })
	if err != nil {
		return nil, err
	}
	begin := time.Now()
	if err := enlarge(ctx, w.address(), w, largeCount(l)); err != nil {
		return nil, err
	}
	l.say("  %d contacts, services and calls written in %s", largeCount(l), time.Since(begin).Round(time.Second))
	l.big = w
	return w, nil
}

func largeCount(l *lab) int { return pick(l, 20_000, 1_000_000) }

// list is one page that somebody looks at.
type list struct {
	what string
	path string
	deep bool // twenty pages down
	some bool // has to find something
}

func lists(count int) []list {
	contact := fmt.Sprintf("c%08d", mix(count/2)%count)
	return []list{
		{"history", "/api/calls", false, true},
		{"history, 20 pages down", "/api/calls", true, true},
		{"history of one contact", "/api/calls?contactId=" + contact, false, true},
		{"history, inbound", "/api/calls?direction=inbound", false, true},
		{"history, failed (1 in 5,000)", "/api/calls?outcome=failed", false, true},
		{"history, inbound and failed", "/api/calls?outcome=failed&direction=inbound", false, false},
		{"contacts", "/api/contacts", false, true},
		{"contacts, 20 pages down", "/api/contacts", true, true},
		{"contacts, a frequent name", "/api/contacts?search=silva", false, true},
		{"contacts, a rare name (1 in 1,000)", "/api/contacts?search=tavora", false, true},
		{"contacts, a frequent and a rare word", "/api/contacts?search=ana+tavora", false, false},
		{"contacts, a number", "/api/contacts?search=" + fmt.Sprintf("55119%08d", count/2), false, true},
		{"contacts, two letters", "/api/contacts?search=an", false, true},
		{"contacts, nobody", "/api/contacts?search=wxyz", false, false},
		{"services", "/api/conversations", false, true},
		{"services, a rare name", "/api/conversations?search=tavora", false, true},
	}
}

const (
	pageTarget = 50 // ms, p95
	pagesDown  = 20
)

func measurePages(ctx context.Context, l *lab) ([]measure, error) {
	w, err := l.large(ctx)
	if err != nil {
		return nil, err
	}
	s, err := l.serve(ctx, w.data, "")
	if err != nil {
		return nil, err
	}
	all, err := l.turnPages(ctx, s)
	return all, errors.Join(err, s.stop())
}

func (l *lab) turnPages(ctx context.Context, s *server) ([]measure, error) {
	reader, err := signIn(ctx, s)
	if err != nil {
		return nil, err
	}
	var all []measure
	for _, p := range lists(largeCount(l)) {
		path, err := reader.place(ctx, p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.what, err)
		}
		times := &samples{}
		const warm = 10
		for i := range warm + pick(l, 20, 200) {
			begin := time.Now()
			if err := reader.get(ctx, path, nil); err != nil {
				return nil, fmt.Errorf("%s: %w", p.what, err)
			}
			if i >= warm {
				times.add(time.Since(begin))
			}
		}
		all = append(all, below(p.what+", p95", times.ms(0.95), pageTarget, "ms"))
	}
	return all, nil
}

// place returns the path of the page to measure, and checks that there is something on it.
func (o *operator) place(ctx context.Context, p list) (string, error) {
	path := p.path
	for step := 0; ; step++ {
		var page struct {
			Items []struct{} `json:"items"`
			Next  string     `json:"next"`
		}
		if err := o.get(ctx, path, &page); err != nil {
			return "", err
		}
		if p.some && len(page.Items) == 0 {
			return "", errors.New("the page is empty")
		}
		if !p.deep || step == pagesDown {
			return path, nil
		}
		if page.Next == "" {
			return "", errors.New("the list ends too early")
		}
		path = withAfter(p.path, page.Next)
	}
}

// withAfter adds the place in a list to the list's path.
func withAfter(path, after string) string {
	mark := "?"
	if strings.Contains(path, "?") {
		mark = "&"
	}
	return path + mark + "after=" + url.QueryEscape(after)
}
