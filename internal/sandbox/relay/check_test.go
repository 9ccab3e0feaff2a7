package relay

import (
	"errors"
	"strconv"
	"strings"
	"testing"
)

const good = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 96 8\r\nc=IN IP4 0.0.0.0\r\n" +
	"a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=fingerprint:SHA-256 AA:BB\r\na=setup:actpass\r\na=mid:7\r\na=rtcp-mux\r\n" +
	"a=rtpmap:96 opus/48000/2\r\na=rtpmap:8 PCMA/8000\r\n"

func TestADescriptionThatPassesIsRead(t *testing.T) {
	d, err := Check(strings.Replace(good, "96 8", "96 8 101", 1)+"a=rtpmap:101 telephone-event/8000\r\n", CallOptions{})
	if err != nil || d.Mid != "7" || d.Setup != "actpass" || d.Opus != 96 || d.Event != 101 || len(d.Warnings) != 0 {
		t.Errorf("%+v %v", d, err)
	}
	if d, err = Check(good, CallOptions{}); err != nil || d.Event != 126 {
		t.Errorf("without telephone-event: %+v %v", d, err)
	}
}

func TestAFaultIsNamedInMetasWords(t *testing.T) {
	for name, c := range map[string]struct{ old, text, want string }{
		"empty":            {good, "", "SDP could not be parsed"},
		"no audio":         {"m=audio", "m=video", "No audio media section found in SDP"},
		"a second m-line":  {"a=rtpmap:8", "m=application 9 x y\r\na=rtpmap:8", "SDP must have exactly one media section"},
		"no opus":          {"opus", "speex", "Opus codec not found in SDP"},
		"opus not offered": {"SAVPF 96 8", "SAVPF 8", "Opus codec not found in SDP"},
		"no fingerprint":   {"a=fingerprint", "a=finger", "No fingerprint found in SDP"},
		"sha-1":            {"SHA-256", "sha-1", "Fingerprint algo is not SHA256"},
		"ufrag":            {"a=ice-ufrag:abcd", "a=ice-ufrag:", "No ice-ufrag found in SDP"},
		"pwd":              {"a=ice-pwd", "a=icepwd", "No ice-pwd found in SDP"},
		"setup":            {"a=setup:actpass", "a=x", "No setup attribute found in SDP"},
		"a wrong setup":    {"a=setup:actpass", "a=setup:holdconn", "Invalid setup attribute in SDP"},
	} {
		_, err := Check(strings.Replace(good, c.old, c.text, 1), CallOptions{})
		var s *SDPError
		if !errors.As(err, &s) || s.Details != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if wantSub := name == "sha-1"; s != nil && (s.Subcode == fingerprintSubcode) != wantSub {
			t.Errorf("%s: subcode %d", name, s.Subcode)
		}
	}
}

func TestOddButUsableDescriptionsGetWarnings(t *testing.T) {
	d, err := Check(strings.ReplaceAll(good, "\r\n", "\n"), CallOptions{})
	if err != nil || len(d.Warnings) != 1 {
		t.Errorf("LF: %+v %v", d, err)
	}
	d, err = Check(strings.Replace(good, "UDP/TLS/RTP/SAVPF", "RTP/AVP", 1), CallOptions{})
	if err != nil || len(d.Warnings) != 1 {
		t.Errorf("transport: %+v %v", d, err)
	}
	for _, c := range []struct{ old, text, want string }{
		{"a=rtcp-mux\r\n", "", "a=rtcp-mux is missing"},
		{"a=rtcp-mux\r\n", "a=rtcp-mux\r\na=recvonly\r\n", "direction is recvonly: the business announces no audio"},
		{"a=rtcp-mux\r\n", "a=rtcp-mux\r\na=ssrc:1 cname:a\r\na=ssrc:1 msid:b\r\na=ssrc:2 cname:a\r\n", "more than one SSRC is announced"},
	} {
		d, err = Check(strings.Replace(good, c.old, c.text, 1), CallOptions{})
		if err != nil || len(d.Warnings) != 1 || d.Warnings[0] != c.want {
			t.Errorf("%q: %v, want %q, %v", c.text, d.Warnings, c.want, err)
		}
	}
}

