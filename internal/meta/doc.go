// Package meta is Meta's WhatsApp Business Calling API as Ramal sees it: wire types, error codes, webhook signature and
// envelope, SDP hygiene and a Graph client. The types encode as well as decode, for whoever plays Meta's side.
//
// Doc comments name the page of Meta's that says so, with its date. Meta changes types and adds fields without notice, so
// decoding takes numbers as strings, enums in any case, absent and unknown fields; what it does not know it keeps.
//
// It knows nothing of Ramal: no workspace, no contact, no rule about who may call whom. It keeps no state, and does not
// touch audio.
package meta
