package store

import (
	"context"
	"encoding/json"
	"time"

	"ramal/internal/meta"
)

const eventColumns = `id, account_id, event_key, field, phone_number_id, value, received_at, attempts`

func scanEvent(s scanner) (meta.Event, error) {
	var e meta.Event
	var value string
	var received int64
	err := s.Scan(&e.ID, &e.Account, &e.Key, &e.Field, &e.PhoneNumberID, &value, &received, &e.Attempts)
	e.Value, e.ReceivedAt = json.RawMessage(value), at(received)
	return e, err
}

// Unhandled lists kept events that were not settled and are older than before, oldest first.
func (d *DB) Unhandled(ctx context.Context, before time.Time, limit int) ([]meta.Event, error) {
	return many(ctx, d, scanEvent, `SELECT `+eventColumns+` FROM inbox
		WHERE settled = 0 AND received_at < ? ORDER BY id LIMIT ?`, ms(before), limit)
}

// Settle marks an event as handled (problem "") or as given up (problem says why).
func (d *DB) Settle(ctx context.Context, id int64, problem string) error {
	n, err := d.exec(ctx, `UPDATE inbox SET settled = 1, problem = ? WHERE id = ?`, problem, id)
	if err == nil && n == 0 {
		err = missing("event")
	}
	return err
}

// Retry counts a failed attempt at an event, which stays unhandled.
func (d *DB) Retry(ctx context.Context, id int64, problem string) error {
	n, err := d.exec(ctx, `UPDATE inbox SET attempts = attempts + 1, problem = ? WHERE id = ?`, problem, id)
	if err == nil && n == 0 {
		err = missing("event")
	}
	return err
}

// ForgetInbox deletes settled events received before. A redelivery of a forgotten one counts as new, so before has to
// lie further back than Meta repeats webhooks, which is 7 days.
func (d *DB) ForgetInbox(ctx context.Context, before time.Time) error {
	_, err := d.exec(ctx, `DELETE FROM inbox WHERE settled = 1 AND received_at < ?`, ms(before))
	return err
}
