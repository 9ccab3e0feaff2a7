package desk

import (
	"time"

	"ramal/internal/fault"
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

// TakenOver returns the conversation as served by a user who takes it while it waits. fault.Conflict where somebody has it, or it is
// closed.
func (c Conversation) TakenOver(by org.UserID) (Conversation, error) {
	switch {
	case c.State == Closed:
		return c, over()
	case c.State == InService && c.Attendant != by:
		return c, fault.New(fault.Conflict, "Somebody else has taken this service.").Because("taken")
	}
	return c.Taken(by), nil
}

// HandedTo returns the conversation as served by another user; it need not have waited. fault.Conflict where it is closed.
func (c Conversation) HandedTo(user org.UserID) (Conversation, error) {
	if c.State == Closed {
		return c, over()
	}
	c.State, c.Attendant = InService, user
	return c, nil
}

// HandedToDepartment returns the conversation as waiting for a department. fault.Conflict where it is closed.
func (c Conversation) HandedToDepartment(d org.DepartmentID) (Conversation, error) {
	if c.State == Closed {
		return c, over()
	}
	c.State, c.Attendant, c.Department = Waiting, "", d
	return c, nil
}

// Over returns the conversation as closed. fault.Conflict where it is closed already.
func (c Conversation) Over() (Conversation, error) {
	if c.State == Closed {
		return c, over()
	}
	c.State, c.Unread = Closed, 0
	return c, nil
}

// OpenAgain returns a closed conversation as served by a user; fault.Conflict where it is not closed.
func (c Conversation) OpenAgain(by org.UserID) (Conversation, error) {
	if c.State != Closed {
		return c, fault.New(fault.Conflict, "This service is open.").Because("open")
	}
	c.State, c.Attendant = InService, by
	return c, nil
}

func over() error {
	return fault.New(fault.Conflict, "This service is closed.").Because("closed")
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
