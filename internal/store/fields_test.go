package store_test

import (
	"errors"
	"testing"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
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
