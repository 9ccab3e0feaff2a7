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
	same := clause{}.and("c.workspace_id = ?", ws).and("c.id <> ?", string(k.ID))
	if viewer != "" {
		seen := visibleTo("c", "id", viewer)
		same = same.and(seen.sql, seen.args...)
	}
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

// Duplicates lists contacts that may be one person, in groups of those that have the same in common, each as they were written down, and 20 at most;
// keyset-paged by groups. viewer is as in a query.
func (d *DB) Duplicates(
	ctx context.Context, ws org.WorkspaceID, by desk.DuplicateBy, viewer org.UserID, after string, limit int,
) (desk.Page[[]desk.Contact], error) {
	none := desk.Page[[]desk.Contact]{}
	column := "number_key"
	if by == desk.SameByName {
		column = "sort_name"
	}
	where := clause{}.and("c.workspace_id = ?", string(ws)).and("c." + column + " <> ''")
	if viewer != "" {
		seen := visibleTo("c", "id", viewer)
		where = where.and(seen.sql, seen.args...)
	}
	groups := where
	if after != "" {
		from, err := parseCursor(after)
		if err != nil {
			return none, err
		}
		groups = groups.and("c."+column+" > ?", from.key)
	}
	limit = pageLimit(limit)
	keys, err := many(ctx, d, func(s scanner) (key string, err error) { return key, s.Scan(&key) }, `SELECT c.`+column+` FROM contacts c
		WHERE `+groups.sql+` GROUP BY c.`+column+` HAVING COUNT(*) > 1 ORDER BY c.`+column+` LIMIT ?`, groups.with(limit+1)...)
	if err != nil {
		return none, err
	}
	page := paged(keys, limit, func(key string) cursor { return cursor{key, ""} })
	out := desk.Page[[]desk.Contact]{Next: page.Next}
	for _, key := range page.Items {
		group := where.and("c."+column+" = ?", key)
		list, err := many(ctx, d, scanContact, `SELECT `+contactColumns+` FROM contacts c WHERE `+group.sql+` ORDER BY c.id LIMIT ?`, group.with(twinsMost)...)
		if err != nil {
			return none, err
		}
		out.Items = append(out.Items, list)
	}
	return out, nil
}
