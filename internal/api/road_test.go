package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"ramal/internal/api"
	"ramal/internal/call"
)

// The road from the first message to a call that both heard, by HTTP, websocket and WebRTC only.
func TestTheRoadToACall(t *testing.T) {
	w := newWorld(t)
	c := w.signIn(w.paula)
	v := w.writes(c, eduardo, "Podem me ligar?")
	if v.State != "waiting" || v.Unread != 1 || v.WindowEnds.IsZero() || v.Contact.DisplayName != "Eduardo Eco" {
		t.Errorf("the service is %+v", v)
	}
	ear := c.listen()

	// The answer by text, as far as the phone.
	sent := c.reply(v, "Podemos!", "key-1")
	if again := c.reply(v, "Podemos!", "key-1"); again.ID != sent.ID {
		t.Errorf("the same key made the messages %s and %s", sent.ID, again.ID)
	}
	if sent.Author == nil || sent.Author.Name != "Paula Reis" || sent.Direction != "out" {
		t.Errorf("the message is %+v", sent)
	}
	var messages api.MessagePage
	ear.until("the delivery", func() bool {
		c.get("/api/conversations/"+v.ID+"/messages", &messages)
		return len(messages.Items) == 2 && slices.Contains([]string{"delivered", "read"}, messages.Items[0].Status)
	})
	c.send(http.MethodPost, "/api/conversations/"+v.ID+"/read", nil).want(http.StatusNoContent)
	c.get("/api/conversations/"+v.ID, &v)
	if v.Unread != 0 || v.State != "in_service" || v.Attendant == nil || v.Attendant.ID != string(w.paula.ID) {
		t.Errorf("after the answer the service is %+v", v)
	}

	// No call without permission; the request for it, and its answer.
	action := c.action(v)
	if action.Call.Allowed || action.Call.Reason != "not_asked" || !action.Request.Allowed || action.Authorization.State != "none" || action.ConversationID != v.ID {
		t.Errorf("before the request: %+v", action)
	}
	operator := newBrowser(t)
	offer := operator.offer()
	p := c.send(http.MethodPost, "/api/calls", api.NewCall{ContactID: v.Contact.ID, SDP: offer}).problem(http.StatusConflict, "conflict")
	if p.Reason != "not_asked" {
		t.Errorf("reason %q, want not_asked", p.Reason)
	}
	request := c.send(http.MethodPost, "/api/conversations/"+v.ID+"/call-request", api.NewCallRequest{Text: "Podemos ligar?", ClientKey: "key-2"})
	request.want(http.StatusCreated)
	ear.until("the request at the phone", func() bool {
		c.get("/api/conversations/"+v.ID+"/messages", &messages)
		return messages.Items[0].Kind == "call_request" && messages.Items[0].Status != "pending"
	})
	if action = c.action(v); action.Authorization.State != "asked" || action.Request.Allowed || action.Request.Reason == "" || action.Request.Message == "" {
		t.Errorf("after the request: %+v", action)
	}
	w.phone(eduardo, "permission", map[string]any{"response": "accept", "permanent": false})
	ear.until("the permission", func() bool { action = c.action(v); return action.Call.Allowed })
	if action.Authorization.State != "temporary" || action.Authorization.Until.IsZero() {
		t.Errorf("authorization %+v, want a temporary one with its end", action.Authorization)
	}

	// The call.
	if p := c.send(http.MethodPost, "/api/calls", api.NewCall{ContactID: v.Contact.ID, SDP: "v=0\r\n"}).problem(http.StatusBadRequest, "invalid"); p.Field != "sdp" {
		t.Errorf("field %q, want sdp", p.Field)
	}
	var placed api.PlacedCall
	c.send(http.MethodPost, "/api/calls", api.NewCall{ContactID: v.Contact.ID, AccountID: v.AccountID, SDP: offer}).want(http.StatusCreated).into(&placed)
	if placed.Call.State != "dialing" || placed.Call.Direction != "outbound" || placed.Call.ConversationID != v.ID || placed.Call.Account.Name != "Aurora" {
		t.Errorf("placed: %+v", placed.Call)
	}
	operator.speak(placed.SDP)
	k := c.untilCall(ear, placed.Call.ID, "active")
	if k.AnsweredAt.IsZero() || k.MetaID == "" || k.Operator == nil || k.Operator.Name != "Paula Reis" {
		t.Errorf("active: %+v", k.Call)
	}
	operator.hears(20) // of the echo: both directions work
	if action = c.action(v); action.Live == nil || action.Live.CallID != k.ID || action.Call.Reason != "contact_busy" {
		t.Errorf("during the call: %+v", action)
	}

	// A reload: another leg, the same call.
	second := newBrowser(t)
	var leg api.Leg
	c.send(http.MethodPost, "/api/calls/"+k.ID+"/leg", api.Leg{SDP: second.offer()}).want(http.StatusOK).into(&leg)
	second.speak(leg.SDP)
	second.hears(20)

	c.send(http.MethodPost, "/api/calls/"+k.ID+"/hangup", nil).want(http.StatusOK)
	k = c.untilCall(ear, k.ID, "ended")
	if k.Outcome != "completed" || k.Failure != nil || k.EndedAt.IsZero() {
		t.Errorf("ended: %+v", k.Call)
	}
	c.send(http.MethodPost, "/api/calls/"+k.ID+"/hangup", nil).want(http.StatusOK) // and stays ended
	if p := c.send(http.MethodPost, "/api/calls/"+k.ID+"/leg", api.Leg{SDP: offer}).problem(http.StatusConflict, "conflict"); p.Reason != "call_over" {
		t.Errorf("reason %q, want call_over", p.Reason)
	}

	// The history with its timeline.
	var kinds []string
	for i, line := range k.Timeline {
		kinds = append(kinds, line.Kind)
		if line.Seq != int64(i+1) || line.At.IsZero() || line.Source == "" {
			t.Errorf("line %d is %+v", i, line)
		}
	}
	for _, kind := range []string{"dialed", "placed", "connected", "rang", "accepted", "hung_up"} {
		if !slices.Contains(kinds, kind) {
			t.Errorf("the timeline lacks %s: %v", kind, kinds)
		}
	}
	var page api.CallPage
	c.get("/api/calls?contactId="+v.Contact.ID+"&direction=outbound&outcome=completed", &page)
	if len(page.Items) != 1 || page.Items[0].ID != k.ID {
		t.Errorf("the history has %+v", page.Items)
	}
	for _, none := range []string{"live=true", "outcome=missed", "direction=inbound", "conversationId=" + newID()} {
		if c.get("/api/calls?"+none, &page); len(page.Items) > 0 {
			t.Errorf("%s finds %+v", none, page.Items)
		}
	}
}

