// Package api is Ramal over HTTP: the REST API with its OpenAPI document, the websocket that says what changed, Meta's
// webhooks, health, metrics, and the console's files.
//
// It holds no business rule: it reads a request, asks center, and writes the answer. It stores nothing, and it does not
// decide who may do what; it only knows who is asking.
package api
