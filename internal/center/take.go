package center

import (
	"context"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// take handles one webhook event. What it does not know it ignores; fault.NotFound means that it may be early.
func (c *Center) take(ctx context.Context, e meta.Event) error {
	receiver, err := c.Store.AccountByID(ctx, org.AccountID(e.Account))
	if err != nil {
		return err
	}
	a := receiver
	if e.PhoneNumberID != "" && e.PhoneNumberID != receiver.PhoneNumberID {
		// One app sends the events of all its numbers to one address.
		a, err = c.Store.AccountByPhoneNumberID(ctx, receiver.WorkspaceID, e.PhoneNumberID)
		if fault.Is(err, fault.NotFound) {
			c.log().Info("webhook event of a number that is not connected", "event", e.ID, "phone_number_id", e.PhoneNumberID)
			return nil
		}
		if err != nil {
			return err
		}
	}
	switch e.Field {
	case meta.FieldCalls, meta.FieldMessages:
		v, err := e.Decode()
		if err != nil {
			return misshapen(err)
		}
		if e.Field == meta.FieldCalls {
			return c.takeCalls(ctx, a, v)
		}
		return c.takeMessages(ctx, a, v)
	case meta.FieldAccountSettings:
		v, err := e.AccountSettings()
		if err != nil {
			return misshapen(err)
		}
		return c.takeSettings(ctx, a, v)
	case meta.FieldAccountUpdate:
		v, err := e.AccountUpdate()
		if err != nil {
			return misshapen(err)
		}
		return c.takeAccountUpdate(ctx, receiver, v, c.now())
	}
	return nil // template states and whatever Meta adds: kept in the inbox, nothing to do
}

func misshapen(err error) error {
	return fault.New(fault.Invalid, "The event has not the shape of its field.").Wrap(err)
}

// takeCalls handles an event of the field calls: one call event or one status.
func (c *Center) takeCalls(ctx context.Context, a org.Account, v meta.Value) error {
	for _, k := range v.Calls {
		e, ok := callEvent(k, v.Errors)
		if !ok {
			c.log().Info("call event not used", "event", k.Event, "meta_id", k.ID)
			continue
		}
		if err := c.takeCall(ctx, a, k, v, e); err != nil {
			return err
		}
	}
	for _, s := range v.Statuses {
		e, ok := statusEvent(s)
		if !ok {
			c.log().Info("call status not known", "status", s.Status, "meta_id", s.ID)
			continue
		}
		if err := c.takeCallEvent(ctx, a, s.ID, s.Opaque, e); err != nil {
			return err
		}
	}
	return nil
}

// takeCall handles one event of one call.
func (c *Center) takeCall(ctx context.Context, a org.Account, k meta.Call, v meta.Value, e call.Event) error {
	switch e.Kind {
	case call.Offered:
		return c.takeInbound(ctx, a, k, v, e)
	case call.RecordingReady, call.TranscriptReady:
		// They come after the call's end (Meta: Calling API, Call recording, 31 Aug 2026), and a call that ended is known: what
		// is not is not ours, and waiting does not make it so.
		return ignore(c.takeCallEvent(ctx, a, k.ID, k.Opaque, e), fault.NotFound)
	}
	err := c.takeCallEvent(ctx, a, k.ID, k.Opaque, e)
	if fault.Is(err, fault.NotFound) && e.Kind == call.Terminated && k.Inbound() {
		// The customer hung up so soon that the end overtook the beginning (Meta: Calling API, FAQ).
		return c.takeInbound(ctx, a, k, v, e)
	}
	return err
}

// callEvent translates a call event of Meta's; false for one that is nothing to us, as call_created is: it announces a call
// that SIP carries (Meta: Calling API, Call settings, 26 Jun 2026).
func callEvent(k meta.Call, errs []meta.WebhookError) (call.Event, bool) {
	e := call.Event{At: k.Timestamp.Time(), MetaID: k.ID}
	switch k.Event {
	case meta.EventConnect:
		if k.Session == nil {
			return e, false
		}
		e.Kind, e.SDP = call.Connected, k.Session.SDP
		if k.Inbound() {
			e.Kind = call.Offered
		}
	case meta.EventTerminate:
		e.Kind = call.Terminated
		e.Facts = &call.Facts{
			Failed: k.Failed(), StartedAt: k.StartTime.Time(), EndedAt: k.EndTime.Time(),
			Duration: time.Duration(k.Duration) * time.Second,
		}
		if len(errs) > 0 {
			e.Failure = &call.Failure{Reason: call.ReasonOf(errs[0].Code), Code: errs[0].Code, Title: errs[0].Words(), Details: errs[0].ErrorData.Details}
		}
	case meta.EventRecording:
		e.Kind = call.RecordingReady
	case meta.EventTranscription:
		e.Kind = call.TranscriptReady
	default:
		return e, false
	}
	return e, true
}

// statusEvent translates a call status of Meta's.
func statusEvent(s meta.Status) (call.Event, bool) {
	e := call.Event{At: s.Timestamp.Time(), MetaID: s.ID}
	switch s.CallStatus() {
	case meta.CallRinging:
		e.Kind = call.Rang
	case meta.CallAccepted:
		e.Kind = call.Accepted
	case meta.CallRejected:
		e.Kind = call.Rejected
	default:
		return e, false
	}
	return e, true
}

// takeCallEvent advances the call that Meta means. Until Meta's id is known here, our own id that Meta echoes finds it.
func (c *Center) takeCallEvent(ctx context.Context, a org.Account, wacid, opaque string, e call.Event) error {
	k, err := c.Store.CallByMetaID(ctx, a.WorkspaceID, wacid)
	if fault.Is(err, fault.NotFound) && opaque != "" {
		k, err = c.Store.Call(ctx, a.WorkspaceID, call.ID(opaque))
	}
	if err != nil {
		return err
	}
	e.At = happened(k, e.At, c.now())
	_, err = c.advance(ctx, k.WorkspaceID, k.ID, e)
	return ignore(err, fault.Conflict)
}

// happened says when an event of Meta's was. Meta's clock has whole seconds, so one that arrives within its second was at
// its arrival. A late one was when Meta says, but not before what this call has seen already.
func happened(k call.Call, said, arrived time.Time) time.Time {
	if said.IsZero() || arrived.Sub(said) < time.Second {
		return arrived
	}
	for _, seen := range []time.Time{k.CreatedAt, k.AlertedAt} {
		if said.Before(seen) {
			said = seen
		}
	}
	return said
}

// takeInbound writes down a call of a contact, by its connect, or by a terminate that came first: then it is missed at once,
// and the connect that comes late changes nothing. It is not answered yet: it shows as missed when Meta ends it.
func (c *Center) takeInbound(ctx context.Context, a org.Account, k meta.Call, v meta.Value, e call.Event) error {
	if stored, err := c.Store.CallByMetaID(ctx, a.WorkspaceID, k.ID); err == nil {
		_, err = c.advance(ctx, stored.WorkspaceID, stored.ID, e)
		return ignore(err, fault.Conflict)
	} else if !fault.Is(err, fault.NotFound) {
		return err
	}
	var service desk.Conversation
	err := c.atomically(ctx, func(ctx context.Context) (err error) {
		contact, err := c.meet(ctx, a.WorkspaceID, v, k.From, k.FromUserID)
		if err != nil {
			return err
		}
		service, err = c.serve(ctx, a, contact)
		return err
	})
	if err != nil {
		return err
	}
	e.At = c.now()
	_, err = c.create(ctx, call.Call{
		ID: call.ID(newID()), WorkspaceID: a.WorkspaceID, AccountID: a.ID, ContactID: service.ContactID,
		ConversationID: service.ID, Direction: call.Inbound, Node: c.Node,
	}, e)
	return err
}
