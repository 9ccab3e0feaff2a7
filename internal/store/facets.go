package store

import (
	"context"
	"slices"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// facet is what contacts have in common: a tag, an owner, a choice. A list of those that have one, by name, is a range of the key.
type facet struct{ kind, value, label string }

func tagFacet(tag string) facet { return facet{"tag", fold(tag), tag} }

func ownerFacet(user org.UserID) facet { return facet{kind: "owner", value: string(user)} }

func valueFacet(field desk.FieldID, value string) facet {
	return facet{kind: "value", value: string(field) + ":" + fold(value)}
}

var (
	shunnedFacet     = facet{kind: "shunned"}
	unreachableFacet = facet{kind: "unreachable"}
)

// facetsOf returns all that a contact has. Of custom fields it is the values that many have: those of choices.
func facetsOf(c desk.Contact, fields []desk.Field) []facet {
	var list []facet
	for _, t := range c.Tags {
		list = append(list, tagFacet(t))
	}
	for _, u := range c.Owners {
		list = append(list, ownerFacet(u))
	}
	for _, f := range fields {
		if v := c.Fields[f.ID]; v != "" && f.Narrows() {
			list = append(list, valueFacet(f.ID, v))
		}
	}
	if c.Shunned != nil {
		list = append(list, shunnedFacet)
	}
	if !c.HasWhatsApp() {
		list = append(list, unreachableFacet)
	}
	return list
}

// set is some contacts of a workspace: the query that lists their ids, and the condition that c is one of them. Where it is a facet, a
// list by name can be read from its range of the key, and no id is listed twice. The condition is a value and no EXISTS, which PostgreSQL
// would make a join of, and then sort all of the set.
type set struct {
	rows, holds clause
	facet       *facet
}

// once is the query that lists each id once. DISTINCT only where it is needed: to have it from an index, SQLite would read all facets of the
// workspace.
func (s set) once() string {
	if s.facet != nil {
		return s.rows.sql
	}
	return `SELECT DISTINCT contact_id FROM (` + s.rows.sql + `) AS r`
}

func (f facet) set(ws org.WorkspaceID) set {
	return set{
		rows: clause{`SELECT contact_id FROM contact_facets WHERE workspace_id = ? AND kind = ? AND facet = ?`, []any{string(ws), f.kind, f.value}},
		holds: clause{`(SELECT 1 FROM contact_facets x WHERE x.workspace_id = c.workspace_id AND x.kind = ? AND x.facet = ?
			AND x.sort_name = c.sort_name AND x.contact_id = c.id) IS NOT NULL`, []any{f.kind, f.value}},
		facet: &f,
	}
}

// allowing is those who let one of some accounts call at a moment; of any where accounts is nil.
func allowing(ws org.WorkspaceID, accounts []org.AccountID, now int64) set {
	of := func(table string) clause {
		switch {
		case accounts == nil:
			return clause{}
		case len(accounts) == 0:
			return clause{sql: " AND 1 = 0"}
		}
		return clause{" AND " + table + "account_id IN (" + marks(len(accounts)) + ")", anys(accounts)}
	}
	plain, ofP := of(""), of("p.")
	temporary := `SELECT contact_id FROM call_permissions WHERE workspace_id = ? AND allowed = 'temporary' AND expires_at > ?` + plain.sql
	permanent := `SELECT contact_id FROM call_permissions WHERE workspace_id = ? AND allowed = 'permanent'` + plain.sql
	return set{
		rows: clause{
			temporary + ` UNION ALL ` + permanent,
			slices.Concat([]any{string(ws), now}, plain.args, []any{string(ws)}, plain.args),
		},
		holds: clause{
			`(SELECT MAX(1) FROM call_permissions p WHERE p.workspace_id = c.workspace_id AND p.contact_id = c.id
				AND (p.allowed = 'permanent' OR p.allowed = 'temporary' AND p.expires_at > ?)` + ofP.sql + `) IS NOT NULL`,
			slices.Concat([]any{now}, ofP.args),
		},
	}
}

// rarest returns the smallest of some sets, which are not none, and whether it is so small that its contacts are put in order quickest by
// sorting them.
func (d *DB) rarest(ctx context.Context, sets []set) (i int, few bool, err error) {
	least := d.search.few + 1
	for n, s := range sets {
		count, err := d.count(ctx, s.rows, least)
		if err != nil {
			return 0, false, err
		}
		if count < least {
			i, least, few = n, count, true
		}
	}
	return i, few, nil
}

// tagsMost bounds the list of tags.
const tagsMost = 500

// TagCounts lists the tags of a workspace with how many contacts have each, by their words; 500 at most, each counted up to
// desk.TagCountMost.
func (d *DB) TagCounts(ctx context.Context, ws org.WorkspaceID) ([]desk.TagCount, error) {
	return many(ctx, d, func(s scanner) (t desk.TagCount, err error) { return t, s.Scan(&t.Tag, &t.Contacts) }, `
		WITH RECURSIVE t (facet) AS (
			SELECT MIN(facet) FROM contact_facets WHERE workspace_id = ? AND kind = 'tag'
			UNION ALL
			SELECT (SELECT MIN(f.facet) FROM contact_facets f WHERE f.workspace_id = ? AND f.kind = 'tag' AND f.facet > t.facet)
			FROM t WHERE t.facet IS NOT NULL)
		SELECT (SELECT MIN(label) FROM (SELECT l.label FROM contact_facets l WHERE l.workspace_id = ? AND l.kind = 'tag' AND l.facet = t.facet LIMIT 1) AS l),
			(SELECT COUNT(*) FROM (SELECT 1 FROM contact_facets n WHERE n.workspace_id = ? AND n.kind = 'tag' AND n.facet = t.facet LIMIT ?) AS n)
		FROM t WHERE t.facet IS NOT NULL LIMIT ?`,
		string(ws), string(ws), string(ws), string(ws), desk.TagCountMost, tagsMost)
}
