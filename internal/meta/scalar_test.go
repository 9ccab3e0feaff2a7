package meta_test

import (
	"encoding/json"
	"testing"
	"time"

	"ramal/internal/meta"
)

func TestNumbersAreReadInEveryWriting(t *testing.T) {
	tests := map[string]int64{
		`1790000000`: 1790000000, `"1790000000"`: 1790000000, `" 1790000000 "`: 1790000000, `88.0`: 88, `"88.9"`: 88, `1.79e9`: 1790000000,
		`-3`: -3, `0`: 0, `""`: 0, `null`: 0, `"soon"`: 0, `true`: 0, `{}`: 0, `[1]`: 0, `9223372036854775807`: 9223372036854775807,
		`1e400`: 0, `"NaN"`: 0, `"Inf"`: 0, `99999999999999999999`: 0,
	}
	for text, want := range tests {
		var v struct {
			N meta.Int64
			T meta.Timestamp
		}
		if err := json.Unmarshal([]byte(`{"N":`+text+`,"T":`+text+`}`), &v); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if int64(v.N) != want || int64(v.T) != want {
			t.Errorf("%s = %d, %d, want %d", text, v.N, v.T, want)
		}
	}
}

func TestOneOddFieldDoesNotCostTheEvent(t *testing.T) {
	v, err := meta.Event{Value: json.RawMessage(`{"calls":[{"id":"wacid.A","event":"CONNECT","timestamp":{},"direction":7,"from":5511,"session":"x"}]}`)}.Decode()
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Calls) != 1 || v.Calls[0].ID != "wacid.A" || v.Calls[0].Event != meta.EventConnect {
		t.Errorf("got %+v", v.Calls)
	}
	if _, err := (meta.Event{Value: json.RawMessage(`{"calls":`)}).Decode(); err == nil {
		t.Error("broken JSON decoded")
	}
}

func TestTimestampsAreWrittenAsStrings(t *testing.T) {
	moment := time.Date(2026, 11, 22, 18, 46, 4, 999, time.FixedZone("BRT", -3*3600))
	b, err := json.Marshal([]any{meta.At(moment), meta.Int64(5)})
	if err != nil || string(b) != `["1795383964",5]` {
		t.Errorf("%s, %v", b, err)
	}
	if meta.At(time.Time{}) != 0 {
		t.Error("the zero time has a timestamp")
	}
}

func TestTimes(t *testing.T) {
	want := time.Date(2026, 9, 21, 14, 13, 20, 0, time.UTC)
	if got := meta.Timestamp(1790000000).Time(); got != want {
		t.Errorf("got %v", got)
	}
	if got := meta.Int64(1790000000).Time(); got != want {
		t.Errorf("got %v", got)
	}
	for _, n := range []int64{0, -1, 253402300800, 9223372036854775807} {
		if got := meta.Timestamp(n).Time(); !got.IsZero() {
			t.Errorf("%d = %v", n, got)
		}
	}
}

func TestDigits(t *testing.T) {
	for in, want := range map[string]string{"+55 (11) 98888-7777": "5511988887777", "": "", "abc": "", "٣5": "5"} {
		if got := meta.Digits(in); got != want {
			t.Errorf("%q = %q", in, got)
		}
	}
	for in, want := range map[string]meta.Phone{`"+55 11"`: "+55 11", `5511`: "5511", `null`: "", `{}`: "", `true`: "true"} {
		if got := decode[meta.Phone](t, in); got != want {
			t.Errorf("%s = %q", in, got)
		}
	}
}
