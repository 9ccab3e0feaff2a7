-- Names are compared byte by byte, as those of the contacts are: where the database has the order of a language, a page that began behind a
-- name in one order and went on in the other left contacts out. A key that contacts share is compared as both that it may be of.
-- +goose Up
ALTER TABLE contact_facets ALTER COLUMN sort_name TYPE TEXT COLLATE "C";
ALTER TABLE contacts ALTER COLUMN number_key TYPE TEXT COLLATE "C";
ALTER TABLE shared_keys ALTER COLUMN key TYPE TEXT COLLATE "C";

-- +goose Down
ALTER TABLE shared_keys ALTER COLUMN key TYPE TEXT COLLATE "default";
ALTER TABLE contacts ALTER COLUMN number_key TYPE TEXT COLLATE "default";
ALTER TABLE contact_facets ALTER COLUMN sort_name TYPE TEXT COLLATE "default";
