package desk

// Met returns the contact with what WhatsApp says of them now. What it does not say stays: phone fields of users with a
// username are left out of webhooks, not emptied. The name that the team wrote is theirs, and the WhatsApp field is filled
// in only where it is empty.
func (c Contact) Met(seen Contact) Contact {
	set := func(to *string, s string) {
		if s != "" {
			*to = s
		}
	}
	set(&c.WhatsAppName, seen.WhatsAppName)
	set(&c.Username, seen.Username)
	set(&c.WaID, seen.WaID)
	set(&c.BSUID, seen.BSUID)
	if c.Phone == "" {
		c.Phone = c.WaID
	}
	return c
}
