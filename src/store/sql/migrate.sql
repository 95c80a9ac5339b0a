-- name: schema_create
-- First thing of every migration (migrate.c): the one table that no migration makes. Its text stays as it is:
-- each store's is held against it (store_shape_compare).
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

-- name: schema_shape_sqlite
-- Tables, indexes and whatever else only one side has, or otherwise than the other (store_shape_compare): of the
-- temporary ones (live 0), then the store's own; triggers first, tables before their indexes. Statistics are the
-- operator's to keep.
SELECT type, name, tbl_name, max(live) AS live FROM (
    SELECT 0 AS live, type, name, tbl_name, sql FROM sqlite_temp_master
    UNION ALL SELECT 1, type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite#_stat%' ESCAPE '#') AS shape
GROUP BY type, name, tbl_name, sql HAVING count(*) = 1
ORDER BY live, CASE WHEN type = 'trigger' THEN 0 ELSE 1 END, type DESC, name

-- name: schema_standby_postgres
-- Whether this is a standby, on which nothing can be made.
SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END

-- name: schema_shape_postgres
-- The same on PostgreSQL, from the catalog; an index is told with its table's schema, which is left out.
SELECT sort, name, on_table, max(live) AS live FROM (
    SELECT CASE WHEN c.relnamespace = pg_my_temp_schema() THEN 0 ELSE 1 END AS live, 'table' AS sort,
        c.relname AS name, c.relname AS on_table, string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
        a.attcollation, a.attnotnull, pg_get_expr(d.adbin, d.adrelid)), ',' ORDER BY a.attname) AS text
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace IN (pg_my_temp_schema(), current_schema()::regnamespace)
    GROUP BY c.oid, c.relname, c.relnamespace
    UNION ALL
    SELECT CASE WHEN c.relnamespace = pg_my_temp_schema() THEN 0 ELSE 1 END, 'index', c.relname, t.relname,
        concat_ws(' ', replace(replace(pg_get_indexdef(c.oid), ' ON pg_temp.', ' ON '),
            concat(' ON ', quote_ident(n.nspname), '.'), ' ON '), i.indisvalid)
    FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_class AS t ON t.oid = i.indrelid
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE t.relkind IN ('r', 'p') AND c.relnamespace IN (pg_my_temp_schema(), current_schema()::regnamespace)) AS shape
GROUP BY sort, name, on_table, text HAVING count(*) = 1 ORDER BY live, sort DESC, name
