-- name: case_insert
-- A new case, right after its first event.
INSERT INTO case_file(id, version, stream, number, registration, rules, channel, election, region,
                      act, stage, state, phase, office, bkn, ppk, holder, received_us, received_day,
                      changed_us, due_day, late_day, clock, clocks, aside, week)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
        $21, $22, $23, $24, $25, $26)

-- name: case_update
-- After each further event; no row means that somebody else was first. Index: primary key.
UPDATE case_file SET version = $3, registration = $4, state = $5, phase = $6, bkn = $7, ppk = $8,
                     holder = $9, changed_us = $10, due_day = $11, late_day = $12,
                     clock = $13, clocks = $14, aside = $15, week = $16, office = $17
WHERE id = $1 AND version = $2 RETURNING id

-- name: case_erase
-- Erasure. Index: primary key.
DELETE FROM case_file WHERE id = $1

-- name: case_row
-- Authorization before anything of a case is read. Index: primary key.
SELECT id, version, number, registration, channel, election, region, act, stage, state, phase,
       office, bkn, ppk, holder, received_us, due_day, rules,
       late_day, clock, week, '', 0, 0
FROM case_file WHERE id = $1

-- name: case_list_bawaslu
-- Work list of a Bawaslu office, keyset (due_day, id): its cases, and those that the office above
-- took over from it. Indexes: case_office; primary keys of case_desk, case_file and case_moved.
SELECT * FROM (
SELECT f.id, f.version, f.number, f.registration, f.channel, f.election, f.region, f.act, f.stage,
       f.state, f.phase, f.office, f.bkn, f.ppk, f.holder, f.received_us, f.due_day, f.rules,
       f.late_day, f.clock, f.week, COALESCE(m.clock, ''), COALESCE(m.was_day, 0),
       COALESCE(m.due_day, 0)
FROM case_file f LEFT JOIN case_moved m ON m.case_id = f.id AND m.office = $1
WHERE f.office = $1 AND (f.due_day, f.id) > ($2, $3) ORDER BY f.due_day, f.id LIMIT $4) AS own
UNION ALL SELECT * FROM (
SELECT f.id, f.version, f.number, f.registration, f.channel, f.election, f.region, f.act, f.stage,
       f.state, f.phase, f.office, f.bkn, f.ppk, f.holder, f.received_us, f.due_day, f.rules,
       f.late_day, f.clock, f.week, COALESCE(m.clock, ''), COALESCE(m.was_day, 0),
       COALESCE(m.due_day, 0)
FROM case_desk d JOIN case_file f ON f.id = d.case_id
LEFT JOIN case_moved m ON m.case_id = f.id AND m.office = $1
WHERE d.office = $1 AND (d.due_day, d.case_id) > ($2, $3)
ORDER BY d.due_day, d.case_id LIMIT $4) AS taken_over
ORDER BY 17, 1 LIMIT $4

-- name: case_list_bkn
-- Work list of a BKN office. Index: case_bkn.
SELECT f.id, f.version, f.number, f.registration, f.channel, f.election, f.region, f.act, f.stage,
       f.state, f.phase, f.office, f.bkn, f.ppk, f.holder, f.received_us, f.due_day, f.rules,
       f.late_day, f.clock, f.week, COALESCE(m.clock, ''), COALESCE(m.was_day, 0),
       COALESCE(m.due_day, 0)
FROM case_file f LEFT JOIN case_moved m ON m.case_id = f.id AND m.office = $1
WHERE f.bkn <> '' AND f.bkn = $1 AND (f.due_day, f.id) > ($2, $3)
ORDER BY f.due_day, f.id LIMIT $4

-- name: case_list_ppk
-- Work list of an appointing authority. Index: case_ppk.
SELECT f.id, f.version, f.number, f.registration, f.channel, f.election, f.region, f.act, f.stage,
       f.state, f.phase, f.office, f.bkn, f.ppk, f.holder, f.received_us, f.due_day, f.rules,
       f.late_day, f.clock, f.week, COALESCE(m.clock, ''), COALESCE(m.was_day, 0),
       COALESCE(m.due_day, 0)
FROM case_file f LEFT JOIN case_moved m ON m.case_id = f.id AND m.office = $1
WHERE f.ppk <> '' AND f.ppk = $1 AND (f.due_day, f.id) > ($2, $3)
ORDER BY f.due_day, f.id LIMIT $4

