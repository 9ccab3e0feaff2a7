package sandbox

import (
	"fmt"
	"testing"
	"time"
)

// permit lets a user allow calls, in the profile.
func (r *rig) permit(user string, permanent bool) {
	r.Helper()
	r.post("/sandbox/users/"+user+"/permission", fmt.Sprintf(`{"response":"accept","permanent":%v}`, permanent)).ok()
	r.event("interactive")
}

// connect places a call and returns its id.
func (r *rig) connect(user string) string {
	r.Helper()
	a := r.graph("POST", "calls", connectBody(user, offerSDP)).ok()
	return a.path("calls", 0, "id").(string)
}

// Meta: Calling API, Business-initiated calls, June 2026: its whole sequence: a request, a permission, a call, its end.
func TestTheWholeRoadFromAMessageToAFinishedCall(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/users/"+ana+"/messages", `{"text":"Olá! Meu carro está pronto?"}`).ok()
	if w := r.event("text"); w.item()["from"] != ana {
		t.Fatalf("message %s", w.Raw)
	}
	r.graph("POST", "messages", `{"messaging_product":"whatsapp","to":"`+ana+`","type":"text","text":{"body":"Quase."}}`).ok()
	r.advance(time.Second)
	r.event("sent")
	r.event("delivered")

	a := r.graph("POST", "messages", requestBody(ana, "Podemos ligar?")).ok()
	wamid := a.path("messages", 0, "id").(string)
	r.advance(time.Second)
	r.event("sent")
	r.event("delivered")
	r.post("/sandbox/users/"+ana+"/permission", `{"response":"accept","request":"`+wamid+`"}`).ok()
	r.event("interactive")
	a = r.graph("GET", "call_permissions?user_wa_id="+ana, "").ok()
	if a.path("permission", "status") != "temporary" {
		t.Fatalf("permission %s", a.Raw)
	}

	id := r.connect(ana)
	r.advance(time.Second)
	r.event("connect")
	r.event("RINGING")
	r.post("/sandbox/calls/"+path(id)+"/answer", `{}`).ok()
	r.event("ACCEPTED")
	r.advance(10 * time.Second)
	r.graph("POST", "calls", `{"messaging_product":"whatsapp","call_id":"`+id+`","action":"terminate"}`).ok()
	w := r.event("terminate")
	if w.item()["status"] != "COMPLETED" || w.item()["duration"] != 10.0 {
		t.Errorf("terminate %s", w.Raw)
	}
	r.quiet()
}
