// Package auth keeps the door: passwords, session tokens, how often somebody may try to sign in, and how long a session
// lives. Time is always a parameter.
//
// It stores nothing and knows no HTTP: no cookie, no header, no user. Who may do what is decided in org.
package auth
