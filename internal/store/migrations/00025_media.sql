-- What messages carry beside their words, and the files: in pieces, so that none is held in memory whole.
-- +goose Up
ALTER TABLE messages ADD COLUMN content TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN quoted TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN reaction TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN own_reaction TEXT NOT NULL DEFAULT '';

CREATE TABLE files (
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           TEXT NOT NULL CHECK (id <> ''),
  sha256       TEXT NOT NULL,
  size         BIGINT NOT NULL,
  mime         TEXT NOT NULL,
  name         TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE TABLE file_parts (
  workspace_id TEXT NOT NULL,
  file_id      TEXT NOT NULL,
  part         BIGINT NOT NULL, -- 0, 1, 2…
  data         BLOB NOT NULL,
  PRIMARY KEY (workspace_id, file_id, part),
  FOREIGN KEY (workspace_id, file_id) REFERENCES files (workspace_id, id) ON DELETE CASCADE
);

-- Media that are to be fetched from Meta, and when to try next.
CREATE TABLE media_due (
  workspace_id TEXT NOT NULL,
  message_id   TEXT NOT NULL,
  attempts     BIGINT NOT NULL,
  next_at      BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, message_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES messages (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX media_due_next ON media_due (next_at);

-- +goose Down
DROP TABLE media_due;
DROP TABLE file_parts;
DROP TABLE files;
ALTER TABLE messages DROP COLUMN own_reaction;
ALTER TABLE messages DROP COLUMN reaction;
ALTER TABLE messages DROP COLUMN quoted;
ALTER TABLE messages DROP COLUMN content;
