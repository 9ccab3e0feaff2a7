package main

import (
	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/media"
)

// bridges gives center the bridges of a media engine.
type bridges struct{ engine *media.Engine }

// OpenBridge opens one.
func (b bridges) OpenBridge(id string) (center.Bridge, error) {
	bridge, err := b.engine.OpenBridge(id)
	if err != nil {
		return nil, err
	}
	return bridge, nil
}

// Bridge finds one.
func (b bridges) Bridge(id string) (center.Bridge, bool) {
	bridge, ok := b.engine.Bridge(id)
	if !ok {
		return nil, false
	}
	return bridge, true
}

// heard says in center's words what a bridge reports. What moves no call is left out.
func heard(r media.Report) (center.HeardReport, bool) {
	e := call.Event{At: r.At}
	switch r.Kind {
	case media.OperatorUp:
		e.Kind = call.OperatorJoined
	case media.OperatorGone:
		e.Kind = call.OperatorLeft
	case media.MetaFirstAudio:
		e.Kind = call.MediaUp
	case media.MetaLost, media.MetaFailed:
		e.Kind = call.MediaLost
		e.Failure = &call.Failure{Reason: call.ReasonMediaLost, Details: r.Detail}
	case media.MetaSpeaks:
		e.Kind = call.Spoke
	case media.MetaLeft:
		e.Kind = call.MetaLeft
	default:
		return center.HeardReport{}, false
	}
	return center.HeardReport{Bridge: r.Bridge, Event: e, From: r.From, Until: r.Until}, true
}
