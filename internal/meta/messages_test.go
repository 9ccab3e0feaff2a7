package meta_test

import (
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
				Body:   &meta.InteractiveText{Text: "Podemos ligar sobre o conserto?"},
			},
		},
		"voice_call": {
			MessagingProduct: meta.Product, RecipientType: "individual", To: "5511988887777", Type: meta.TypeInteractive,
			Interactive: &meta.InteractiveRequest{
				Type: meta.InteractiveVoiceCall,
				Body: &meta.InteractiveText{Text: "Fale com a oficina"},
				Action: &meta.InteractiveAction{
					Name: meta.InteractiveVoiceCall, Parameters: &meta.CallButton{DisplayText: "Ligar", TTLMinutes: minutes(60), Payload: "oficina"},
				},
			},
		},
		"template": {
			MessagingProduct: meta.Product, RecipientType: "individual", To: "5511988887777", Type: meta.TypeTemplate,
			Template: &meta.TemplateMessage{
				Name: "aviso", Language: meta.TemplateLanguage{Code: "pt_BR"}, Components: []meta.TemplateComponent{
					{Type: meta.ComponentBody, Parameters: []meta.TemplateParameter{{Type: meta.TypeText, Text: "77"}}},
					{Type: meta.ComponentButton, SubType: meta.SubTypeVoiceCall, Parameters: []meta.TemplateParameter{
						{Type: "ttl_minutes", TTLMinutes: minutes(1440)}, {Type: "payload", Payload: "promo-17"},
					}},
				},
			},
		},
		"buttons": {
			MessagingProduct: meta.Product, RecipientType: "individual", To: "5511988887777", Type: meta.TypeInteractive,
			Interactive: &meta.InteractiveRequest{
				Type: meta.InteractiveButton, Header: &meta.InteractiveHeader{Type: "text", Text: "Conserto 77"},
				Body: &meta.InteractiveText{Text: "Quando?"}, Footer: &meta.InteractiveText{Text: "Oficina Aurora"},
				Action: &meta.InteractiveAction{Buttons: []meta.ReplyButton{{Type: meta.ButtonReply, Reply: meta.Choice{ID: "hoje", Title: "Hoje"}}}},
			},
		},
		"document": {
			MessagingProduct: meta.Product, To: "5511988887777", Type: meta.TypeDocument,
			Document: &meta.MediaObject{ID: "4100000000000001", Caption: "Orçamento", Filename: "orcamento.pdf"},
		},
		"voice": {
			MessagingProduct: meta.Product, To: "5511988887777", Type: meta.TypeAudio, Audio: &meta.MediaObject{ID: "4100000000000001", Voice: true},
		},
		"location": {
			MessagingProduct: meta.Product, To: "5511988887777", Type: meta.TypeLocation,
			Location: &meta.Location{Latitude: -23.5505, Longitude: -46.6333, Name: "Oficina Aurora", Address: "Rua A, 1"},
		},
		"contacts": {
			MessagingProduct: meta.Product, To: "5511988887777", Type: meta.TypeContacts, Contacts: []meta.ContactCard{{
				Name:   meta.ContactName{FormattedName: "Dora Luz", FirstName: "Dora"},
				Phones: []meta.ContactPhone{{Phone: "+55 11 98888-7777", WaID: "5511988887777", Type: "CELL"}},
			}},
		},
		"reaction_taken_back": {
			MessagingProduct: meta.Product, To: "5511988887777", Type: meta.TypeReaction, Reaction: &meta.ReactionTo{MessageID: "wamid.QQ=="},
		},
		"typing": {
			MessagingProduct: meta.Product, Status: meta.StatusRead, MessageID: "wamid.QQ==", TypingIndicator: &meta.TypingIndicator{Type: "text"},
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

func minutes(n meta.Int64) *meta.Int64 { return &n }

func TestCoordinatesAreReadInEveryWriting(t *testing.T) {
	l := decode[meta.Location](t, `{"latitude":"-23.5","longitude":46,"name":"x"}`)
	if l.Latitude != -23.5 || l.Longitude != 46 {
		t.Errorf("got %+v", l)
	}
	if l := decode[meta.Location](t, `{"latitude":"north","longitude":{}}`); l.Latitude != 0 || l.Longitude != 0 {
		t.Errorf("got %+v", l)
	}
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
		"location": {
			From: "5511988887777", ID: "wamid.TE9D", Timestamp: 1790000000, Type: meta.TypeLocation,
			Location: &meta.Location{Latitude: -23.5505, Longitude: -46.6333, Name: "Praça da Sé", Address: "São Paulo", URL: "https://example.com"},
		},
		"contacts": {
			From: "5511988887777", ID: "wamid.Q09O", Timestamp: 1790000000, Type: meta.TypeContacts, Contacts: []meta.ContactCard{{
				Name: meta.ContactName{FormattedName: "Rui Mar", FirstName: "Rui", LastName: "Mar"}, Birthday: "1990-02-03",
				Phones: []meta.ContactPhone{{Phone: "+55 11 97777-6666", WaID: "5511977776666", Type: "CELL"}},
				Emails: []meta.ContactEmail{{Email: "rui@example.com", Type: "WORK"}}, URLs: []meta.ContactURL{{URL: "https://example.com", Type: "WORK"}},
				Addresses: []meta.ContactAddress{{Street: "Rua A, 1", City: "São Paulo", CountryCode: "br"}}, Org: &meta.ContactOrg{Company: "Mar & Cia"},
			}},
		},
		"voice": {
			From: "5511988887777", ID: "wamid.Vk9D", Timestamp: 1790000000, Type: meta.TypeAudio,
			Audio: &meta.Media{ID: "4100000000000078", SHA256: "c2hh", MIMEType: "audio/ogg; codecs=opus", URL: "https://example.com/x", Voice: true},
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