func (c *client) reply(v api.Conversation, text, key string) api.Message {
	c.t.Helper()
	var m api.Message
	c.send(http.MethodPost, "/api/conversations/"+v.ID+"/messages", api.NewText{Text: text, ClientKey: key}).want(http.StatusCreated).into(&m)
	return m
}

func (c *client) action(v api.Conversation) api.CallAction {
	c.t.Helper()
	var a api.CallAction
	c.get("/api/call-action?contactId="+v.Contact.ID, &a)
	return a
}

func (c *client) untilCall(ear *ear, id, state string) api.CallDetail {
	c.t.Helper()
	var k api.CallDetail
	ear.until("the call as "+state, func() bool {
		k = api.CallDetail{}
		c.get("/api/calls/"+id, &k)
		if k.State == "ended" && state != "ended" {
			c.t.Fatalf("the call ended: %s %+v", k.Outcome, k.Failure)
		}
		return k.State == state
	})
	return k
}

func TestContacts(t *testing.T) {
	w := newWorld(t)
	c := w.signIn(w.paula)
	var k, other api.Contact
	c.send(http.MethodPost, "/api/contacts", api.NewContact{Name: " Ana Souza ", Phone: "+55 (11) 99999-0001"}).want(http.StatusCreated).into(&k)
	if k.Name != "Ana Souza" || k.DisplayName != "Ana Souza" || k.Phone != ana || k.Version != 1 {
		t.Errorf("created %+v", k)
	}
	c.send(http.MethodPost, "/api/contacts", api.NewContact{Name: "Loja"}).want(http.StatusCreated).into(&other)
	p := c.send(http.MethodPost, "/api/contacts", api.NewContact{Name: "Ana again", Phone: ana}).problem(http.StatusConflict, "conflict")
	if p.Field != "phone" || p.Reason != "phone_taken" || !strings.Contains(p.Detail, "Ana Souza") {
		t.Errorf("%+v, want who has the number", p)
	}

	name := "Ana S."
	var changed api.Contact
	c.send(http.MethodPatch, "/api/contacts/"+k.ID, api.ContactChange{Name: &name, Version: k.Version}).want(http.StatusOK).into(&changed)
	if changed.Name != name || changed.Phone != ana || changed.Version != 2 {
		t.Errorf("changed %+v", changed)
	}
	if p := c.send(http.MethodPatch, "/api/contacts/"+k.ID, api.ContactChange{Name: &name, Version: k.Version}).problem(http.StatusConflict, "conflict"); p.Reason != "stale" {
		t.Errorf("reason %q, want stale", p.Reason)
	}

	var first, second api.ContactPage
	c.get("/api/contacts?limit=1", &first)
	c.get("/api/contacts?limit=1&after="+first.Next, &second)
	if len(first.Items) != 1 || len(second.Items) != 1 || first.Items[0].ID != k.ID || second.Items[0].ID != other.ID || second.Next != "" {
		t.Errorf("the pages are %+v and %+v", first, second)
	}
	c.get("/api/contacts?search=loja", &first)
	if len(first.Items) != 1 || first.Items[0].ID != other.ID {
		t.Errorf("found %+v", first.Items)
	}
	var services api.ConversationList
	c.get("/api/contacts/"+k.ID+"/conversations", &services)
	if services.Items == nil || len(services.Items) != 0 {
		t.Errorf("services %+v, want an empty list", services.Items)
	}
	v := w.writes(c, ana, "Oi")
	c.get("/api/contacts/"+k.ID+"/conversations", &services)
	if len(services.Items) != 1 || services.Items[0].ID != v.ID || v.Contact.DisplayName != name {
		t.Errorf("services %+v, want %s of the contact who was there", services.Items, v.ID)
	}
}

