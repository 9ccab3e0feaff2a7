-- Notices can be about a deal: that one was given it.
-- +goose Up
ALTER TABLE notices ADD COLUMN deal_id TEXT NOT NULL DEFAULT '';
CREATE INDEX notices_deal ON notices (workspace_id, deal_id) WHERE deal_id <> '';

-- +goose Down
DELETE FROM notices WHERE deal_id <> '';
DROP INDEX notices_deal;
ALTER TABLE notices DROP COLUMN deal_id;
