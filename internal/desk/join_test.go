package desk_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ramal/internal/desk"
	"ramal/internal/org"
)

func TestSameWhatsApp(t *testing.T) {
	for _, tt := range []struct {
		name string
		a, b desk.Contact
		want bool
	}{
		{"nothing is known", desk.Contact{}, desk.Contact{}, true},
		{"one is known by an id, the other by a number", desk.Contact{BSUID: "BR.1"}, desk.Contact{Phone: "5531987654321"}, true},
		{"two ids", desk.Contact{BSUID: "BR.1"}, desk.Contact{BSUID: "BR.2"}, false},
		{"one id with two numbers", desk.Contact{BSUID: "BR.1", WaID: "5531"}, desk.Contact{BSUID: "BR.1", WaID: "5532"}, true},
		{"the ninth digit", desk.Contact{WaID: "553187654321"}, desk.Contact{Phone: "5531987654321"}, true},
		{"two numbers", desk.Contact{WaID: "553187654321"}, desk.Contact{Phone: "5531987654322"}, false},
		{"WhatsApp's number counts more than the team's", desk.Contact{WaID: "553187654321", Phone: "1"}, desk.Contact{Phone: "1"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if desk.SameWhatsApp(tt.a, tt.b) != tt.want || desk.SameWhatsApp(tt.b, tt.a) != tt.want {
				t.Errorf("want %v", tt.want)
			}
		})
	}
}

func TestContactsJoined(t *testing.T) {
	noon := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	typed := desk.Contact{
		ID: "1", Name: "Bruno Lima", Phone: "5531987654321", Tags: []string{"vip"}, Fields: map[desk.FieldID]string{"cpf": "1", "level": "Gold"},
		Owners: []org.UserID{"paula"}, CreatedAt: noon, Version: 7,
	}
	brought := desk.Contact{
		ID: "2", Name: "Bruno L.", WhatsAppName: "bruno", Username: "bruno.l", BSUID: "BR.1", Tags: []string{"Atacado", "VIP"},
		Fields: map[desk.FieldID]string{"cpf": "2", "city": "BH"}, Shunned: &desk.Shunned{At: noon}, LastAt: noon.Add(time.Hour),
		CreatedAt: noon.Add(-time.Hour), Version: 3,
	}
	want := desk.Contact{
		ID: "1", Name: "Bruno Lima", Phone: "5531987654321", WhatsAppName: "bruno", Username: "bruno.l", BSUID: "BR.1",
		Tags: []string{"Atacado", "vip"}, Fields: map[desk.FieldID]string{"cpf": "1", "level": "Gold", "city": "BH"},
		Owners: []org.UserID{"paula"}, Shunned: brought.Shunned, LastAt: noon.Add(time.Hour), CreatedAt: noon.Add(-time.Hour), Version: 7,
	}
	if diff := cmp.Diff(want, typed.Joined(brought)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if typed.Fields["city"] != "" || len(typed.Tags) != 1 {
		t.Error("joining changes what is joined")
	}
	other := brought
	other.BSUID, other.WaID = "BR.2", "5511999990000"
	got := typed.Joined(other)
	if got.WaID != "" || got.BSUID != "" || got.Username != "" || got.Phone != typed.Phone {
		t.Errorf("another number came along: %+v", got)
	}
	if got := (desk.Contact{ID: "3"}).Joined(desk.Contact{ID: "4"}); !cmp.Equal(got, desk.Contact{ID: "3"}) {
		t.Errorf("nothing joined with nothing: %+v", got)
	}
}

func TestConversationsJoined(t *testing.T) {
	noon := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	waits := desk.Conversation{ID: "1", State: desk.Waiting, Department: "sales", LastAt: noon, Preview: "Oi", Unread: 1, CreatedAt: noon}
	served := desk.Conversation{
		ID: "2", State: desk.InService, Attendant: "paula", LastCustomerAt: noon.Add(time.Minute), LastAt: noon.Add(time.Minute),
		Preview: "Olá?", Unread: 2, CreatedAt: noon.Add(-time.Hour),
	}
	want := desk.Conversation{
		ID: "1", State: desk.InService, Attendant: "paula", Department: "sales", LastCustomerAt: noon.Add(time.Minute), LastAt: noon.Add(time.Minute),
		Preview: "Olá?", Unread: 3, CreatedAt: noon.Add(-time.Hour),
	}
	if diff := cmp.Diff(want, waits.Joined(served)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	want.ID = "2"
	if diff := cmp.Diff(want, served.Joined(waits)); diff != "" {
		t.Errorf("the other way round: -want +got\n%s", diff)
	}
	diego := served
	diego.Attendant = "diego"
	if got := served.Joined(diego); got.Attendant != "paula" {
		t.Errorf("served by %s", got.Attendant)
	}
}
