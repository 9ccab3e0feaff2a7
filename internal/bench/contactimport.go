package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"ramal/internal/store"
)

var importFigure = figure{
	name:  "import",
	title: "import of 50,000 contacts beside the desk, and their export",
	method: "A CSV file of 50,000 rows, of which each hundredth has no number that can be read, is imported by a server process. Before that, and all the while, " +
		"an operator reads the page of services and writes a note, by turns and one request after the other, over the REST API.",
	run: measureImport,
}

func measureImport(ctx context.Context, l *lab) ([]measure, error) {
	return l.onBoth(ctx, l.importInto)
}

// importInto measures one database.
func (l *lab) importInto(ctx context.Context, kind, database string) ([]measure, error) {
	w, err := l.makeWorld(ctx, database, "http://127.0.0.1:9", func(ctx context.Context, w *world, db *store.DB) error { return w.meet(ctx, db, 1) })
	if err != nil {
		return nil, err
	}
	s, err := l.serve(ctx, w.data, database)
	if err != nil {
		return nil, err
	}
	all, err := l.importBeside(ctx, s, kind, "/api/contacts/"+string(w.contacts[0].ID)+"/notes")
	return all, errors.Join(err, s.stop())
}

func (l *lab) importBeside(ctx context.Context, s *server, kind, notes string) ([]measure, error) {
	o, err := signIn(ctx, s)
	if err != nil {
		return nil, err
	}
	rows := pick(l, 2_000, 50_000)
	const warm = 20
	idle := &deskTimes{}
	for i := range warm + pick(l, 50, 500) {
		if i == warm {
			idle = &deskTimes{}
		}
		if err := idle.work(ctx, o, notes); err != nil {
			return nil, err
		}
	}
	id, err := o.offer(ctx, contactRows(rows))
	if err != nil {
		return nil, err
	}
	at := "/api/contact-imports/" + id
	begin := time.Now()
	plan := map[string]any{"parts": []string{"name", "phone", "tags"}, "country": "BR", "known": "update"}
	if err := o.post(ctx, at+"/start", plan, nil); err != nil {
		return nil, err
	}
	busy := &deskTimes{}
	var now struct {
		State   string `json:"state"`
		Added   int    `json:"added"`
		Refused int    `json:"refused"`
	}
	for now.State = "running"; now.State == "running"; {
		for range 5 {
			if err := busy.work(ctx, o, notes); err != nil {
				return nil, err
			}
		}
		if err := o.get(ctx, at, &now); err != nil {
			return nil, err
		}
	}
	took := time.Since(begin)
	if now.State != "done" || now.Refused != rows/100 || now.Added != rows-rows/100 {
		return nil, fmt.Errorf("the import ended as %+v", now)
	}
	begin = time.Now()
	written, err := o.export(ctx)
	if err != nil {
		return nil, err
	}
	export := time.Since(begin)
	if written < now.Added {
		return nil, fmt.Errorf("the export has %d rows, want %d and more", written, now.Added)
	}
	return []measure{
		plain(kind+", contacts written as CSV", float64(written)/export.Seconds(), "rows/s"),
		plain(kind+", rows taken in", float64(rows)/took.Seconds(), "rows/s"),
		plain(kind+", reading the services, nothing else going on, p95", idle.read.ms(0.95), "ms"),
		below(kind+", reading the services, during the import, p95", busy.read.ms(0.95), 50, "ms"),
		plain(kind+", writing a note, nothing else going on, p95", idle.write.ms(0.95), "ms"),
		below(kind+", writing a note, during the import, p95", busy.write.ms(0.95), 500, "ms"),
		plain(kind+", writing a note, during the import, worst", busy.write.ms(1), "ms"),
	}, nil
}

// deskTimes is how long an operator waits for what they read and write.
type deskTimes struct{ read, write samples }

func (d *deskTimes) work(ctx context.Context, o *operator, notes string) error {
	begin := time.Now()
	if err := o.get(ctx, "/api/conversations", nil); err != nil {
		return err
	}
	d.read.add(time.Since(begin))
	begin = time.Now()
	if err := o.post(ctx, notes, map[string]string{"text": "Prefers mornings"}, nil); err != nil {
		return err
	}
	d.write.add(time.Since(begin))
	return nil
}

// contactRows is a file of contacts.
func contactRows(rows int) string {
	var b strings.Builder
	b.WriteString("name,phone,tags\n")
	for i := range rows {
		phone := "+" + waID(i+1)
		if i%100 == 0 {
			phone = "none"
		}
		tag := ""
		if i%10 == 0 {
			tag = "Fair"
		}
		fmt.Fprintf(&b, "Person %d,%s,%s\n", i, phone, tag)
	}
	return b.String()
}

// offer sends a file for import and returns the import's id.
func (o *operator) offer(ctx context.Context, file string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, o.url+"/api/contact-imports?name=contacts.csv", strings.NewReader(file))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/octet-stream")
	res, err := o.client.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusCreated {
		return "", errors.Join(err, fmt.Errorf("the file was not taken: %s: %s", res.Status, raw))
	}
	var taken struct {
		ID string `json:"id"`
	}
	err = json.Unmarshal(raw, &taken)
	return taken.ID, err
}

// export reads all contacts as CSV and returns how many lines they are, without the names of the columns.
func (o *operator) export(ctx context.Context) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, o.url+"/api/contact-export", http.NoBody)
	if err != nil {
		return 0, err
	}
	res, err := o.client.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	lines := -1
	for scan := bufio.NewScanner(res.Body); ; lines++ {
		if !scan.Scan() {
			return lines, scan.Err()
		}
	}
}
