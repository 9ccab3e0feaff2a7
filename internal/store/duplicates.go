package store

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// twinsMost bounds the list of possible duplicates.
const twinsMost = 20

// Twins lists the contacts that may be the same person as another: those with its number in any form, the oldest first, then those with
// its name; 20 at most. viewer is as in a query.
func (d *DB) Twins(ctx context.Context, k desk.Contact, viewer org.UserID) ([]desk.Contact, error) {
	ws := string(k.WorkspaceID)
	same := clause{}.and("c.workspace_id = ?", ws).and("c.id <> ?", string(k.ID)).also(visibleTo("c", "id", viewer))
	var branches []clause
	if numbers := append(desk.NumberForms(k.WaID), desk.NumberForms(k.Phone)...); len(numbers) > 0 {
		in := " IN (" + marks(len(numbers)) + ")"
		branches = append(branches, same.and("c.wa_id"+in, anys(numbers)...).and("c.wa_id <> ''"), same.and("c.phone"+in, anys(numbers)...).and("c.phone <> ''"))
	}
	if k.Name != "" || k.WhatsAppName != "" {
		branches = append(branches, same.and("c.sort_name = ?", sortName(k)))
	}
	var list []desk.Contact
	known := map[desk.ContactID]bool{}
	for _, b := range branches {
		some, err := many(ctx, d, scanContact, `SELECT `+contactColumns+` FROM contacts c WHERE `+b.sql+` ORDER BY c.id LIMIT ?`, b.with(twinsMost)...)
		if err != nil {
			return nil, err
		}
		for _, c := range some {
			if !known[c.ID] && len(list) < twinsMost {
				known[c.ID], list = true, append(list, c)
			}
		}
	}
	return list, nil
}

// sharedColumns are the columns of contacts by which two of them may be one person.
var sharedColumns = map[desk.DuplicateBy]string{desk.SameByNumber: "number_key", desk.SameByName: "sort_name"}

// shared is the condition that so many contacts at least have the key of s, a row of shared_keys, in a column; where narrows them, as c.
func shared(column string, least int, where clause) clause {
	of := clause{}.and("c.workspace_id = s.workspace_id").and("c." + column + " = s.key").and("c." + column + " <> ''").also(where)
	return clause{`(SELECT COUNT(*) FROM (SELECT 1 FROM contacts c WHERE ` + of.sql + ` LIMIT ?) AS known) = ?`, of.with(least, least)}
}

// sharedKey is what a contact may have in common with others; key is "" where it has none.
type sharedKey struct {
	by  desk.DuplicateBy
	key string
}

func sharedKeys(c desk.Contact) []sharedKey {
	return []sharedKey{{desk.SameByNumber, desk.NumberKey(c.Number())}, {desk.SameByName, sortName(c)}}
}

// shareKeys writes down what a contact has in common with others. Call it when the contact is written. On PostgreSQL, two contacts that are
// written at one time do not see each other: they are listed when one of them is saved again.
func (d *DB) shareKeys(ctx context.Context, c desk.Contact) error {
	for _, k := range sharedKeys(c) {
		pair := shared(sharedColumns[k.by], 2, clause{})
		_, err := d.exec(ctx, `INSERT INTO shared_keys (workspace_id, kind, key)
			SELECT s.workspace_id, s.kind, s.key FROM (SELECT CAST(? AS TEXT) AS workspace_id, CAST(? AS TEXT) AS kind, CAST(? AS TEXT) AS key) AS s
			WHERE `+pair.sql+` ON CONFLICT DO NOTHING`, append([]any{string(c.WorkspaceID), string(k.by), k.key}, pair.args...)...)
		if err != nil {
			return err
		}
	}
	return nil
}

// unshareKeys forgets what a single contact will have left when another one becomes what is given: the zero contact where it goes. Call it
// before that is written.
func (d *DB) unshareKeys(ctx context.Context, ws org.WorkspaceID, id desk.ContactID, becomes desk.Contact) error {
	for _, k := range sharedKeys(becomes) {
		column := sharedColumns[k.by]
		more := shared(column, 3, clause{})
		_, err := d.exec(ctx, `DELETE FROM shared_keys AS s WHERE workspace_id = ? AND kind = ?
			AND key = (SELECT `+column+` FROM contacts WHERE workspace_id = ? AND id = ?) AND key <> ? AND NOT `+more.sql,
			append([]any{string(ws), string(k.by), string(ws), string(id), k.key}, more.args...)...)
		if err != nil {
			return err
		}
	}
	return nil
}

// Duplicates lists contacts that may be one person, in groups of those that have the same in common, each as they were written down, and 20 at most;
// keyset-paged by groups. viewer is as in a query.
func (d *DB) Duplicates(
	ctx context.Context, ws org.WorkspaceID, by desk.DuplicateBy, viewer org.UserID, after string, limit int,
) (desk.Page[[]desk.Contact], error) {
	none := desk.Page[[]desk.Contact]{}
	column := sharedColumns[by]
	seen := visibleTo("c", "id", viewer)
	pair := shared(column, 2, seen)
	where := clause{}.and("s.workspace_id = ?", string(ws)).and("s.kind = ?", string(by)).also(pair)
	if after != "" {
		from, err := parseCursor(after)
		if err != nil {
			return none, err
		}
		where = where.and("s.key > ?", from.key)
	}
	limit = pageLimit(limit)
	keys, err := many(ctx, d, func(s scanner) (key string, err error) { return key, s.Scan(&key) },
		`SELECT s.key FROM shared_keys s WHERE `+where.sql+` ORDER BY s.key LIMIT ?`, where.with(limit+1)...)
	if err != nil {
		return none, err
	}
	page := paged(keys, limit, func(key string) cursor { return cursor{key, ""} })
	out := desk.Page[[]desk.Contact]{Next: page.Next}
	for _, key := range page.Items {
		group := clause{}.and("c.workspace_id = ?", string(ws)).and("c."+column+" = ?", key).and("c." + column + " <> ''").also(seen)
		list, err := many(ctx, d, scanContact, `SELECT `+contactColumns+` FROM contacts c WHERE `+group.sql+` ORDER BY c.id LIMIT ?`, group.with(twinsMost)...)
		if err != nil {
			return none, err
		}
		out.Items = append(out.Items, list)
	}
	return out, nil
}
