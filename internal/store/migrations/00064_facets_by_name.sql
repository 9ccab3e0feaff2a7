-- Nothing: SQLite compares texts byte by byte as it is.
-- +goose Up

-- +goose Down
