-- Links by which people choose a password.
-- +goose Up
CREATE TABLE invitations (
  id           TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  hash         TEXT NOT NULL UNIQUE,
  user_id      TEXT NOT NULL,
  email        TEXT NOT NULL,
  name         TEXT NOT NULL,
  language     TEXT NOT NULL,
  admin        BIGINT NOT NULL,
  departments  TEXT NOT NULL,
  invited_by   TEXT NOT NULL,
  created_at   BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL,
  UNIQUE (workspace_id, email)
);

-- +goose Down
DROP TABLE invitations;