-- name: case_list_desk
-- Work list of an office of any other kind. Index: primary key of case_desk.
SELECT f.id, f.version, f.number, f.registration, f.channel, f.election, f.region, f.act, f.stage,
       f.state, f.phase, f.office, f.bkn, f.ppk, f.holder, f.received_us, f.due_day, f.rules,
       f.late_day, f.clock, f.week, COALESCE(m.clock, ''), COALESCE(m.was_day, 0),
       COALESCE(m.due_day, 0)
FROM case_desk d JOIN case_file f ON f.id = d.case_id LEFT JOIN case_moved m ON m.case_id = f.id AND m.office = $1
WHERE d.office = $1 AND (d.due_day, d.case_id) > ($2, $3) ORDER BY d.due_day, d.case_id LIMIT $4

-- name: case_list_moved
-- Of a work list the open cases whose deadline moved unseen; reads all of these of the office, which still
-- has them in hand (I8). Index: case_moved_office, then primary keys.
SELECT f.id, f.version, f.number, f.registration, f.channel, f.election, f.region, f.act, f.stage,
       f.state, f.phase, f.office, f.bkn, f.ppk, f.holder, f.received_us, f.due_day, f.rules,
       f.late_day, f.clock, f.week, COALESCE(m.clock, ''), COALESCE(m.was_day, 0),
       COALESCE(m.due_day, 0)
FROM case_moved m JOIN case_file f ON f.id = m.case_id
WHERE m.office = $1 AND (f.due_day, f.id) > ($2, $3) AND f.due_day < $5
  AND (f.office = $1 OR f.bkn = $1 OR f.ppk = $1
       OR EXISTS(SELECT 1 FROM case_desk d
                 WHERE d.office = $1 AND d.due_day = f.due_day AND d.case_id = f.id))
ORDER BY f.due_day, f.id LIMIT $4

-- name: case_moved_put
-- A deadline moved: the first clock that did is told, from the day that the office last knew. Index:
-- primary key.
INSERT INTO case_moved(case_id, office, track, clock, was_day, due_day)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT(case_id, office) DO UPDATE SET due_day = CASE
    WHEN case_moved.track = excluded.track AND case_moved.clock = excluded.clock
    THEN excluded.due_day ELSE case_moved.due_day END

-- name: case_moved_back
-- It moved back to where the office last saw it. Index: primary key.
DELETE FROM case_moved WHERE case_id = $1 AND office = $2 AND was_day = due_day

-- name: case_moved_seen
-- Somebody of the office opened the case or acted in it. Index: primary key.
DELETE FROM case_moved WHERE case_id = $1 AND office = $2

-- name: case_moved_clear
-- Erasure. Index: primary key.
DELETE FROM case_moved WHERE case_id = $1

-- name: case_count_desk
-- Cases of such a list whose alarm lies in [$2, $3), counted up to $4. Index: primary key.
SELECT COUNT(*) FROM (SELECT 1 FROM case_desk
WHERE office = $1 AND due_day >= $2 AND due_day < $3 LIMIT $4) AS counted

-- name: case_desk_clear
-- Before the desks of a case are put anew. Index: case_desk_case.
DELETE FROM case_desk WHERE case_id = $1

-- name: case_desk_put
-- An office beside the three acts in a case, or had its tasks in it taken over; its role and its
-- kind may name it twice.
INSERT INTO case_desk(office, due_day, case_id) VALUES ($1, $2, $3)
ON CONFLICT(office, due_day, case_id) DO NOTHING

-- name: case_open
-- Upkeep: what has not ended, page by page. Index: primary key.
SELECT id, rules, state, clocks, aside FROM case_file
WHERE id > $1 AND due_day < $2 ORDER BY id LIMIT $3

-- name: counter_find
-- Running number of an office and year, once for each write transaction. Index: primary key.
SELECT n FROM counter WHERE name = $1

-- name: counter_save
-- The same after the transaction's last job. Index: primary key.
INSERT INTO counter(name, n) VALUES ($1, $2) ON CONFLICT(name) DO UPDATE SET n = excluded.n

-- name: counter_raise
-- Rebuild: the highest number that an event gave. Index: primary key.
INSERT INTO counter(name, n) VALUES ($1, $2)
ON CONFLICT(name) DO UPDATE SET n = CASE WHEN counter.n < excluded.n THEN excluded.n ELSE counter.n END

-- name: receipt_claim
-- Once for each report; inserts nothing when it is a repeated one. Index: primary key.
INSERT INTO receipt(verifier, case_id, request) VALUES ($1, $2, $3)
ON CONFLICT(verifier) DO NOTHING

-- name: receipt_find
-- A repeated request; a reporter who comes back. Index: primary key.
SELECT case_id, request FROM receipt WHERE verifier = $1

