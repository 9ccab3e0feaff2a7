-- A field that is deleted is kept out of sight until its values are gone: to take them all at once would hold everybody up.
-- +goose Up
ALTER TABLE fields ADD COLUMN deleted BIGINT NOT NULL DEFAULT 0;

-- +goose Down
DELETE FROM fields WHERE deleted = 1;
ALTER TABLE fields DROP COLUMN deleted;
