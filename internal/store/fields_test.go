package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func TestFieldsOfContactsAndOfDealsAreApart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		same(t, []desk.Field{w.field})(db.Fields(ctx, w.ws, desk.OfContact))
		same(t, []desk.Field{w.warranty})(db.Fields(ctx, w.ws, desk.OfDeal)) // of the same name
		again := w.warranty
		again.ID = "again"
		wantCode(t, db.CreateField(ctx, &again), fault.Conflict)
	})
}

func TestOneDealHasTheValueOfAUniqueField(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		second := w.newDeal(0, "Second", 1)
		second.Fields = map[desk.FieldID]string{w.warranty.ID: "a-1"} // in another case
		err := db.CreateDeal(ctx, &second)
		wantCode(t, err, fault.Conflict)
		var f *fault.Error
		if !errors.As(err, &f) || f.Field != "fields."+string(w.warranty.ID) {
			t.Errorf("refused with %+v", f)
		}
		wantCode(t, drop(db.Deal(ctx, w.ws, second.ID)), fault.NotFound) // nothing is left of it
		second.Fields = map[desk.FieldID]string{w.warranty.ID: "A-2"}
		must(t, db.CreateDeal(ctx, &second))
		second.Fields = map[desk.FieldID]string{w.warranty.ID: "A-1"}
		wantCode(t, db.SaveDeal(ctx, &second), fault.Conflict)

		w.deal.Fields = nil // who gives a value up leaves it to others
		must(t, db.SaveDeal(ctx, &w.deal))
		second.Version = 1
		must(t, db.SaveDeal(ctx, &second))
		same(t, second)(db.Deal(ctx, w.ws, second.ID))
	})
}

func TestAFieldTakesItsValuesAlong(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		level := desk.Field{ID: desk.FieldID(id("level")), WorkspaceID: w.ws, Of: desk.OfContact, Name: "Level", Type: desk.FieldChoice, Choices: []string{"Gold"}, CreatedAt: start}
		must(t, db.CreateField(ctx, &level))
		w.contact.Fields[level.ID] = "Gold"
		must(t, db.SaveContact(ctx, &w.contact))
		other := newWorld(t, db)
		must(t, db.AddDealEvent(ctx, desk.DealEvent{ID: id("event"), WorkspaceID: w.ws, Deal: w.deal.ID, At: start.Add(time.Second), Kind: desk.DealFieldSet, Field: w.warranty.ID, After: "A-1"}))

		must(t, db.DeleteField(ctx, w.ws, level.ID))
		must(t, db.DeleteField(ctx, w.ws, w.warranty.ID))
		wantCode(t, drop(db.Field(ctx, w.ws, level.ID)), fault.NotFound)
		wantCode(t, db.SaveField(ctx, &level), fault.NotFound)
		same(t, []desk.Field{w.field})(db.Fields(ctx, w.ws, desk.OfContact))
		again := desk.Field{ID: desk.FieldID(id("level")), WorkspaceID: w.ws, Of: desk.OfContact, Name: "Level", Type: desk.FieldText, CreatedAt: start.Add(time.Hour)}
		must(t, db.CreateField(ctx, &again)) // its name is free at once
		if n := clearFields(t, db, w.ws); n != 2 {
			t.Errorf("%d fields were cleared", n)
		}
		same(t, []desk.Field{again, w.field})(db.Fields(ctx, w.ws, desk.OfContact))
		delete(w.contact.Fields, level.ID)
		same(t, w.contact)(db.Contact(ctx, w.ws, w.contact.ID))
		narrowed := desk.ContactQuery{Values: []desk.FieldValue{{Field: level.ID, Value: "Gold"}}}
		same(t, 0)(len(get[desk.Page[desk.Contact]](t)(db.Contacts(ctx, w.ws, narrowed)).Items), nil)
		w.deal.Fields = map[desk.FieldID]string{}
		same(t, w.deal)(db.Deal(ctx, w.ws, w.deal.ID))
		history := get[desk.Page[desk.DealEvent]](t)(db.DealEvents(ctx, w.ws, w.deal.ID, "", 0))
		if len(history.Items) != 1 || history.Items[0].Kind != desk.DealMade {
			t.Errorf("the history has %+v", history.Items)
		}
		same(t, other.deal)(db.Deal(ctx, other.ws, other.deal.ID))
		same(t, w.contact)(db.FindByField(ctx, w.ws, w.field.ID, "111.222"))
		wantCode(t, db.DeleteField(ctx, w.ws, level.ID), fault.NotFound)
	})
}

// Many contacts lose a value bit by bit, also where a stop came between.
func TestAFieldIsClearedInParts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		level := desk.Field{ID: desk.FieldID(id("level")), WorkspaceID: w.ws, Of: desk.OfContact, Name: "Level", Type: desk.FieldChoice, Choices: []string{"Gold"}, CreatedAt: start}
		must(t, db.CreateField(ctx, &level))
		must(t, db.Atomically(ctx, func(ctx context.Context) error {
			for range 2*store.ClearedAtOnce + 1 {
				k := w.newContact("Ana", "")
				k.Fields = map[desk.FieldID]string{level.ID: "Gold"}
				must(t, db.CreateContact(ctx, &k))
			}
			return nil
		}))
		left := func() int {
			return len(pages(t, 100, func(k desk.Contact) string { return string(k.ID) }, func(after string) (desk.Page[desk.Contact], error) {
				return db.Contacts(ctx, w.ws, desk.ContactQuery{Values: []desk.FieldValue{{Field: level.ID, Value: "Gold"}}, After: after, Limit: 100})
			}))
		}
		must(t, db.DeleteField(ctx, w.ws, level.ID))
		same(t, 2*store.ClearedAtOnce+1)(left(), nil)
		if _, more, err := db.ClearField(ctx, level, ""); err != nil || !more {
			t.Errorf("more %v, %v", more, err)
		}
		same(t, store.ClearedAtOnce+1)(left(), nil)
		same(t, 1)(clearFields(t, db, w.ws), nil)
		same(t, 0)(left(), nil)
		same(t, 0)(clearFields(t, db, w.ws), nil)
	})
}

// clearFields takes all values of the deleted fields of a workspace, and returns how many fields that are.
func clearFields(t *testing.T, db *store.DB, ws org.WorkspaceID) (fields int) {
	t.Helper()
	for _, f := range get[[]desk.Field](t)(db.DeletedFields(t.Context())) {
		if f.WorkspaceID != ws {
			continue
		}
		fields++
		for last, more := "", true; more; {
			var err error
			last, more, err = db.ClearField(t.Context(), f, last)
			must(t, err)
		}
	}
	return fields
}
