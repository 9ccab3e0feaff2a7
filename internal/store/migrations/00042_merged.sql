-- What the contacts and services that were merged into others became: their old ids stay good.
-- +goose Up
CREATE TABLE merged (
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           TEXT NOT NULL,
  became       TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX merged_became ON merged (workspace_id, became);

-- +goose Down
DROP TABLE merged;
