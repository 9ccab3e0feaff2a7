package meta_test

import (
	"encoding/json"
	"strings"
	"testing"

	"ramal/internal/meta"
)

func TestSignature(t *testing.T) {
	// HMAC-SHA-256 test case 2 of RFC 4231.
	const secret, body = "Jefe", "what do ya want for nothing?"
	const header = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
	if got := meta.Sign(secret, []byte(body)); got != header {
		t.Errorf("signed %s", got)
	}
	tests := map[string]struct {
		secret, header, body string
		want                 bool
	}{
		"as signed":             {secret, header, body, true},
		"upper-case hex":        {secret, "sha256=" + strings.ToUpper(header[7:]), body, true},
		"another secret":        {"other", header, body, false},
		"another body":          {secret, header, body + " ", false},
		"no header":             {secret, "", body, false},
		"no prefix":             {secret, header[7:], body, false},
		"SHA-1":                 {secret, "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", body, false},
		"cut short":             {secret, header[:len(header)-2], body, false},
		"longer":                {secret, header + "00", body, false},
		"not hex":               {secret, "sha256=zz", body, false},
		"the prefix alone":      {secret, "sha256=", body, false},
		"no secret is no proof": {"", meta.Sign("", []byte(body)), body, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := meta.Verify(tt.secret, tt.header, []byte(tt.body)); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestTheEscapedFormIsWhatIsSigned(t *testing.T) {
	plain := []byte(`{"name":"João/Zoë 😀"}`)
	escaped, err := meta.Encode(json.RawMessage(plain))
	if err != nil {
		t.Fatal(err)
	}
	header := meta.Sign("secret", escaped)
	if !meta.Verify("secret", header, escaped) || meta.Verify("secret", header, plain) {
		t.Error("the signature is not over the bytes as sent")
	}
}

// Only the header that Sign makes passes, in any case of its hex digits; nothing in it panics.
func FuzzSignature(f *testing.F) {
	body := []byte(`{"object":"whatsapp_business_account"}`)
	f.Add(meta.Sign("secret", body), body)
	f.Add(strings.ToUpper(meta.Sign("secret", body)), body)
	f.Add("sha256=", body)
	f.Add("sha256=zz", []byte(nil))
	f.Add("sha1=0000", []byte("\x00"))
	f.Fuzz(func(t *testing.T, header string, raw []byte) {
		good := meta.Sign("secret", raw)
		if meta.Verify("secret", header, raw) && !strings.EqualFold(strings.TrimSpace(header), good) {
			t.Fatalf("%q passes for %q", header, raw)
		}
		if !meta.Verify("secret", good, raw) || meta.Verify("other", good, raw) || meta.Verify("", header, raw) {
			t.Fatalf("the signature of %q is not told from others", raw)
		}
	})
}
