package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"

	"ramal/internal/fault"
	"ramal/internal/store"
)

// databaseFlags say where the data is.
type databaseFlags struct {
	Database string `help:"postgres://… for PostgreSQL, or the name of a SQLite file. Without it: ramal.db in the data folder." env:"RAMAL_DATABASE" placeholder:"ADDRESS"`
	Data     string `help:"Folder for the SQLite file and for the key that seals secrets (RAMAL_KEY replaces the key file)." env:"RAMAL_DATA" default:"data" type:"path" placeholder:"DIR"`
}

// open opens the database as it is.
func (f databaseFlags) open(ctx context.Context, log *slog.Logger) (*store.DB, error) {
	if err := os.MkdirAll(f.Data, 0o700); err != nil {
		return nil, fault.New(fault.Unavailable, "The data folder %s cannot be made.", f.Data).Wrap(err)
	}
	key, err := store.LoadKey(filepath.Join(f.Data, "key"))
	if err != nil {
		return nil, err
	}
	database := f.Database
	if database == "" {
		database = filepath.Join(f.Data, "ramal.db")
	}
	return store.Open(ctx, store.Options{Database: database, Key: key, Log: log})
}

// openNewest opens the database and brings it to the newest form.
func (f databaseFlags) openNewest(ctx context.Context, log *slog.Logger) (*store.DB, error) {
	db, err := f.open(ctx, log)
	if err != nil {
		return nil, err
	}
	if err := db.Migrate(ctx); err != nil {
		_ = db.Close() // what matters went wrong before
		return nil, err
	}
	return db, nil
}

type migrateCommand struct {
	Up     migrateUp     `cmd:"" help:"Bring the database to the newest form. The server does this by itself when it starts."`
	Status migrateStatus `cmd:"" help:"Say which form the database has."`
}

type migrateUp struct{ databaseFlags }

// Run migrates.
func (c migrateUp) Run(ctx context.Context, t terminal) error {
	db, err := c.open(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // nothing is left to write
	before, _, err := db.Version(ctx)
	if err != nil {
		return err
	}
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	after, _, err := db.Version(ctx)
	if err != nil {
		return err
	}
	if before == after {
		say(t.out, "The database is at version %d, the newest.\n", after)
	} else {
		say(t.out, "The database went from version %d to version %d, the newest.\n", before, after)
	}
	return nil
}

type migrateStatus struct{ databaseFlags }

// Run says the version.
func (c migrateStatus) Run(ctx context.Context, t terminal) error {
	db, err := c.open(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // nothing is left to write
	have, want, err := db.Version(ctx)
	if err != nil {
		return err
	}
	switch {
	case have < want:
		say(t.out, "The database is at version %d of %d. Run: ramal migrate up\n", have, want)
	case have > want:
		say(t.out, "The database is at version %d; this program knows only %d.\n", have, want)
	default:
		say(t.out, "The database is at version %d, the newest.\n", have)
	}
	return nil
}
