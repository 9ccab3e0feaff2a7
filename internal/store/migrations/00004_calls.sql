-- +goose Up
CREATE TABLE calls (
  workspace_id    TEXT NOT NULL,
  id              TEXT NOT NULL CHECK (id <> ''),
  account_id      TEXT NOT NULL,
  contact_id      TEXT NOT NULL,
  conversation_id TEXT NOT NULL, -- '' when the contact had no service
  direction       TEXT NOT NULL,
  state           TEXT NOT NULL,
  outcome         TEXT NOT NULL,
  failure         TEXT NOT NULL,
  meta_id         TEXT NOT NULL,
  operator        TEXT NOT NULL,
  node            TEXT NOT NULL,
  created_at      BIGINT NOT NULL,
  alerted_at      BIGINT NOT NULL,
  answered_at     BIGINT NOT NULL,
  ended_at        BIGINT NOT NULL,
  duration        BIGINT NOT NULL, -- milliseconds
  measured        BIGINT NOT NULL,
  joined          BIGINT NOT NULL,
  away            BIGINT NOT NULL,
  deadline        BIGINT NOT NULL,
  closed          BIGINT NOT NULL,
  version         BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES accounts (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX calls_meta_id ON calls (workspace_id, meta_id) WHERE meta_id <> '';
CREATE UNIQUE INDEX calls_contact_busy ON calls (account_id, contact_id) WHERE state <> 'ended';
CREATE INDEX calls_live ON calls (workspace_id, created_at, id) WHERE state <> 'ended';
CREATE INDEX calls_open_at_meta ON calls (created_at, id) WHERE state = 'ended' AND closed = 0 AND meta_id <> '';
CREATE INDEX calls_created ON calls (workspace_id, created_at, id);
CREATE INDEX calls_account ON calls (workspace_id, account_id, created_at, id);
CREATE INDEX calls_contact ON calls (workspace_id, contact_id, created_at, id);
CREATE INDEX calls_conversation ON calls (workspace_id, conversation_id, created_at, id);
CREATE INDEX calls_direction ON calls (workspace_id, direction, created_at, id);
CREATE INDEX calls_outcome ON calls (workspace_id, outcome, created_at, id);

CREATE TABLE call_lines (
  workspace_id TEXT NOT NULL,
  call_id      TEXT NOT NULL,
  seq          BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  source       TEXT NOT NULL,
  kind         TEXT NOT NULL,
  user_id      TEXT NOT NULL,
  state_before TEXT NOT NULL,
  state_after  TEXT NOT NULL,
  ignored      BIGINT NOT NULL,
  failure      TEXT NOT NULL,
  facts        TEXT NOT NULL,
  meta_id      TEXT NOT NULL,
  PRIMARY KEY (workspace_id, call_id, seq),
  FOREIGN KEY (workspace_id, call_id) REFERENCES calls (workspace_id, id) ON DELETE CASCADE
);

CREATE TABLE call_permissions (
  workspace_id TEXT NOT NULL,
  account_id   TEXT NOT NULL,
  contact_id   TEXT NOT NULL,
  allowed      TEXT NOT NULL,
  expires_at   BIGINT NOT NULL,
  answer       TEXT NOT NULL,
  request_id   TEXT NOT NULL,
  asked_at     BIGINT NOT NULL,
  replied_at   BIGINT NOT NULL,
  requests     TEXT NOT NULL,
  connected    TEXT NOT NULL,
  unanswered   BIGINT NOT NULL,
  updated_at   BIGINT NOT NULL,
  version      BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, account_id, contact_id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES accounts (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX call_permissions_contact ON call_permissions (workspace_id, contact_id);

-- +goose Down
DROP TABLE call_permissions;
DROP TABLE call_lines;
DROP TABLE calls;
