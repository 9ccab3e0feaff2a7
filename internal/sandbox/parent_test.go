package sandbox

import (
	"testing"
	"time"
)

// Meta: Business-scoped user IDs, Feb 2026, with the calling fields of 28 May 2026: where parent ids are enabled, everything
// that names a user names the parent id too, and recipient may be it.
func TestAParentIDStandsBesideTheUsersOwn(t *testing.T) {
	r := stopped(t)
	const parent = "BR.ENT.30000000000000000001"
	save := `{"wa_id":"` + ana + `","parent_bsuid":"` + parent + `"}`
	r.post("/sandbox/users", save).ok()
	r.post("/sandbox/users", save).ok() // the same again is no other one
	r.post("/sandbox/users/"+ana+"/messages", `{"text":"Hello"}`).ok()
	golden(t, "webhook-text-parent", r.event("text").Raw)
	golden(t, "message-answer-parent", r.graph("POST", "messages", `{"messaging_product":"whatsapp","recipient":"`+parent+`","type":"text","text":{"body":"Hi"}}`).ok().Raw)
	r.advance(time.Second)
	golden(t, "webhook-sent-parent", r.event("sent").Raw)
	r.event("delivered")
	_, w := r.callIn(ana, "")
	golden(t, "webhook-connect-offer-parent", w.Raw)
	r.advance(time.Minute)
	r.event("terminate")

	r.permit(ana, true)
	if a := r.graph("GET", "call_permissions?recipient="+parent, "").ok(); a.path("permission", "status") != "permanent" {
		t.Errorf("permission %s", a.Raw)
	}
	r.connect(ana)
	r.advance(time.Second)
	golden(t, "webhook-connect-answer-parent", r.event("connect").Raw)
	golden(t, "webhook-ringing-parent", r.event("RINGING").Raw)
}

func TestAParentIDIsOfOneUser(t *testing.T) {
	r := stopped(t)
	give := func(who, parent string) answer {
		return r.post("/sandbox/users", `{"wa_id":"`+who+`","parent_bsuid":"`+parent+`"}`)
	}
	give(ana, "BR.ENT.1").ok()
	give(bruno, "BR.ENT.1").refused(400, "parent_bsuid")
	give(bruno, "BR.1").refused(400, "parent_bsuid")
	give(ana, "BR.ENT.2").ok()
	give(bruno, "BR.ENT.1").ok() // it is free again
	give(ana, "").ok()
	if a := r.get("/sandbox/users/BR.ENT.1").ok(); a.Body["wa_id"] != bruno {
		t.Errorf("found %s", a.Raw)
	}
}
