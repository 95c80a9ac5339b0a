-- name: head_load
-- Start of every write, and checkpoints. One row.
SELECT head FROM ledger_head WHERE id = 1

-- name: head_shown
-- Public pages, tiles and the tick: the head, and the setting of that name. Index: primary keys.
SELECT head, COALESCE((SELECT value FROM setting WHERE name = $1), '') FROM ledger_head WHERE id = 1

-- name: head_save
-- End of every write transaction that appended. One row.
INSERT INTO ledger_head(id, head) VALUES (1, $1) ON CONFLICT(id) DO UPDATE SET head = excluded.head

-- name: node_insert
-- Each time 256 nodes below are complete.
INSERT INTO ledger_node(level, idx, hash) VALUES ($1, $2, $3)

-- name: node_page
-- Tiles above level 0 and proofs: at most 256 rows. Index: primary key.
SELECT hash FROM ledger_node WHERE level = $1 AND idx >= $2 AND idx < $3 ORDER BY idx

-- name: checkpoint_insert
-- End of every write transaction that appended. A second root for one size is refused by the key.
INSERT INTO checkpoint(size, root, at_us) VALUES ($1, $2, $3)

-- name: checkpoint_above
-- The checkpoint that first covered an index. Index: primary key.
SELECT size, root FROM checkpoint WHERE size > $1 ORDER BY size LIMIT 1
