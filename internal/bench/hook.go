package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"ramal/internal/call"
	"ramal/internal/meta"
)

// poster sends webhooks as Meta does: signed over the raw bytes, over connections that stay open.
type poster struct {
	url    string
	client *http.Client
}

func newPoster(url string, connections int) *poster {
	return &poster{url, &http.Client{
		Timeout:   20 * time.Second, // as long as Meta waits
		Transport: &http.Transport{MaxIdleConns: connections, MaxIdleConnsPerHost: connections},
	}}
}

func (p *poster) close() { p.client.CloseIdleConnections() }

// post delivers a body; anything but 200 is an error.
func (p *poster) post(ctx context.Context, raw []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Hub-Signature-256", meta.Sign(appSecret, raw))
	res, err := p.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("the webhook was answered with %s", res.Status)
	}
	return nil
}

// envelope wraps values of one field in the body of a POST.
func envelope(field string, values ...meta.Value) ([]byte, error) {
	entry := meta.Entry{ID: "880000000000009"}
	for _, v := range values {
		v.MessagingProduct = meta.Product
		v.Metadata = meta.Metadata{DisplayPhoneNumber: "551140000000", PhoneNumberID: numberID}
		raw, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		entry.Changes = append(entry.Changes, meta.Change{Field: field, Value: raw})
	}
	return json.Marshal(meta.Envelope{Object: meta.ObjectAccount, Entry: []meta.Entry{entry}})
}

// statusOf says how far a call of ours came.
func statusOf(k call.Call, waID string, s meta.CallStatus) ([]byte, error) {
	return envelope(meta.FieldCalls, meta.Value{Statuses: []meta.Status{{
		ID: k.MetaID, Type: meta.StatusTypeCall, Status: string(s), Timestamp: meta.At(time.Now()), RecipientID: waID, Opaque: string(k.ID),
	}}})
}

// answerOf carries Meta's answer to the offer of a call of ours.
func answerOf(k call.Call, waID, sdp string) ([]byte, error) {
	return envelope(meta.FieldCalls, meta.Value{Calls: []meta.Call{{
		ID: k.MetaID, From: "551140000000", To: waID, Event: meta.EventConnect, Timestamp: meta.At(time.Now()),
		Direction: meta.BusinessInitiated, Opaque: string(k.ID), Session: &meta.Session{SDPType: meta.Answer, SDP: sdp},
	}}})
}

// inboundCall is a person calling the business.
func inboundCall(wacid, waID, sdp string) ([]byte, error) {
	return envelope(meta.FieldCalls, meta.Value{
		Contacts: []meta.Contact{{Profile: meta.Profile{Name: "Person " + waID}, WaID: waID}},
		Calls: []meta.Call{{
			ID: wacid, From: waID, To: "551140000000", Event: meta.EventConnect, Timestamp: meta.At(time.Now()),
			Direction: meta.UserInitiated, Session: &meta.Session{SDPType: meta.Offer, SDP: sdp},
		}},
	})
}

// textMessage is what a person writes.
func textMessage(wamid, waID, text string) meta.Value {
	return meta.Value{
		Contacts: []meta.Contact{{Profile: meta.Profile{Name: "Person " + waID}, WaID: waID}},
		Messages: []meta.Message{{From: waID, ID: wamid, Timestamp: meta.At(time.Now()), Type: "text", Text: &meta.Text{Body: text}}},
	}
}
