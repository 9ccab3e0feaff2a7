package sandbox

import (
	"fmt"
	"net/http"
)

// graphError is an error of Graph, in the shape of Meta's error page.
type graphError struct {
	Status    int
	Type      string
	Code      int
	Subcode   int
	Message   string
	Details   string
	Transient bool
}

func (e *graphError) Error() string { return e.Message }

type known struct {
	status int
	title  string
}

// knownFaults are the codes that the sandbox answers with: status and title of Meta's pages "Troubleshooting" (calling)
// and "Error codes".
var knownFaults = map[int]known{
	1:      {400, "API Unknown"},
	2:      {503, "API Service"},
	100:    {400, "Invalid parameter"},
	613:    {429, "Calls to this api have exceeded the rate limit."},
	131009: {400, "Parameter value is not valid"},
	131016: {500, "Service unavailable"},
	131021: {400, "Recipient cannot be sender"},
	131026: {400, "Message undeliverable"},
	131047: {400, "Re-engagement message"},
	131051: {400, "Unsupported message type"},
	138000: {401, "Calling not enabled"},
	138001: {400, "Receiver uncallable"},
	138002: {429, "Concurrent calls limit reached"},
	138003: {400, "Duplicate call"},
	138004: {500, "Connection error"},
	138005: {429, "Call rate limit exceeded"},
	138006: {401, "No approved call permission found"},
	138007: {500, "Connection timeout"},
	138009: {400, "Call permission request limit reached"},
	138012: {400, "Business-initiated call limit reached"},
	138013: {400, "Business-initiated calling is not available"},
	138015: {400, "Calling cannot be enabled"},
	138017: {400, "Permanent call permission already granted"},
	138020: {400, "Relay unreachable"},
	138018: {400, "Calling cannot be enabled: technical prerequisites missing"},
}

// fault makes the error of a known code.
func fault(code int) *graphError {
	k := knownFaults[code]
	return &graphError{
		Status: k.status, Type: "OAuthException", Code: code, Message: fmt.Sprintf("(#%d) %s", code, k.title),
		Transient: code == 2 || code == 131016,
	}
}

func (e *graphError) details(format string, a ...any) *graphError {
	e.Details = fmt.Sprintf(format, a...)
	return e
}

// parameter is the error of a bad parameter, whose message names it.
func parameter(format string, a ...any) *graphError {
	e := fault(100)
	e.Message = "(#100) " + fmt.Sprintf(format, a...)
	return e
}

func badToken() *graphError {
	return &graphError{
		Status: http.StatusUnauthorized, Type: "OAuthException", Code: 190,
		Message: "Invalid OAuth access token - Cannot parse access token",
	}
}

// unknownObject is what Graph says of an id or edge that it does not have, or that the token may not see.
func unknownObject(method, id string) *graphError {
	verb := "get"
	if method == http.MethodPost {
		verb = "post"
	}
	return &graphError{
		Status: http.StatusBadRequest, Type: "GraphMethodException", Code: 100, Subcode: 33,
		Message: fmt.Sprintf("Unsupported %s request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, "+
			"or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api", verb, id),
	}
}

// webhookFault is the same kind of error inside a webhook.
func webhookFault(code int, details string) *wireError {
	k := knownFaults[code]
	return &wireError{
		Code: code, Title: k.title, Message: k.title, Href: errorsPage, ErrorData: &wireErrorData{Details: details},
	}
}

type graphErrorBody struct {
	Message   string         `json:"message"`
	Type      string         `json:"type"`
	Code      int            `json:"code"`
	ErrorData *wireErrorData `json:"error_data,omitempty"`
	Subcode   int            `json:"error_subcode,omitempty"`
	Transient bool           `json:"is_transient,omitempty"`
	TraceID   string         `json:"fbtrace_id"`
}

func (e *graphError) body(trace string) any {
	b := graphErrorBody{
		Message: e.Message, Type: e.Type, Code: e.Code, Subcode: e.Subcode, Transient: e.Transient, TraceID: trace,
	}
	if e.Details != "" {
		b.ErrorData = &wireErrorData{MessagingProduct: "whatsapp", Details: e.Details}
	}
	return map[string]any{"error": b}
}
