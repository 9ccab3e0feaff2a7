package store

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	sqlitedriver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"ramal/internal/fault"
)

// The reasons of conflicts that unique rules of the database find.
const (
	ReasonExists      = "exists"       // a row with this key is there already
	ReasonContactBusy = "contact_busy" // a live call with this contact on this account is there already
)

func missing(what string) *fault.Error {
	return fault.New(fault.NotFound, "There is no such %s.", what)
}

// faultOf translates what a driver says. A fault passes through.
func faultOf(err error) error {
	var known *fault.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	switch {
	case isUnique(err):
		return fault.New(fault.Conflict, "This is there already.").Because(ReasonExists).Wrap(err)
	case isForeignKey(err):
		return fault.New(fault.NotFound, "Something that this belongs to is not in this workspace.").Wrap(err)
	case isBrokenOff(err):
		return fault.New(fault.Conflict, "Somebody else changed this in the same moment. Try again.").Wrap(err)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return fault.New(fault.Unavailable, "The request ended before the database answered.").Wrap(err)
	case isTransient(err):
		return fault.New(fault.Unavailable, "The database is not available at the moment. Try again.").Wrap(err)
	}
	return fault.New(fault.Internal, "The database refused a statement.").Wrap(err)
}

// exists replaces the general words of a unique conflict; other faults pass through.
func exists(err error, message string) error {
	var f *fault.Error
	if errors.As(err, &f) && f.Code == fault.Conflict && f.Reason == ReasonExists {
		return fault.New(fault.Conflict, "%s", message).Because(ReasonExists).Wrap(f.Err)
	}
	return err
}

// taken is exists for a value of one field, which has to be another.
func taken(err error, field, message string) error {
	err = exists(err, message)
	var f *fault.Error
	if errors.As(err, &f) && f.Code == fault.Conflict && f.Reason == ReasonExists {
		return f.On(field)
	}
	return err
}

func sqliteCode(err error) int {
	var e *sqlitedriver.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

func postgresCode(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func isUnique(err error) bool {
	code := sqliteCode(err)
	return code == sqlite3.SQLITE_CONSTRAINT_UNIQUE || code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY || postgresCode(err) == "23505"
}

func isForeignKey(err error) bool {
	return sqliteCode(err) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY || postgresCode(err) == "23503"
}

// isBrokenOff reports a transaction that PostgreSQL broke off in favour of another one: their locks were a deadlock (class 40).
func isBrokenOff(err error) bool { return strings.HasPrefix(postgresCode(err), "40") }

// isTransient reports faults of the moment: locks, full disks, a server that is away or starting.
func isTransient(err error) bool {
	switch sqliteCode(err) & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_INTERRUPT:
		return true
	}
	var dial *pgconn.ConnectError
	if errors.As(err, &dial) || pgconn.SafeToRetry(err) {
		return true
	}
	code := postgresCode(err)
	for _, class := range []string{"08", "53", "57"} {
		if strings.HasPrefix(code, class) {
			return true
		}
	}
	return false
}