func TestACallInTheHistory(t *testing.T) {
	w := newWorld(t)
	c := w.signIn(w.paula)
	v := w.writes(c, ana, "Oi")
	talked := w.storedCall(v, nil)
	failed := w.storedCall(v, func(k *call.Call) {
		k.Outcome, k.Duration, k.AnsweredAt = call.Failed, 0, time.Time{}
		k.Failure = &call.Failure{Reason: "meta", Code: 138000, Title: "Calling not enabled", Details: "Calling is not enabled.", TraceID: "A1b2"}
	})
	var k api.CallDetail
	c.get("/api/calls/"+string(talked.ID), &k)
	if k.DurationSeconds != 66 || k.RingSeconds != 7 || k.Outcome != "completed" || k.Contact.DisplayName != "Ana Souza" || k.MetaID != talked.MetaID {
		t.Errorf("%+v", k.Call)
	}
	if len(k.Timeline) != 2 || k.Timeline[0].User == nil || k.Timeline[0].User.Name != "Paula Reis" || k.Timeline[1].Facts == nil || k.Timeline[1].Facts.DurationSeconds != 66 {
		t.Errorf("timeline %+v", k.Timeline)
	}

	k = api.CallDetail{}
	c.get("/api/calls/"+string(failed.ID), &k)
	if k.DurationSeconds != 0 || k.RingSeconds != 73 || !k.AnsweredAt.IsZero() {
		t.Errorf("%+v, want a call that rang to its end", k.Call)
	}
	want := api.Failure{Reason: "meta", Code: 138000, Title: "Calling not enabled", Details: "Calling is not enabled.", TraceID: "A1b2"}
	if k.Failure == nil || *k.Failure != want {
		t.Errorf("failure %+v, want %+v", k.Failure, want)
	}
}
