package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func TestTheAuditKeepsWhatWasWrittenAndFindsIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		var all []org.Entry
		for i, d := range []org.Deed{
			{Action: "user.created", Subject: "u1", Name: "Diego", Changes: []org.Change{{Field: "email", After: "diego@aurora.example"}}},
			{Action: "user.blocked", Subject: "u1", Name: "Diego"},
			{Action: "account.renamed", Subject: "a1", Name: "Aurora", Changes: []org.Change{{Field: "name", Before: "Aurora", After: "Matriz"}}},
			{Action: "user_x.created", Subject: "no user: the sign for any letter is escaped"},
		} {
			e := org.Entry{
				ID: id("entry"), WorkspaceID: w.ws, At: start.Add(time.Duration(i) * time.Hour), Actor: w.user.ID, ActorName: w.user.Name,
				Address: "192.0.2.1", Deed: d,
			}
			if i == 2 {
				e.Actor, e.ActorName, e.Address = "", "", ""
			}
			must(t, db.AddEntry(ctx, e))
			all = append([]org.Entry{e}, all...)
		}
		for _, tt := range []struct {
			name string
			q    org.AuditQuery
			want []org.Entry
		}{
			{"all", org.AuditQuery{}, all},
			{"of somebody", org.AuditQuery{Actor: w.user.ID}, []org.Entry{all[0], all[2], all[3]}},
			{"of a kind", org.AuditQuery{Action: "user"}, all[2:]},
			{"one action", org.AuditQuery{Action: "user.blocked"}, all[2:3]},
			{"of a time", org.AuditQuery{From: start.Add(time.Hour), Until: start.Add(2 * time.Hour)}, all[2:3]},
			{"of nobody", org.AuditQuery{Actor: "nobody"}, nil},
		} {
			page, err := db.Entries(ctx, w.ws, tt.q)
			must(t, err)
			if diff := cmp.Diff(tt.want, page.Items); diff != "" || page.Next != "" {
				t.Errorf("%s: -want +got\n%s (next %q)", tt.name, diff, page.Next)
			}
		}
		var paged []org.Entry
		for after, pages := "", 0; pages == 0 || after != ""; pages++ {
			page, err := db.Entries(ctx, w.ws, org.AuditQuery{Limit: 3, After: after})
			must(t, err)
			paged, after = append(paged, page.Items...), page.Next
		}
		if diff := cmp.Diff(all, paged); diff != "" {
			t.Errorf("by pages: -want +got\n%s", diff)
		}
		wantCode(t, drop(db.Entries(ctx, w.ws, org.AuditQuery{After: "?"})), fault.Invalid)
	})
}

func TestWhoComesLaterIsToldSo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		d := org.Department{ID: org.DepartmentID(id("d")), WorkspaceID: w.ws, Name: "Front", CreatedAt: start}
		must(t, db.CreateDepartment(ctx, &d))
		g := org.PermissionGroup{ID: org.GroupID(id("g")), WorkspaceID: w.ws, Name: "Calls", CreatedAt: start}
		must(t, db.CreateGroup(ctx, &g))
		if w.user.Version != 1 || d.Version != 1 || g.Version != 1 {
			t.Fatalf("versions %d, %d, %d", w.user.Version, d.Version, g.Version)
		}
		lateUser, lateDepartment, lateGroup := w.user, d, g
		w.user.Name, w.user.Extension = "Paula R.", "201"
		d.Name, d.Parent = "Front desk", "company"
		g.Paths = []org.Path{org.PathCalls}
		must(t, db.UpdateUser(ctx, &w.user))
		must(t, db.UpdateDepartment(ctx, &d))
		must(t, db.UpdateGroup(ctx, &g))
		wantCode(t, db.UpdateUser(ctx, &lateUser), fault.Conflict)
		wantCode(t, db.UpdateDepartment(ctx, &lateDepartment), fault.Conflict)
		wantCode(t, db.UpdateGroup(ctx, &lateGroup), fault.Conflict)
		same(t, w.user)(db.User(ctx, w.ws, w.user.ID))
		same(t, d)(db.Department(ctx, w.ws, d.ID))
		same(t, g)(db.Group(ctx, w.ws, g.ID))

		second := org.Department{ID: org.DepartmentID(id("d")), WorkspaceID: w.ws, Name: "Front desk", CreatedAt: start}
		wantCode(t, db.CreateDepartment(ctx, &second), fault.Conflict)
		must(t, db.DeleteDepartment(ctx, w.ws, d.ID))
		wantCode(t, db.DeleteDepartment(ctx, w.ws, d.ID), fault.NotFound)
		must(t, db.DeleteGroup(ctx, w.ws, g.ID))
		wantCode(t, db.DeleteGroup(ctx, w.ws, g.ID), fault.NotFound)
	})
}
