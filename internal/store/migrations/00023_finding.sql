-- Finding services and what was written in them. seq is the row number that the search index points to, and the order in which texts
-- came. Texts from before this migration are found as they were written but for capitals.
-- +goose Up
CREATE INDEX conversations_department ON conversations (workspace_id, department_id, last_at, id) WHERE department_id <> '';
CREATE INDEX conversations_unread ON conversations (workspace_id, last_at, id) WHERE unread > 0;

CREATE TABLE message_texts (
  seq          INTEGER PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  message_id   TEXT NOT NULL,
  search       TEXT NOT NULL, -- folded
  FOREIGN KEY (workspace_id, message_id) REFERENCES messages (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX message_texts_message ON message_texts (workspace_id, message_id);
CREATE VIRTUAL TABLE message_texts_search USING fts5 (search, content = 'message_texts', content_rowid = 'seq', tokenize = 'trigram');

-- +goose StatementBegin
CREATE TRIGGER message_texts_insert AFTER INSERT ON message_texts BEGIN
  INSERT INTO message_texts_search (rowid, search) VALUES (new.seq, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER message_texts_delete AFTER DELETE ON message_texts BEGIN
  INSERT INTO message_texts_search (message_texts_search, rowid, search) VALUES ('delete', old.seq, old.search);
END;
-- +goose StatementEnd

INSERT INTO message_texts (workspace_id, message_id, search)
  SELECT workspace_id, id, LOWER(body) FROM messages WHERE kind IN ('text', 'template', 'note', 'call_request') AND body <> '' ORDER BY at, id;

-- +goose Down
DROP TABLE message_texts_search;
DROP TABLE message_texts;
DROP INDEX conversations_unread;
DROP INDEX conversations_department;
