-- What a team writes about contacts: tags, custom fields, who owns them, and who does not want to be contacted.
-- +goose Up
ALTER TABLE contacts ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN fields TEXT NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN owners TEXT NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN shunned TEXT NOT NULL DEFAULT ''; -- '' where they may be contacted
CREATE INDEX contacts_created ON contacts (workspace_id, created_at, id);
CREATE INDEX contacts_shunned ON contacts (workspace_id, sort_name, id) WHERE shunned <> '';

-- Those with a tag, by name: as long as there are such rows, there is such a tag.
CREATE TABLE contact_tags (
  workspace_id TEXT NOT NULL,
  tag          TEXT NOT NULL, -- folded
  contact_id   TEXT NOT NULL,
  label        TEXT NOT NULL, -- as it was written
  PRIMARY KEY (workspace_id, tag, contact_id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_tags_contact ON contact_tags (workspace_id, contact_id);

CREATE TABLE contact_owners (
  workspace_id TEXT NOT NULL,
  contact_id   TEXT NOT NULL,
  user_id      TEXT NOT NULL,
  PRIMARY KEY (workspace_id, contact_id, user_id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_owners_user ON contact_owners (workspace_id, user_id, contact_id);

CREATE TABLE fields (
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           TEXT NOT NULL CHECK (id <> ''),
  name         TEXT NOT NULL,
  type         TEXT NOT NULL,
  choices      TEXT NOT NULL,
  required     BIGINT NOT NULL,
  single       BIGINT NOT NULL, -- no two contacts have the same value
  position     BIGINT NOT NULL,
  created_at   BIGINT NOT NULL,
  version      BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX fields_name ON fields (workspace_id, name);

-- The values of unique fields.
CREATE TABLE field_values (
  workspace_id TEXT NOT NULL,
  field_id     TEXT NOT NULL,
  value        TEXT NOT NULL,
  contact_id   TEXT NOT NULL,
  PRIMARY KEY (workspace_id, field_id, value),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, field_id) REFERENCES fields (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX field_values_contact ON field_values (workspace_id, contact_id);

-- +goose Down
DROP TABLE field_values;
DROP TABLE fields;
DROP TABLE contact_owners;
DROP TABLE contact_tags;
DROP INDEX contacts_shunned;
DROP INDEX contacts_created;
ALTER TABLE contacts DROP COLUMN shunned;
ALTER TABLE contacts DROP COLUMN owners;
ALTER TABLE contacts DROP COLUMN fields;
ALTER TABLE contacts DROP COLUMN tags;
