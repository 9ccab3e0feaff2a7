package bus

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"

	"github.com/nats-io/nats.go"

	"ramal/internal/fault"
)

// reply is what travels back: an answer, or the fault without its cause, which stays in the log of the node that has it.
type reply struct {
	Answer json.RawMessage `json:"answer,omitempty"`
	Fault  *refusal        `json:"fault,omitempty"`
}

type refusal struct {
	Code    fault.Code `json:"code"`
	Message string     `json:"message"`
	Field   string     `json:"field,omitempty"`
	Reason  string     `json:"reason,omitempty"`
	Detail  string     `json:"detail,omitempty"`
}

// Request sends v as JSON to whoever serves the subject and reads the answer into answer, a pointer. A fault of the
// server comes back as it was; fault.Unavailable when nobody serves the subject or ctx ends first.
func (b *Bus) Request(ctx context.Context, subject string, v, answer any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fault.New(fault.Internal, "This cannot be sent over the bus.").Wrap(err)
	}
	msg, err := b.conn.RequestWithContext(ctx, subject, data)
	if err != nil {
		return faultOf(err)
	}
	var r reply
	if err := json.Unmarshal(msg.Data, &r); err != nil {
		return fault.New(fault.Internal, "The answer on the bus cannot be read.").Wrap(err)
	}
	if f := r.Fault; f != nil {
		return &fault.Error{Code: f.Code, Message: f.Message, Field: f.Field, Reason: f.Reason, Detail: f.Detail}
	}
	if err := json.Unmarshal(r.Answer, answer); err != nil {
		return fault.New(fault.Internal, "The answer on the bus cannot be read.").Wrap(err)
	}
	return nil
}

// Serve answers requests on a subject until stop, each in a goroutine of its own. ctx is what fn gets; end it before
// Close, so that nothing in work keeps the bus open.
func (b *Bus) Serve(ctx context.Context, subject string, fn func(ctx context.Context, data []byte) (any, error)) (stop func(), err error) {
	sub, err := b.conn.Subscribe(subject, func(m *nats.Msg) {
		go func() {
			answer, err := fn(ctx, m.Data)
			if err := m.Respond(replyOf(answer, err)); err != nil {
				b.log.Warn("bus answer lost", slog.String("subject", subject), slog.Any("err", err))
			}
		}()
	})
	if err != nil {
		return nil, faultOf(err)
	}
	return b.settled(sub)
}

func replyOf(answer any, err error) []byte {
	var r reply
	if err == nil {
		r.Answer, err = json.Marshal(answer)
	}
	if err != nil {
		f := fault.New(fault.Internal, "The other node failed.")
		errors.As(err, &f)
		r = reply{Fault: &refusal{f.Code, f.Message, f.Field, f.Reason, f.Detail}}
	}
	data, err := json.Marshal(r)
	if err != nil { // strings only
		panic(err)
	}
	return data
}

func faultOf(err error) error {
	switch {
	case errors.Is(err, nats.ErrBadSubject), errors.Is(err, nats.ErrMaxPayload):
		return fault.New(fault.Internal, "The bus does not carry this.").Wrap(err)
	case errors.Is(err, nats.ErrNoResponders):
		return fault.New(fault.Unavailable, "Nobody answers there at the moment.").Because("no_responders").Wrap(err)
	}
	return fault.New(fault.Unavailable, "The bus did not carry this. Try again.").Wrap(err)
}
