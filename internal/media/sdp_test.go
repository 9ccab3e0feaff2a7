package media

import (
	"errors"
	"strings"
	"testing"

	"ramal/internal/fault"
)

// aBrowsersOffer is what a browser sends, cut to what matters.
const aBrowsersOffer = `v=0
o=- 4611 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0
a=extmap-allow-mixed
m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 126
c=IN IP4 0.0.0.0
a=rtcp:9 IN IP4 0.0.0.0
a=candidate:1 1 udp 2113937151 0b4f1c1e-7a7e-4d0e-9b0e-0b8d1f3a3c11.local 51234 typ host
a=ice-ufrag:abcd
a=ice-pwd:0123456789abcdefghijklmn
a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF
a=setup:actpass
a=mid:0
a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
a=sendrecv
a=rtcp-mux
a=rtpmap:111 opus/48000/2
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:63 red/48000/2
a=rtpmap:9 G722/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:126 telephone-event/8000
a=ssrc:1001 cname:x
a=ssrc:1001 msid:- y
`

func browsersOffer() string { return strings.ReplaceAll(aBrowsersOffer, "\n", "\r\n") }

func TestCheckNamesWhatIsWrong(t *testing.T) {
	good := browsersOffer()
	cut := func(line string) string {
		if !strings.Contains(good, line) {
			t.Fatalf("%q is not in the offer", line)
		}
		return strings.ReplaceAll(good, line, "")
	}
	audio := good[strings.Index(good, "m=audio"):]
	for _, c := range []struct{ name, sdp, says string }{
		{"empty", "", "empty"},
		{"blank", " \r\n", "empty"},
		{"not SDP", "hello", "not an SDP"},
		{"JSON", `{"type":"offer","sdp":""}`, "not an SDP"},
		{"too long", good + strings.Repeat("a=x:y\r\n", MaxSDP/7), "are allowed"},
		{"no media", good[:strings.Index(good, "m=audio")], "0 media sections"},
		{"two audio sections", good + audio, "2 media sections"},
		{"audio and video", good + strings.Replace(audio, "m=audio", "m=video", 1), "2 media sections"},
		{"only video", strings.Replace(good, "m=audio", "m=video", 1), "no audio section, only video"},
		{"refused", strings.Replace(good, "m=audio 9", "m=audio 0", 1), "port is 0"},
		{"no Opus", cut("a=rtpmap:111 opus/48000/2\r\n"), "does not offer Opus"},
		{"Opus without its number in the section", strings.Replace(good, "SAVPF 111 ", "SAVPF ", 1), "does not offer Opus"},
		{"no user fragment", cut("a=ice-ufrag:abcd\r\n"), "a=ice-ufrag"},
		{"no password", cut("a=ice-pwd:0123456789abcdefghijklmn\r\n"), "a=ice-pwd"},
		{"no fingerprint", strings.Replace(good, "a=fingerprint:", "a=finger:", 1), "a=fingerprint"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := check(c.sdp)
			var f *fault.Error
			if !errors.As(err, &f) || f.Code != fault.Invalid || f.Field != "sdp" || !strings.Contains(f.Message, c.says) {
				t.Fatalf("got %#v, want an invalid sdp that says %q", err, c.says)
			}
		})
	}
}

