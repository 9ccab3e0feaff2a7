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

var (
	pagesFigure = figure{
		name: "pages", title: "pages of lists with 1,000,000 entries", method: pagesMethod("SQLite"),
		run: func(ctx context.Context, l *lab) ([]measure, error) { return l.measurePages(ctx, l.large) },
	}
	pagesPostgresFigure = figure{
		name: "pages-postgres", title: "pages of lists with 1,000,000 entries, on PostgreSQL", method: pagesMethod("PostgreSQL"),
		run: measurePagesOfPostgres,
	}
)

func pagesMethod(database string) string {
	return "A workspace with 1,000,000 contacts, services, messages and calls and 100,000 deals, a tenth of them open, in " + database + ", read over the REST API of a server process by a " +
		"signed-in operator who is no administrator, one request after the other, 50 entries to a page, until the whole answer is read. A quarter of the contacts " +
		"has one tag, a thousandth another, half has one of 200; 5 in 100 have an owner, 1 in 500 does not want to be contacted, 1 in 50 has no number, 1 in 1,000 was written down twice, 15 in 100 may " +
		"be called now. All deals are in one funnel, and one thread has 100,000 messages. All contacts are written as CSV once. Each number is of 200 requests (20 at least, where they take more than eight seconds) after ten that are not counted."
}

// large makes the large workspace of SQLite once.
func (l *lab) large(ctx context.Context) (*world, error) {
	if l.big != nil {
		return l.big, nil
	}
	w, err := l.largeIn(ctx, "")
	if err == nil {
		l.big = w
	}
	return w, err
}

// largeIn makes a large workspace in a database; "" for SQLite.
func (l *lab) largeIn(ctx context.Context, database string) (*world, error) {
	w, err := l.makeWorld(ctx, database, "http://127.0.0.1:9", func(context.Context, *world, *store.DB) error { return nil })
	if err != nil {
		return nil, err
	}
	begin := time.Now()
	if err := enlarge(ctx, w.address(), w, largeCount(l)); err != nil {
		return nil, err
	}
	l.say("  %d contacts, services, messages and calls written in %s", largeCount(l), time.Since(begin).Round(time.Second))
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
	first := fmt.Sprintf("c%08d", 0) // has a note, and a service that goes on
	thread := fmt.Sprintf("/api/conversations/s%08d/messages", count/2)
	return []list{
		{"history", "/api/calls", false, true},
		{"history, 20 pages down", "/api/calls", true, true},
		{"history of one contact", "/api/calls?contactId=" + contact, false, true},
		{"history, inbound", "/api/calls?direction=inbound", false, true},
		{"history, failed (1 in 5,000)", "/api/calls?outcome=failed", false, true},
		{"history, inbound and failed", "/api/calls?outcome=failed&direction=inbound", false, false},
		{"contacts", "/api/contacts", false, true},
		{"contacts, 20 pages down", "/api/contacts", true, true},
		{"contacts, from Z to A", "/api/contacts?sort=-name", false, true},
		{"contacts, the newest first", "/api/contacts?sort=-created", false, true},
		{"contacts, the newest first, 20 pages down", "/api/contacts?sort=-created", true, true},
		{"contacts, by the last entry", "/api/contacts?sort=-last", false, true},
		{"contacts, a frequent name", "/api/contacts?search=silva", false, true},
		{"contacts, a rare name (1 in 1,000)", "/api/contacts?search=tavora", false, true},
		{"contacts, a frequent and a rare word", "/api/contacts?search=ana+tavora", false, false},
		{"contacts, a number", "/api/contacts?search=" + fmt.Sprintf("55119%08d", count/2), false, true},
		{"contacts, two letters", "/api/contacts?search=an", false, true},
		{"contacts, nobody", "/api/contacts?search=wxyz", false, false},
		{"contacts, a frequent tag (1 in 4)", "/api/contacts?tag=Client", false, true},
		{"contacts, a frequent tag, 20 pages down", "/api/contacts?tag=Client", true, true},
		{"contacts, a frequent tag, by the last entry", "/api/contacts?tag=Client&sort=-last", false, true},
		{"contacts, a tag of 1 in 400", "/api/contacts?tag=Group+7", false, true},
		{"contacts, a rare tag (1 in 1,000), the newest first", "/api/contacts?tag=Rare&sort=-created", false, true},
		{"contacts, mine (1 in 20)", "/api/contacts?mine=true", false, true},
		{"contacts, mine, by the last entry", "/api/contacts?mine=true&sort=-last", false, true},
		{"contacts, who may be called now", "/api/contacts?callable=true", false, true},
		{"contacts, who may be called now, by the last entry", "/api/contacts?callable=true&sort=-last", false, true},
		{"contacts, with a number", "/api/contacts?reachable=yes", false, true},
		{"contacts, without a number (1 in 50)", "/api/contacts?reachable=no", false, true},
		{"contacts, without a number, the newest first", "/api/contacts?reachable=no&sort=-created", false, true},
		{"contacts, not to be contacted (1 in 500)", "/api/contacts?doNotContact=yes", false, true},
		{"contacts, a choice (1 in 10)", "/api/contacts?field=" + largeField + ":web", false, true},
		{"contacts, a choice and a frequent tag", "/api/contacts?tag=Client&field=" + largeField + ":web", false, false},
		{"contacts, a rare tag and mine", "/api/contacts?tag=Rare&mine=true", false, false},
		{"contacts, a frequent tag and a rare name", "/api/contacts?tag=Client&search=tavora", false, false},
		{"possible duplicates, by number (1 in 1,000)", "/api/duplicates?by=number", false, true},
		{"possible duplicates, by name (1 in 1,000)", "/api/duplicates?by=name", false, true},
		{"tags, with their counts", "/api/tags", false, true},
		{"a contact", "/api/contacts/" + first, false, false},
		{"a contact's services", "/api/contacts/" + first + "/conversations", false, false},
		{"a contact's notes", "/api/contacts/" + first + "/notes", false, true},
		{"a contact's authorizations", "/api/contacts/" + first + "/authorizations", false, false},
		{"a contact's authorizations, their history", "/api/contacts/" + first + "/authorizations/history", false, false},
		{"a contact's deals", "/api/contacts/" + first + "/deals", false, false},
		{"services", "/api/conversations", false, true},
		{"services, 20 pages down", "/api/conversations", true, true},
		{"services, waiting", "/api/conversations?state=waiting", false, true},
		{"services, closed", "/api/conversations?state=closed", false, true},
		{"services, mine", "/api/conversations?state=in_service&mine=true", false, true},
		{"services, unread", "/api/conversations?unread=true", false, true},
		{"services, window closes soon", "/api/conversations?closing=true", false, true},
		{"services, a rare name", "/api/conversations?search=tavora", false, true},
		{"services, a frequent name", "/api/conversations?search=silva", false, true},
		{"services, how many", "/api/service-counts", false, false},
		{"a thread of 100,000 messages", thread, false, true},
		{"a thread of 100,000 messages, 20 pages down", thread, true, true},
		{"a thread of 100,000 messages, in its middle", thread + fmt.Sprintf("?around=m%08d", count/2), false, true},
		{"messages, a frequent word", "/api/messages?search=pedido", false, true},
		{"messages, a rare word (1 in 1,000)", "/api/messages?search=orcamento", false, true},
		{"messages, a number", "/api/messages?search=" + fmt.Sprint(count/2), false, true},
		{"messages, nothing", "/api/messages?search=wxyz", false, false},
		{"board, its totals and cards", "/api/pipelines/" + largeFunnel + "/board", false, false},
		{"board, mine", "/api/pipelines/" + largeFunnel + "/board?mine=true", false, false},
		{"cards of a stage, 20 pages down", "/api/pipelines/" + largeFunnel + "/stages/stage0/deals", true, true},
		{"deals", "/api/pipelines/" + largeFunnel + "/deals", false, true},
		{"deals, 20 pages down", "/api/pipelines/" + largeFunnel + "/deals", true, true},
		{"deals, open and mine", "/api/pipelines/" + largeFunnel + "/deals?state=open&mine=true", false, true},
		{"deals, expected before a day", "/api/pipelines/" + largeFunnel + "/deals?state=open&closeBefore=2026-12-15", false, true},
		{"deals, a rare name", "/api/pipelines/" + largeFunnel + "/deals?search=tavora", false, true},
		{"deals, a frequent name", "/api/pipelines/" + largeFunnel + "/deals?search=silva", false, true},
	}
}

