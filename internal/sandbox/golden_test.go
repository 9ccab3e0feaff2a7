package sandbox

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

// Answers and webhooks hold ids that are random and media parameters that are new on every run.
var volatile = []struct {
	what *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`wacid\.[A-Za-z0-9+/=]+`), "wacid.ID"},
	{regexp.MustCompile(`wamid\.[A-Za-z0-9+/=]+`), "wamid.ID"},
	{regexp.MustCompile(`"fbtrace_id": "[^"]+"`), `"fbtrace_id": "TRACE"`},
	{regexp.MustCompile(`o=- \d+ 2`), "o=- ORIGIN 2"},
	{regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`), "STREAM"},
	{regexp.MustCompile(`m=audio \d+ `), "m=audio PORT "},
	{regexp.MustCompile(`127\.0\.0\.1 \d+ typ`), "127.0.0.1 PORT typ"},
	{regexp.MustCompile(`a=ice-ufrag:\w{16}\\r`), `a=ice-ufrag:UFRAG\r`},
	{regexp.MustCompile(`a=ice-pwd:\w{24}\\r`), `a=ice-pwd:PWD\r`},
	{regexp.MustCompile(`sha-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}`), "sha-256 FINGERPRINT"},
	{regexp.MustCompile(`http://127\.0\.0\.1:\d+`), "http://SANDBOX"},
	{regexp.MustCompile(`a=ssrc:\d+`), "a=ssrc:SSRC"},
}

// golden compares JSON, indented and without what changes on every run, with testdata/name.json.
func golden(t *testing.T, name string, raw []byte) {
	t.Helper()
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, raw)
	}
	var pretty bytes.Buffer
	e := json.NewEncoder(&pretty)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	got := pretty.Bytes()
	for _, r := range volatile {
		got = r.what.ReplaceAll(got, []byte(r.with))
	}
	path := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (run with -update if that is meant)\ngot\n%s\nwant\n%s", path, got, want)
	}
}
