package desk_test

import (
	"strings"
	"testing"
	"time"

	"ramal/internal/desk"
)

func TestReceivedOpensTheWindow(t *testing.T) {
	c := desk.Conversation{State: desk.Waiting}.Received(t0, "Bom dia").Received(t0.Add(time.Minute), "Meu carro?")
	if !c.LastCustomerAt.Equal(t0.Add(time.Minute)) || !c.LastAt.Equal(t0.Add(time.Minute)) {
		t.Errorf("last from the customer %v, last of all %v", c.LastCustomerAt, c.LastAt)
	}
	if c.Unread != 2 || c.Preview != "Meu carro?" || c.State != desk.Waiting {
		t.Errorf("%d unread, preview %q, %s", c.Unread, c.Preview, c.State)
	}
	if c = c.Seen(); c.Unread != 0 {
		t.Errorf("%d unread after they were seen", c.Unread)
	}
}

func TestALateMessageTakesNothingBack(t *testing.T) {
	c := desk.Conversation{}.Received(t0, "new").Received(t0.Add(-time.Hour), "old")
	if !c.LastCustomerAt.Equal(t0) || !c.LastAt.Equal(t0) || c.Preview != "new" {
		t.Errorf("last %v, preview %q", c.LastCustomerAt, c.Preview)
	}
	if c.Unread != 2 {
		t.Errorf("%d unread, want 2", c.Unread)
	}
}

func TestTheFirstEntryIsShownEvenWhenTheServiceIsYounger(t *testing.T) {
	made := time.Date(2026, 11, 22, 18, 0, 0, 468_000_000, time.UTC)
	v := desk.Conversation{LastAt: made, CreatedAt: made}.Received(made.Truncate(time.Second), "Bom dia")
	if v.Preview != "Bom dia" || !v.LastAt.Equal(made) {
		t.Errorf("preview %q at %v, want the message, and no time going back", v.Preview, v.LastAt)
	}
}

func TestSentDoesNotOpenTheWindow(t *testing.T) {
	c := desk.Conversation{}.Received(t0, "Bom dia").Sent(t0.Add(time.Hour), strings.Repeat("x", 500))
	if !c.LastCustomerAt.Equal(t0) {
		t.Errorf("our message moved the window to %v", c.LastCustomerAt)
	}
	if !c.LastAt.Equal(t0.Add(time.Hour)) || len(c.Preview) >= 500 || c.Unread != 1 {
		t.Errorf("last %v, preview of %d bytes, %d unread", c.LastAt, len(c.Preview), c.Unread)
	}
}

func TestACallOpensTheWindowAndKeepsThePreview(t *testing.T) {
	c := desk.Conversation{}.Received(t0, "Bom dia").Called(t0.Add(time.Hour)).Called(t0.Add(-time.Hour))
	if !c.LastCustomerAt.Equal(t0.Add(time.Hour)) || !c.LastAt.Equal(t0.Add(time.Hour)) {
		t.Errorf("last from the customer %v, last of all %v", c.LastCustomerAt, c.LastAt)
	}
	if c.Preview != "Bom dia" || c.Unread != 1 {
		t.Errorf("preview %q, %d unread", c.Preview, c.Unread)
	}
}

func TestTaken(t *testing.T) {
	for _, tt := range []struct {
		name string
		c    desk.Conversation
		want desk.Conversation
	}{
		{
			"waiting --taken--> in service",
			desk.Conversation{State: desk.Waiting},
			desk.Conversation{State: desk.InService, Attendant: "paula"},
		},
		{
			"in service --taken--> stays with who has it",
			desk.Conversation{State: desk.InService, Attendant: "diego"},
			desk.Conversation{State: desk.InService, Attendant: "diego"},
		},
		{"closed --taken--> closed", desk.Conversation{State: desk.Closed}, desk.Conversation{State: desk.Closed}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.c.Taken("paula"); got != tt.want {
				t.Errorf("conversation is %s of %q, want %s of %q", got.State, got.Attendant, tt.want.State, tt.want.Attendant)
			}
		})
	}
}
