package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"ramal/internal/meta"
)

// graphError is a refusal. Its words and status are those of meta's table; when it is due is decided here.
type graphError meta.Error

// fault makes the error of a known code.
func fault(code int) *graphError { return (*graphError)(meta.NewError(code)) }

func (e *graphError) details(format string, a ...any) *graphError {
	e.Details = fmt.Sprintf(format, a...)
	return e
}

// parameter is the error of a bad parameter, whose message names it.
func parameter(format string, a ...any) *graphError {
	e := fault(meta.CodeInvalidParameter)
	e.Message = "(#100) " + fmt.Sprintf(format, a...)
	return e
}

func badToken() *graphError {
	e := fault(meta.CodeTokenInvalid)
	e.Message = "Invalid OAuth access token - Cannot parse access token"
	return e
}

// unknownObject is what Graph says of an id or edge that it does not have, or that the token may not see.
func unknownObject(method, id string) *graphError {
	verb := strings.ToLower(method)
	return &graphError{
		HTTPStatus: http.StatusBadRequest, Type: "GraphMethodException",
		Code: meta.CodeInvalidParameter, Subcode: meta.SubcodeObjectOrAccess,
		Message: fmt.Sprintf("Unsupported %s request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, "+
			"or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api", verb, id),
	}
}

// webhookFault is the same kind of error inside a webhook.
func webhookFault(code int, details string) *meta.WebhookError {
	known, _ := meta.Lookup(code)
	return &meta.WebhookError{
		Code: code, Title: known.Title, Message: known.Title, Href: errorsPage, ErrorData: meta.ErrorData{Details: details},
	}
}

// body is the answer that carries the error.
func (e *graphError) body(trace string) json.RawMessage {
	said := meta.Error(*e)
	said.TraceID = trace
	return said.Body()
}
