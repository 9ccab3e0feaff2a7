-- The totals of a board are read from an index alone, who may see the contact among what it has. The state stands before the stage and is no
-- condition of the index, because SQLite would look it up in the table.
-- +goose Up
DROP INDEX deals_total;
DROP INDEX deals_total_owner;
CREATE INDEX deals_total ON deals (workspace_id, pipeline_id, state, stage_id, contact_id, value);
CREATE INDEX deals_total_owner ON deals (workspace_id, pipeline_id, owner, state, stage_id, contact_id, value);

-- +goose Down
DROP INDEX deals_total_owner;
DROP INDEX deals_total;
CREATE INDEX deals_total ON deals (workspace_id, pipeline_id, stage_id, value) WHERE state = 'open';
CREATE INDEX deals_total_owner ON deals (workspace_id, pipeline_id, owner, stage_id, value) WHERE state = 'open';
