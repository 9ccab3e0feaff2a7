-- By what the contact list is narrowed and ordered.
-- +goose Up
ALTER TABLE contacts ADD COLUMN last_at BIGINT NOT NULL DEFAULT 0; -- of the newest entry in any of their services; 0 for none
UPDATE contacts SET last_at = COALESCE((SELECT MAX(v.last_at) FROM conversations v
  WHERE v.workspace_id = contacts.workspace_id AND v.contact_id = contacts.id), 0);
CREATE INDEX contacts_last ON contacts (workspace_id, last_at, id);

-- What a list of contacts can be narrowed to: a range of the key is such a list by name. kind is tag, owner, shunned, unreachable, or
-- value for that of a custom field with choices.
CREATE TABLE contact_facets (
  workspace_id TEXT NOT NULL,
  kind         TEXT NOT NULL,
  facet        TEXT NOT NULL,
  sort_name    TEXT NOT NULL, -- the contact's
  contact_id   TEXT NOT NULL,
  label        TEXT NOT NULL, -- of a tag, as it was written
  PRIMARY KEY (workspace_id, kind, facet, sort_name, contact_id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_facets_contact ON contact_facets (workspace_id, contact_id);
INSERT INTO contact_facets SELECT t.workspace_id, 'tag', t.tag, c.sort_name, c.id, t.label
  FROM contact_tags t JOIN contacts c ON c.workspace_id = t.workspace_id AND c.id = t.contact_id;
INSERT INTO contact_facets SELECT o.workspace_id, 'owner', o.user_id, c.sort_name, c.id, ''
  FROM contact_owners o JOIN contacts c ON c.workspace_id = o.workspace_id AND c.id = o.contact_id;
INSERT INTO contact_facets SELECT workspace_id, 'shunned', '', sort_name, id, '' FROM contacts WHERE shunned <> '';
INSERT INTO contact_facets SELECT workspace_id, 'unreachable', '', sort_name, id, '' FROM contacts WHERE wa_id = '' AND bsuid = '' AND phone = '';
DROP TABLE contact_tags;
DROP INDEX contact_owners_user;
DROP INDEX contacts_shunned;

-- Whom a contact lets call.
CREATE INDEX call_permissions_allowed ON call_permissions (workspace_id, allowed, expires_at, contact_id);

-- What became of the authorization that a contact gave an account.
CREATE TABLE permission_events (
  workspace_id TEXT NOT NULL,
  id           TEXT NOT NULL CHECK (id <> ''), -- UUIDv7
  account_id   TEXT NOT NULL,
  contact_id   TEXT NOT NULL,
  at           BIGINT NOT NULL,
  kind         TEXT NOT NULL,
  actor        TEXT NOT NULL, -- the user who asked; '' where the contact, a rule or Meta did it
  expires_at   BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES accounts (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX permission_events_contact ON permission_events (workspace_id, contact_id, at, id);

-- What a team wrote down about a contact, for itself.
CREATE TABLE contact_notes (
  workspace_id TEXT NOT NULL,
  id           TEXT NOT NULL CHECK (id <> ''), -- UUIDv7
  contact_id   TEXT NOT NULL,
  author       TEXT NOT NULL,
  text         TEXT NOT NULL,
  created_at   BIGINT NOT NULL,
  edited_at    BIGINT NOT NULL,
  version      BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_notes_contact ON contact_notes (workspace_id, contact_id, created_at, id);

-- +goose Down
DROP TABLE contact_notes;
DROP TABLE permission_events;
DROP INDEX call_permissions_allowed;
CREATE INDEX contacts_shunned ON contacts (workspace_id, sort_name, id) WHERE shunned <> '';
CREATE INDEX contact_owners_user ON contact_owners (workspace_id, user_id, contact_id);
CREATE TABLE contact_tags (
  workspace_id TEXT NOT NULL,
  tag          TEXT NOT NULL,
  contact_id   TEXT NOT NULL,
  label        TEXT NOT NULL,
  PRIMARY KEY (workspace_id, tag, contact_id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_tags_contact ON contact_tags (workspace_id, contact_id);
INSERT INTO contact_tags SELECT workspace_id, facet, contact_id, label FROM contact_facets WHERE kind = 'tag';
DROP TABLE contact_facets;
DROP INDEX contacts_last;
ALTER TABLE contacts DROP COLUMN last_at;
