// Package meta is Meta's WhatsApp Business Calling API as Ramal sees it: wire types, error codes, webhook signature and
// envelope, SDP hygiene and a Graph client. The server and the sandbox share it.
//
// It knows nothing of Ramal: no workspace, no contact, no rule about who may call whom.
package meta
