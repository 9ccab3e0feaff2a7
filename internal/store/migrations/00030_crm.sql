-- Funnels, their stages and deals. seq is the row number that the search index points to. Who renames a contact changes what its deals
-- are found by, whatever part of the program it is: hence the trigger.
-- +goose Up
CREATE TABLE pipelines (
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           TEXT NOT NULL CHECK (id <> ''),
  name         TEXT NOT NULL,
  name_key     TEXT NOT NULL, -- folded
  currency     TEXT NOT NULL,
  won_reasons  TEXT NOT NULL,
  lost_reasons TEXT NOT NULL,
  created_at   BIGINT NOT NULL,
  version      BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX pipelines_name ON pipelines (workspace_id, name_key);

CREATE TABLE stages (
  workspace_id TEXT NOT NULL,
  pipeline_id  TEXT NOT NULL,
  id           TEXT NOT NULL CHECK (id <> ''),
  place        BIGINT NOT NULL,
  name         TEXT NOT NULL,
  color        TEXT NOT NULL,
  limit_hours  BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, pipeline_id, id),
  FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipelines (workspace_id, id) ON DELETE CASCADE
);

CREATE TABLE deals (
  seq          INTEGER PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  id           TEXT NOT NULL CHECK (id <> ''),
  pipeline_id  TEXT NOT NULL,
  stage_id     TEXT NOT NULL,
  rank         TEXT NOT NULL,
  title        TEXT NOT NULL,
  title_key    TEXT NOT NULL, -- folded
  search       TEXT NOT NULL, -- the title and what the contact is found by, folded
  contact_id   TEXT NOT NULL,
  owner        TEXT NOT NULL,
  value        BIGINT NOT NULL,
  close_on     TEXT NOT NULL,
  state        TEXT NOT NULL,
  reason       TEXT NOT NULL,
  entered_at   BIGINT NOT NULL,
  closed_at    BIGINT NOT NULL,
  created_at   BIGINT NOT NULL,
  changed_by   TEXT NOT NULL,
  version      BIGINT NOT NULL,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stages (workspace_id, pipeline_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id)
);
-- The board: one card for each place of a stage.
CREATE UNIQUE INDEX deals_place ON deals (workspace_id, stage_id, rank) WHERE state = 'open';
CREATE INDEX deals_place_owner ON deals (workspace_id, stage_id, owner, rank) WHERE state = 'open';
-- Its totals, read from the index alone.
CREATE INDEX deals_total ON deals (workspace_id, pipeline_id, stage_id, value) WHERE state = 'open';
CREATE INDEX deals_total_owner ON deals (workspace_id, pipeline_id, owner, stage_id, value) WHERE state = 'open';
-- The list.
CREATE INDEX deals_list ON deals (workspace_id, pipeline_id, state, created_at, id);
CREATE INDEX deals_list_owner ON deals (workspace_id, pipeline_id, owner, state, created_at, id);
CREATE INDEX deals_close ON deals (workspace_id, pipeline_id, state, close_on, id) WHERE close_on <> '';
CREATE INDEX deals_close_owner ON deals (workspace_id, pipeline_id, owner, state, close_on, id) WHERE close_on <> '';
CREATE INDEX deals_contact ON deals (workspace_id, contact_id, created_at, id);
CREATE INDEX deals_stage ON deals (workspace_id, pipeline_id, stage_id);

CREATE TABLE deal_events (
  workspace_id TEXT NOT NULL,
  deal_id      TEXT NOT NULL,
  id           TEXT NOT NULL CHECK (id <> ''),
  at           BIGINT NOT NULL,
  actor        TEXT NOT NULL,
  kind         TEXT NOT NULL,
  was          TEXT NOT NULL,
  became       TEXT NOT NULL,
  PRIMARY KEY (workspace_id, deal_id, id),
  FOREIGN KEY (workspace_id, deal_id) REFERENCES deals (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX deal_events_list ON deal_events (workspace_id, deal_id, at, id);

CREATE VIRTUAL TABLE deals_search USING fts5 (search, content = 'deals', content_rowid = 'seq', tokenize = 'trigram');

-- +goose StatementBegin
CREATE TRIGGER deals_search_insert AFTER INSERT ON deals BEGIN
  INSERT INTO deals_search (rowid, search) VALUES (new.seq, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER deals_search_delete AFTER DELETE ON deals BEGIN
  INSERT INTO deals_search (deals_search, rowid, search) VALUES ('delete', old.seq, old.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER deals_search_update AFTER UPDATE OF search ON deals WHEN old.search <> new.search BEGIN
  INSERT INTO deals_search (deals_search, rowid, search) VALUES ('delete', old.seq, old.search);
  INSERT INTO deals_search (rowid, search) VALUES (new.seq, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER deals_contact_update AFTER UPDATE OF search ON contacts WHEN old.search <> new.search BEGIN
  UPDATE deals SET search = title_key || char(10) || new.search WHERE workspace_id = new.workspace_id AND contact_id = new.id;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER deals_contact_update;
DROP TABLE deal_events;
DROP TABLE deals_search;
DROP TABLE deals;
DROP TABLE stages;
DROP TABLE pipelines;
