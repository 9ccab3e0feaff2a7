-- Files of contacts that are taken in, row by row, and the rows that were refused.
-- +goose Up
CREATE TABLE imports (
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           TEXT NOT NULL CHECK (id <> ''), -- UUIDv7
  user_id      TEXT NOT NULL,
  file_name    TEXT NOT NULL,
  file_id      TEXT NOT NULL, -- '' when the file is gone
  names        TEXT NOT NULL,
  total        BIGINT NOT NULL,
  plan         TEXT NOT NULL,
  state        TEXT NOT NULL,
  added        BIGINT NOT NULL,
  changed      BIGINT NOT NULL,
  unchanged    BIGINT NOT NULL,
  refused      BIGINT NOT NULL,
  problem      TEXT NOT NULL,
  created_at   BIGINT NOT NULL,
  started_at   BIGINT NOT NULL,
  ended_at     BIGINT NOT NULL,
  node         TEXT NOT NULL,
  lease_until  BIGINT NOT NULL,
  attempts     BIGINT NOT NULL,
  version      BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX imports_running ON imports (workspace_id) WHERE state = 'running';
CREATE INDEX imports_due ON imports (lease_until) WHERE state = 'running';
CREATE INDEX imports_waiting ON imports (created_at) WHERE file_id <> '' AND state = 'mapping';

CREATE TABLE import_refusals (
  workspace_id TEXT NOT NULL,
  import_id    TEXT NOT NULL,
  line         BIGINT NOT NULL, -- of the file, as a spreadsheet counts
  cells        TEXT NOT NULL,
  part         TEXT NOT NULL,
  reason       TEXT NOT NULL,
  PRIMARY KEY (workspace_id, import_id, line),
  FOREIGN KEY (workspace_id, import_id) REFERENCES imports (workspace_id, id) ON DELETE CASCADE
);

-- +goose Down
DROP TABLE import_refusals;
DROP TABLE imports;
