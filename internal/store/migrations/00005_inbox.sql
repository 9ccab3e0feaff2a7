-- +goose Up
CREATE TABLE inbox (
  id              INTEGER PRIMARY KEY,
  account_id      TEXT NOT NULL,
  event_key       TEXT NOT NULL,
  field           TEXT NOT NULL,
  phone_number_id TEXT NOT NULL,
  value           TEXT NOT NULL,
  received_at     BIGINT NOT NULL,
  attempts        BIGINT NOT NULL,
  settled         BIGINT NOT NULL,
  problem         TEXT NOT NULL,
  UNIQUE (account_id, event_key)
);
CREATE INDEX inbox_unsettled ON inbox (id) WHERE settled = 0;
CREATE INDEX inbox_received ON inbox (received_at) WHERE settled = 1;

-- +goose Down
DROP TABLE inbox;
