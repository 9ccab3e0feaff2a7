package meta_test

import (
	"encoding/json"
	"testing"

	"ramal/internal/meta"
)

func TestMessageRequestsAndAnswers(t *testing.T) {
	requests := map[string]meta.MessageRequest{
		"text": {
			MessagingProduct: meta.Product, RecipientType: "individual", To: "5511988887777", Type: meta.TypeText,
			Text: &meta.Text{Body: "Seu relógio está pronto."}, Opaque: "msg-1",
		},
		"text_reply": {
			MessagingProduct: meta.Product, RecipientType: "individual", Recipient: "BR.4400112233", Type: meta.TypeText,
			Text: &meta.Text{Body: "https://aurora.example", PreviewURL: true}, Context: &meta.ReplyTo{MessageID: "wamid.QQ=="},
		},
		"call_permission_request": {
			MessagingProduct: meta.Product, RecipientType: "individual", To: "5511988887777", Type: meta.TypeInteractive,
			Interactive: &meta.InteractiveRequest{
				Type:   meta.InteractiveCallPermissionRequest,
				Action: &meta.InteractiveAction{Name: meta.InteractiveCallPermissionRequest},
				Body:   &meta.InteractiveBody{Text: "Podemos ligar sobre o conserto?"},
			},
		},
		"voice_call": {
			MessagingProduct: meta.Product, RecipientType: "individual", To: "5511988887777", Type: meta.TypeInteractive,
			Interactive: &meta.InteractiveRequest{
				Type: meta.InteractiveVoiceCall,
				Body: &meta.InteractiveBody{Text: "Fale com a oficina"},
				Action: &meta.InteractiveAction{
					Name: meta.InteractiveVoiceCall, Parameters: json.RawMessage(`{"display_text":"Ligar","ttl_minutes":60}`),
				},
			},
		},
		"template": {
			MessagingProduct: meta.Product, RecipientType: "individual", To: "5511988887777", Type: meta.TypeTemplate,
			Template: json.RawMessage(`{"name":"aviso","language":{"code":"pt_BR"}}`),
		},
		"read": {MessagingProduct: meta.Product, Status: meta.StatusRead, MessageID: "wamid.QQ=="},
	}
	for name, r := range requests {
		t.Run(name, func(t *testing.T) { shape(t, "messages/"+name, r) })
	}
	shape(t, "messages/sent", meta.MessageResponse{
		MessagingProduct: meta.Product,
		Contacts:         []meta.MessageContact{{Input: "+55 11 98888-7777", WaID: "551188887777", UserID: "BR.4400112233"}},
		Messages:         []meta.MessageID{{ID: "wamid.QQ==", MessageStatus: "accepted"}},
	})
}

func TestIncomingMessages(t *testing.T) {
	reply := func(r meta.CallPermissionReply, about string) meta.Message {
		m := meta.Message{
			From: "5511988887777", FromUserID: "BR.4400112233", ID: "wamid.UkVQTFk=", Timestamp: 1790000100, Type: meta.TypeInteractive,
			Interactive: &meta.InteractiveReply{Type: meta.InteractiveCallPermissionReply, CallPermissionReply: &r},
		}
		if about != "" {
			m.Context = &meta.Context{From: "551140028922", ID: about}
		}
		return m
	}
	const user, automatic = meta.SourceUser, meta.SourceAutomatic
	messages := map[string]meta.Message{
		"text": {
			From: "5511988887777", ID: "wamid.VEVYVA==", Timestamp: 1790000000, Type: meta.TypeText, Text: &meta.Text{Body: "Olá! 😀"},
		},
		"reply_a_temporary": reply(meta.CallPermissionReply{Response: "accept", ExpirationTimestamp: 1790604900, ResponseSource: user}, "wamid.QQ=="),
		"reply_b_permanent": reply(meta.CallPermissionReply{Response: "accept", IsPermanent: true, ResponseSource: user}, "wamid.QQ=="),
		"reply_c_profile":   reply(meta.CallPermissionReply{Response: "accept", IsPermanent: true, ResponseSource: user}, ""),
		"reply_d_declined":  reply(meta.CallPermissionReply{Response: "reject", ResponseSource: user}, "wamid.QQ=="),
		"reply_e_callback":  reply(meta.CallPermissionReply{Response: "accept", ExpirationTimestamp: 1790604900, ResponseSource: automatic}, wacid),
		"reply_f_revoked":   reply(meta.CallPermissionReply{Response: "reject", ResponseSource: automatic}, ""),
		"voicemail": {
			From: "5511988887777", ID: wacid, Timestamp: 1790000000, Type: "audio",
			Audio: &meta.Media{ID: "4100000000000077", SHA256: "c2hh", MIMEType: "audio/ogg; codecs=opus"},
		},
		"button": {
			From: "5511988887777", ID: "wamid.QlRO", Timestamp: 1790000000, Type: meta.TypeButton,
			Button: &meta.ButtonTap{Payload: "yes", Text: "Sim"},
		},
		"reaction": {
			FromUserID: "BR.4400112233", ID: "wamid.UkVB", Timestamp: 1790000000, Type: "reaction",
			Reaction: &meta.Reaction{MessageID: "wamid.QQ==", Emoji: "👍"},
		},
		"unsupported": {
			From: "5511988887777", ID: "wamid.VU5T", Timestamp: 1790000000, Type: meta.TypeUnsupported,
			Errors: []meta.WebhookError{{Code: 131051, Title: "Message type unknown", ErrorData: meta.ErrorData{Details: "A new kind."}}},
		},
	}
	for name, m := range messages {
		t.Run(name, func(t *testing.T) { shape(t, "incoming/"+name, m) })
	}
}

func TestPermissionReplyIsReadInEveryWriting(t *testing.T) {
	tests := map[string]struct {
		text     string
		accepted bool
		perm     bool
		until    meta.Timestamp
		auto     bool
	}{
		"expiry as a number":             {`{"response":"accept","is_permanent":false,"expiration_timestamp":1790604900}`, true, false, 1790604900, false},
		"expiry as a string":             {`{"response":"accept","expiration_timestamp":"1790604900"}`, true, false, 1790604900, false},
		"permanent as a string":          {`{"response":"ACCEPT","is_permanent":"True"}`, true, true, 0, false},
		"a refusal in capitals":          {`{"response":"REJECT","response_source":"AUTOMATIC"}`, false, false, 0, true},
		"fields of another type":         {`{"response":"accept","is_permanent":{},"expiration_timestamp":[],"response_source":5}`, true, false, 0, false},
		"a response nobody has seen":     {`{"response":"postpone"}`, false, false, 0, false},
		"a source nobody has seen":       {`{"response":"accept","response_source":"import"}`, true, false, 0, false},
		"an expiry that is not a number": {`{"response":"accept","expiration_timestamp":"soon"}`, true, false, 0, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			m := decode[meta.Message](t, `{"interactive":{"type":"call_permission_reply","call_permission_reply":`+tt.text+`}}`)
			r := m.PermissionReply()
			if r == nil {
				t.Fatal("no reply")
			}
			if r.Accepted() != tt.accepted || r.IsPermanent != tt.perm || r.ExpirationTimestamp != tt.until || r.Automatic() != tt.auto {
				t.Errorf("got %+v", r)
			}
		})
	}
	if (meta.Message{Type: "text"}).PermissionReply() != nil {
		t.Error("a text message has a permission reply")
	}
	if decode[meta.Message](t, `{"interactive":{"type":"button_reply","button_reply":{"id":"1","title":"Sim"}}}`).PermissionReply() != nil {
		t.Error("a button reply is a permission reply")
	}
}
