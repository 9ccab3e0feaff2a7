package center

import (
	"context"
	"errors"
	"slices"
	"strings"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// failureOf says why a call failed, in the words of whoever refused it.
func failureOf(err error) *call.Failure {
	var refused *meta.Error
	var silent *meta.Unreachable
	switch {
	case errors.As(err, &refused):
		f := &call.Failure{Reason: call.ReasonOf(refused.Code), Code: refused.Code, Title: refused.Message, Details: detailsOf(refused), TraceID: refused.TraceID}
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
		return &desk.Failure{Code: refused.Code, Title: refused.Message, Details: detailsOf(refused), TraceID: refused.TraceID}
	}
	var silent *meta.Unreachable
	if errors.As(err, &silent) && silent.NotSent {
		return &desk.Failure{Title: "Meta could not be reached. The message was not sent.", Details: err.Error()}
	}
	return &desk.Failure{Title: "Meta did not answer. The message may have been sent: ask before you send it again."}
}

// detailsOf returns the exact cause that Meta names, with what it would tell a user where it says that too.
func detailsOf(e *meta.Error) string {
	var said []string
	for _, s := range []string{e.Details, e.UserTitle, e.UserMessage} {
		if s != "" && !slices.Contains(said, s) {
			said = append(said, s)
		}
	}
	return strings.Join(said, " – ")
}

// refused takes what a refusal of Meta's says beyond the request: about the account, or about what the contact allows.
func (c *Center) refused(ctx context.Context, with call.Call, code int, title string) {
	switch code {
	case meta.CodeNoCallPermission, meta.CodePermissionRequests, meta.CodePermanentPermission:
		c.learn(ctx, call.Permission{WorkspaceID: with.WorkspaceID, AccountID: with.AccountID, ContactID: with.ContactID}, code)
	case meta.CodeCallingRestricted, meta.CodeCallingNotEnabled:
		c.refusedByMeta(ctx, org.Account{ID: with.AccountID, WorkspaceID: with.WorkspaceID}, code, title)
	}
}

// recipient is how Meta is told whom we mean: the business-scoped id where there is one, and the number where there is one.
func recipient(k desk.Contact) meta.Recipient {
	to := k.WaID
	if to == "" {
		to = k.Phone
	}
	return meta.Recipient{To: to, BSUID: k.BSUID}
}

// ignore returns nil for an error with the code, and err otherwise. A lost race is not ignored: it says nothing yet.
func ignore(err error, code fault.Code) error {
	if fault.Is(err, code) && !raced(err) {
		return nil
	}
	return err
}
