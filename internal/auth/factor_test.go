package auth

import (
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

func TestACodeIsGoodForItsStepAndTheOnesBeside(t *testing.T) {
	e, err := NewEnrolment("Ramal", "alice@aurora.example")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(e.URI, "otpauth://totp/Ramal:alice") || !strings.HasPrefix(e.QR, "data:image/png;base64,") || len(e.Seed) != 32 {
		t.Errorf("enrolment %+v", e)
	}
	code, err := totp.GenerateCode(e.Seed, noon)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		after time.Duration
		want  bool
	}{{0, true}, {30 * time.Second, true}, {-30 * time.Second, true}, {61 * time.Second, false}, {-61 * time.Second, false}} {
		step, ok := CodeStep(e.Seed, " "+code[:3]+" "+code[3:], noon.Add(tt.after))
		if ok != tt.want || ok && step != noon.Unix()/30 {
			t.Errorf("after %v: %v, step %d", tt.after, ok, step)
		}
	}
	for _, bad := range []string{"", "12345", "1234567", "abcdef"} {
		if _, ok := CodeStep(e.Seed, bad, noon); ok {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestRecoveryCodesAreManyAndDiffer(t *testing.T) {
	codes, hashes := NewRecoveryCodes()
	seen := map[string]bool{}
	for i, c := range codes {
		if seen[c] || HashToken(TidyCode(strings.ToUpper(strings.ReplaceAll(c, "-", " ")))) != hashes[i] {
			t.Errorf("code %q", c)
		}
		seen[c] = true
	}
	if len(codes) != RecoveryCodes || len(hashes) != RecoveryCodes {
		t.Errorf("%d codes, %d hashes", len(codes), len(hashes))
	}
}
