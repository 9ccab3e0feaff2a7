package store

import (
	"context"
	"slices"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// visibleTo is the condition that a user may see a contact of a table: nobody owns it, or they do; none for "", who sees all. It is a value and
// no EXISTS, which PostgreSQL would answer by reading all owners of the workspace; and it is IS NOT NULL, which PostgreSQL takes for true of
// nearly all rows.
func visibleTo(table, column string, user org.UserID) clause {
	if user == "" {
		return clause{}
	}
	return clause{`(SELECT CASE WHEN COUNT(*) = 0 OR MAX(CASE WHEN o.user_id = ? THEN 1 ELSE 0 END) = 1 THEN 1 END FROM contact_owners o
		WHERE o.workspace_id = ` + table + `.workspace_id AND o.contact_id = ` + table + `.` + column + `) IS NOT NULL`, []any{string(user)}}
}

// contactOrder is an order of the contact list: by a column of contacts that has an index together with the id.
type contactOrder struct {
	column   string
	backward bool
}

func orderOf(q desk.ContactQuery) contactOrder {
	switch q.Sort {
	case desk.ByCreation:
		return contactOrder{"created_at", q.Backward}
	case desk.ByLastEntry:
		return contactOrder{"last_at", q.Backward}
	}
	return contactOrder{"sort_name", q.Backward}
}

func (o contactOrder) byName() bool { return o.column == "sort_name" }

// sql orders by the column and the id of a table, in which the id may have another name.
func (o contactOrder) sql(column, id string) string {
	if o.backward {
		return " ORDER BY " + column + " DESC, " + id + " DESC"
	}
	return " ORDER BY " + column + ", " + id
}

func (o contactOrder) inContacts() string { return o.sql("c."+o.column, "c.id") }

// behind is the sign of what follows a place.
func (o contactOrder) behind() string {
	if o.backward {
		return "<"
	}
	return ">"
}

func (o contactOrder) place(c desk.Contact) cursor {
	switch o.column {
	case "created_at":
		return timeCursor(ms(c.CreatedAt), string(c.ID))
	case "last_at":
		return timeCursor(ms(c.LastAt), string(c.ID))
	}
	return cursor{sortName(c), string(c.ID)}
}

// from returns the key and the id that a page follows, as the database compares them; nothing for the first page.
func (o contactOrder) from(next string) ([]any, error) {
	if next == "" {
		return nil, nil
	}
	place, err := parseCursor(next)
	if err != nil {
		return nil, err
	}
	if o.byName() {
		return []any{place.key, place.id}, nil
	}
	when, err := place.ms()
	return []any{when, place.id}, err
}

// Contacts lists contacts, keyset-paged: after is the Next of the page before, "" for the first. A search finds those whose names,
// username and numbers have all its words as parts, without regard to case and accents.
//
// A list by name that is narrowed to a facet is read in its order from the facet's range of the key. Others that are narrowed to few are put
// in order by sorting them, and those that are narrowed to many are read in the order of the list of all.
func (d *DB) Contacts(ctx context.Context, ws org.WorkspaceID, q desk.ContactQuery) (desk.Page[desk.Contact], error) {
	none := desk.Page[desk.Contact]{}
	limit, order := pageLimit(q.Limit), orderOf(q)
	from, err := order.from(q.After)
	if err != nil {
		return none, err
	}
	where, sets := narrowed(ws, q)
	all := clause{}.and("c.workspace_id = ?", string(ws))
	if from != nil {
		where = where.and("(c."+order.column+", c.id) "+order.behind()+" (?, ?)", from...)
		all = all.and("(c."+order.column+", c.id) "+order.behind()+" (?, ?)", from...)
	}
	var list []desk.Contact
	if terms := searchTerms(q.Search); len(terms) > 0 {
		for _, s := range sets {
			where = where.also(s.holds)
		}
		list, err = d.searchContacts(ctx, order, all, where, terms, limit+1)
	} else {
		list, err = d.contactsOf(ctx, ws, order, from, where, sets, limit+1)
	}
	if err != nil {
		return none, err
	}
	return paged(list, limit, order.place), nil
}

// narrowed returns what a query narrows the list to: a condition on c, and sets.
func narrowed(ws org.WorkspaceID, q desk.ContactQuery) (clause, []set) {
	where := clause{}.and("c.workspace_id = ?", string(ws)).also(visibleTo("c", "id", q.Viewer))
	var sets []set
	if q.Tag != "" {
		sets = append(sets, tagFacet(q.Tag).set(ws))
	}
	if q.Owner != "" {
		sets = append(sets, ownerFacet(q.Owner).set(ws))
	}
	for _, v := range q.Values {
		sets = append(sets, valueFacet(v.Field, v.Value).set(ws))
	}
	if q.Shunned != nil {
		if *q.Shunned {
			sets = append(sets, shunnedFacet.set(ws))
		} else {
			where = where.and("c.shunned = ''")
		}
	}
	if q.Reachable != nil {
		if *q.Reachable {
			where = where.and("(c.wa_id <> '' OR c.bsuid <> '' OR c.phone <> '')")
		} else {
			sets = append(sets, unreachableFacet.set(ws))
		}
	}
	if q.Callable {
		sets = append(sets, allowing(ws, q.Accounts, ms(q.Now)))
	}
	return where, sets
}

// contactsOf reads the first limit contacts of a list that are in all sets. from is where the page begins.
func (d *DB) contactsOf(
	ctx context.Context, ws org.WorkspaceID, order contactOrder, from []any, where clause, sets []set, limit int,
) ([]desk.Contact, error) {
	if len(sets) == 0 {
		return d.contactsWhere(ctx, order, where, limit)
	}
	least, few, err := d.rarest(ctx, sets)
	if err != nil {
		return nil, err
	}
	for i, s := range sets {
		if i != least {
			where = where.also(s.holds)
		}
	}
	s := sets[least]
	// The database must not read the list of all in its order instead, hence the joins that it cannot turn around.
	switch {
	case order.byName() && s.facet != nil:
		of := clause{}.and("f.workspace_id = ?", string(ws)).and("f.kind = ?", s.facet.kind).and("f.facet = ?", s.facet.value)
		if from != nil {
			of = of.and("(f.sort_name, f.contact_id) "+order.behind()+" (?, ?)", from...)
		}
		of = of.and("c.id = f.contact_id").also(where)
		return many(ctx, d, scanContact, `SELECT `+contactColumns+` FROM contact_facets f CROSS JOIN contacts c WHERE `+of.sql+
			order.sql("f.sort_name", "f.contact_id")+` LIMIT ?`, of.with(limit)...)
	case few:
		query := s.sorted(order, where)
		return many(ctx, d, scanContact, query.sql, query.with(limit)...)
	}
	return d.contactsWhere(ctx, order, where.also(s.holds), limit)
}

// sorted is the query for the first contacts of a small set, which all are put in order.
func (s set) sorted(order contactOrder, where clause) clause {
	return clause{
		`SELECT ` + contactColumns + ` FROM (` + s.once() + `) f CROSS JOIN contacts c WHERE c.id = f.contact_id AND ` + where.sql + order.inContacts() + ` LIMIT ?`,
		s.rows.with(where.args...),
	}
}

// contactsWhere reads the list of all in its order.
func (d *DB) contactsWhere(ctx context.Context, order contactOrder, where clause, limit int) ([]desk.Contact, error) {
	return many(ctx, d, scanContact, `SELECT `+contactColumns+` FROM contacts c WHERE `+where.sql+order.inContacts()+` LIMIT ?`, where.with(limit)...)
}

// searchContacts reads the first limit contacts of a list that have all terms. all is where the list of all is read.
func (d *DB) searchContacts(ctx context.Context, order contactOrder, all, where clause, terms []string, limit int) ([]desk.Contact, error) {
	hits := where.also(like("c.search", terms))
	if match(terms) == "" { // too short for the index
		return d.contactsWhere(ctx, order, hits, limit)
	}
	limits := d.search
	if order.byName() {
		limits = d.byName
	}
	few, err := d.few(ctx, contactsIndex, terms, limits.few)
	if err != nil {
		return nil, err
	}
	if !few {
		// An index has all that tells whether a contact is a hit, which then is looked up.
		hit := like("f.search", terms)
		list, err := many(ctx, d, scanContact, `SELECT `+contactColumns+` FROM (SELECT c.id, c.`+order.column+`, c.search FROM contacts c
			WHERE `+all.sql+order.inContacts()+` LIMIT ?) f CROSS JOIN contacts c WHERE `+hit.sql+` AND c.id = f.id AND `+where.sql+
			order.sql("f."+order.column, "f.id")+` LIMIT ?`, slices.Concat(all.with(limits.ahead), hit.args, where.with(limit))...)
		if err != nil || len(list) == limit {
			return list, err
		}
	}
	found := d.found(contactsIndex, terms)
	return many(ctx, d, scanContact, `SELECT `+contactColumns+` FROM `+found.sql+` WHERE `+hits.sql+order.inContacts()+` LIMIT ?`,
		append(found.args, hits.with(limit)...)...)
}
