package meta_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"ramal/internal/meta"
)

var (
	number = meta.Metadata{DisplayPhoneNumber: "+55 11 4002-8922", PhoneNumberID: "700000000000009"}
	dora   = meta.Contact{
		Profile: meta.Profile{Name: "Dora Nunes", Username: "dora.n"}, WaID: "5511988887777", UserID: "BR.4400112233", ParentUserID: "BR.ENT.55",
	}
	media = meta.Media{ID: "4100000000000078", SHA256: "c2hh", MIMEType: "audio/ogg", URL: "https://media.example/a"}
)

func TestCallValues(t *testing.T) {
	value := func(c meta.Call, errs ...meta.WebhookError) meta.Value {
		return meta.Value{MessagingProduct: meta.Product, Metadata: number, Contacts: []meta.Contact{dora}, Calls: []meta.Call{c}, Errors: errs}
	}
	call := func(event meta.CallEvent) meta.Call {
		return meta.Call{
			ID: wacid, From: "551140028922", To: "5511988887777", ToUserID: "BR.4400112233", Event: event, Timestamp: 1790000200,
			Direction: meta.BusinessInitiated,
		}
	}
	answered := call(meta.EventConnect)
	answered.Session, answered.Opaque = &meta.Session{SDPType: meta.Answer, SDP: "v=0\r\n"}, "call-1"

	offered := meta.Call{
		ID: wacid, From: "5511988887777", FromUserID: "BR.4400112233", FromParentUserID: "BR.ENT.55", To: "551140028922",
		Event: meta.EventConnect, Timestamp: 1790000000, Direction: meta.UserInitiated, DeeplinkPayload: "footer", CTAPayload: "promo",
		Session: &meta.Session{SDPType: meta.Offer, SDP: "v=0\r\n"},
	}
	talked := call(meta.EventTerminate)
	talked.Status, talked.StartTime, talked.EndTime, talked.Duration = meta.CallCompleted, 1790000210, 1790000298, 88
	short := call(meta.EventTerminate)
	short.Status, short.StartTime, short.EndTime = meta.CallCompleted, 1790000210, 1790000210
	missed := call(meta.EventTerminate)
	missed.Status = meta.CallCompleted
	failed := call(meta.EventTerminate)
	failed.Status = meta.CallFailed
	recorded := meta.Call{ID: wacid, Event: meta.EventRecording, Timestamp: 1790000360, Recording: &meta.CallRecording{Type: "audio", Audio: media}}
	transcribed := meta.Call{ID: wacid, Event: meta.EventTranscription, Timestamp: 1790000360, Transcript: &meta.CallTranscript{Document: media}}

	shape(t, "webhook/connect_answer", value(answered))
	shape(t, "webhook/connect_offer", value(offered))
	shape(t, "webhook/terminate_talked", value(talked))
	shape(t, "webhook/terminate_zero_seconds", value(short))
	shape(t, "webhook/terminate_unanswered", value(missed))
	shape(t, "webhook/terminate_failed", value(failed, meta.WebhookError{
		Code: meta.CodeMediaReceiveTimeout, Message: "Media receive timeout", Href: "https://errors.example/1", ErrorData: meta.ErrorData{Details: "20 s"},
	}))
	shape(t, "webhook/recording", value(recorded))
	shape(t, "webhook/transcription", value(transcribed))
	shape(t, "webhook/call_status", meta.Value{MessagingProduct: meta.Product, Metadata: number, Statuses: []meta.Status{{
		ID: wacid, Type: meta.StatusTypeCall, Status: string(meta.CallRinging), Timestamp: 1790000201,
		RecipientID: "5511988887777", RecipientUserID: "BR.4400112233", Opaque: "call-1",
	}}})
	shape(t, "webhook/message_status", meta.Value{MessagingProduct: meta.Product, Metadata: number, Statuses: []meta.Status{{
		ID: "wamid.QQ==", Status: string(meta.MessageFailed), Timestamp: 1790000201, RecipientID: "5511988887777", Opaque: "msg-1",
		Conversation: json.RawMessage(`{"id":"c1"}`), Pricing: json.RawMessage(`{"billable":false}`),
		Errors: []meta.WebhookError{{Code: meta.CodeReengagement, Title: "Re-engagement message"}},
	}}})
	shape(t, "webhook/message", meta.Value{
		MessagingProduct: meta.Product, Metadata: number, Contacts: []meta.Contact{dora},
		Messages: []meta.Message{{From: dora.WaID, FromUserID: dora.UserID, ID: "wamid.QQ==", Timestamp: 1790000000, Type: meta.TypeText, Text: &meta.Text{Body: "Oi"}}},
	})
	shape(t, "webhook/errors_only", meta.Value{MessagingProduct: meta.Product, Metadata: number, Errors: []meta.WebhookError{{Code: meta.CodeNoPaymentMethod}}})
	shape(t, "webhook/envelope", meta.Envelope{Object: meta.ObjectAccount, Entry: []meta.Entry{{
		ID: "880000000000009", Time: 1790000000, Changes: []meta.Change{{Field: meta.FieldCalls, Value: json.RawMessage(`{"calls":[]}`)}},
	}}})
}

