// Package bus carries news and questions between the parts of Ramal: NATS inside the process, which listens on no port,
// or a NATS cluster that several nodes share. It delivers at most once and keeps nothing; who was away reads the state
// again from the database.
//
// It does not know what it carries, and stores nothing.
package bus
