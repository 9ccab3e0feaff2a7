-- Second factors and API tokens.
-- +goose Up
ALTER TABLE users ADD COLUMN second_factor TEXT NOT NULL DEFAULT ''; -- the seed, sealed
ALTER TABLE users ADD COLUMN factor_step BIGINT NOT NULL DEFAULT 0;  -- of the newest code that was used
ALTER TABLE users ADD COLUMN recovery TEXT NOT NULL DEFAULT '';      -- hashes of the codes that are left

CREATE TABLE api_tokens (
  id           TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  user_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  hash         TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  scopes       TEXT NOT NULL,
  created_at   BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL,
  used_at      BIGINT NOT NULL,
  used_from    TEXT NOT NULL,
  UNIQUE (user_id, name)
);
CREATE INDEX api_tokens_user ON api_tokens (user_id, created_at);

-- +goose Down
DROP TABLE api_tokens;
ALTER TABLE users DROP COLUMN recovery;
ALTER TABLE users DROP COLUMN factor_step;
ALTER TABLE users DROP COLUMN second_factor;