func TestCheckTakesWhatBrowsersAndMetaSend(t *testing.T) {
	good := browsersOffer()
	for name, sdp := range map[string]string{
		"complete":                       good,
		"bare line feeds":                aBrowsersOffer,
		"transport on the session level": moveUp(good),
		"upper case":                     strings.Replace(good, "opus/48000/2", "OPUS/48000/2", 1),
	} {
		if err := check(sdp); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// moveUp puts the transport's lines before the media section.
func moveUp(sdp string) string {
	var up, rest strings.Builder
	for line := range strings.Lines(sdp) {
		if strings.HasPrefix(line, "a=ice-") || strings.HasPrefix(line, "a=fingerprint") {
			up.WriteString(line)
		} else {
			rest.WriteString(line)
		}
	}
	return strings.Replace(rest.String(), "m=audio", up.String()+"m=audio", 1)
}

func TestFromBrowserLeavesOutCandidatesAndSSRC(t *testing.T) {
	got := fromBrowser(browsersOffer())
	if strings.Contains(got, "a=candidate") || strings.Contains(got, "a=ssrc") {
		t.Errorf("left in:\n%s", got)
	}
	if want := strings.Count(aBrowsersOffer, "\n") - 3; strings.Count(got, "\r\n") != want {
		t.Errorf("%d lines left, want %d", strings.Count(got, "\r\n"), want)
	}
}

func TestOfferToMeta(t *testing.T) {
	r := newRig(t)
	offer, err := r.bridge("call").OfferMeta(t.Context())
	must(t, err)
	if err := check(offer); err != nil {
		t.Fatal(err)
	}
	if strings.Count(offer, "\n") != strings.Count(offer, "\r\n") || !strings.HasSuffix(offer, "\r\n") {
		t.Error("lines do not all end in CR LF")
	}
	for _, c := range []struct {
		prefix string
		want   []string // nil: exactly one, whatever it says
	}{
		{"m=", []string{"m=audio 9 UDP/TLS/RTP/SAVPF 111 126"}},
		{"a=rtpmap:", []string{"a=rtpmap:111 opus/48000/2", "a=rtpmap:126 telephone-event/8000"}},
		{"a=fmtp:", []string{"a=fmtp:111 " + speech}},
		{"a=setup:", []string{"a=setup:actpass"}},
		{"a=sendrecv", []string{"a=sendrecv"}},
		{"a=ptime:", []string{"a=ptime:20"}},
		{"a=rtcp-mux", []string{"a=rtcp-mux"}},
		{"a=group:", []string{"a=group:BUNDLE 0"}},
		{"a=fingerprint:sha-256 ", nil},
		{"a=fingerprint:", nil},
		{"a=candidate:", nil},
		{"a=ice-ufrag:", nil},
		{"a=extmap", []string{}},
		{"a=ice-lite", []string{}},
		{"a=rtcp-fb", []string{}},
	} {
		got := lines(offer, c.prefix)
		if c.want == nil && len(got) == 1 {
			continue
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") || c.want == nil {
			t.Errorf("%s: got %q, want %q", c.prefix, got, c.want)
		}
	}
	ssrcs := map[string]bool{}
	for _, line := range lines(offer, "a=ssrc:") {
		ssrcs[strings.Fields(line)[0]] = true
	}
	if len(ssrcs) != 1 {
		t.Errorf("SSRCs %v, want one", ssrcs)
	}
}

func TestAnswerToBrowser(t *testing.T) {
	r := newRig(t)
	answer, err := r.bridge("call").JoinOperator(t.Context(), browsersOffer())
	must(t, err)
	for prefix, want := range map[string][]string{
		"m=":          {"m=audio 9 UDP/TLS/RTP/SAVPF 111"},
		"a=rtpmap:":   {"a=rtpmap:111 opus/48000/2"},
		"a=fmtp:":     {"a=fmtp:111 " + speech},
		"a=ice-lite":  {"a=ice-lite"},
		"a=setup:":    {"a=setup:passive"},
		"a=mid:":      {"a=mid:0"},
		"a=extmap":    {},
		"a=rtcp-fb:":  {},
		"a=sendrecv":  {"a=sendrecv"},
		"a=maxptime:": {"a=maxptime:20"},
	} {
		if got := lines(answer, prefix); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: got %q, want %q", prefix, got, want)
		}
	}
	if got := lines(answer, "a=candidate:"); len(got) != 1 || !strings.Contains(got[0], " 127.0.0.1 ") {
		t.Errorf("candidates %q, want the one address that we listen on", got)
	}
}

func TestPublicAddressIsWhatTheOtherSideIsTold(t *testing.T) {
	e, err := Open(Options{Listen: "127.0.0.1:0", PublicIPs: []string{"203.0.113.9"}})
	must(t, err)
	t.Cleanup(func() { must(t, e.Close()) })
	b, err := e.OpenBridge("call")
	must(t, err)
	offer, err := b.OfferMeta(t.Context())
	must(t, err)
	if got := lines(offer, "a=candidate:"); len(got) != 1 || !strings.Contains(got[0], " 203.0.113.9 ") {
		t.Errorf("candidates %q, want 203.0.113.9 alone", got)
	}
}
