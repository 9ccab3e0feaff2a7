package call_test

import (
	"testing"

	"ramal/internal/call"
)

func TestReasonOf(t *testing.T) {
	for code, want := range map[int]string{
		138000: call.ReasonCallingOff,
		138001: call.ReasonUncallable,
		138003: call.ReasonContactBusy,
		138006: call.ReasonNoAuthorization, // HTTP 401, and no token fault
		138012: call.ReasonCallLimit,
		138005: call.ReasonRateLimit,
		130429: call.ReasonRateLimit,
		138013: call.ReasonCountry,
		138014: call.ReasonRestricted,
		131044: call.ReasonPayment,
		138007: call.ReasonSetup,
		138021: call.ReasonMediaLost,
		190:    call.ReasonToken,
		131016: call.ReasonUnreachable,
		100:    call.ReasonMeta,
		999999: call.ReasonMeta,
	} {
		if got := call.ReasonOf(code); got != want {
			t.Errorf("reason of %d is %s, want %s", code, got, want)
		}
	}
}
