package org

import "time"

// Session is a signed-in browser. The token itself is only in the browser's cookie; here is its hash.
type Session struct {
	Hash      string // hex SHA-256 of the token
	UserID    UserID
	CreatedAt time.Time
	SeenAt    time.Time
	Address   string // of the sign-in, for the session list
	Agent     string // the browser's User-Agent, shortened
}
