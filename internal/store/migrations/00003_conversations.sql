-- +goose Up
CREATE TABLE conversations (
  workspace_id     TEXT NOT NULL,
  id               TEXT NOT NULL CHECK (id <> ''),
  account_id       TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  channel          TEXT NOT NULL,
  state            TEXT NOT NULL,
  attendant        TEXT NOT NULL,
  last_customer_at BIGINT NOT NULL,
  last_at          BIGINT NOT NULL,
  preview          TEXT NOT NULL,
  unread           BIGINT NOT NULL,
  created_at       BIGINT NOT NULL,
  version          BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES accounts (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX conversations_open ON conversations (account_id, contact_id) WHERE state <> 'closed';
CREATE INDEX conversations_last ON conversations (workspace_id, last_at, id);
CREATE INDEX conversations_state ON conversations (workspace_id, state, last_at, id);
CREATE INDEX conversations_account ON conversations (workspace_id, account_id, state, last_at, id);
CREATE INDEX conversations_account_last ON conversations (workspace_id, account_id, last_at, id);
CREATE INDEX conversations_contact ON conversations (workspace_id, contact_id, last_at, id);

CREATE TABLE messages (
  workspace_id    TEXT NOT NULL,
  id              TEXT NOT NULL CHECK (id <> ''),
  conversation_id TEXT NOT NULL,
  direction       TEXT NOT NULL,
  kind            TEXT NOT NULL,
  body            TEXT NOT NULL,
  author          TEXT NOT NULL,
  meta_id         TEXT NOT NULL,
  status          TEXT NOT NULL,
  failure         TEXT NOT NULL,
  client_key      TEXT NOT NULL,
  at              BIGINT NOT NULL,
  version         BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX messages_conversation ON messages (workspace_id, conversation_id, at, id);
CREATE UNIQUE INDEX messages_meta_id ON messages (workspace_id, meta_id) WHERE meta_id <> '';
CREATE UNIQUE INDEX messages_client_key ON messages (conversation_id, client_key) WHERE client_key <> '';
CREATE INDEX messages_pending ON messages (at, id) WHERE status = 'pending';

-- +goose Down
DROP TABLE messages;
DROP TABLE conversations;
