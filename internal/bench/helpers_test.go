package main

import (
	"context"

	"ramal/internal/meta"
	"ramal/internal/store"
)

func nothing(context.Context, *world, *store.DB) error { return nil }

func twoPeople(ctx context.Context, w *world, db *store.DB) error {
	if err := w.meet(ctx, db, 2); err != nil {
		return err
	}
	return w.dial(ctx, db, w.contacts[:1])
}

func twoEvents(w *world) []meta.Event {
	return []meta.Event{
		{Account: string(w.account), Key: "1", Field: meta.FieldMessages, Value: []byte(`{}`), ReceivedAt: present()},
		{Account: string(w.account), Key: "2", Field: meta.FieldMessages, Value: []byte(`{}`), ReceivedAt: present()},
	}
}
