package meta_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"ramal/internal/meta"
)

func TestEncodeWritesMetasForm(t *testing.T) {
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
		`"a<b>&c"`:                  `"a<b>&c"`,
		`["\u2028"]`:                `["\u2028"]`,
	} {
		if got, err := meta.Encode(json.RawMessage(in)); err != nil || string(got) != want {
			t.Errorf("%s = %s, %v, want %s", in, got, err, want)
		}
	}
	if got, err := meta.Encode(map[string]string{"name": "Zoë <a/b>"}); err != nil || string(got) != `{"name":"Zo\u00eb <a\/b>"}` {
		t.Errorf("%s, %v", got, err)
	}
	if got, err := meta.Encode(make(chan int)); err == nil {
		t.Errorf("a channel became %s", got)
	}
}

func FuzzEncode(f *testing.F) {
	f.Add([]byte(`{"sdp":"a=rtpmap:111 opus/48000/2\r\n","name":"Ação 😀 \\ \" \/"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var before, after any
		if json.Unmarshal(raw, &before) != nil {
			return
		}
		escaped, err := meta.Encode(json.RawMessage(raw))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range escaped {
			if c > 0x7f {
				t.Fatalf("%q has a byte beyond ASCII", escaped)
			}
		}
		if err := json.Unmarshal(escaped, &after); err != nil || !reflect.DeepEqual(before, after) {
			t.Fatalf("%q became %q: %v", raw, escaped, err)
		}
	})
}
