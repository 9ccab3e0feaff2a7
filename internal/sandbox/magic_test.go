package sandbox

import (
	"testing"
	"time"
)

func TestMagicUsersNeedNoSetUp(t *testing.T) {
	ended := []string{"connect", "RINGING", "terminate"}
	for _, m := range []struct {
		user   string
		story  []string
		reason string
	}{
		{"5511900000001", []string{"connect", "RINGING", "ACCEPTED"}, ""},
		{"5511900000002", []string{"connect", "RINGING", "REJECTED", "terminate"}, "declined"},
		{"5511900000003", ended, "no_answer"},
		{"5511900000006", []string{"connect", "REJECTED", "terminate"}, "busy"},
		{"5511900000007", []string{"connect", "RINGING", "ACCEPTED", "terminate"}, "user_hangup"},
		{"5511900000008", []string{"connect", "RINGING", "ACCEPTED"}, ""},
		{"5511900000009", []string{"connect", "terminate"}, "no_answer"},
	} {
		t.Run(m.user, func(t *testing.T) {
			r := stopped(t)
			if u := r.get("/sandbox/users/" + m.user).ok(); u.Body["magic"] == nil {
				t.Errorf("not magic: %s", u.Raw)
			}
			r.advance(1000 * time.Hour) // neither the permission nor the window ends
			r.graph("POST", "messages", textBodyTo(m.user, "x")).ok()
			id := r.connect(m.user)
			r.advance(7 * time.Second)
			if m.reason == "no_answer" {
				r.advance(time.Minute)
			}
			var story []string
			r.s.courier.wait()
			for range len(r.calls) {
				if w := <-r.calls; w.item()["id"] == id {
					story = append(story, w.kind())
				}
			}
			if !equal(story, m.story) {
				t.Errorf("told %v, want %v", story, m.story)
			}
			call := r.get("/sandbox/calls/" + path(id)).ok().Body
			if reason, _ := call["ended_reason"].(string); reason != m.reason {
				t.Errorf("ended by %q", reason)
			}
		})
	}
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Meta: Calling API, Troubleshooting, Jun 2026: 138001, not on WhatsApp or an unsupported client. Their permissions say nothing
// of it (User call permissions).
func TestMagicUsersWhoCannotBeCalled(t *testing.T) {
	r := stopped(t)
	for _, user := range []string{"5511900000004", "5511900000005"} {
		r.graph("POST", "calls", connectBody(user, offerSDP)).fails(400, 138001, "cannot be called")
		if s := r.permission(user); s != "no_permission" {
			t.Errorf("permission of %s: %v", user, s)
		}
	}
	// An old client refuses a permission request on its way (User call permissions: an async 131026).
	r.graph("POST", "messages", requestBody("5511900000005", "?")).ok()
	r.advance(time.Second)
	r.event("sent")
	if w := r.event("failed"); w.path("statuses", 0, "errors", 0, "code") != 131026.0 {
		t.Errorf("status %s", w.Raw)
	}
}

func TestAMagicUserFailsAsOftenAsItIsAsked(t *testing.T) {
	r := stopped(t)
	for range 6 {
		r.connect("5511900000006")
		r.advance(time.Second)
		for _, kind := range []string{"connect", "REJECTED", "terminate"} {
			r.event(kind)
		}
	}
	r.quiet() // no revocation after four
	if s := r.permission("5511900000006"); s != "permanent" {
		t.Errorf("permission %v", s)
	}
	u := r.post("/sandbox/users", `{"wa_id":"5511900000006","behaviour":"answer"}`).ok()
	if u.Body["magic"] != nil {
		t.Errorf("a changed user still says what it did: %s", u.Raw)
	}
	r.post("/sandbox/reset", "").ok()
	if u := r.get("/sandbox/users/5511900000006").ok(); u.Body["behaviour"] != "busy" || u.Body["magic"] == nil {
		t.Errorf("after a reset %s", u.Raw)
	}
}
