-- name: schema_create
-- First thing of every migration (migrate.c): the one table that no migration makes.
CREATE TABLE IF NOT EXISTS schema_version(
    version BIGINT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_us BIGINT NOT NULL)

-- name: schema_list
-- What was applied, oldest first (migrate.c). Index: primary key.
SELECT version, name, sha256 FROM schema_version ORDER BY version

-- name: schema_put
-- A migration was applied; a derived one again and again (migrate.c). Index: primary key.
INSERT INTO schema_version(version, name, sha256, applied_us) VALUES ($1, $2, $3, $4)
ON CONFLICT(version) DO UPDATE SET sha256 = excluded.sha256, applied_us = excluded.applied_us

-- name: schema_found_sqlite
-- Is this a store at all (store_check_version), on SQLite.
SELECT count(*) FROM sqlite_master WHERE name = 'schema_version'

-- name: schema_found_postgres
-- The same on PostgreSQL.
SELECT CASE WHEN to_regclass('schema_version') IS NULL THEN 0 ELSE 1 END

-- name: schema_current_postgres
-- Where the store's own tables are, quoted (store_derived_compare).
SELECT quote_ident(current_schema())
