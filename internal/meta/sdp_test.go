package meta_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"ramal/internal/meta"
)

const print256 = "A1:B2:C3:D4:E5:F6:07:18:29:3A:4B:5C:6D:7E:8F:90:A1:B2:C3:D4:E5:F6:07:18:29:3A:4B:5C:6D:7E:8F:90"

// sdpFile reads testdata/name with CRLF line ends, as it would come over the wire.
func sdpFile(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n", "\r\n")
}

// without drops every line that starts with the prefix.
func without(sdp, prefix string) string {
	var kept []string
	for line := range strings.Lines(sdp) {
		if !strings.HasPrefix(line, prefix) {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

func TestCleanSDPNamesTheFault(t *testing.T) {
	offer := sdpFile(t, "offer.sdp")
	replace := func(old, with string) string {
		if !strings.Contains(offer, old) {
			t.Fatalf("the fixture has no %q", old)
		}
		return strings.Replace(offer, old, with, 1)
	}
	audio := offer[strings.Index(offer, "m=audio"):]
	tests := map[string]struct {
		sdp   string
		t     meta.SDPType
		fault meta.SDPFault // "" for none
	}{
		"our offer":                         {offer, meta.Offer, ""},
		"Meta's offer":                      {sdpFile(t, "meta_offer.sdp"), meta.Offer, ""},
		"our answer":                        {replace("setup:actpass", "setup:active"), meta.Answer, ""},
		"a passive answer":                  {replace("setup:actpass", "setup:passive"), meta.Answer, ""},
		"bare LF":                           {strings.ReplaceAll(offer, "\r\n", "\n"), meta.Offer, ""},
		"the same fingerprint twice":        {replace("a=setup", "a=fingerprint:sha-256 "+strings.ToLower(print256)+"\r\na=setup"), meta.Offer, ""},
		"fingerprint of the session":        {replace("t=0 0", "t=0 0\r\na=fingerprint:sha-256 "+print256), meta.Offer, ""},
		"two SSRC lines of one source":      {replace("a=ssrc:", "a=ssrc:3735928559 msid:ramal audio\r\na=ssrc:"), meta.Offer, ""},
		"no SSRC line":                      {without(offer, "a=ssrc:"), meta.Offer, ""},
		"no candidate":                      {without(offer, "a=candidate:"), meta.Offer, ""},
		"nothing":                           {"", meta.Offer, meta.FaultEmpty},
		"line ends only":                    {"\r\n\r\n", meta.Offer, meta.FaultEmpty},
		"JSON around it":                    {`{"type":"offer","sdp":"v=0"}`, meta.Offer, meta.FaultStart},
		"a space before":                    {" " + offer, meta.Offer, meta.FaultStart},
		"another version":                   {replace("v=0", "v=1"), meta.Offer, meta.FaultStart},
		"a line of words":                   {replace("s=-", "hello"), meta.Offer, meta.FaultLine},
		"a control character":               {replace("s=-", "s=\x00"), meta.Offer, meta.FaultLine},
		"no media":                          {offer[:strings.Index(offer, "m=audio")], meta.Offer, meta.FaultNoAudio},
		"two audio lines":                   {offer + audio, meta.Offer, meta.FaultTwoAudio},
		"a video line":                      {offer + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n", meta.Offer, meta.FaultOtherMedia},
		"video only":                        {replace("m=audio", "m=video"), meta.Offer, meta.FaultOtherMedia},
		"a data channel":                    {offer + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n", meta.Offer, meta.FaultOtherMedia},
		"port 0":                            {replace("m=audio 9 ", "m=audio 0 "), meta.Offer, meta.FaultRefused},
		"plain RTP":                         {replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"), meta.Offer, meta.FaultProtocol},
		"SDES":                              {replace("UDP/TLS/RTP/SAVPF", "RTP/SAVP"), meta.Offer, meta.FaultProtocol},
		"no Opus":                           {replace("opus/48000/2", "PCMA/8000"), meta.Offer, meta.FaultNoOpus},
		"Opus with one channel":             {replace("opus/48000/2", "opus/48000"), meta.Offer, meta.FaultNoOpus},
		"Opus that is not in the line":      {replace("SAVPF 111 126", "SAVPF 126"), meta.Offer, meta.FaultNoOpus},
		"an audio line without formats":     {replace("m=audio 9 UDP/TLS/RTP/SAVPF 111 126", "m=audio 9"), meta.Offer, meta.FaultNoOpus},
		"no fingerprint":                    {without(offer, "a=fingerprint"), meta.Offer, meta.FaultNoFingerprint},
		"sha-384":                           {replace("sha-256", "sha-384"), meta.Offer, meta.FaultNoFingerprint},
		"a short fingerprint":               {replace(print256, print256[:59]), meta.Offer, meta.FaultNoFingerprint},
		"a fingerprint without colons":      {replace(print256, strings.ReplaceAll(print256, ":", "-")), meta.Offer, meta.FaultNoFingerprint},
		"a fingerprint that is not hex":     {replace("A1:B2", "G1:B2"), meta.Offer, meta.FaultNoFingerprint},
		"two fingerprints":                  {replace("a=setup", "a=fingerprint:sha-256 00"+print256[2:]+"\r\na=setup"), meta.Offer, meta.FaultTwoPrints},
		"another one for the session":       {replace("t=0 0", "t=0 0\r\na=fingerprint:sha-256 00"+print256[2:]), meta.Offer, meta.FaultTwoPrints},
		"no ufrag":                          {without(offer, "a=ice-ufrag"), meta.Offer, meta.FaultNoICE},
		"an empty pwd":                      {strings.Replace(without(offer, "a=ice-pwd"), "a=ice-ufrag", "a=ice-pwd:\r\na=ice-ufrag", 1), meta.Offer, meta.FaultNoICE},
		"no setup":                          {without(offer, "a=setup"), meta.Offer, meta.FaultNoSetup},
		"actpass in an answer":              {offer, meta.Answer, meta.FaultSetup},
		"holdconn":                          {replace("actpass", "holdconn"), meta.Offer, meta.FaultSetup},
		"no rtcp-mux":                       {without(offer, "a=rtcp-mux"), meta.Offer, meta.FaultNoRTCPMux},
		"two sources":                       {replace("a=ssrc:", "a=ssrc:1 cname:x\r\na=ssrc:"), meta.Offer, meta.FaultTwoSources},
		"a fault in a section not of audio": {replace("a=rtcp-mux\r\n", "") + "m=video 0 UDP/TLS/RTP/SAVPF 96\r\n", meta.Offer, meta.FaultOtherMedia},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := meta.CleanSDP(tt.sdp, tt.t)
			if tt.fault == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			var fault *meta.SDPError
			if !errors.As(err, &fault) || !errors.Is(err, tt.fault) {
				t.Fatalf("got %v, want %v", err, tt.fault)
			}
			if fault.Type != tt.t || !strings.Contains(err.Error(), string(tt.fault)) {
				t.Errorf("the error reads %q", err)
			}
		})
	}
}

func TestSDPErrorsQuoteLittle(t *testing.T) {
	sdp := strings.Replace(sdpFile(t, "offer.sdp"), "UDP/TLS/RTP/SAVPF", strings.Repeat("X", 500), 1)
	if _, err := meta.CleanSDP(sdp, meta.Offer); err == nil || len(err.Error()) > 120 {
		t.Errorf("%d characters: %v", len(err.Error()), err)
	}
}

// bareLineEnds reports whether any line ends with something else than CRLF, the last one included.
func bareLineEnds(sdp string) bool {
	return strings.ContainsAny(strings.ReplaceAll(sdp, "\r\n", ""), "\r\n") || !strings.HasSuffix(sdp, "\r\n")
}

func FuzzSDP(f *testing.F) {
	f.Add(sdpFile(f, "offer.sdp"))
	f.Add(sdpFile(f, "meta_offer.sdp"))
	f.Add("v=0\nm=audio\na=fingerprint\na=ssrc:\nm=\n")
	f.Fuzz(func(t *testing.T, sdp string) {
		for _, kind := range []meta.SDPType{meta.Offer, meta.Answer} {
			clean, err := meta.CleanSDP(sdp, kind)
			if err != nil {
				var fault *meta.SDPError
				if !errors.As(err, &fault) {
					t.Fatalf("%v", err)
				}
				continue
			}
			if bareLineEnds(clean) {
				t.Fatalf("cleaned to %q", clean)
			}
			if again, err := meta.CleanSDP(clean, kind); err != nil || again != clean {
				t.Fatalf("cleaned again to %q: %v", again, err)
			}
		}
		if out := meta.NormalizeAnswer(sdp); out != "" && bareLineEnds(out) || meta.NormalizeAnswer(out) != out {
			t.Fatalf("normalized to %q", out)
		}
	})
}
