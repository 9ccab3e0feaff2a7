-- What administrators set up: versions against stale edits, departments below departments, extensions, and the audit.
-- +goose Up
ALTER TABLE users ADD COLUMN extension TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE departments ADD COLUMN parent TEXT NOT NULL DEFAULT '';
ALTER TABLE departments ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE permission_groups ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE accounts ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

CREATE UNIQUE INDEX departments_name ON departments (workspace_id, name);
CREATE UNIQUE INDEX permission_groups_name ON permission_groups (workspace_id, name);

CREATE TABLE audit (
  id           TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  at           BIGINT NOT NULL,
  actor        TEXT NOT NULL,
  actor_name   TEXT NOT NULL,
  address      TEXT NOT NULL,
  action       TEXT NOT NULL,
  subject      TEXT NOT NULL,
  name         TEXT NOT NULL,
  changes      TEXT NOT NULL
);
CREATE INDEX audit_workspace ON audit (workspace_id, at, id);

-- +goose Down
DROP TABLE audit;
DROP INDEX permission_groups_name;
DROP INDEX departments_name;
ALTER TABLE accounts DROP COLUMN version;
ALTER TABLE permission_groups DROP COLUMN version;
ALTER TABLE departments DROP COLUMN version;
ALTER TABLE departments DROP COLUMN parent;
ALTER TABLE users DROP COLUMN version;
ALTER TABLE users DROP COLUMN extension;
