-- name: remind_insert
-- Event pledge.reminded. Index: primary key.
INSERT INTO reminder(id, round, office, sender, subject, body, site, unit, person, sent, refused, unsure, ended)
VALUES ($1, $2, $3, $4, $5, $6, $7, '', 0, 0, 0, 0, 0)

-- name: remind_find
-- Whoever sends takes the next people. Index: primary key.
SELECT id, round, office, sender, subject, body, site, unit, person, sent, refused, unsure, ended, turn, due
FROM reminder WHERE id = $1

-- name: remind_newest
-- A round's page: its newest. Index: reminder_round.
SELECT id, round, office, sender, subject, body, site, unit, person, sent, refused, unsure, ended, turn, due
FROM reminder WHERE round = $1 ORDER BY id DESC LIMIT 1

-- name: remind_open
-- Whoever sends asks whose turn it is at $1 (us), and what the newest turn was. Index: reminder_open.
SELECT id, (SELECT COALESCE(max(turn), 0) FROM reminder WHERE ended = 0)
FROM reminder WHERE ended = 0 AND due <= $1 ORDER BY turn, id LIMIT 1

-- name: remind_move
-- How far it has come. Index: primary key.
UPDATE reminder SET unit = $2, person = $3, sent = $4, refused = $5, unsure = $6, ended = $7, turn = $8, due = $9
WHERE id = $1

-- name: remind_count
-- Before one is asked for: of whom the round asks, who has an address and has not signed, how many of them had a
-- mail since the day $3, both without whose address another of the office has, too; and how many those are. Once
-- for each look at the page, by the worker. Indexes: civil_servant_unit, civil_servant_mail, primary keys.
SELECT COALESCE(sum(1 - shared), 0), COALESCE(sum(CASE WHEN had AND shared = 0 THEN 1 ELSE 0 END), 0),
    COALESCE(sum(shared), 0)