func TestAccountValues(t *testing.T) {
	shape(t, "webhook/account_violation", meta.AccountUpdate{
		Event: meta.AccountViolation, ViolationInfo: &meta.ViolationInfo{ViolationType: "USER_INITIATED_CALLS_LOW_PICKUP_RATE", Remediation: "Answer more calls."},
	})
	shape(t, "webhook/account_restriction", meta.AccountUpdate{
		Event: meta.AccountRestriction, RestrictionInfo: []meta.RestrictionInfo{
			{RestrictionType: meta.RestrictedUserCalls, Expiration: 1790000000},
			{RestrictionType: meta.RestrictedCallButton, Remediation: "Answer more calls."},
		},
	})
	shape(t, "webhook/account_settings", meta.AccountSettingsUpdate{
		MessagingProduct: meta.Product, Timestamp: 1790000000, Type: "phone_number_settings",
		PhoneNumberSettings: &meta.PhoneNumberSettings{PhoneNumberID: number.PhoneNumberID, Calling: &meta.CallingSettings{Status: meta.Enabled}},
	})
}

func TestCallSides(t *testing.T) {
	tests := map[string]struct {
		text    string
		inbound bool
		failed  bool
	}{
		"a user's call":                   {`{"direction":"USER_INITIATED"}`, true, false},
		"a user's call in lower case":     {`{"direction":"user_initiated"}`, true, false},
		"ours":                            {`{"direction":"BUSINESS_INITIATED","session":{"sdp_type":"offer"}}`, false, false},
		"no direction, an offer":          {`{"session":{"sdp_type":"offer"}}`, true, false},
		"no direction, an answer":         {`{"session":{"sdp_type":"answer"}}`, false, false},
		"no direction, nothing":           {`{}`, false, false},
		"failed, as the reference writes": {`{"status":"FAILED"}`, false, true},
		"failed, as the guide writes":     {`{"status":"Failed"}`, false, true},
		"completed":                       {`{"status":"Completed"}`, false, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := decode[meta.Call](t, tt.text)
			if c.Inbound() != tt.inbound || c.Failed() != tt.failed {
				t.Errorf("inbound %v, failed %v", c.Inbound(), c.Failed())
			}
		})
	}
	if (meta.Call{Direction: "user_initiated"}).Inbound() != true {
		t.Error("a direction in lower case that was not decoded is not seen")
	}
}

func TestStatusesInEveryCase(t *testing.T) {
	for _, text := range []string{"RINGING", "Ringing", "ringing"} {
		if got := (meta.Status{Status: text}).CallStatus(); got != meta.CallRinging {
			t.Errorf("%s = %s", text, got)
		}
	}
	for _, text := range []string{"read", "READ"} {
		if got := (meta.Status{Status: text}).MessageStatus(); got != meta.MessageRead {
			t.Errorf("%s = %s", text, got)
		}
	}
	if got := (meta.Status{Status: "Warmed"}).MessageStatus(); got != "warmed" {
		t.Errorf("an unknown status became %q", got)
	}
}

func TestWebhookErrorsInEveryWriting(t *testing.T) {
	e := decode[meta.WebhookError](t, `{"code":"138021","message":"m","error_data":"plain"}`)
	if e.Code != meta.CodeMediaReceiveTimeout || e.ErrorData.Details != "plain" || e.Words() != "m" {
		t.Errorf("got %+v", e)
	}
	e = decode[meta.WebhookError](t, `{"code":1,"title":"t","message":"m","error_data":{"details":"d"}}`)
	if e.Code != 1 || e.ErrorData.Details != "d" || e.Words() != "t" {
		t.Errorf("got %+v", e)
	}
}

func TestParseEnvelopeRefusesWhatIsNone(t *testing.T) {
	for _, body := range []string{``, `{`, `[]`, `null`, `"x"`, `{}`, `{"entry":null}`, `{"entry":{}}`, `{"entry":[]} trailing`} {
		if e, err := meta.ParseEnvelope([]byte(body)); err == nil {
			t.Errorf("%q = %+v", body, e)
		} else if !strings.HasPrefix(err.Error(), "webhook body: ") {
			t.Errorf("%q: %v", body, err)
		}
	}
	e, err := meta.ParseEnvelope([]byte(`{"object":"x","entry":[]}`))
	if err != nil || len(e.Events()) != 0 {
		t.Errorf("an empty envelope = %+v, %v", e, err)
	}
}

func TestEventKeepsTheMoment(t *testing.T) {
	v, err := meta.Event{Value: json.RawMessage(`{"calls":[{"timestamp":"1790000200"}]}`)}.Decode()
	if err != nil || v.Calls[0].Timestamp.Time() != time.Date(2026, 9, 21, 14, 16, 40, 0, time.UTC) {
		t.Errorf("%v, %v", v.Calls, err)
	}
}
