package center_test

import (
	"slices"
	"testing"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
)

// field defines a custom field of deals.
func (s *shop) field(f desk.Field) desk.Field {
	s.t.Helper()
	f.Of = desk.OfDeal
	f, err := s.center.CreateField(s.t.Context(), s.admin, f)
	must(s.t, err)
	return f
}

func TestCustomFieldsOfADeal(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	early := s.deal("Before there were fields")
	if _, err := s.center.CreateField(ctx, s.admin, desk.Field{Of: "call", Name: "Plate", Type: desk.FieldText}); field(err) != "of" {
		t.Errorf("of something else: %v", err)
	}
	plate := s.field(desk.Field{Name: "Plate", Type: desk.FieldText, Required: true, Unique: true})
	kind := s.field(desk.Field{Name: "Kind", Type: desk.FieldChoice, Choices: []string{"Car", "Truck"}})
	cpf, err := s.center.CreateField(ctx, s.admin, desk.Field{Name: "Plate", Type: desk.FieldText}) // of contacts, of the same name
	if err != nil || cpf.Of != desk.OfContact {
		t.Fatalf("%+v, %v", cpf, err)
	}
	made := func(fields map[desk.FieldID]string) (center.DealView, error) {
		return s.center.CreateDeal(ctx, s.sofia, center.NewDeal{Pipeline: s.funnel.ID, Title: "Brakes", Contact: s.contact.ID, Fields: fields})
	}
	on := "fields." + string(plate.ID)
	if _, err := made(nil); field(err) != on || !fault.Is(err, fault.Invalid) {
		t.Errorf("without what is required: %v", err)
	}
	if _, err := made(map[desk.FieldID]string{plate.ID: "ABC1D23", kind.ID: "Boat"}); field(err) != "fields."+string(kind.ID) {
		t.Errorf("none of the choices: %v", err)
	}
	if _, err := made(map[desk.FieldID]string{plate.ID: "ABC1D23", cpf.ID: "1"}); field(err) != "fields."+string(cpf.ID) {
		t.Errorf("a field of contacts: %v", err)
	}
	k, err := made(map[desk.FieldID]string{plate.ID: " ABC1D23 ", kind.ID: "car"})
	if err != nil || k.Fields[plate.ID] != "ABC1D23" || k.Fields[kind.ID] != "Car" {
		t.Fatalf("%+v, %v", k.Fields, err)
	}
	if _, err := made(map[desk.FieldID]string{plate.ID: "abc1d23"}); field(err) != on || !fault.Is(err, fault.Conflict) {
		t.Errorf("a value that is another's: %v", err)
	}

	// What is required is asked for where fields are written, and stops no card.
	moved, err := s.center.MoveDeal(ctx, s.sofia, early.ID, s.funnel.Stages[1].ID, "", early.Version)
	must(t, err)
	named, err := s.center.ChangeDeal(ctx, s.sofia, early.ID, center.DealChange{Title: new("Early"), Version: moved.Version})
	must(t, err)
	if _, err := s.center.ChangeDeal(ctx, s.sofia, early.ID, center.DealChange{Fields: map[desk.FieldID]string{kind.ID: "Car"}, Version: named.Version}); field(err) != on {
		t.Errorf("written without what is required: %v", err)
	}

	k, err = s.center.ChangeDeal(ctx, s.bento, k.ID, center.DealChange{Fields: map[desk.FieldID]string{kind.ID: ""}, Version: k.Version})
	if err != nil || len(k.Fields) != 1 || k.Fields[plate.ID] != "ABC1D23" {
		t.Errorf("%+v, %v", k.Fields, err)
	}
	before := k.Version
	k, err = s.center.ChangeDeal(ctx, s.bento, k.ID, center.DealChange{Fields: map[desk.FieldID]string{plate.ID: "ABC1D23"}, Version: k.Version})
	if err != nil || k.Version != before {
		t.Errorf("saved without a change: version %d after %d, %v", k.Version, before, err)
	}
	if got := s.history(k.ID); !slices.Equal(got, []string{"created:>New", "field:Car>"}) {
		t.Errorf("the history is %q", got)
	}
	must(t, s.center.DeleteField(ctx, s.admin, kind.ID))
	eventually(t, "the field is gone from the history", func() bool { return slices.Equal(s.history(k.ID), []string{"created:>New"}) })
	list, err := s.center.Fields(ctx, s.sofia, desk.OfDeal)
	if err != nil || len(list) != 1 || list[0].ID != plate.ID {
		t.Errorf("%+v, %v", list, err)
	}
}
