package desk_test

import (
	"reflect"
	"testing"

	"ramal/internal/desk"
)

func TestWhatWhatsAppSaysOfAContact(t *testing.T) {
	known := desk.Contact{Name: "Ana (oficina)", WhatsAppName: "Ana", WaID: "5511999990001", Phone: "551199990001"}
	for name, tt := range map[string]struct{ seen, want desk.Contact }{
		"a new profile name replaces the old one, the team's name stays": {
			desk.Contact{WhatsAppName: "Ana S."},
			desk.Contact{Name: "Ana (oficina)", WhatsAppName: "Ana S.", WaID: "5511999990001", Phone: "551199990001"},
		},
		"what is left out is not emptied": {
			desk.Contact{BSUID: "BR.1"},
			desk.Contact{Name: "Ana (oficina)", WhatsAppName: "Ana", BSUID: "BR.1", WaID: "5511999990001", Phone: "551199990001"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := known.Met(tt.seen); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
	if got := (desk.Contact{}).Met(desk.Contact{WaID: "5511999990002"}); got.Phone != "5511999990002" {
		t.Errorf("an empty WhatsApp field is filled in: got %q", got.Phone)
	}
}
