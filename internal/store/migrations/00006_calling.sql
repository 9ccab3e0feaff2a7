-- What Meta says about an account's calling: settings that may change elsewhere, and restrictions.
-- +goose Up
ALTER TABLE accounts ADD COLUMN calling TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN calling_version BIGINT NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE accounts DROP COLUMN calling_version;
ALTER TABLE accounts DROP COLUMN calling;
