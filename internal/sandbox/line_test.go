package sandbox

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"ramal/internal/meta"
)

// Meta: Calling API, User call permissions, June 2026: temporary is 7 times 86,400 s from the approval, permanent has no end.
func TestATemporaryPermissionLastsSevenDaysToTheSecond(t *testing.T) {
	l := line{Permission: meta.NoPermission}
	l.grant(false, start)
	for after, want := range map[time.Duration]meta.PermissionStatus{
		0:                           meta.TemporaryPermission,
		168*time.Hour - time.Second: meta.TemporaryPermission,
		168 * time.Hour:             meta.NoPermission,
	} {
		if got := l.permission(start.Add(after)); got != want {
			t.Errorf("after %v: %s, want %s", after, got, want)
		}
	}
	l.grant(true, start)
	if got := l.permission(start.AddDate(5, 0, 0)); got != meta.PermanentPermission {
		t.Errorf("a permanent permission became %s", got)
	}
}

// Meta: Calling API, User call permissions, June 2026: 1 request in 24 hours, 2 in 7 days. Pages disagree: the table of the
// read shows 2 in 24 hours as an example.
func TestRequestsAreLimitedToOneADayAndTwoAWeek(t *testing.T) {
	l := line{Requests: []int64{start.Unix()}}
	steps := []struct {
		name       string
		after      time.Duration
		add        bool
		free       bool
		dayUse     int
		weekUse    int
		weekFreeAt time.Duration
	}{
		{name: "just asked", after: time.Second, dayUse: 1, weekUse: 1},
		{name: "a day later", after: day, free: true, weekUse: 1},
		{name: "asked again", after: day, add: true, dayUse: 1, weekUse: 2, weekFreeAt: week},
		{name: "two days later", after: 3 * day, weekUse: 2, weekFreeAt: week},
		{name: "a week after the first", after: week, free: true, weekUse: 1},
	}
	for _, s := range steps {
		now := start.Add(s.after)
		if s.add {
			l.Requests = append(l.Requests, now.Unix())
		}
		use := l.requestUsage(now, production)
		if free := !exhausted(use...); free != s.free || use[0].Current != s.dayUse || use[1].Current != s.weekUse {
			t.Errorf("%s: free %v, use %+v", s.name, free, use)
		}
		if s.weekFreeAt != 0 && use[1].Free != start.Add(s.weekFreeAt).Unix() {
			t.Errorf("%s: next request at %d", s.name, use[1].Free)
		}
	}
}

// Meta: Calling API, User call permissions, June 2026: a connected call of either direction resets the requests; only the
// business's own count against its 100 a day.
func TestAConnectedCallResetsWhatCountsAgainstTheBusiness(t *testing.T) {
	for _, d := range []meta.Direction{meta.BusinessInitiated, meta.UserInitiated} {
		l := line{Requests: []int64{start.Unix()}, Unanswered: 3}
		l.connected(d, start)
		if len(l.Requests) != 0 || l.Unanswered != 0 || !l.windowOpen(start.Add(day-time.Second)) {
			t.Errorf("%s: %+v", d, l)
		}
		if counts := len(l.Connected) == 1; counts != (d == meta.BusinessInitiated) {
			t.Errorf("%s: connected calls %v", d, l.Connected)
		}
	}
}

// Meta: Calling API, overview, June 2026: the customer service window is 24 hours.
func TestTheWindowClosesADayAfterTheLastWord(t *testing.T) {
	l := line{}
	if l.windowOpen(start) {
		t.Error("open before anybody wrote")
	}
	l.touch(start)
	if !l.windowOpen(start.Add(day-time.Second)) || l.windowOpen(start.Add(day)) {
		t.Error("the window is not 24 hours")
	}
}

// Meta: Calling API, User call permissions, June 2026: limit_expiration_time is when an exhausted limit is free again.
func TestALimitIsNeverPassedAndFreesItselfWhenItSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.IntRange(1, 5).Draw(t, "most")
		var at []int64
		now := start
		for _, step := range rapid.SliceOfN(rapid.Int64Range(1, 40_000), 1, 60).Draw(t, "steps") {
			now = now.Add(time.Duration(step) * time.Second)
			u := measure("PT24H", day, most, at, now)
			if u.Current > most {
				t.Fatalf("%d uses of %d", u.Current, most)
			}
			if u.Current < most {
				at = append(at, now.Unix())
				continue
			}
			freed := measure("PT24H", day, most, at, time.Unix(u.Free, 0))
			before := measure("PT24H", day, most, at, time.Unix(u.Free-1, 0))
			if freed.Current >= most || before.Current < most {
				t.Fatalf("said free at %d: %+v there, %+v a second before", u.Free, freed, before)
			}
		}
	})
}

// production are the limits of every number that is no test number.
var production = (&world{}).limits()
