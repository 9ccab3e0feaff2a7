package meta_test

import (
	"testing"

	"ramal/internal/meta"
)

const wacid = "wacid.UmFtYWwtQ2FsbC0wMDAx+/=-_"

func TestCallRequestsAndAnswers(t *testing.T) {
	offer := &meta.Session{SDPType: meta.Offer, SDP: "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n"}
	answer := &meta.Session{SDPType: meta.Answer, SDP: "v=0\r\no=- 2 1 IN IP4 0.0.0.0\r\n"}
	requests := map[string]meta.CallRequest{
		"connect": {
			MessagingProduct: meta.Product, To: "5511988887777", Recipient: "BR.4400112233", Action: meta.ActionConnect,
			Session: offer, Opaque: "call-1",
			Recording:     &meta.CallCapture{Status: meta.Enabled, Purpose: "quality", AnnouncementLanguage: "pt"},
			Transcription: &meta.CallCapture{Status: meta.Disabled},
		},
		"connect_username": {MessagingProduct: meta.Product, Recipient: "BR.4400112233", Action: meta.ActionConnect, Session: offer},
		"pre_accept":       {MessagingProduct: meta.Product, CallID: wacid, Action: meta.ActionPreAccept, Session: answer},
		"accept":           {MessagingProduct: meta.Product, CallID: wacid, Action: meta.ActionAccept, Session: answer, Opaque: "call-2"},
		"reject":           {MessagingProduct: meta.Product, CallID: wacid, Action: meta.ActionReject},
		"terminate":        {MessagingProduct: meta.Product, CallID: wacid, Action: meta.ActionTerminate},
	}
	for name, r := range requests {
		t.Run(name, func(t *testing.T) { shape(t, "calls/"+name, r) })
	}
	shape(t, "calls/connect_answer", meta.CallResponse{MessagingProduct: meta.Product, Calls: []meta.CallID{{ID: wacid}}})
	shape(t, "calls/success", meta.CallResponse{MessagingProduct: meta.Product, Success: true})
}

func TestCallRequestTakesABareNumberAndCapitals(t *testing.T) {
	r := decode[meta.CallRequest](t, `{"to":5511988887777,"action":"connect","session":{"sdp_type":"OFFER","sdp":"v=0"}}`)
	if r.To != "5511988887777" {
		t.Errorf("to = %q", r.To)
	}
	if r.Session.SDPType != meta.Offer {
		t.Errorf("sdp_type = %q", r.Session.SDPType)
	}
	if got := decode[meta.CallRequest](t, `{"to":"+55 (11) 98888-7777"}`).To.Digits(); got != "5511988887777" {
		t.Errorf("digits = %q", got)
	}
}
