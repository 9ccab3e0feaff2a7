package desk_test

import (
	"testing"
	"time"

	"ramal/internal/desk"
)

var t0 = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func TestDisplayName(t *testing.T) {
	c := desk.Contact{
		Name: "Ana (oficina)", WhatsAppName: "Ana", Username: "ana.s", WaID: "5511999990001", Phone: "5511999990009", BSUID: "BR.1",
	}
	for _, step := range []struct {
		want  string
		clear func()
	}{
		{"Ana (oficina)", func() { c.Name = "" }},
		{"Ana", func() { c.WhatsAppName = "" }},
		{"ana.s", func() { c.Username = "" }},
		{"5511999990001", func() { c.WaID = "" }},
		{"5511999990009", func() { c.Phone = "" }},
		{"BR.1", func() {}},
	} {
		if got := c.DisplayName(); got != step.want {
			t.Errorf("name is %q, want %q", got, step.want)
		}
		step.clear()
	}
}

func TestHasWhatsApp(t *testing.T) {
	for name, tt := range map[string]struct {
		c    desk.Contact
		want bool
	}{
		"nothing":      {desk.Contact{Name: "Ana", Username: "ana.s"}, false},
		"a number":     {desk.Contact{Phone: "5511999990001"}, true},
		"a wa_id":      {desk.Contact{WaID: "5511999990001"}, true},
		"only a BSUID": {desk.Contact{BSUID: "BR.1"}, true},
	} {
		if got := tt.c.HasWhatsApp(); got != tt.want {
			t.Errorf("%s: has WhatsApp is %v, want %v", name, got, tt.want)
		}
	}
}

func TestServiceWindow(t *testing.T) {
	c := desk.Conversation{LastCustomerAt: t0}
	end := t0.Add(24 * time.Hour)
	if !c.WindowEnds().Equal(end) {
		t.Errorf("window ends at %v, want %v", c.WindowEnds(), end)
	}
	for _, tt := range []struct {
		name string
		c    desk.Conversation
		now  time.Time
		want bool
	}{
		{"at once", c, t0, true},
		{"at the last moment", c, end.Add(-1), true},
		{"after a day", c, end, false},
		{"never written", desk.Conversation{}, t0, false},
	} {
		if got := tt.c.WindowOpen(tt.now); got != tt.want {
			t.Errorf("%s: open is %v, want %v", tt.name, got, tt.want)
		}
	}
	if !(desk.Conversation{}).WindowEnds().IsZero() {
		t.Error("a window that never opened has an end")
	}
}
