package desk

import (
	"maps"
	"slices"
)

// SameWhatsApp reports whether two contacts can be one person at WhatsApp: neither their business-scoped user ids nor their numbers say
// otherwise.
func SameWhatsApp(a, b Contact) bool {
	if a.BSUID != "" && b.BSUID != "" {
		return a.BSUID == b.BSUID
	}
	x, y := a.Number(), b.Number()
	return x == "" || y == "" || SameNumber(x, y)
}

// Joined returns the contact with what is known of another one who is the same person. What both have is the contact's own; tags and
// owners are those of both, and nobody sees more than before where only one of them was for some people. Where they are not the same at
// WhatsApp, the contact keeps its own number and ids.
func (c Contact) Joined(other Contact) Contact {
	fill := func(to *string, from string) {
		if *to == "" {
			*to = from
		}
	}
	fill(&c.Name, other.Name)
	if SameWhatsApp(c, other) {
		fill(&c.WhatsAppName, other.WhatsAppName)
		fill(&c.Username, other.Username)
		fill(&c.WaID, other.WaID)
		fill(&c.BSUID, other.BSUID)
		fill(&c.Phone, other.Phone)
	}
	for _, t := range other.Tags {
		if more, err := Tags(append(slices.Clone(c.Tags), t)); err == nil { // those beyond the most are left out
			c.Tags = more
		}
	}
	fields := maps.Clone(other.Fields)
	if fields == nil {
		fields = map[FieldID]string{}
	}
	maps.Copy(fields, c.Fields)
	if c.Fields = fields; len(fields) == 0 {
		c.Fields = nil
	}
	c.Owners = slices.Concat(c.Owners, other.Owners)
	slices.Sort(c.Owners)
	c.Owners = slices.Compact(c.Owners)
	if c.Shunned == nil || other.Shunned != nil && other.Shunned.At.Before(c.Shunned.At) {
		c.Shunned = other.Shunned
	}
	if other.CreatedAt.Before(c.CreatedAt) {
		c.CreatedAt = other.CreatedAt
	}
	c.LastAt, c.UpdatedAt = latest(c.LastAt, other.LastAt), latest(c.UpdatedAt, other.UpdatedAt)
	return c
}

// Joined returns the conversation with another open one of the same person on the same account: one window, one attendant.
func (c Conversation) Joined(other Conversation) Conversation {
	if c.State == Waiting && other.State == InService {
		c.State, c.Attendant = InService, other.Attendant
	}
	if c.Department == "" {
		c.Department = other.Department
	}
	if other.LastAt.After(c.LastAt) && other.Preview != "" || c.Preview == "" {
		c.Preview = other.Preview
	}
	c.LastCustomerAt, c.LastAt = latest(c.LastCustomerAt, other.LastCustomerAt), latest(c.LastAt, other.LastAt)
	c.Unread += other.Unread
	if other.CreatedAt.Before(c.CreatedAt) {
		c.CreatedAt = other.CreatedAt
	}
	return c
}
