package sandbox

import (
	"encoding/json"
	"net/url"
	"strings"
)

// offerSDP is a business's offer as Meta wants it. Nobody is behind it.
var offerSDP = crlf(`v=0
o=- 1 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0
m=audio 9 UDP/TLS/RTP/SAVPF 111 126
c=IN IP4 0.0.0.0
a=rtcp:9 IN IP4 0.0.0.0
a=candidate:1 1 udp 2130706431 127.0.0.1 50000 typ host
a=ice-ufrag:abcdefgh
a=ice-pwd:abcdefghijklmnopqrstuvwx
a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF
a=setup:actpass
a=mid:0
a=sendrecv
a=rtcp-mux
a=rtpmap:111 opus/48000/2
a=fmtp:111 minptime=20;useinbandfec=1
a=rtpmap:126 telephone-event/8000
a=ssrc:12345 cname:ramal
`)

// answerSDP is a business's answer to a user's call.
var answerSDP = strings.NewReplacer("a=setup:actpass", "a=setup:active", "BUNDLE 0", "BUNDLE audio", "a=mid:0", "a=mid:audio").Replace(offerSDP)

func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

func path(id string) string { return url.PathEscape(id) }

func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func connectBody(to, sdp string) string {
	return `{"messaging_product":"whatsapp","to":"` + to + `","action":"connect","session":{"sdp_type":"offer","sdp":` + quoted(sdp) +
		`},"biz_opaque_callback_data":"ticket-9001"}`
}

func acceptBody(action, id, sdp string) string {
	return `{"messaging_product":"whatsapp","call_id":"` + id + `","action":"` + action +
		`","session":{"sdp_type":"answer","sdp":` + quoted(sdp) + `}}`
}

func requestBody(to, text string) string {
	return `{"messaging_product":"whatsapp","recipient_type":"individual","to":"` + to + `","type":"interactive","interactive":{
		"type":"call_permission_request","action":{"name":"call_permission_request"},"body":{"text":` + quoted(text) + `}}}`
}
