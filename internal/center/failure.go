package center

import (
	"errors"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/meta"
)

// failureOf says why a call failed, in the words of whoever refused it.
func failureOf(err error) *call.Failure {
	var refused *meta.Error
	var silent *meta.Unreachable
	switch {
	case errors.As(err, &refused):
		f := &call.Failure{Reason: call.ReasonOf(refused.Code), Code: refused.Code, Title: refused.Message, Details: refused.Details, TraceID: refused.TraceID}
		if refused.TokenInvalid() {
			f.Reason = call.ReasonToken
		}
		return f
	case errors.As(err, &silent) && silent.Timeout():
		return &call.Failure{Reason: call.ReasonTimeout}
	case errors.As(err, &silent):
		return &call.Failure{Reason: call.ReasonUnreachable}
	}
	return &call.Failure{Reason: call.ReasonSetup, Details: err.Error()}
}

// messageFailure says why a message did not go out.
func messageFailure(err error) *desk.Failure {
	var refused *meta.Error
	if errors.As(err, &refused) {
		return &desk.Failure{Code: refused.Code, Title: refused.Message, Details: refused.Details}
	}
	return &desk.Failure{Title: "Meta did not answer. The message may have been sent: ask before you send it again."}
}

// recipient is how Meta is told whom we mean: the business-scoped id where there is one, and the number where there is one.
func recipient(k desk.Contact) meta.Recipient {
	to := k.WaID
	if to == "" {
		to = k.Phone
	}
	return meta.Recipient{To: to, BSUID: k.BSUID}
}

// ignore returns nil for an error with the code, and err otherwise.
func ignore(err error, code fault.Code) error {
	if fault.Is(err, code) {
		return nil
	}
	return err
}