FROM (SELECT COALESCE(reminded.day, 0) >= $3 AS had,
        CASE WHEN EXISTS (SELECT 1 FROM civil_servant other WHERE other.office = $1 AND other.mail <> ''
            AND other.mail = civil_servant.mail AND other.id <> civil_servant.id) THEN 1 ELSE 0 END AS shared
    FROM civil_servant LEFT JOIN reminded ON reminded.person = civil_servant.id
    WHERE civil_servant.office = $1 AND civil_servant.mail <> ''
      AND (civil_servant.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
      AND NOT EXISTS (SELECT 1 FROM pledge WHERE pledge.round = $2 AND pledge.person = civil_servant.id)) reached

-- name: remind_next
-- The people of that kind with an address of their own who had no mail since the day $5, none of the reminder $6,
-- and are not tried again by it, behind (unit, id) = ($3, $4). Indexes: the same.
SELECT civil_servant.id, civil_servant.unit, civil_servant.name, civil_servant.mail
FROM civil_servant LEFT JOIN reminded ON reminded.person = civil_servant.id
WHERE civil_servant.office = $1 AND civil_servant.mail <> ''
  AND (civil_servant.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
  AND NOT EXISTS (SELECT 1 FROM pledge WHERE pledge.round = $2 AND pledge.person = civil_servant.id)
  AND civil_servant.unit >= $3 AND (civil_servant.unit > $3 OR civil_servant.id > $4)
  AND COALESCE(reminded.day, 0) < $5 AND COALESCE(reminded.reminder, -2) <> $6
  AND NOT EXISTS (SELECT 1 FROM reminder_deferred
    WHERE reminder_deferred.person = civil_servant.id AND reminder_deferred.reminder = $6)
  AND NOT EXISTS (SELECT 1 FROM civil_servant other WHERE other.office = $1 AND other.mail <> ''
    AND other.mail = civil_servant.mail AND other.id <> civil_servant.id)
ORDER BY civil_servant.unit, civil_servant.id LIMIT $7

-- name: remind_waiting
-- A round's page: how many remind_next would still give. Indexes: the same.
SELECT count(*)
FROM civil_servant LEFT JOIN reminded ON reminded.person = civil_servant.id
WHERE civil_servant.office = $1 AND civil_servant.mail <> ''
  AND (civil_servant.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
  AND NOT EXISTS (SELECT 1 FROM pledge WHERE pledge.round = $2 AND pledge.person = civil_servant.id)
  AND civil_servant.unit >= $3 AND (civil_servant.unit > $3 OR civil_servant.id > $4)
  AND COALESCE(reminded.day, 0) < $5 AND COALESCE(reminded.reminder, -2) <> $6
  AND NOT EXISTS (SELECT 1 FROM reminder_deferred
    WHERE reminder_deferred.person = civil_servant.id AND reminder_deferred.reminder = $6)
  AND NOT EXISTS (SELECT 1 FROM civil_servant other WHERE other.office = $1 AND other.mail <> ''
    AND other.mail = civil_servant.mail AND other.id <> civil_servant.id)

-- name: remind_stop
-- The store came from a backup: what is on its way ends at $2 (us), as $1. Index: reminder_open.
UPDATE reminder SET ended = $1, due = $2 WHERE ended = 0

-- name: deferred_clear
-- And nobody is tried again. All rows.
DELETE FROM reminder_deferred

-- name: remind_stopped
-- Whoever sends says so in the log. Index: reminder_stopped.
SELECT id FROM reminder WHERE ended = 2 ORDER BY id LIMIT 1

-- name: deferred_save
-- A mail server refused somebody for now. Index: primary key.
INSERT INTO reminder_deferred(person, reminder, tries, due, code) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT(person, reminder) DO UPDATE SET tries = excluded.tries, due = excluded.due, code = excluded.code

-- name: deferred_next
-- Whom the reminder $3 tries again at $5 (us), but who had a mail since the day $4. Indexes: reminder_deferred_due,
-- civil_servant_mail, primary keys.
SELECT civil_servant.id, civil_servant.unit, civil_servant.name, civil_servant.mail, reminder_deferred.tries
FROM reminder_deferred JOIN civil_servant ON civil_servant.id = reminder_deferred.person
    LEFT JOIN reminded ON reminded.person = reminder_deferred.person
WHERE reminder_deferred.reminder = $3 AND reminder_deferred.due <= $5
  AND civil_servant.office = $1 AND civil_servant.mail <> ''
  AND (civil_servant.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
  AND NOT EXISTS (SELECT 1 FROM pledge WHERE pledge.round = $2 AND pledge.person = civil_servant.id)
  AND COALESCE(reminded.day, 0) < $4
  AND NOT EXISTS (SELECT 1 FROM civil_servant other WHERE other.office = $1 AND other.mail <> ''
    AND other.mail = civil_servant.mail AND other.id <> civil_servant.id)
ORDER BY reminder_deferred.due, reminder_deferred.person LIMIT $6

-- name: deferred_sum
-- How many it still tries, by how often it did, and when. Indexes: the same.
SELECT reminder_deferred.tries, count(*), min(reminder_deferred.due), max(reminder_deferred.due)
FROM reminder_deferred JOIN civil_servant ON civil_servant.id = reminder_deferred.person
WHERE reminder_deferred.reminder = $3 AND civil_servant.office = $1 AND civil_servant.mail <> ''
  AND (civil_servant.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
  AND NOT EXISTS (SELECT 1 FROM pledge WHERE pledge.round = $2 AND pledge.person = civil_servant.id)
GROUP BY reminder_deferred.tries

-- name: deferred_drop
-- One who is not tried again. Index: primary key.
DELETE FROM reminder_deferred WHERE person = $1 AND reminder = $2

-- name: deferred_forget
-- A person who is taken out. Index: primary key.
DELETE FROM reminder_deferred WHERE person = $1

-- name: deferred_end
-- A reminder has ended. Index: reminder_deferred_due.
DELETE FROM reminder_deferred WHERE reminder = $1

-- name: reminded_save
-- A mail to somebody is about to leave. Index: primary key.
INSERT INTO reminded(person, reminder, day, state, code) VALUES ($1, $2, $3, $4, 0)
ON CONFLICT(person) DO UPDATE SET reminder = excluded.reminder, day = excluded.day, state = excluded.state,
    code = excluded.code

-- name: reminded_settle
-- What became of it, unless somebody else said so meanwhile ($3: about to leave). Index: primary key.
UPDATE reminded SET state = $4, code = $5 WHERE person = $1 AND reminder = $2 AND state = $3

-- name: reminded_drop
-- A mail that never left, under the same condition. Index: primary key.
DELETE FROM reminded WHERE person = $1 AND reminder = $2 AND state = $3

-- name: reminded_forget
-- A person who is taken out. Index: primary key.
DELETE FROM reminded WHERE person = $1

-- name: remind_unsure
-- Whoever sends begins: what was about to leave ($1) when it was killed may have left. Three statements, in this
-- order. Indexes: reminder_open, reminded_of.
UPDATE reminder SET unsure = unsure + (SELECT count(*) FROM reminded
    WHERE reminded.reminder = reminder.id AND reminded.state = $1)
WHERE ended = 0 AND EXISTS (SELECT 1 FROM reminded WHERE reminded.reminder = reminder.id AND reminded.state = $1)

-- name: deferred_unsure
-- The second: nobody of those is tried again.
DELETE FROM reminder_deferred WHERE reminder IN (SELECT id FROM reminder WHERE ended = 0)
  AND EXISTS (SELECT 1 FROM reminded WHERE reminded.person = reminder_deferred.person
    AND reminded.reminder = reminder_deferred.reminder AND reminded.state = $1)

-- name: reminded_unsure
-- The third ($2: unsure).
UPDATE reminded SET state = $2 WHERE state = $1 AND reminder IN (SELECT id FROM reminder WHERE ended = 0)

-- name: reminded_refused
-- A round's page: whom no mail reached, the first of them, and whether they are tried again. Indexes: reminded_of,
-- reminder_deferred_due.
SELECT person, unit, name, code, again FROM (
    SELECT reminded.person, civil_servant.unit, civil_servant.name, reminded.code, 0 AS again
    FROM reminded JOIN civil_servant ON civil_servant.id = reminded.person
    WHERE reminded.reminder = $1 AND reminded.state = $2
    UNION ALL
    SELECT reminder_deferred.person, civil_servant.unit, civil_servant.name, reminder_deferred.code, 1
    FROM reminder_deferred JOIN civil_servant ON civil_servant.id = reminder_deferred.person
    WHERE reminder_deferred.reminder = $1) refused
ORDER BY again, person LIMIT $3
