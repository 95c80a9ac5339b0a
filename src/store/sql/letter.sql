-- name: letter_insert
-- Event letter.issued. Index: primary key.
INSERT INTO letter(id, version, office, region, election, kind, duty, number, on_day, due_day, subject, body, sha256,
    signer, appeal, key, request, withdrawn, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0, '')

-- name: letter_to_insert
-- The same, for each addressee. Index: primary key.
INSERT INTO letter_to(letter, office, seen, seen_day, seen_by, answer, delivered, delivered_day, means, receiver)
VALUES ($1, $2, -1, 0, '', '', -1, 0, '', '')

-- name: letter_withdraw
-- Event letter.withdrawn. Index: primary key.
UPDATE letter SET version = $2, reason = $3, withdrawn = 1 WHERE id = $1

-- name: letter_seen
-- Events letter.received and .answered. Index: primary key.
UPDATE letter_to SET seen = $3, seen_day = $4, seen_by = $5, answer = $6 WHERE letter = $1 AND office = $2

-- name: letter_delivered
-- Event letter.delivered. Index: primary key.
UPDATE letter_to SET delivered = $3, delivered_day = $4, means = $5, receiver = $6 WHERE letter = $1 AND office = $2

-- name: letter_find
-- Its page. Indexes: primary keys.
SELECT l.id, l.version, l.office, l.region, l.election, l.kind, l.duty, l.number, l.on_day, l.due_day, l.subject, l.body,
       l.sha256, l.signer, l.appeal, l.withdrawn, l.reason, l.key, l.request,
       (SELECT COUNT(*) FROM letter_to t WHERE t.letter = l.id),
       (SELECT COUNT(*) FROM letter_to t WHERE t.letter = l.id AND t.seen >= 0)
FROM letter l WHERE l.id = $1

-- name: letter_again
-- A form that is sent once more. Index: letter_key.
SELECT l.id, l.version, l.office, l.region, l.election, l.kind, l.duty, l.number, l.on_day, l.due_day, l.subject, l.body,
       l.sha256, l.signer, l.appeal, l.withdrawn, l.reason, l.key, l.request,
       (SELECT COUNT(*) FROM letter_to t WHERE t.letter = l.id),
       (SELECT COUNT(*) FROM letter_to t WHERE t.letter = l.id AND t.seen >= 0)
FROM letter l WHERE l.key = $1

-- name: letter_numbered
-- No office gives a number twice. Index: letter_number.
SELECT l.id, l.version, l.office, l.region, l.election, l.kind, l.duty, l.number, l.on_day, l.due_day, l.subject, l.body,
       l.sha256, l.signer, l.appeal, l.withdrawn, l.reason, l.key, l.request,
       (SELECT COUNT(*) FROM letter_to t WHERE t.letter = l.id),
       (SELECT COUNT(*) FROM letter_to t WHERE t.letter = l.id AND t.seen >= 0)
FROM letter l WHERE l.office = $1 AND l.number = $2

-- name: letter_sent
-- What an office issued, the newest first, before $2. Index: letter_sent.
SELECT l.id, l.version, l.office, l.region, l.election, l.kind, l.duty, l.number, l.on_day, l.due_day, l.subject, l.body,
       l.sha256, l.signer, l.appeal, l.withdrawn, l.reason, l.key, l.request,
       (SELECT COUNT(*) FROM letter_to t WHERE t.letter = l.id),
       (SELECT COUNT(*) FROM letter_to t WHERE t.letter = l.id AND t.seen >= 0)
FROM letter l WHERE l.office = $1 AND l.id < $2 ORDER BY l.id DESC LIMIT $3

-- name: letter_got
-- What an office got, the newest first, before $2. Indexes: letter_to_office, primary keys.
SELECT l.id, l.version, l.office, l.region, l.election, l.kind, l.duty, l.number, l.on_day, l.due_day, l.subject, l.body,
       l.sha256, l.signer, l.appeal, l.withdrawn, l.reason, l.key, l.request,
       (SELECT COUNT(*) FROM letter_to t WHERE t.letter = l.id),
       (SELECT COUNT(*) FROM letter_to t WHERE t.letter = l.id AND t.seen >= 0)
FROM letter_to o JOIN letter l ON l.id = o.letter WHERE o.office = $1 AND o.letter < $2 ORDER BY o.letter DESC LIMIT $3

-- name: letter_open
-- What it has not acknowledged, the oldest first: its work list. Indexes: letter_to_open, primary keys.
SELECT l.id, l.version, l.office, l.region, l.election, l.kind, l.duty, l.number, l.on_day, l.due_day, l.subject, l.body,
       l.sha256, l.signer, l.appeal, l.withdrawn, l.reason, l.key, l.request,
       (SELECT COUNT(*) FROM letter_to t WHERE t.letter = l.id),
       (SELECT COUNT(*) FROM letter_to t WHERE t.letter = l.id AND t.seen >= 0)
FROM letter_to o JOIN letter l ON l.id = o.letter
WHERE o.office = $1 AND o.seen < 0 AND l.withdrawn = 0 ORDER BY o.letter LIMIT $2

-- name: letter_count
-- How many numbers an office gave in a year, to suggest the next. Index: letter_sent.
SELECT COUNT(*) FROM letter WHERE office = $1 AND on_day >= $2 AND on_day < $3

-- name: letter_to_list
-- Who got a letter. Index: primary key.
SELECT office, seen, seen_day, seen_by, answer, delivered, delivered_day, means, receiver
FROM letter_to WHERE letter = $1 ORDER BY office

-- name: letter_to_find
-- Before one of them acknowledges it. Index: primary key.
SELECT office, seen, seen_day, seen_by, answer, delivered, delivered_day, means, receiver
FROM letter_to WHERE letter = $1 AND office = $2

-- name: letter_waiting
-- Figures of a reminder: open cases of a Bawaslu office by who holds them, and of these the overdue ones on $2. Index:
-- case_office.
SELECT holder, COUNT(*), SUM(CASE WHEN due_day < $2 THEN 1 ELSE 0 END)
FROM case_file WHERE office = $1 AND due_day < $3 AND holder <> '' GROUP BY holder ORDER BY holder