-- name: receipt_astray
-- netral verify: the first report that not exactly one receipt leads to, or what a receipt leads to that is no
-- report. Reads both tables once: no report pays for an index.
SELECT idx FROM (
    SELECT e.idx AS idx FROM event AS e LEFT JOIN
        (SELECT case_id, count(*) AS n FROM receipt GROUP BY case_id) AS r ON r.case_id = e.idx
    WHERE e.kind = 'case.received' AND coalesce(r.n, 0) <> 1
    UNION ALL
    SELECT r.case_id FROM receipt AS r LEFT JOIN event AS e ON e.idx = r.case_id AND e.kind = 'case.received'
    WHERE e.idx IS NULL) AS astray
ORDER BY idx LIMIT 1

-- name: receipt_erase
-- Erasure: the hash of what was sent could be guessed; the code alone still says that it was. Reads
-- the whole table: erasures are rare, and no report pays for an index.
UPDATE receipt SET request = $2 WHERE case_id = $1

-- name: evidence_insert
-- An upload that is durable in the blob store.
INSERT INTO evidence(id, sha256, bytes, at_us, case_id) VALUES ($1, $2, $3, $4, NULL)

-- name: evidence_free
-- Before a report changes anything: whether nobody else took its evidence. Index: primary key.
SELECT bytes FROM evidence WHERE id = $1 AND case_id IS NULL

-- name: evidence_take
-- A report names its evidence; a piece belongs to one case only. Index: primary key.
UPDATE evidence SET case_id = $2 WHERE id = $1 AND case_id IS NULL RETURNING sha256, bytes

-- name: evidence_find
-- An upload in parts whose last answer was lost: what it became. Index: primary key.
SELECT sha256, bytes FROM evidence WHERE id = $1 AND case_id IS NULL

-- name: evidence_owned
-- netral verify: whether the row of a case's piece is there. Index: evidence_sha256.
SELECT count(*) FROM evidence WHERE sha256 = $1 AND bytes = $2 AND case_id = $3

-- name: evidence_expire
-- Uploads from before $1 that no report named, at most $2. Index: evidence_unclaimed.
DELETE FROM evidence WHERE case_id IS NULL AND id IN
(SELECT id FROM evidence WHERE case_id IS NULL AND at_us < $1 ORDER BY at_us LIMIT $2)
RETURNING sha256

-- name: evidence_kept
-- Backup: what cases below a size of the log own, each piece once, a page at a time. Index:
-- evidence_sha256.
SELECT sha256, min(bytes) FROM evidence WHERE sha256 > $1 AND case_id < $2
GROUP BY sha256 ORDER BY sha256 LIMIT $3

-- name: evidence_erase
-- Erasure: a case's evidence is nobody's any more and older than all, so the next expiry takes rows
-- and bytes, also after a crash. Reads the whole table, as receipt_erase does.
UPDATE evidence SET case_id = NULL, at_us = 0 WHERE case_id = $1

-- name: evidence_named
-- Whether a blob is still somebody's: evidence ($1), or the rules of a published version ($2: the
-- same in hex, as parts begin). Anybody may send a bundle of rules as evidence and let it lapse.
-- Indexes: evidence_sha256, event_rules.
SELECT bytes FROM evidence WHERE sha256 = $1
UNION ALL
SELECT idx FROM event WHERE kind = 'rules.published' AND substr(parts, 1, 64) = $2
LIMIT 1

-- name: case_count_bawaslu
-- Cases of a work list whose alarm lies in [$2, $3), each half counted up to $4. Indexes:
-- case_office; primary key of case_desk.
SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM case_file
WHERE office = $1 AND due_day >= $2 AND due_day < $3 LIMIT $4) AS own)
+ (SELECT COUNT(*) FROM (SELECT 1 FROM case_desk
WHERE office = $1 AND due_day >= $2 AND due_day < $3 LIMIT $4) AS taken_over)

-- name: case_count_bkn
-- Cases of a work list whose alarm lies in [$2, $3), counted up to $4. Index: case_bkn.
SELECT COUNT(*) FROM (SELECT 1 FROM case_file
WHERE bkn <> '' AND bkn = $1 AND due_day >= $2 AND due_day < $3 LIMIT $4) AS counted

-- name: case_count_ppk
-- Cases of a work list whose alarm lies in [$2, $3), counted up to $4. Index: case_ppk.
SELECT COUNT(*) FROM (SELECT 1 FROM case_file
WHERE ppk <> '' AND ppk = $1 AND due_day >= $2 AND due_day < $3 LIMIT $4) AS counted
