package auth

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"ramal/internal/fault"
)

func TestAPasswordIsKnownAgain(t *testing.T) {
	hash, err := HashPassword("correct horse")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hash %q is no PHC string with today's costs", hash)
	}
	if strings.Contains(hash, "horse") {
		t.Errorf("the hash has the password in it")
	}
	for password, want := range map[string]bool{
		"correct horse": true, "correct horsf": false, "Correct horse": false, "": false, "correct horse ": false,
	} {
		if ok, stale := CheckPassword(hash, password); ok != want || stale {
			t.Errorf("%q: got %v, stale %v; want %v", password, ok, stale, want)
		}
	}
}

func TestTheSamePasswordHasAnotherHashEachTime(t *testing.T) {
	a, _ := HashPassword("correct horse")
	b, _ := HashPassword("correct horse")
	if a == b {
		t.Error("two users with one password can be told by their hashes")
	}
}

func TestAnAccentIsTheSameHoweverItIsTyped(t *testing.T) {
	hash, err := HashPassword("senha-s\u00e3o-1") // one character
	if err != nil {
		t.Fatal(err)
	}
	if ok, _ := CheckPassword(hash, "senha-sa\u0303o-1"); !ok { // a and a tilde
		t.Error("the other form is refused")
	}
}

func TestAPasswordIsLongEnoughAndNotTooLong(t *testing.T) {
	for password, valid := range map[string]bool{
		"":                        false,
		"1234567":                 false,
		"12345678":                true,
		"ééééééé":                 false, // 14 bytes, 7 characters
		"éééééééé":                true,
		strings.Repeat("a", 1024): true,
		strings.Repeat("a", 1025): false,
		"abc\xffdefgh":            false,
	} {
		err := ValidPassword(password)
		if (err == nil) != valid {
			t.Errorf("%.20q: got %v, want valid %v", password, err, valid)
		}
		var f *fault.Error
		if err != nil && (!errors.As(err, &f) || f.Code != fault.Invalid || f.Field != "password") {
			t.Errorf("%.20q: got %+v, want invalid on password", password, err)
		}
	}
	if _, err := HashPassword("short"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a short password is hashed: %v", err)
	}
}

func TestOldCostsAreStaleAndStillRight(t *testing.T) {
	salt := []byte("0123456789abcdef")
	for name, p := range map[string]params{
		"less memory": {8 * 1024, 2, 1}, "one pass": {19 * 1024, 1, 1}, "two threads": {19 * 1024, 2, 2},
	} {
		hash := encode(p, salt, derive("correct horse", salt, p, hashSize))
		if ok, stale := CheckPassword(hash, "correct horse"); !ok || !stale {
			t.Errorf("%s: got %v, stale %v; want both", name, ok, stale)
		}
		if ok, stale := CheckPassword(hash, "wrong horse"); ok || stale {
			t.Errorf("%s, wrong: got %v, stale %v; want neither", name, ok, stale)
		}
	}
}

// The vector is from the tests of the reference implementation: phc-winner-argon2, src/test.c.
func TestHashesOfOtherProgramsAreRead(t *testing.T) {
	const hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	if ok, stale := CheckPassword(hash, "password"); !ok || !stale {
		t.Errorf("got %v, stale %v; want both", ok, stale)
	}
}

func TestWhatIsNoHashIsNobodysPassword(t *testing.T) {
	good, _ := HashPassword("correct horse")
	part := strings.Split(good, "$")
	with := func(i int, s string) string {
		changed := append([]string(nil), part...)
		changed[i] = s
		return strings.Join(changed, "$")
	}
	for _, hash := range []string{
		"", "correct horse", "$2a$10$abcdefghijklmnopqrstuu", with(1, "argon2i"), with(2, "v=16"), with(2, "19"),
		with(3, "m=19456,t=2"), with(3, "m=0,t=2,p=1"), with(3, "m=19456,t=0,p=1"), with(3, "m=19456,t=2,p=0"),
		with(3, "m=4194304,t=2,p=1"), with(3, "m=19456,t=1000,p=1"), with(4, "!"), with(4, "AAAA"), with(5, "!"), with(5, ""),
		with(5, "AAAA"), good + "$", good[1:],
	} {
		if ok, stale := CheckPassword(hash, "correct horse"); ok || stale {
			t.Errorf("%q: got %v, stale %v; want neither", hash, ok, stale)
		}
	}
	// A row of zeros is what an unknown user is compared with. No password may equal it.
	if ok, _ := CheckPassword("", ""); ok {
		t.Error("nobody signs in with nothing")
	}
}

func TestAnUnknownUserTakesAsLongAsAWrongPassword(t *testing.T) {
	hash, _ := HashPassword("correct horse")
	// Work, not time: both have to fill the same memory.
	work := func(hash string) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		CheckPassword(hash, "wrong horse")
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	known, unknown := work(hash), work("")
	if unknown < 0.9*known || known < float64(current().memory)*1000 {
		t.Errorf("a wrong password takes %.0f bytes of memory, an unknown user %.0f", known, unknown)
	}
}

func BenchmarkCheckPassword(b *testing.B) {
	hash, _ := HashPassword("correct horse")
	for b.Loop() {
		CheckPassword(hash, "wrong horse")
	}
}
