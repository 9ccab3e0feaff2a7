-- Whose turn it was last where services are dealt out in turn: one row for each department, and one for all ('').
-- +goose Up
CREATE TABLE roulette_turns (
  workspace_id  TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  department_id TEXT NOT NULL,
  user_id       TEXT NOT NULL,
  PRIMARY KEY (workspace_id, department_id)
);

-- +goose Down
DROP TABLE roulette_turns;
