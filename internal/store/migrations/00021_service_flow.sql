-- Who a service waits for, who told somebody something, and the reasons that services were closed for.
-- +goose Up
ALTER TABLE conversations ADD COLUMN department_id TEXT NOT NULL DEFAULT '';
ALTER TABLE notices ADD COLUMN actor TEXT NOT NULL DEFAULT '';
CREATE INDEX conversations_attendant ON conversations (workspace_id, attendant, last_at, id);
CREATE INDEX messages_closed ON messages (workspace_id, at) WHERE kind = 'closed';

-- +goose Down
DROP INDEX messages_closed;
DROP INDEX conversations_attendant;
ALTER TABLE notices DROP COLUMN actor;
ALTER TABLE conversations DROP COLUMN department_id;
