package relay

import (
	"errors"
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
}

func TestLineEndsDoNotMakeAnotherDescription(t *testing.T) {
	if !SameSDP(good, strings.ReplaceAll(good, "\r\n", "\n")+"\n") || SameSDP(good, good+"a=x\r\n") {
		t.Error("comparison is wrong")
	}
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
