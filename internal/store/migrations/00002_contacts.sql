-- +goose Up
-- seq is the row number that the search index points to: SQLite may renumber rows whose table does not name it.
CREATE TABLE contacts (
  seq           INTEGER PRIMARY KEY,
  workspace_id  TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id            TEXT NOT NULL CHECK (id <> ''),
  name          TEXT NOT NULL,
  whatsapp_name TEXT NOT NULL,
  username      TEXT NOT NULL,
  wa_id         TEXT NOT NULL,
  bsuid         TEXT NOT NULL,
  phone         TEXT NOT NULL,
  sort_name     TEXT NOT NULL, -- the display name, folded
  search        TEXT NOT NULL, -- names, username and numbers, folded
  created_at    BIGINT NOT NULL,
  updated_at    BIGINT NOT NULL,
  version       BIGINT NOT NULL,
  UNIQUE (workspace_id, id)
);
CREATE INDEX contacts_name ON contacts (workspace_id, sort_name, id);
CREATE UNIQUE INDEX contacts_bsuid ON contacts (workspace_id, bsuid) WHERE bsuid <> '';
CREATE UNIQUE INDEX contacts_wa_id ON contacts (workspace_id, wa_id) WHERE wa_id <> '';
CREATE INDEX contacts_phone ON contacts (workspace_id, phone, created_at) WHERE phone <> '';

CREATE VIRTUAL TABLE contacts_search USING fts5 (search, content = 'contacts', content_rowid = 'seq', tokenize = 'trigram');

-- +goose StatementBegin
CREATE TRIGGER contacts_search_insert AFTER INSERT ON contacts BEGIN
  INSERT INTO contacts_search (rowid, search) VALUES (new.seq, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER contacts_search_delete AFTER DELETE ON contacts BEGIN
  INSERT INTO contacts_search (contacts_search, rowid, search) VALUES ('delete', old.seq, old.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER contacts_search_update AFTER UPDATE OF search ON contacts WHEN old.search <> new.search BEGIN
  INSERT INTO contacts_search (contacts_search, rowid, search) VALUES ('delete', old.seq, old.search);
  INSERT INTO contacts_search (rowid, search) VALUES (new.seq, new.search);
END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE contacts_search;
DROP TABLE contacts;
