-- +goose Up
CREATE TABLE workspaces (
  id         TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  name       TEXT NOT NULL,
  modules    TEXT NOT NULL,
  seats      BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE users (
  id            TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  workspace_id  TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  name          TEXT NOT NULL,
  email         TEXT NOT NULL UNIQUE,
  language      TEXT NOT NULL,
  admin         BIGINT NOT NULL,
  blocked       BIGINT NOT NULL,
  departments   TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at    BIGINT NOT NULL
);
CREATE INDEX users_workspace ON users (workspace_id, name);

CREATE TABLE departments (
  id           TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  name         TEXT NOT NULL,
  accounts     TEXT NOT NULL,
  groups       TEXT NOT NULL,
  created_at   BIGINT NOT NULL
);
CREATE INDEX departments_workspace ON departments (workspace_id, name);

CREATE TABLE permission_groups (
  id           TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  name         TEXT NOT NULL,
  paths        TEXT NOT NULL,
  created_at   BIGINT NOT NULL
);
CREATE INDEX permission_groups_workspace ON permission_groups (workspace_id, name);

CREATE TABLE accounts (
  id                   TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  workspace_id         TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  name                 TEXT NOT NULL,
  phone_number_id      TEXT NOT NULL,
  waba_id              TEXT NOT NULL,
  display_phone        TEXT NOT NULL,
  graph_url            TEXT NOT NULL,
  graph_version        TEXT NOT NULL,
  status               TEXT NOT NULL,
  calling_enabled      BIGINT NOT NULL,
  operator_users       TEXT NOT NULL,
  operator_departments TEXT NOT NULL,
  secrets              TEXT NOT NULL, -- sealed
  created_at           BIGINT NOT NULL,
  UNIQUE (workspace_id, id)
);
CREATE UNIQUE INDEX accounts_phone_number ON accounts (workspace_id, phone_number_id) WHERE phone_number_id <> '';

CREATE TABLE sessions (
  hash       TEXT NOT NULL PRIMARY KEY CHECK (hash <> ''),
  user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  address    TEXT NOT NULL,
  agent      TEXT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_created ON sessions (created_at);
CREATE INDEX sessions_seen ON sessions (seen_at);

-- One text, sealed when the database was made: a start with another key is noticed at once, not at the first call.
CREATE TABLE key_check (
  id     BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  sealed TEXT NOT NULL
);

-- +goose Down
DROP TABLE key_check;
DROP TABLE sessions;
DROP TABLE accounts;
DROP TABLE permission_groups;
DROP TABLE departments;
DROP TABLE users;
DROP TABLE workspaces;
