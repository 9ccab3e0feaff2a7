-- Deals have custom fields as contacts do.
-- +goose Up
ALTER TABLE fields ADD COLUMN of_what TEXT NOT NULL DEFAULT 'contact' CHECK (of_what IN ('contact', 'deal'));
DROP INDEX fields_name;
CREATE UNIQUE INDEX fields_name ON fields (workspace_id, of_what, name);
ALTER TABLE deals ADD COLUMN fields TEXT NOT NULL DEFAULT '';

-- The values that deals have in unique fields: field_values is that of contacts.
CREATE TABLE deal_values (
  workspace_id TEXT NOT NULL,
  field_id     TEXT NOT NULL,
  value        TEXT NOT NULL,
  deal_id      TEXT NOT NULL,
  PRIMARY KEY (workspace_id, field_id, value),
  FOREIGN KEY (workspace_id, deal_id) REFERENCES deals (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, field_id) REFERENCES fields (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX deal_values_deal ON deal_values (workspace_id, deal_id);

ALTER TABLE deal_events ADD COLUMN field_id TEXT NOT NULL DEFAULT ''; -- whose value was changed
CREATE INDEX deal_events_field ON deal_events (workspace_id, field_id) WHERE field_id <> '';

-- +goose Down
DROP INDEX deal_events_field;
DELETE FROM deal_events WHERE field_id <> '';
ALTER TABLE deal_events DROP COLUMN field_id;
DROP TABLE deal_values;
ALTER TABLE deals DROP COLUMN fields;
DROP INDEX fields_name;
DELETE FROM fields WHERE of_what <> 'contact';
CREATE UNIQUE INDEX fields_name ON fields (workspace_id, name);
ALTER TABLE fields DROP COLUMN of_what;
