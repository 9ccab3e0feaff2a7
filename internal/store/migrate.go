package store

import (
	"context"
	"embed"
	"io/fs"
	"log/slog"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"ramal/internal/fault"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrate brings the tables to the newest form and checks that the key fits the data. Several nodes may call it at once.
// Errors: fault.Conflict when a newer Ramal made the database, fault.Internal when the key is another one.
func (d *DB) Migrate(ctx context.Context) error {
	p, err := d.migrator()
	if err != nil {
		return err
	}
	have, want, err := versions(ctx, p)
	if err != nil {
		return err
	}
	if have > want {
		return fault.New(fault.Conflict, "A newer Ramal made this database (version %d, this program knows %d). Start that one.", have, want)
	}
	done, err := p.Up(ctx)
	if err != nil {
		return fault.New(fault.Internal, "The database could not be migrated.").Wrap(err)
	}
	if len(done) > 0 {
		d.log.Info("database migrated", slog.Int64("from", have), slog.Int64("to", want))
	}
	return d.checkKey(ctx)
}

// Version returns which migration the database has and which this program knows.
func (d *DB) Version(ctx context.Context) (have, want int64, err error) {
	p, err := d.migrator()
	if err != nil {
		return 0, 0, err
	}
	return versions(ctx, p)
}

func versions(ctx context.Context, p *goose.Provider) (have, want int64, err error) {
	for _, s := range p.ListSources() {
		want = max(want, s.Version)
	}
	if have, err = p.GetDBVersion(ctx); err != nil {
		return 0, 0, fault.New(fault.Unavailable, "The version of the database cannot be read.").Wrap(err)
	}
	return have, want, nil
}

func (d *DB) migrator() (*goose.Provider, error) {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fault.New(fault.Internal, "The migrations are missing.").Wrap(err)
	}
	name, options := goose.DialectSQLite3, []goose.ProviderOption{goose.WithSlog(slog.New(slog.DiscardHandler))}
	if d.dialect == postgres {
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, fault.New(fault.Internal, "The migrations cannot be locked.").Wrap(err)
		}
		name, options = goose.DialectPostgres, append(options, goose.WithSessionLocker(locker))
	}
	p, err := goose.NewProvider(name, d.write, variants{sub, d.dialect}, options...)
	if err != nil {
		return nil, fault.New(fault.Internal, "The migrations cannot be read.").Wrap(err)
	}
	return p, nil
}

// variants shows the migrations of one dialect: x.sql, and in its place x.postgres.sql for PostgreSQL where that exists.
type variants struct {
	fs.FS
	dialect dialect
}

const postgresEnding = ".postgres.sql"

// Open opens the variant under the plain name.
func (v variants) Open(name string) (fs.File, error) {
	if v.dialect == postgres {
		if f, err := v.FS.Open(strings.TrimSuffix(name, ".sql") + postgresEnding); err == nil {
			return f, nil
		}
	}
	return v.FS.Open(name)
}

// ReadDir lists plain names only.
func (v variants) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(v.FS, name)
	var plain []fs.DirEntry
	for _, e := range all {
		if !strings.HasSuffix(e.Name(), postgresEnding) {
			plain = append(plain, e)
		}
	}
	return plain, err
}

const keyCheck = "ramal"

// checkKey seals a word in a new database and opens it in an old one.
func (d *DB) checkKey(ctx context.Context) error {
	_, err := d.exec(ctx, `INSERT INTO key_check (id, sealed) VALUES (1, ?) ON CONFLICT DO NOTHING`,
		d.seal.close(keyCheck, []byte(keyCheck)))
	if err != nil {
		return err
	}
	sealed, err := one(ctx, d, "key check", func(s scanner) (v string, err error) { return v, s.Scan(&v) },
		`SELECT sealed FROM key_check WHERE id = 1`)
	if err != nil {
		return err
	}
	_, err = d.seal.open(keyCheck, sealed)
	return err
}
