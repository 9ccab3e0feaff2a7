package sandbox

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Meta's types are uneven: unix times of webhooks are strings, durations and the times of Graph answers are numbers. Every
// golden file is held to that.
func TestTimesAreStringsAndDurationsAreNumbers(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d golden files, %v", len(files), err)
	}
	text := []string{"timestamp", "start_time", "end_time", "expiration_timestamp", "from", "to", "wa_id", "recipient_id", "id"}
	number := []string{"duration", "expiration_time", "limit_expiration_time", "current_usage", "max_allowed", "code"}
	seen := map[string]bool{}
	var walk func(file string, v any)
	walk = func(file string, v any) {
		switch v := v.(type) {
		case []any:
			for _, item := range v {
				walk(file, item)
			}
		case map[string]any:
			for key, item := range v {
				seen[key] = true
				if _, is := item.(string); !is && oneOf(key, text) {
					t.Errorf("%s: %s is %v, no string", file, key, item)
				}
				if _, is := item.(float64); !is && oneOf(key, number) {
					t.Errorf("%s: %s is %v, no number", file, key, item)
				}
				if s, is := item.(string); is && strings.HasSuffix(key, "timestamp") && !regexp.MustCompile(`^\d{10}$`).MatchString(s) {
					t.Errorf("%s: %s is %q, no unix time", file, key, s)
				}
				walk(file, item)
			}
		}
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(raw, &v); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		walk(file, v)
	}
	for _, key := range append(text, number...) {
		if !seen[key] {
			t.Errorf("no golden file shows %s", key)
		}
	}
}

// Meta: Calling API, Business-initiated calls, June 2026: start_time, end_time and duration are there only if the call was
// picked up.
func TestOnlyAnAnsweredCallHasTimes(t *testing.T) {
	for file, answered := range map[string]bool{
		"webhook-terminate-completed": true, "webhook-terminate-inbound": true, "webhook-terminate-failed": true,
		"webhook-terminate-unanswered": false,
	} {
		raw, err := os.ReadFile("testdata/" + file + ".json")
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{`"start_time"`, `"end_time"`, `"duration"`} {
			if has := strings.Contains(string(raw), key); has != answered {
				t.Errorf("%s: %s present: %v", file, key, has)
			}
		}
	}
}
