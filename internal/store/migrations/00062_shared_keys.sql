-- What two contacts or more have in common, so that possible duplicates are listed without looking at every contact.
-- +goose Up
CREATE TABLE shared_keys (
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  kind         TEXT NOT NULL, -- number or name
  key          TEXT NOT NULL, -- the contacts' number_key or sort_name
  PRIMARY KEY (workspace_id, kind, key)
);
INSERT INTO shared_keys SELECT workspace_id, 'number', number_key FROM contacts
  WHERE number_key <> '' GROUP BY workspace_id, number_key HAVING COUNT(*) > 1;
INSERT INTO shared_keys SELECT workspace_id, 'name', sort_name FROM contacts
  WHERE sort_name <> '' GROUP BY workspace_id, sort_name HAVING COUNT(*) > 1;

-- +goose Down
DROP TABLE shared_keys;
