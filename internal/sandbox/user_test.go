package sandbox

import (
	"testing"

	"ramal/internal/sandbox/relay"
)

func TestEveryoneOfTheFirstWorldPassesTheChecks(t *testing.T) {
	seen := map[string]bool{}
	kinds := map[Behaviour]int{}
	for _, p := range firstPeople() {
		if wrong := p.check(); wrong != nil {
			t.Errorf("%s: %v", p.Name, wrong)
		}
		if seen[p.WaID] || seen[p.BSUID] || seen[p.Name] {
			t.Errorf("%s is there twice", p.Name)
		}
		seen[p.WaID], seen[p.BSUID], seen[p.Name] = true, true, true
		kinds[p.Behaviour]++
		if p.Behaviour == Manual && p.Sound != relay.Microphone {
			t.Errorf("%s holds the phone and does not speak", p.Name)
		}
	}
	for _, b := range []Behaviour{Manual, Answer, Decline, Ignore, Vanish} {
		if kinds[b] == 0 {
			t.Errorf("nobody shows %s", b)
		}
	}
}

// Meta: Business-scoped user IDs, Feb 2026: who hides the number has none in any webhook.
func TestAHiddenNumberIsNeverShown(t *testing.T) {
	p := Profile{WaID: ana, BSUID: "BR.1", HidePhone: true, OnWhatsApp: true}
	if p.phone() != "" || p.id() != ana {
		t.Errorf("phone %q id %q", p.phone(), p.id())
	}
	p.HidePhone = false
	if p.phone() != ana {
		t.Errorf("phone %q", p.phone())
	}
	if only := (Profile{BSUID: "BR.1"}); only.id() != "BR.1" || only.phone() != "" {
		t.Errorf("id %q phone %q", only.id(), only.phone())
	}
}

// Meta: Calling API, Troubleshooting, June 2026: who is not on WhatsApp is uncallable. That a phone that is off is not reached is assumed.
func TestWhoIsReachable(t *testing.T) {
	for _, c := range []struct {
		p    Profile
		want bool
	}{
		{Profile{OnWhatsApp: true, Behaviour: Manual}, true},
		{Profile{OnWhatsApp: true, Behaviour: Ignore}, true},
		{Profile{OnWhatsApp: true, Behaviour: Vanish}, false},
		{Profile{Behaviour: Manual}, false},
	} {
		if got := c.p.reachable(); got != c.want {
			t.Errorf("%+v: %v", c.p, got)
		}
	}
}