const (
	enough     = 8 * time.Second // for one page that is slow
	pageTarget = 50              // ms, p95
	pagesDown  = 20
)

// measurePages measures the pages of a large workspace, and what its size costs whoever sends.
func (l *lab) measurePages(ctx context.Context, create func(context.Context) (*world, error)) ([]measure, error) {
	w, err := create(ctx)
	if err != nil {
		return nil, err
	}
	s, err := l.serve(ctx, w.data, w.database)
	if err != nil {
		return nil, err
	}
	all, err := l.turnPages(ctx, s)
	if err == nil {
		var export []measure
		export, err = l.exportAll(ctx, s)
		all = append(all, export...)
	}
	if err = errors.Join(err, s.stop()); err != nil {
		return nil, err
	}
	cost, err := l.measureSending(ctx, w)
	return append(all, cost...), err
}

func measurePagesOfPostgres(ctx context.Context, l *lab) ([]measure, error) {
	address, stop, err := l.postgres(ctx)
	if err != nil {
		return nil, err
	}
	defer stop()
	return l.measurePages(ctx, func(ctx context.Context) (*world, error) { return l.largeIn(ctx, address) })
}

func (l *lab) turnPages(ctx context.Context, s *server) ([]measure, error) {
	reader, err := signIn(ctx, s)
	if err != nil {
		return nil, err
	}
	var all []measure
	for _, p := range lists(largeCount(l)) {
		path, err := reader.place(ctx, p, pick(l, 2, pagesDown))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.what, err)
		}
		times := &samples{}
		const warm = 10
		for i := range warm + pick(l, 20, 200) {
			if i >= warm+20 && times.sum() > enough {
				break
			}
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

// exportAll measures how fast all contacts go out, and what that costs the server's memory.
func (l *lab) exportAll(ctx context.Context, s *server) ([]measure, error) {
	reader, err := signIn(ctx, s)
	if err != nil {
		return nil, err
	}
	before, err := s.memory()
	if err != nil {
		return nil, err
	}
	begin := time.Now()
	written, err := reader.export(ctx)
	if err != nil {
		return nil, err
	}
	took := time.Since(begin)
	after, err := s.memory()
	return []measure{
		plain("contacts written as CSV", float64(written), "rows"),
		plain("contacts written as CSV, rate", float64(written)/took.Seconds(), "rows/s"),
		plain("the server's memory, more than before", after-before, "MB"),
	}, err
}

// place returns the path of the page to measure, so many pages down where it is a deep one, and checks that there is something on it.
func (o *operator) place(ctx context.Context, p list, down int) (string, error) {
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
		if !p.deep || step == down {
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
