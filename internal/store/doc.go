// Package store keeps everything in SQL: in one SQLite file by default, in PostgreSQL when several nodes share the data.
// The SQL is written by hand in the subset that both share; the few differences are beside each other.
//
// Times are kept to the millisecond, in UTC; the zero time is 0. Lists are JSON text. Every query names its workspace:
// what belongs to another one is fault.NotFound. All errors are *fault.Error.
//
// It does not decide anything: no rule of calls, of the desk or of access is here, and it makes no ids.
package store
