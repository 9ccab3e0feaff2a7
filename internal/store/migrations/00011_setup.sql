-- The first workspace that was made by the set-up page: one row at most, so that of two nodes only one makes it.
-- +goose Up
CREATE TABLE setup (
  id           BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  workspace_id TEXT NOT NULL
);

-- +goose Down
DROP TABLE setup;
