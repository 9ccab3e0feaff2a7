-- Meta's rate cards as they were imported, by the day from which they are in force, and an index that the minutes of a month are
-- counted in.
-- +goose Up
CREATE TABLE rate_cards (
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  effective    TEXT NOT NULL, -- a day: 2026-10-01
  source       TEXT NOT NULL, -- the name of the file
  example      BIGINT NOT NULL,
  edges        TEXT NOT NULL, -- JSON: minutes
  rates        TEXT NOT NULL, -- JSON: markets with their prices
  PRIMARY KEY (workspace_id, effective)
);
CREATE INDEX calls_charged ON calls (workspace_id, account_id, created_at, id, duration) WHERE direction = 'outbound' AND duration > 0;

-- +goose Down
DROP INDEX calls_charged;
DROP TABLE rate_cards;
