package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

var kept = cmp.Options{cmpopts.IgnoreUnexported(fault.Error{})}

func TestAnImportComesBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		i := get[desk.Import](t)(db.Import(ctx, w.ws, w.taken.ID))
		if diff := cmp.Diff(w.taken, i, kept); diff != "" {
			t.Error(diff)
		}
		i.State, i.Problem, i.Node, i.LeaseUntil, i.EndedAt, i.File, i.Attempts = desk.ImportDone, nil, "", time.Time{}, start.Add(time.Hour), "", 0
		i.Added++
		must(t, db.SaveImport(ctx, &i))
		if diff := cmp.Diff(i, get[desk.Import](t)(db.Import(ctx, w.ws, i.ID)), kept); diff != "" {
			t.Error(diff)
		}
		wantCode(t, db.SaveImport(ctx, &w.taken), fault.Conflict)
	})
}

func TestOneImportRunsInAWorkspace(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, other, ctx := newWorld(t, db), newWorld(t, db), t.Context()
		if i := get[desk.Import](t)(db.RunningImport(ctx, w.ws)); i.ID != w.taken.ID {
			t.Errorf("%s runs, not %s", i.ID, w.taken.ID)
		}
		second := get[[]desk.Import](t)(db.OfferedImports(ctx, w.ws, w.user.ID))[0]
		second.State = desk.ImportRunning
		err := db.Atomically(ctx, func(ctx context.Context) error {
			wantCode(t, db.SaveImport(ctx, &second), fault.Conflict)
			return drop(db.Import(ctx, w.ws, second.ID)) // the transaction goes on
		})
		must(t, err)
		_ = other
		w.taken.State = desk.ImportStopped
		must(t, db.SaveImport(ctx, &w.taken))
		must(t, db.SaveImport(ctx, &second))
	})
}

func TestAnImportIsDueWhenNobodyWorksOnIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		due := func(now time.Time, node string) bool {
			list := get[[]desk.Import](t)(db.DueImports(ctx, now, node, 10_000))
			return slices.ContainsFunc(list, func(i desk.Import) bool { return i.ID == w.taken.ID })
		}
		for _, tt := range []struct {
			now  time.Time
			node string
			want bool
		}{
			{start, "node-2", false},
			{start, "node-1", true}, // it was this node's before it stopped
			{start.Add(time.Minute), "node-2", true},
		} {
			if got := due(tt.now, tt.node); got != tt.want {
				t.Errorf("%+v: %v", tt, got)
			}
		}
		w.taken.State = desk.ImportDone
		must(t, db.SaveImport(ctx, &w.taken))
		if due(start.Add(time.Hour), "node-1") {
			t.Error("what is done is due")
		}
	})
}

func TestImportsAreListedNewestFirst(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		for n := range 4 {
			i := w.newImport(desk.ImportDone)
			i.CreatedAt = start.Add(time.Duration(n+1) * time.Hour)
			if n == 1 {
				i.By = "another"
			}
			must(t, db.CreateImport(ctx, &i))
		}
		read := func(by string, limit int) (hours []int) {
			for after := ""; ; {
				page := get[desk.Page[desk.Import]](t)(db.Imports(ctx, w.ws, org.UserID(by), after, limit))
				for _, i := range page.Items {
					hours = append(hours, int(i.CreatedAt.Sub(start).Hours()))
				}
				if after = page.Next; after == "" {
					return hours
				}
			}
		}
		if got := fmt.Sprint(read("", 2), read("another", 2)); got != "[4 3 2 1 0] [2]" {
			t.Error(got)
		}
	})
}

func TestRefusedRowsAreReadInTheirOrderAndForgotten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		var more []desk.Refusal
		for n := range 250 {
			r := w.refusal
			r.Row = 250 - n + 10
			more = append(more, r)
		}
		must(t, db.AddRefusals(ctx, w.ws, w.taken.ID, more))
		list := get[[]desk.Refusal](t)(db.Refusals(ctx, w.ws, w.taken.ID, 0, 1000))
		if len(list) != 251 || !slices.IsSortedFunc(list, func(a, b desk.Refusal) int { return a.Row - b.Row }) {
			t.Fatalf("%d rows, or not in order", len(list))
		}
		if diff := cmp.Diff(w.refusal, list[0], kept); diff != "" {
			t.Error(diff)
		}
		if format, args := list[0].Reason.Said(); format != "%q is no number, row %d." || fmt.Sprint(args) != "[x 7]" {
			t.Errorf("it says %q of %v", format, args)
		}
		if rows := get[map[int]bool](t)(db.RefusedRows(ctx, w.ws, w.taken.ID)); len(rows) != 251 || !rows[7] {
			t.Errorf("%d rows", len(rows))
		}
		if page := get[[]desk.Refusal](t)(db.Refusals(ctx, w.ws, w.taken.ID, 7, 1)); len(page) != 1 || page[0].Row != 11 {
			t.Errorf("%+v", page)
		}
		must(t, db.ForgetRefusals(ctx, start.Add(48*time.Hour)))
		if rows := get[map[int]bool](t)(db.RefusedRows(ctx, w.ws, w.taken.ID)); len(rows) != 251 {
			t.Error("an import that goes on lost its refusals")
		}
		w.taken.State, w.taken.EndedAt = desk.ImportDone, start.Add(time.Hour)
		must(t, db.SaveImport(ctx, &w.taken))
		must(t, db.ForgetRefusals(ctx, start.Add(time.Hour)))
		must(t, db.ForgetRefusals(ctx, start.Add(2*time.Hour)))
		if rows := get[map[int]bool](t)(db.RefusedRows(ctx, w.ws, w.taken.ID)); len(rows) != 0 {
			t.Errorf("%d rows are left", len(rows))
		}
	})
}

func TestAFileThatNobodyWentOnWithGoes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		i := w.newImport(desk.ImportMapping)
		i.File = w.file.ID
		must(t, db.CreateImport(ctx, &i))
		waits := func(before time.Time) bool {
			list := get[[]desk.Import](t)(db.WaitingImports(ctx, before, 10_000))
			return slices.ContainsFunc(list, func(o desk.Import) bool { return o.ID == i.ID })
		}
		if waits(start) || !waits(start.Add(time.Millisecond)) {
			t.Error("it waits at the wrong time")
		}
		must(t, db.DeleteImport(ctx, w.ws, i.ID))
		wantCode(t, drop(db.File(ctx, w.ws, w.file.ID)), fault.NotFound)
		wantCode(t, drop(db.FilePart(ctx, w.ws, w.file.ID, 0)), fault.NotFound)
		wantCode(t, db.DeleteImport(ctx, w.ws, i.ID), fault.NotFound)
	})
}