// Meta: Calling API, Call settings, March 2026; RFC 3551, table 4, and RFC 3264 for the rest.
func TestUsableCodecsAreReadInTheBusinesssOrder(t *testing.T) {
	both := []string{PCMA, PCMU}
	for name, c := range map[string]struct {
		formats, maps string
		on            []string
		want, event   string
		fault         string
	}{
		"opus only":             {"111 126", "111 opus/48000/2|126 telephone-event/8000", nil, "opus", "126", ""},
		"a browser's":           {"111 63 9 0 8 13 110 126", "111 opus/48000/2|63 red/48000/2|110 telephone-event/48000|126 telephone-event/8000", nil, "opus", "126", ""},
		"switched on":           {"111 0 8 126", "111 opus/48000/2|126 telephone-event/8000", both, "opus PCMU PCMA", "126", ""},
		"one switched on":       {"111 0 8 126", "111 opus/48000/2|126 telephone-event/8000", []string{PCMA}, "opus PCMA", "126", ""},
		"G.711 first":           {"8 111", "8 PCMA/8000|111 opus/48000/2", both, "PCMA opus", "126", ""},
		"G.711 alone":           {"0 101", "0 PCMU/8000/1|101 telephone-event/8000", both, "PCMU", "101", ""},
		"by another number":     {"97 98", "97 PCMA/8000|98 OPUS/48000/2", both, "PCMA opus", "126", ""},
		"event at 48 kHz":       {"111 110", "111 opus/48000/2|110 telephone-event/48000", nil, "opus", "126", ""},
		"126 is taken":          {"126", "126 opus/48000/2", nil, "opus", "125", ""},
		"twice":                 {"111 112", "111 opus/48000/2|112 opus/48000/2", nil, "opus", "126", ""},
		"mono opus":             {"111", "111 opus/48000", nil, "", "", "Opus codec not found in SDP"},
		"numbers that are none": {"x 200 111", "200 opus/48000/2|111 G729/8000", nil, "", "", "Opus codec not found in SDP"},
		"named, not in m":       {"9", "111 opus/48000/2", nil, "", "", "Opus codec not found in SDP"},
		"neither":               {"9", "9 G722/8000", both, "", "", "Neither Opus nor PCMA nor PCMU found in SDP"},
	} {
		sdp := strings.Replace(good, "SAVPF 96 8", "SAVPF "+c.formats, 1)
		sdp = sdp[:strings.Index(sdp, "a=rtpmap:96")]
		for m := range strings.SplitSeq(c.maps, "|") {
			sdp += "a=rtpmap:" + m + "\r\n"
		}
		d, err := Check(sdp, CallOptions{G711: c.on})
		if c.fault != "" {
			if err == nil || err.Error() != c.fault {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || strings.Join(d.Codecs, " ") != c.want || strconv.Itoa(d.Event) != c.event {
			t.Errorf("%s: %v, event %d, %v", name, d.Codecs, d.Event, err)
		}
	}
}

func TestLineEndsDoNotMakeAnotherDescription(t *testing.T) {
	if !SameSDP(good, strings.ReplaceAll(good, "\r\n", "\n")+"\n") || SameSDP(good, good+"a=x\r\n") {
		t.Error("comparison is wrong")
	}
}

func FuzzCheck(f *testing.F) {
	f.Add(good, true)
	f.Add(strings.ReplaceAll(realOffer, "\n", "\r\n"), false)
	f.Add(docOffer, true)
	f.Add("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 0 8\na=rtpmap:0\na=rtpmap:999 opus/48000/2\n", true)
	f.Fuzz(func(t *testing.T, sdp string, g711 bool) {
		var o CallOptions
		if g711 {
			o.G711 = []string{PCMA, PCMU}
		}
		d, err := Check(sdp, o)
		var fault *SDPError
		switch {
		case err != nil && (!errors.As(err, &fault) || fault.Details == ""):
			t.Fatalf("a fault without words: %v", err)
		case err != nil:
			return
		case len(d.audio) == 0 || len(d.Codecs) != len(d.audio) || d.Setup == "" || d.Event < 0 || d.Event > 127:
			t.Fatalf("passed: %+v", d)
		}
		for _, c := range d.audio {
			if int(c.payload) == d.Event {
				t.Fatalf("events and audio share %d", d.Event)
			}
		}
	})
}

func FuzzOffers(f *testing.F) {
	f.Add(good)
	f.Add(strings.Replace(good, "a=mid:7\r\n", "", 1))
	f.Add(good + "a=candidate:1 1 udp 1 127.0.0.1 9 typ host\r\na=ssrc:1 cname:x\r\na=extmap:1 x\r\n")
	r, err := Open(Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() {
		if err := r.Close(); err != nil {
			f.Error(err)
		}
	})
	f.Fuzz(func(t *testing.T, sdp string) {
		leg, answer, err := r.Answer(sdp, CallOptions{})
		if err != nil {
			return
		}
		leg.Close()
		if _, err := Check(answer, CallOptions{}); err != nil {
			t.Fatalf("an answer that its own check refuses: %v\n%s", err, answer)
		}
	})
}
