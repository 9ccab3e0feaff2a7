package meta_test

import (
	"strings"
	"testing"

	"ramal/internal/meta"
)

func TestNormalizeAnswer(t *testing.T) {
	actpass := sdpFile(t, "meta_offer.sdp") // Meta's answers have been seen with the setup of an offer
	active := strings.Replace(actpass, "a=setup:actpass", "a=setup:active", 1)
	passive := strings.Replace(actpass, "a=setup:actpass", "a=setup:passive", 1)
	session := strings.Replace(without(actpass, "a=setup"), "a=ice-lite", "a=ice-lite\r\na=setup:active", 1)
	tests := map[string]struct{ in, want string }{
		"actpass becomes active":         {actpass, active},
		"active stays":                   {active, active},
		"passive stays":                  {passive, passive},
		"LF":                             {strings.ReplaceAll(actpass, "\r\n", "\n"), active},
		"no end of the last line":        {strings.TrimSuffix(active, "\r\n"), active},
		"setup of the session":           {strings.Replace(session, "setup:active", "setup:actpass", 1), session},
		"another attribute with actpass": {"v=0\r\na=x-setup:actpass\r\n", "v=0\r\na=x-setup:actpass\r\n"},
		"nothing":                        {"", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := meta.NormalizeAnswer(tt.in); got != tt.want {
				t.Errorf("got\n%q\nwant\n%q", got, tt.want)
			}
		})
	}
	if _, err := meta.CleanSDP(meta.NormalizeAnswer(actpass), meta.Answer); err != nil {
		t.Error(err)
	}
}
