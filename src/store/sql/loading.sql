-- name: load_find
-- A roster file begins or goes on; the page that tells of it. Index: primary key.
SELECT file, way, at_us, lines, line, faulty, taken, same, added, changed, moved, elsewhere, ended, idx
FROM roster_load WHERE office = $1

-- name: load_save
-- A roster file begins, a batch of it was taken, it ended. Index: primary key.
INSERT INTO roster_load(office, file, way, at_us, lines, line, faulty, taken, same, added, changed, moved, elsewhere, ended, idx)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT(office) DO UPDATE SET file = excluded.file, way = excluded.way, at_us = excluded.at_us,
    lines = excluded.lines, line = excluded.line, faulty = excluded.faulty, taken = excluded.taken, same = excluded.same,
    added = excluded.added, changed = excluded.changed, moved = excluded.moved, elsewhere = excluded.elsewhere,
    ended = excluded.ended, idx = excluded.idx

-- name: load_drop
-- The report of a file was given out. Index: primary key.
DELETE FROM roster_load WHERE office = $1

-- name: load_told_sweep
-- Before load_sweep, of the same loads.
DELETE FROM roster_told WHERE office IN
    (SELECT office FROM roster_load WHERE ended = 0 AND (at_us < $1 OR (lines = 0 AND at_us < $2)))

-- name: load_sweep
-- Each hour, and before a roster file begins. Reads all rows: one an office.
DELETE FROM roster_load WHERE ended = 0 AND (at_us < $1 OR (lines = 0 AND at_us < $2))

-- name: load_tell
-- A row of a batch that the report tells. Index: primary key.
INSERT INTO roster_told(office, what, line) VALUES ($1, $2, $3)

-- name: load_told
-- The report; lines behind $3. Index: primary key.
SELECT line FROM roster_told WHERE office = $1 AND what = $2 AND line > $3 ORDER BY line LIMIT $4

-- name: load_told_drop
-- Another file begins, or the report was given out. Index: primary key.
DELETE FROM roster_told WHERE office = $1
