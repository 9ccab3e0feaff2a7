package sandbox

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func TestSlashesAndEverythingOutsideASCIIAreEscaped(t *testing.T) {
	for in, want := range map[string]string{
		"opus/48000/2\r\n": `"opus\/48000\/2\r\n"`,
		"Olá, João":        `"Ol\u00e1, Jo\u00e3o"`,
		"😀 ok":             `"\ud83d\ude00 ok"`,
		"a<b>&c\"\\":       `"a<b>&c\"\\"`,
		"\u2028":           `"\u2028"`,
	} {
		got, err := encode(in)
		if err != nil || string(got) != want {
			t.Errorf("%q: %s %v, want %s", in, got, err, want)
		}
	}
}

func TestWhatIsEncodedDecodesToTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := map[string]string{rapid.String().Draw(t, "key"): rapid.String().Draw(t, "value")}
		raw, err := encode(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range raw {
			if b >= 0x80 {
				t.Fatalf("a byte outside ASCII in %s", raw)
			}
		}
		var out map[string]string
		if err := json.Unmarshal(raw, &out); err != nil {
			t.Fatal(err)
		}
		for k, v := range in {
			if out[k] != v {
				t.Fatalf("%q became %q", v, out[k])
			}
		}
	})
}

func TestTheSignatureIsThatOfTheDocumentedAlgorithm(t *testing.T) {
	// RFC 4231, test case 2.
	const want = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
	if got := signature("Jefe", []byte("what do ya want for nothing?")); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
