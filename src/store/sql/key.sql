-- name: staff_key_save
-- An officer made a key (event staff.key), the first or another. Index: primary key.
INSERT INTO staff_key(name, recipient, locked) VALUES ($1, $2, $3)
ON CONFLICT(name) DO UPDATE SET recipient = excluded.recipient, locked = excluded.locked

-- name: staff_key_find
-- The key page. Index: primary key.
SELECT recipient, locked FROM staff_key WHERE name = $1

-- name: staff_key_delete
-- An account was closed (event staff.closed). Index: primary key.
DELETE FROM staff_key WHERE name = $1

-- name: staff_key_office
-- Who of an office has a key; the key page and a proposed key. Reads every officer's key, some
-- thousand rows at most, each with its account (primary key).
SELECT staff.name, staff.role, staff_key.recipient
FROM staff_key JOIN staff ON staff.name = staff_key.name
WHERE staff.office = $1 ORDER BY staff.name LIMIT $2

-- name: office_key_insert
-- A key was proposed. Index: primary key.
INSERT INTO office_key(office, n, recipient, proposer, holders, wrap, chain)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: office_key_drop
-- A proposal was withdrawn, or makes room for another. Index: primary key.
DELETE FROM office_key WHERE office = $1 AND idx IS NULL

-- name: office_key_agree
-- A second officer agreed (event office.key). Index: primary key.
UPDATE office_key SET idx = $3 WHERE office = $1 AND n = $2 AND idx IS NULL

-- name: office_key_unwrap
-- A key in force opens the one before it, whose own wraps are no longer kept; those of older ones went
-- with the chain that opens them. Index: primary key.
UPDATE office_key SET wrap = $3 WHERE office = $1 AND n = $2 - 1

-- name: office_key_newest
-- The key page: what is proposed and what is in force, two rows. Index: primary key.
SELECT office, n, recipient, proposer, holders, wrap, chain, idx
FROM office_key WHERE office = $1 ORDER BY n DESC LIMIT 2

-- name: office_key_directory
-- The directory: of each office the key in force, with its names; some thousand rows at most, for
-- /kunci, /log/offices and a new key. Index: primary key.
SELECT office_key.office, office_key.n, office_key.recipient, office_key.idx, office.name,
       office.name_en
FROM office_key JOIN office ON office.id = office_key.office
WHERE idx IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office_key AS later
    WHERE later.office = office_key.office AND later.n > office_key.n AND later.idx IS NOT NULL)
LIMIT $1

-- name: office_key_in_force
-- A report: the keys of the office in charge and of those above it, older ones first, some rows each.
-- Index: primary key.
SELECT office, n, recipient FROM office_key
WHERE office IN ($1, $2, $3) AND idx IS NOT NULL ORDER BY n

-- name: office_key_all
-- A custodian opens who reported: the chain from the newest key to that of the day. Index: primary key.
SELECT n, recipient, wrap, chain FROM office_key
WHERE office = $1 AND idx IS NOT NULL ORDER BY n DESC LIMIT $2

-- name: office_key_chain
-- A key in escrow was opened (event office.escrow_opened): the next one leads to it, by what was given back now
-- and before. Index: primary key.
UPDATE office_key SET chain = $3 WHERE office = $1 AND n = $2 AND idx IS NOT NULL
