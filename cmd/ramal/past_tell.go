package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
)

// tellAll writes all talks down, the oldest first.
func (p *past) tellAll(ctx context.Context) error {
	for _, t := range slices.Backward(talks) {
		if err := p.tell(ctx, t); err != nil {
			return fmt.Errorf("the talk with %s: %w", t.with, err)
		}
	}
	return nil
}

// tell writes a talk down: the service, its messages, its calls.
func (p *past) tell(ctx context.Context, t talk) error {
	contact, err := p.contact(t.with)
	if err != nil {
		return err
	}
	at := p.at(t.ago)
	v := desk.Conversation{
		ID: desk.ConversationID(newID()), WorkspaceID: p.world.admin.Workspace.ID, AccountID: p.world.account.ID, ContactID: contact,
		Channel: desk.WhatsAppAPI, State: desk.Waiting, CreatedAt: at, LastAt: at,
	}
	if err := p.db.CreateConversation(ctx, &v); err != nil {
		return err
	}
	for i, ago := range t.times() {
		if ago < 0 {
			return fmt.Errorf("entry %d would be in the future", i)
		}
		p.at(ago)
		step := p.write
		switch t.turns[i].kind {
		case calledThen:
			step = p.call
		case desk.Note, desk.Transferred, desk.ClosedFor:
			step = p.serve
		}
		if v, err = step(ctx, v, t, i); err != nil {
			return fmt.Errorf("entry %d: %w", i, err)
		}
	}
	return p.db.SaveConversation(ctx, &v)
}

// serve lets somebody of the team write a note, hand the service over or close it.
func (p *past) serve(ctx context.Context, v desk.Conversation, t talk, i int) (desk.Conversation, error) {
	if err := p.db.SaveConversation(ctx, &v); err != nil {
		return v, err
	}
	turn, who := t.turns[i], p.people[t.author(i)]
	var err error
	switch turn.kind {
	case desk.Note:
		_, err = p.center.WriteNote(ctx, who, v.ID, turn.text, newID())
	case desk.ClosedFor:
		_, err = p.center.CloseService(ctx, who, v.ID, turn.text)
	default:
		to := center.HandOver{Department: p.sales}
		if turn.to != nobody {
			to = center.HandOver{User: p.people[turn.to].User.ID}
		}
		_, err = p.center.HandOverService(ctx, who, v.ID, to)
	}
	if err != nil {
		return v, err
	}
	return p.db.Conversation(ctx, v.WorkspaceID, v.ID)
}

// write stores an entry and moves the service as it moves when such an entry comes.
func (p *past) write(ctx context.Context, v desk.Conversation, t talk, i int) (desk.Conversation, error) {
	turn, who := t.turns[i], p.people[t.author(i)].User.ID
	m := desk.Message{
		ID: desk.MessageID(newID()), WorkspaceID: v.WorkspaceID, ConversationID: v.ID, Direction: turn.by, Kind: turn.kind, Text: turn.text,
		Status: desk.Received, Quoted: t.quoted(i), MetaID: t.wamid(i), At: p.clock,
	}
	if turn.kind == desk.PermissionReply {
		m.MetaID = "" // phones show no such message
	}
	if turn.thing != nil {
		content, err := turn.thing.keep(ctx, p.db, v.WorkspaceID)
		if err != nil {
			return v, err
		}
		m.Content = content
	}
	preview := turn.text
	if turn.kind != desk.Text {
		preview = ":" + string(turn.kind) + ":" + turn.text
	}
	if turn.by == desk.Incoming {
		m.OwnReaction = turn.emoji
		v = v.Received(p.clock, preview)
	} else {
		m.Author, m.Status, m.Reaction = who, desk.Read, turn.emoji
		v = v.Sent(p.clock, preview).Taken(who).Seen()
	}
	if err := p.db.CreateMessage(ctx, &m); err != nil {
		return v, err
	}
	switch turn.kind {
	case desk.CallRequest:
		return v, p.changePermission(ctx, v, who, func(k call.Permission) call.Permission { return k.RequestSent(m.MetaID, p.clock) })
	case desk.PermissionReply:
		return v, p.answer(ctx, v, t, i)
	}
	return v, nil
}

// answer is what a contact says about calls: to the request before it, where there is one, or of their own accord.
func (p *past) answer(ctx context.Context, v desk.Conversation, t talk, i int) error {
	how := t.turns[i].text
	reply := call.Reply{Accept: strings.HasPrefix(how, "accept_"), Permanent: how == "accept_permanent", At: p.clock}
	var asker int
	for n, turn := range t.turns[:i] {
		if turn.kind == desk.CallRequest {
			reply.Request, asker = t.wamid(n), t.author(n)
		}
	}
	err := p.changePermission(ctx, v, "", func(k call.Permission) call.Permission { k, _ = k.Replied(reply); return k })
	if err != nil || reply.Request == "" {
		return err
	}
	kind := desk.CallDeclined
	if reply.Accept {
		kind = desk.CallAllowed
	}
	return p.db.AddNotice(ctx, desk.Notice{
		ID: desk.NoticeID(newID()), WorkspaceID: v.WorkspaceID, UserID: p.people[asker].User.ID, Kind: kind, AccountID: v.AccountID,
		ContactID: v.ContactID, ConversationID: v.ID, At: p.clock,
	})
}

// call stores a call that is over, moved by what happened to it.
func (p *past) call(ctx context.Context, v desk.Conversation, t talk, i int) (desk.Conversation, error) {
	p.serial++
	turn, who := t.turns[i], p.people[t.author(i)].User.ID
	k := call.Call{
		ID: call.ID(newID()), WorkspaceID: v.WorkspaceID, AccountID: v.AccountID, ContactID: v.ContactID, ConversationID: v.ID,
		Direction: call.Inbound, Node: defaultNode,
	}
	if turn.by == desk.Outgoing {
		k.Direction, k.Operator = call.Outbound, who
	}
	var lines []call.Line
	for _, e := range happened(turn, p.clock, who, fmt.Sprintf("wacid.past.%d", p.serial)) {
		next, _, err := call.Next(k, e)
		if err != nil {
			return v, err
		}
		lines = append(lines, call.LineOf(k, next, e))
		k = next
	}
	if err := p.db.CreateCall(ctx, &k, lines); err != nil {
		return v, err
	}
	if k.Outcome == call.Completed || k.Direction == call.Inbound {
		v = v.Called(p.clock)
	}
	return v, p.changePermission(ctx, v, who, func(before call.Permission) call.Permission {
		switch {
		case k.Outcome == call.Completed:
			return before.CallConnected(k.Direction, p.clock)
		case k.Direction == call.Outbound:
			return before.CallMissed(p.clock)
		}
		return before
	})
}
