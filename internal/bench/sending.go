package main

import (
	"context"
	"path/filepath"
	"time"

	"ramal/internal/desk"
	"ramal/internal/store"
)

// measureSending compares what a message costs the database of a large workspace with what it would cost without that texts are found and
// that contacts are listed by their last entry: the same two rows, without words and at a time that is not the newest. One of each in turn,
// in one run, each committed to the disk.
func (l *lab) measureSending(ctx context.Context, w *world) ([]measure, error) {
	key, err := store.LoadKey(filepath.Join(w.data, "key"))
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, store.Options{Database: w.address(), Key: key})
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	v, err := db.Conversation(ctx, w.ws, "s00000000")
	if err != nil {
		return nil, err
	}
	found, plainly := &samples{}, &samples{}
	newest := present()
	const warm = 10
	for i := range warm + pick(l, 20, 300) {
		for _, one := range []struct {
			kind  desk.Kind
			at    time.Time
			times *samples
		}{
			{desk.Text, newest.Add(time.Duration(i) * time.Millisecond), found},
			{desk.Unsupported, v.CreatedAt, plainly},
		} {
			begin := time.Now()
			err := db.Atomically(ctx, func(ctx context.Context) error {
				k := desk.Message{
					ID: desk.MessageID(newID()), WorkspaceID: w.ws, ConversationID: v.ID, Direction: desk.Outgoing, Kind: one.kind,
					Text: "Bom dia! O seu pedido esta pronto e pode ser retirado.", Status: desk.Sent, MetaID: "wamid.bench." + newID(), At: one.at,
				}
				if err := db.CreateMessage(ctx, &k); err != nil {
					return err
				}
				v = v.Sent(one.at, k.Text)
				return db.SaveConversation(ctx, &v)
			})
			if err != nil {
				return nil, err
			}
			if i >= warm {
				one.times.add(time.Since(begin))
			}
		}
	}
	with, without := found.ms(0.5), plainly.ms(0.5)
	return []measure{
		plain("storing a message, p50", with, "ms"),
		plain("storing a message that is not found by its words, nor newer than the last, p50", without, "ms"),
		plain("the first by the second", with/without, "times"),
	}, nil
}
