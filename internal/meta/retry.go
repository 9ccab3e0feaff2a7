package meta

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// How often and how soon a request is tried again.
const (
	maxTries   = 3
	firstPause = 150 * time.Millisecond // doubled after each try, give or take a half
	limitPause = time.Second            // after a limit, which is counted by the second
)

// again decides whether a request is tried once more after err, and waits until it is time. It does not wait in vain: where
// the context ends before the pause, the caller gets the error at once.
func again(ctx context.Context, r request, try int, err error) bool {
	if try == maxTries || !passing(err) || !r.repeatable && !notSent(err) {
		return false
	}
	d := pause(try, err, rand.Float64()) //nolint:gosec // jitter, no secret
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= d {
		return false
	}
	return sleep(ctx, d)
}

// passing reports whether trying again soon makes sense.
func passing(err error) bool {
	var refused *Error
	if errors.As(err, &refused) {
		return refused.Transient || refused.HTTPStatus >= http.StatusInternalServerError && refused.Temporary() || refused.limit()
	}
	var silent *Unreachable
	return errors.As(err, &silent) &&
		(silent.HTTPStatus == 0 || silent.HTTPStatus >= http.StatusInternalServerError || silent.HTTPStatus == http.StatusTooManyRequests)
}

func notSent(err error) bool {
	var silent *Unreachable
	return errors.As(err, &silent) && silent.NotSent
}

// limit reports whether the error is a limit that is counted by the second. Those of the hour or the day need more time than
// anybody waits for.
func (e *Error) limit() bool {
	switch e.Code {
	case CodeTooManyReads, CodeThroughput:
		return true
	case CodeConcurrentCalls, CodeCallRateLimit:
		return false
	}
	return e.HTTPStatus == http.StatusTooManyRequests
}

// pause returns how long to wait after a try: longer each time, spread (luck is 0 to 1) so that many who failed together do
// not come back together, and never less than Meta asks for.
func pause(try int, err error, luck float64) time.Duration {
	first, asked := firstPause, time.Duration(0)
	var refused *Error
	var silent *Unreachable
	switch {
	case errors.As(err, &refused):
		asked = refused.RetryAfter
		if refused.limit() {
			first = limitPause
		}
	case errors.As(err, &silent):
		asked = silent.RetryAfter
		if silent.HTTPStatus == http.StatusTooManyRequests {
			first = limitPause
		}
	}
	d := first << (try - 1)
	d = d/2 + time.Duration(luck*float64(d))
	return max(d, asked)
}

// retryAfter returns how long Meta asks to stay away, zero when it does not say: by Retry-After (RFC 9110, 10.2.3) in seconds
// or as a date, or by the minutes of X-Business-Use-Case-Usage (Meta: Graph API, Rate limits), of which the longest counts.
func retryAfter(h http.Header, now time.Time) time.Duration {
	var longest time.Duration
	if s := h.Get("Retry-After"); s != "" {
		if n, err := strconv.Atoi(s); err == nil {
			longest = time.Duration(min(max(n, 0), 7*24*3600)) * time.Second
		} else if at, err := http.ParseTime(s); err == nil {
			longest = max(at.Sub(now), 0)
		}
	}
	var usage map[string][]struct {
		Minutes Int64 `json:"estimated_time_to_regain_access"`
	}
	if json.Unmarshal([]byte(h.Get("X-Business-Use-Case-Usage")), &usage) != nil {
		return longest
	}
	for _, of := range usage {
		for _, u := range of {
			longest = max(longest, time.Duration(min(max(u.Minutes, 0), 7*24*60))*time.Minute)
		}
	}
	return longest
}

// sleep waits, and reports false when ctx ends before the time is over.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
