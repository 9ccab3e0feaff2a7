package center

import (
	"context"
	"errors"
	"strings"
	"time"

	"ramal/internal/call"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// bridgeID names a call's bridge. It carries the workspace, because what is heard on a bridge comes back with nothing else.
func bridgeID(k call.Call) string { return string(k.WorkspaceID) + "/" + string(k.ID) }

func callOfBridge(id string) (org.WorkspaceID, call.ID) {
	ws, k, _ := strings.Cut(id, "/")
	return org.WorkspaceID(ws), call.ID(k)
}

// carry carries out what a move asks for outside. The bridge is moved at once, in the order of the moves; Graph is asked
// beside the caller. What fails is not lost: it becomes an event of the call, or reconciliation finds it.
//
// Inbound calls are not answered yet: nothing rings and nothing is accepted, so that they end as missed.
func (c *Center) carry(ctx context.Context, k call.Call, effects []call.Effect) {
	for _, e := range effects {
		switch e.Kind {
		case call.ApplyAnswer:
			c.applyAnswer(ctx, k, e.SDP)
		case call.OpenGate:
			c.onBridge(k, Bridge.OpenGate)
		case call.Hold:
			c.onBridge(k, func(b Bridge) { b.Hold(true) })
		case call.Resume:
			c.onBridge(k, func(b Bridge) { b.Hold(false) })
		case call.CloseBridge:
			c.closeBridge(k)
		case call.PostConnect:
			c.work.start(ctx, func(ctx context.Context) { c.postConnect(ctx, k) })
		case call.PostTerminate:
			c.work.start(ctx, func(ctx context.Context) { c.postEnd(ctx, k, (*meta.Client).Terminate) })
		case call.PostReject:
			c.work.start(ctx, func(ctx context.Context) { c.postEnd(ctx, k, (*meta.Client).Reject) })
		}
	}
}

func (c *Center) onBridge(k call.Call, do func(Bridge)) {
	if bridge, ok := c.Bridges.Bridge(bridgeID(k)); ok {
		do(bridge)
	}
}

// applyAnswer gives Meta's answer to the bridge. One that cannot be used ends the call.
func (c *Center) applyAnswer(ctx context.Context, k call.Call, sdp string) {
	bridge, ok := c.Bridges.Bridge(bridgeID(k))
	if !ok {
		return
	}
	err := bridge.ApplyMetaAnswer(ctx, meta.NormalizeAnswer(sdp))
	if err == nil {
		return
	}
	c.log().Warn("answer of Meta not usable", "call", k.ID, "meta_id", k.MetaID, "error", err)
	c.follow(ctx, k, call.Event{Kind: call.AnswerLost, At: c.now(), Failure: &call.Failure{Reason: call.ReasonSetup, Details: err.Error()}})
}

// postConnect places the call at Meta.
func (c *Center) postConnect(ctx context.Context, k call.Call) {
	wacid, err := c.connect(ctx, k)
	if err != nil {
		failure := failureOf(err)
		c.log().Warn("call not placed", "call", k.ID, "reason", failure.Reason, "code", failure.Code, "trace", failure.TraceID, "error", err)
		c.follow(ctx, k, call.Event{Kind: call.PlaceFailed, At: c.now(), Failure: failure})
		if failure.Code == call.CodeNoPermission {
			c.permissionDenied(ctx, k)
		}
		c.refused(ctx, k, failure.Code, failure.Title)
		return
	}
	c.follow(ctx, k, call.Event{Kind: call.Placed, At: c.now(), MetaID: wacid})
}

func (c *Center) connect(ctx context.Context, k call.Call) (string, error) {
	a, err := c.Store.Account(ctx, k.WorkspaceID, k.AccountID)
	if err != nil {
		return "", err
	}
	contact, err := c.Store.Contact(ctx, k.WorkspaceID, k.ContactID)
	if err != nil {
		return "", err
	}
	bridge, ok := c.Bridges.Bridge(bridgeID(k))
	if !ok {
		return "", errors.New("the bridge closed before the call was placed")
	}
	offer, err := bridge.OfferMeta(ctx)
	if err != nil {
		return "", err
	}
	graph, err := c.graph(ctx, a)
	if err != nil {
		return "", err
	}
	return graph.Connect(ctx, meta.ConnectRequest{To: recipient(contact), SDP: offer, Opaque: string(k.ID)})
}

// permissionDenied writes down that Meta knows of no permission, whatever we thought (138006).
func (c *Center) permissionDenied(ctx context.Context, k call.Call) {
	err := c.insist(ctx, func(ctx context.Context) error {
		return c.changePermission(ctx, k, func(p call.Permission) call.Permission { return p.DeniedByMeta(c.now()) })
	})
	if err != nil {
		c.log().Error("lost permission not stored", "call", k.ID, "error", err)
	}
}

// postEnd ends a call at Meta. A call that Meta says is over is ended. What fails is tried again by reconciliation.
func (c *Center) postEnd(ctx context.Context, k call.Call, end func(*meta.Client, context.Context, string) error) {
	if k.MetaID == "" {
		return
	}
	a, err := c.Store.Account(ctx, k.WorkspaceID, k.AccountID)
	if err != nil {
		c.log().Error("account of a call not read", "call", k.ID, "error", err)
		return
	}
	graph, err := c.graph(ctx, a)
	if err != nil {
		c.log().Error("secrets of an account not read", "account", a.ID, "error", err)
		return
	}
	err = c.end(ctx, k.MetaID, graph, end)
	if err != nil && !alreadyOver(err) {
		c.log().Warn("call not ended at Meta, will be tried again", "call", k.ID, "meta_id", k.MetaID, "error", err)
		return
	}
	confirmed := call.Event{Kind: call.CloseConfirmed, At: c.now(), Facts: &call.Facts{}}
	if err == nil { // Meta ended it now, which its webhook may never tell
		confirmed.Facts.EndedAt = confirmed.At
	}
	c.follow(ctx, k, confirmed)
}

// end posts the end of a call, and again where the fault is Meta's or the network's: the customer hears nothing any more, so
// that does not wait for reconciliation.
func (c *Center) end(ctx context.Context, wacid string, graph *meta.Client, post func(*meta.Client, context.Context, string) error) error {
	for pause := endPause; ; pause *= 2 {
		err := post(graph, ctx, wacid)
		var refused *meta.Error
		if err == nil || errors.As(err, &refused) && !refused.Temporary() || !c.work.pause(ctx, pause) {
			return err
		}
	}
}

func alreadyOver(err error) bool {
	var refused *meta.Error
	return errors.As(err, &refused) && refused.AlreadyOver()
}

// follow advances a call by what an effect brought. A call that moved on meanwhile is no error.
func (c *Center) follow(ctx context.Context, k call.Call, e call.Event) {
	if _, err := c.advance(ctx, k.WorkspaceID, k.ID, e); err != nil {
		c.log().Error("call not advanced", "call", k.ID, "event", e.Kind, "error", err)
	}
}

// HeardReport is what a bridge reports: media.Report in the words of center.
type HeardReport struct {
	Bridge string
	Event  call.Event // OperatorJoined, OperatorLeft, MediaUp, MediaLost, Spoke or MetaLeft
	// From is when Meta's audio began, Until when Meta was last heard, or closed its leg, by the real clock; zero for never or
	// not known.
	From, Until time.Time
}

// Heard takes what a bridge reports into the call's life.
func (c *Center) Heard(r HeardReport) {
	ws, id := callOfBridge(r.Bridge)
	c.work.start(context.Background(), func(ctx context.Context) {
		k, err := c.Store.Call(ctx, ws, id)
		if err != nil || !k.State.Live() {
			return // the bridge is closing because the call is over, or was never stored
		}
		if _, err := c.advance(ctx, ws, id, c.eventOf(r, k)); err != nil {
			c.log().Warn("report of a bridge not used", "call", id, "event", r.Event.Kind, "error", err)
		}
	})
}

// eventOf dates what a bridge reports. Audio runs by the real clock, which may not be ours.
func (c *Center) eventOf(r HeardReport, k call.Call) call.Event {
	e := r.Event
	now := c.now()
	ours := func(heard time.Time) time.Time {
		if heard.IsZero() {
			return now
		}
		return now.Add(-time.Since(heard)).Truncate(time.Millisecond)
	}
	e.At, e.User = now, k.Operator
	switch e.Kind {
	case call.Spoke:
		e.At = ours(r.From)
	case call.MediaLost:
		e.At = ours(r.Until)
	case call.MetaLeft:
		e.At = ours(r.Until)
		if !r.From.IsZero() {
			e.Facts = &call.Facts{StartedAt: ours(r.From), EndedAt: e.At}
		}
	}
	return e
}
