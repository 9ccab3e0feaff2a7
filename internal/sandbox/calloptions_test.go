package sandbox

import (
	"strings"
	"testing"
	"time"
)

// Meta: Calling API, FAQ ("rules for the business side"), and what is seen in practice. The words that are not about the
// fingerprint are assumed.
func TestAFaultyDescriptionIsRefusedInMetasWords(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	for name, c := range map[string]struct {
		old, text, details string
		subcode            float64
	}{
		"no fingerprint":    {"a=fingerprint:sha-256", "a=print:sha-256", "No fingerprint found in SDP", 0},
		"another algorithm": {"sha-256", "sha-512", "Fingerprint algo is not SHA256", 2494010},
		"no audio":          {"m=audio", "m=video", "No audio media section found in SDP", 0},
		"two m-lines":       {"a=ssrc:12345", "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=ssrc:12345", "SDP must have exactly one media section", 0},
		"no opus":           {"opus/48000/2", "speex/16000", "Opus codec not found in SDP", 0},
		"no ufrag":          {"a=ice-ufrag", "a=frag", "No ice-ufrag found in SDP", 0},
		"no pwd":            {"a=ice-pwd", "a=pwd", "No ice-pwd found in SDP", 0},
		"no setup":          {"a=setup:actpass\r\n", "", "No setup attribute found in SDP", 0},
		"a wrong setup":     {"actpass", "holdconn", "Invalid setup attribute in SDP", 0},
		"no SDP":            {offerSDP, "hello", "SDP could not be parsed", 0},
	} {
		t.Run(name, func(t *testing.T) {
			a := r.graph("POST", "calls", connectBody(ana, strings.Replace(offerSDP, c.old, c.text, 1)))
			a.fails(400, 100, "")
			if got := a.path("error", "error_data", "details"); got != c.details {
				t.Errorf("details %v, want %q", got, c.details)
			}
			if got, _ := a.path("error", "error_subcode").(float64); got != c.subcode {
				t.Errorf("subcode %v, want %v", got, c.subcode)
			}
		})
	}
}

// Meta: Calling API, Call settings, Mar 2026. That the codecs stand behind Opus is assumed.
func TestG711IsNegotiatedOnceItIsSwitchedOn(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	alaw := strings.NewReplacer("SAVPF 111 126", "SAVPF 8 126", "a=rtpmap:111 opus/48000/2\r\n", "", "a=fmtp:111 minptime=20;useinbandfec=1\r\n", "").Replace(offerSDP)
	r.graph("POST", "calls", connectBody(ana, alaw)).fails(400, 100, "Opus codec not found in SDP")
	r.graph("POST", "settings", `{"calling":{"status":"ENABLED","audio":{"additional_codecs":["PCMA","PCMU"]}}}`).ok()
	_, w := r.callIn(bruno, "")
	if sdp := sdpOf(w); !strings.Contains(sdp, "SAVPF 111 8 0 126\r\n") || !strings.Contains(sdp, "a=rtpmap:8 PCMA/8000\r\n") {
		t.Errorf("offer\n%s", sdp)
	}
	r.graph("POST", "calls", connectBody(ana, alaw)).ok()
	r.advance(time.Second)
	if sdp := sdpOf(r.event("connect")); !strings.Contains(sdp, "SAVPF 8 126\r\n") || strings.Contains(sdp, "opus") {
		t.Errorf("answer\n%s", sdp)
	}
}
