-- Texts that are sent often, and what a workspace decided on why services are closed.
-- +goose Up
CREATE TABLE quick_replies (
  workspace_id  TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id            TEXT NOT NULL CHECK (id <> ''),
  owner         TEXT NOT NULL, -- '' for a shared one
  department_id TEXT NOT NULL, -- '' for everybody
  shortcut      TEXT NOT NULL,
  body          TEXT NOT NULL,
  version       BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX quick_replies_shortcut ON quick_replies (workspace_id, owner, department_id, shortcut);

CREATE TABLE closing (
  workspace_id TEXT NOT NULL PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
  reasons      TEXT NOT NULL,
  free         BIGINT NOT NULL,
  version      BIGINT NOT NULL
);

-- +goose Down
DROP TABLE closing;
DROP TABLE quick_replies;
