package desk

import (
	"time"

	"ramal/internal/org"
)

// Received returns the conversation after the contact's message: the window opens anew, and there is something to read.
// Messages may come late and out of order, so no time goes back.
func (c Conversation) Received(at time.Time, text string) Conversation {
	c.LastCustomerAt = latest(c.LastCustomerAt, at)
	c.Unread++
	return c.entry(at, text)
}

// Sent returns the conversation after a message of ours. It does not open the window.
func (c Conversation) Sent(at time.Time, text string) Conversation {
	return c.entry(at, text)
}

// Called returns the conversation after the contact called, or picked up a call of ours: both open the window as a
// message does.
func (c Conversation) Called(at time.Time) Conversation {
	c.LastCustomerAt = latest(c.LastCustomerAt, at)
	c.LastAt = latest(c.LastAt, at)
	return c
}

// Taken returns the conversation as served by a user. One that somebody has stays theirs, and a closed one stays closed.
func (c Conversation) Taken(by org.UserID) Conversation {
	if c.State != Waiting {
		return c
	}
	c.State = InService
	c.Attendant = by
	return c
}

// Seen returns the conversation with nothing left to read.
func (c Conversation) Seen() Conversation {
	c.Unread = 0
	return c
}

func (c Conversation) entry(at time.Time, text string) Conversation {
	if c.Preview == "" || !at.Before(c.LastAt) { // the first entry of a new service may be older than the service
		c.Preview = Preview(text)
	}
	c.LastAt = latest(c.LastAt, at)
	return c
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
