-- A search that many names match reads the list by name until the page is full. It looks at what is searched in the index alone, for which no
-- name may be too long for a row of an index: PostgreSQL takes 2,704 bytes. Names from before are cut as keyed does.
-- +goose Up
UPDATE contacts SET sort_name = SUBSTR(sort_name, 1, 128) WHERE LENGTH(sort_name) > 128;
UPDATE contact_facets SET sort_name = SUBSTR(sort_name, 1, 128) WHERE LENGTH(sort_name) > 128;
UPDATE contacts SET search = SUBSTR(search, 1, 256) || CHAR(10) || wa_id || CHAR(10) || phone WHERE LENGTH(search) > 512;
DROP INDEX contacts_name;
CREATE INDEX contacts_name ON contacts (workspace_id, sort_name, id, search);

-- +goose Down
DROP INDEX contacts_name;
CREATE INDEX contacts_name ON contacts (workspace_id, sort_name, id);
