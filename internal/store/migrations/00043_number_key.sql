-- By which numbers are the same, whatever the form: desk.NumberKey, here for the rows from before.
-- +goose Up
ALTER TABLE contacts ADD COLUMN number_key TEXT NOT NULL DEFAULT '';
UPDATE contacts SET number_key = CASE WHEN wa_id <> '' THEN wa_id ELSE phone END;
UPDATE contacts SET number_key = SUBSTR(number_key, 1, 4) || SUBSTR(number_key, 6)
  WHERE number_key LIKE '55___________' AND SUBSTR(number_key, 5, 1) = '9' AND SUBSTR(number_key, 6, 1) IN ('6', '7', '8', '9');
UPDATE contacts SET number_key = SUBSTR(number_key, 1, 2) || SUBSTR(number_key, 4)
  WHERE number_key LIKE '549__________' OR number_key LIKE '521__________';
CREATE INDEX contacts_number ON contacts (workspace_id, number_key, id) WHERE number_key <> '';

-- +goose Down
DROP INDEX contacts_number;
ALTER TABLE contacts DROP COLUMN number_key;
