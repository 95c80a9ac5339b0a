-- name: event_insert
-- Every accepted event; called once for each by the writer. Index: primary key, event_stream.
INSERT INTO event(idx, case_id, seq, stream, kind, at_us, office, actor, body, identity, parts,
                  salt, commitment)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

-- name: event_of_case
-- Folding one case; at most STORE_CASE_EVENTS_MAX rows. Index: event_stream.
SELECT idx, seq, stream, kind, at_us, office, actor, body, commitment
FROM event WHERE case_id = $1 ORDER BY seq LIMIT $2

-- name: event_page
-- Verification and rebuild, in ledger order, page by page. Index: primary key.
SELECT idx, case_id, seq, stream, kind, at_us, office, actor, body, identity, parts, salt,
       commitment
FROM event WHERE idx >= $1 ORDER BY idx LIMIT $2

-- name: event_has_identity
-- Whether somebody stands apart as reporter; says no more. Index: primary key.
SELECT CASE WHEN identity IS NULL THEN 0 ELSE 1 END FROM event WHERE idx = $1

-- name: event_identity
-- Opening who reported; the flow writes an event for it. Index: primary key.
SELECT identity FROM event WHERE idx = $1

-- name: event_commits
-- Tiles of level 0 and of entries: at most 256 rows. Index: primary key.
SELECT commitment FROM event WHERE idx >= $1 AND idx < $2 ORDER BY idx

-- name: event_leaf
-- A receipt made again for an index. Index: primary key.
SELECT case_id, seq, stream, kind, at_us, office, body, parts, salt, commitment, identity
FROM event WHERE idx = $1

-- name: event_erase
-- Erasure of a case, the one change of events that there is (I2). Index: event_stream.
UPDATE event SET body = NULL, identity = NULL, parts = NULL, salt = NULL WHERE case_id = $1

-- name: event_closing
-- The last event of a stream: what must say that the others were erased. Index: event_stream.
SELECT kind, CASE WHEN salt IS NULL THEN 1 ELSE 0 END FROM event WHERE case_id = $1
ORDER BY seq DESC LIMIT 1

-- name: event_last
-- When the newest event was accepted: a demo's clock goes on from there. Index: primary key.
SELECT at_us FROM event ORDER BY idx DESC LIMIT 1

-- name: event_commit
-- Verification: what an event's manifest must name as prev. Index: event_stream.
SELECT commitment FROM event WHERE case_id = $1 AND seq = $2

-- name: event_rules
-- Published versions of the law below an index, newest first; /k/aturan and /api/v1/rules, and a
-- page at a time to find one by its law's hash. Index: event_rules.
SELECT idx, case_id, seq, stream, kind, at_us, office, actor, body, identity, parts, salt,
       commitment
FROM event WHERE kind = 'rules.published' AND idx < $1 ORDER BY idx DESC LIMIT $2

-- name: event_rules_kept
-- Backup: the bundles of published rules below a size of the log, each once, a page at a time.
-- Index: event_rules.
SELECT DISTINCT parts FROM event
WHERE kind = 'rules.published' AND idx < $1 AND parts > $2 ORDER BY parts LIMIT $3

-- name: event_erasures
-- Erasures from an index on, a page at a time, for the list beside the backups. Reads every event on
-- the way (primary key): asked once a day at most.
SELECT idx, case_id, stream, body FROM event WHERE kind = 'case.erased' AND idx >= $1
ORDER BY idx LIMIT $2

-- name: event_questions
-- Questions of the public, newest first; /k/aturan. Index: event_question.
SELECT idx, case_id, seq, stream, kind, at_us, office, actor, body, identity, parts, salt,
       commitment
FROM event WHERE kind = 'question.asked' ORDER BY idx DESC LIMIT $1

-- name: event_web
-- The newest list of the files that are served; a server's start, /log/web, /periksa. Index: event_web.
SELECT idx, case_id, seq, stream, kind, at_us, office, actor, body, identity, parts, salt,
       commitment
FROM event WHERE kind = 'web.published' ORDER BY idx DESC LIMIT 1

-- name: event_office_key
-- The newest key of an office, whichever: it names the directory's fingerprint. Index: event_office_key.
SELECT idx, case_id, seq, stream, kind, at_us, office, actor, body, identity, parts, salt,
       commitment
FROM event WHERE kind = 'office.key' ORDER BY idx DESC LIMIT 1

-- name: event_weighed
-- Published weights of indexes of risk below an index of the log, newest first, a page at a time until
-- those of one are found; /peta/indeks, /data/index.*, /k/indeks. Index: event_weighed.
SELECT idx, case_id, seq, stream, kind, at_us, office, actor, body, identity, parts, salt,
       commitment
FROM event WHERE kind = 'index.weighed' AND idx < $1 ORDER BY idx DESC LIMIT $2

-- name: event_escrow
-- What became of the escrowed keys of an office, newest first; /k/titipan. Index: event_escrow.
SELECT idx, case_id, seq, stream, kind, at_us, office, actor, body, identity, parts, salt,
       commitment
FROM event WHERE kind IN ('office.escrowed', 'office.escrow_asked', 'office.escrow_agreed',
    'office.escrow_peeled', 'office.escrow_opened', 'office.escrow_refused',
    'office.escrow_withdrawn') AND office = $1 ORDER BY idx DESC LIMIT $2

-- name: event_escrow_asked
-- Of each office that asked for a key in escrow since a moment the newest asking, newest first; /k/titipan of its holders,
-- /k of who must act.
-- Index: event_escrow_asked.
SELECT idx, case_id, seq, stream, kind, at_us, office, actor, body, identity, parts, salt,
       commitment
FROM event WHERE idx IN (SELECT max(idx) FROM event WHERE kind = 'office.escrow_asked' GROUP BY office)
    AND at_us >= $1
ORDER BY idx DESC LIMIT $2
