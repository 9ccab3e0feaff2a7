package meta_test

import (
	"errors"
	"strings"
	"testing"

	"ramal/internal/meta"
)

func TestCleanSDP(t *testing.T) {
	offer := sdpFile(t, "offer.sdp")
	answer := strings.Replace(offer, "setup:actpass", "setup:active", 1)
	tests := map[string]struct {
		sdp, want string
		t         meta.SDPType
	}{
		"what is clean stays as it is": {offer, offer, meta.Offer},
		"an answer":                    {answer, answer, meta.Answer},
		"LF":                           {strings.ReplaceAll(offer, "\r\n", "\n"), offer, meta.Offer},
		"CR":                           {strings.ReplaceAll(offer, "\r\n", "\r"), offer, meta.Offer},
		"no end of the last line":      {strings.TrimSuffix(offer, "\r\n"), offer, meta.Offer},
		"empty lines":                  {strings.ReplaceAll(offer, "\r\n", "\r\n\r\n"), offer, meta.Offer},
		"lower-case hex":               {strings.ReplaceAll(offer, print256, strings.ToLower(print256)), offer, meta.Offer},
		"SHA-256 in capitals":          {strings.ReplaceAll(offer, "sha-256", "SHA-256"), offer, meta.Offer},
		"fingerprints of other kinds": {
			strings.NewReplacer("a=setup", "a=fingerprint:sha-384 AA:BB\r\na=fingerprint:SHA-512 CC\r\na=setup", "t=0 0", "t=0 0\r\na=fingerprint:sha-1 00").Replace(offer),
			offer, meta.Offer,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := meta.CleanSDP(tt.sdp, tt.t)
			if err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("got\n%q\nwant\n%q", got, tt.want)
			}
		})
	}
}

func TestCleanSDPKeepsLinesThatItDoesNotKnow(t *testing.T) {
	odd := strings.Replace(sdpFile(t, "offer.sdp"), "a=ptime:20", "a=ptime:20\r\na=x-future:  Käse \r\na=extmap:1 urn:x", 1)
	got, err := meta.CleanSDP(odd, meta.Offer)
	if err != nil || got != odd {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestCleanSDPRefusesWhatItCannotRepair(t *testing.T) {
	offer := sdpFile(t, "offer.sdp")
	for name, tt := range map[string]struct {
		sdp   string
		t     meta.SDPType
		fault meta.SDPFault
	}{
		"only sha-512 is no fingerprint": {strings.ReplaceAll(offer, "sha-256", "sha-512"), meta.Offer, meta.FaultNoFingerprint},
		"an answer that is undecided":    {offer, meta.Answer, meta.FaultSetup},
		"video":                          {offer + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n", meta.Offer, meta.FaultOtherMedia},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := meta.CleanSDP(tt.sdp, tt.t); got != "" || !errors.Is(err, tt.fault) {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}
