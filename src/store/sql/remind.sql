-- name: remind_insert
-- Event pledge.reminded. Index: primary key.
INSERT INTO reminder(id, round, office, sender, subject, body, site, unit, person, sent, refused, unsure, ended)
VALUES ($1, $2, $3, $4, $5, $6, $7, '', 0, 0, 0, 0, 0)

-- name: remind_find
-- Whoever sends takes the next people. Index: primary key.
SELECT id, round, office, sender, subject, body, site, unit, person, sent, refused, unsure, ended
FROM reminder WHERE id = $1

-- name: remind_newest
-- A round's page: its newest. Index: reminder_round.
SELECT id, round, office, sender, subject, body, site, unit, person, sent, refused, unsure, ended
FROM reminder WHERE round = $1 ORDER BY id DESC LIMIT 1

-- name: remind_open
-- Whoever sends asks which are not at their end, the oldest first. Index: reminder_open.
SELECT id FROM reminder WHERE ended = 0 ORDER BY id LIMIT $1

-- name: remind_move
-- How far it has come. Index: primary key.
UPDATE reminder SET unit = $2, person = $3, sent = $4, refused = $5, unsure = $6, ended = $7 WHERE id = $1

-- name: remind_count
-- Before one is asked for: who has an address and has not signed, and how many of them had a mail since the
-- day $3. Once for each look at the page, by the worker. Indexes: civil_servant_unit, primary keys.
SELECT count(*), COALESCE(sum(CASE WHEN reminded.day >= $3 THEN 1 ELSE 0 END), 0)
FROM civil_servant LEFT JOIN reminded ON reminded.person = civil_servant.id
WHERE civil_servant.office = $1 AND civil_servant.mail <> ''
  AND NOT EXISTS (SELECT 1 FROM pledge WHERE pledge.round = $2 AND pledge.person = civil_servant.id)

-- name: remind_next
-- The people of that kind who had no mail since the day $5 and none of the reminder $6, behind (unit, id) =
-- ($3, $4). Indexes: the same.
SELECT civil_servant.id, civil_servant.unit, civil_servant.name, civil_servant.mail
FROM civil_servant LEFT JOIN reminded ON reminded.person = civil_servant.id
WHERE civil_servant.office = $1 AND civil_servant.mail <> ''
  AND NOT EXISTS (SELECT 1 FROM pledge WHERE pledge.round = $2 AND pledge.person = civil_servant.id)
  AND civil_servant.unit >= $3 AND (civil_servant.unit > $3 OR civil_servant.id > $4)
  AND COALESCE(reminded.day, 0) < $5 AND COALESCE(reminded.reminder, -2) <> $6
ORDER BY civil_servant.unit, civil_servant.id LIMIT $7

-- name: reminded_save
-- A mail to somebody is about to leave, or what became of it. Index: primary key.
INSERT INTO reminded(person, reminder, day, state, code) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT(person) DO UPDATE SET reminder = excluded.reminder, day = excluded.day, state = excluded.state,
    code = excluded.code

-- name: reminded_drop
-- A mail that never left, a person who is taken out. Index: primary key.
DELETE FROM reminded WHERE person = $1

-- name: reminded_unsure
-- Whoever sends begins: what was about to leave when it was killed ($2) may have left ($3). Index:
-- reminded_of.
UPDATE reminded SET state = $3 WHERE reminder = $1 AND state = $2

-- name: reminded_refused
-- A round's page: whom no mail reached, the first of them. Index: reminded_of.
SELECT civil_servant.id, civil_servant.unit, civil_servant.name, reminded.code
FROM reminded JOIN civil_servant ON civil_servant.id = reminded.person
WHERE reminded.reminder = $1 AND reminded.state = $2 ORDER BY reminded.person LIMIT $3
