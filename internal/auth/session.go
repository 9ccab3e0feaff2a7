package auth

import "time"

// How long a session lives: idle for half a day, however busy for a month.
const (
	SessionIdle = 12 * time.Hour
	SessionLife = 30 * 24 * time.Hour
)

// Expired reports whether a session is over at now: not used for SessionIdle, or older than SessionLife.
func Expired(created, seen, now time.Time) bool {
	oldest, unseen := Oldest(now)
	return created.Before(oldest) || seen.Before(unseen)
}

// Oldest returns the bounds at now: a session made before created, or last seen before seen, is over.
func Oldest(now time.Time) (created, seen time.Time) {
	return now.Add(-SessionLife), now.Add(-SessionIdle)
}
