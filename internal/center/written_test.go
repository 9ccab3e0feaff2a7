package center

import (
	"testing"
	"time"
)

func TestAMessageWasWrittenWithinMetasSecondAndBeforeItGotHere(t *testing.T) {
	second := time.Date(2026, 11, 22, 18, 0, 5, 0, time.UTC)
	for name, c := range map[string]struct{ now, want time.Time }{
		"got here within the second":       {second.Add(590 * time.Millisecond), second.Add(590 * time.Millisecond)},
		"got here later":                   {second.Add(time.Hour), second.Add(999 * time.Millisecond)},
		"our clock is behind Meta's clock": {second.Add(-time.Minute), second},
	} {
		if got := written(second, c.now); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
