-- What one user is told: it stands until it is read, and for a month.
-- +goose Up
CREATE TABLE notices (
  workspace_id    TEXT NOT NULL,
  id              TEXT NOT NULL,
  user_id         TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind            TEXT NOT NULL,
  account_id      TEXT NOT NULL,
  contact_id      TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  at              BIGINT NOT NULL,
  read_at         BIGINT NOT NULL, -- 0 while unread
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX notices_user ON notices (workspace_id, user_id, at, id);
CREATE INDEX notices_unread ON notices (workspace_id, user_id) WHERE read_at = 0;
CREATE INDEX notices_at ON notices (at);

-- +goose Down
DROP TABLE notices;
