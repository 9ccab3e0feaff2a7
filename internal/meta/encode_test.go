package meta_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"ramal/internal/meta"
)

func TestEscapeJSON(t *testing.T) {
	for in, want := range map[string]string{
		`{"a":"b"}`:                 `{"a":"b"}`,
		`"UDP/TLS"`:                 `"UDP\/TLS"`,
		`"UDP\/TLS"`:                `"UDP\/TLS"`,
		`"ä"`:                       `"\u00e4"`,
		`"€"`:                       `"\u20ac"`,
		`"😀"`:                       `"\ud83d\ude00"`,
		`"a\\/b"`:                   `"a\\\/b"`,
		`"say \"é\""`:               `"say \"\u00e9\""`,
		`"\u00e4\r\n"`:              `"\u00e4\r\n"`,
		"\"\xff\"":                  `"\ufffd"`,
		`{"é":[1,true,null,"x/y"]}`: `{"\u00e9":[1,true,null,"x\/y"]}`,
		``:                          ``,
	} {
		if got := string(meta.EscapeJSON([]byte(in))); got != want {
			t.Errorf("%s = %s, want %s", in, got, want)
		}
	}
}

func FuzzEscapeJSON(f *testing.F) {
	f.Add([]byte(`{"sdp":"a=rtpmap:111 opus/48000/2\r\n","name":"Ação 😀 \\ \" \/"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		escaped := meta.EscapeJSON(raw)
		for _, c := range escaped {
			if c > 0x7f {
				t.Fatalf("%q has a byte beyond ASCII", escaped)
			}
		}
		var before, after any
		if json.Unmarshal(raw, &before) != nil {
			return
		}
		if err := json.Unmarshal(escaped, &after); err != nil || !reflect.DeepEqual(before, after) {
			t.Fatalf("%q became %q: %v", raw, escaped, err)
		}
	})
}
