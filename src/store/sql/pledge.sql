-- name: person_find
-- A row of a roster, and who signs. Index: civil_servant_person.
SELECT id, office, unit, name, class, post, mail, level, grade, grp FROM civil_servant WHERE person = $1

-- name: person_row
-- Whom a link is for. Index: primary key.
SELECT person, office, unit, name, class, post, mail, level, grade, grp FROM civil_servant WHERE id = $1

-- name: person_next
-- The number that the next new person gets: above each that was ever given, though its row be gone.
-- Once for each batch. Indexes: both primary keys.
SELECT 1 + COALESCE(max(number), 0)
FROM (SELECT max(id) AS number FROM civil_servant
      UNION ALL SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'roster_last') AS given

-- name: person_insert
-- A roster's new person. Index: primary key.
INSERT INTO civil_servant(id, person, office, unit, name, class, post, mail, level, grade, grp)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: person_update
-- A roster says otherwise of a person. Index: primary key.
UPDATE civil_servant SET office = $2, unit = $3, name = $4, class = $5, post = $6, mail = $7, level = $8,
    grade = $9, grp = $10, person = $11 WHERE id = $1

-- name: person_delete
-- Somebody is taken out of the register. Index: primary key.
DELETE FROM civil_servant WHERE id = $1

-- name: roster_sum
-- People and units of an office, and people by group (prevention/group.h). Index: primary key.
SELECT COALESCE(sum(people), 0), count(DISTINCT unit),
       COALESCE(sum(CASE WHEN grp = 1 THEN people ELSE 0 END), 0),
       COALESCE(sum(CASE WHEN grp = 2 THEN people ELSE 0 END), 0),
       COALESCE(sum(CASE WHEN grp = 4 THEN people ELSE 0 END), 0),
       COALESCE(sum(CASE WHEN grp = 8 THEN people ELSE 0 END), 0)
FROM roster_unit WHERE office = $1 AND people > 0

-- name: roster_unit_clear
-- A rebuild counts the register anew.
DELETE FROM roster_unit

-- name: roster_unit_fill
-- The same. Index: civil_servant_unit.
INSERT INTO roster_unit(office, unit, grp, people)
SELECT office, unit, grp, count(*) FROM civil_servant GROUP BY office, unit, grp

-- name: roster_figures
-- A rebuild, once for all agencies; of the group $1 apart. Index: primary key.
INSERT INTO stat(view, a, b, day, n)
SELECT 'people', office, '', 0, sum(people) FROM roster_unit GROUP BY office HAVING sum(people) > 0
UNION ALL
SELECT 'leaders', office, '', 0, sum(people) FROM roster_unit WHERE grp = $1 GROUP BY office HAVING sum(people) > 0

-- name: roster_unit_differs
-- How many groups of units have another number of people than the register; a check of a rebuild. A group that was
-- left by everybody may stand there with none. Indexes: civil_servant_unit, primary key.
SELECT (SELECT count(*) FROM (SELECT office, unit, grp, count(*) AS n FROM civil_servant GROUP BY office, unit, grp) AS real
        LEFT JOIN roster_unit ON roster_unit.office = real.office AND roster_unit.unit = real.unit
                             AND roster_unit.grp = real.grp
        WHERE COALESCE(roster_unit.people, 0) <> real.n)
     + (SELECT count(*) FROM roster_unit WHERE people <> 0 AND NOT EXISTS
        (SELECT 1 FROM civil_servant WHERE civil_servant.office = roster_unit.office
                                       AND civil_servant.unit = roster_unit.unit
                                       AND civil_servant.grp = roster_unit.grp))

-- name: roster_unit_add
-- A person comes to a unit or goes ($4 below 0). Index: primary key.
INSERT INTO roster_unit(office, unit, grp, people) VALUES ($1, $2, $3, $4)
ON CONFLICT(office, unit, grp) DO UPDATE SET people = roster_unit.people + excluded.people

-- name: roster_file_find
-- An import asks whether it is the same file again. Index: primary key.
SELECT sha256, idx FROM roster_file WHERE office = $1

-- name: roster_file_save
-- Event roster.imported. Index: primary key.
INSERT INTO roster_file(office, sha256, idx) VALUES ($1, $2, $3)
ON CONFLICT(office) DO UPDATE SET sha256 = excluded.sha256, idx = excluded.idx

-- name: round_insert
-- Event pledge.opened. Index: primary key.
INSERT INTO pledge_round(id, office, kind, election, points, opens_day, closes_day, closed, people, signed, asks)
VALUES ($1, $2, $3, $4, $5, $6, $7, -1, 0, 0, $8)

-- name: round_close
-- Event pledge.closed. Index: primary key.
UPDATE pledge_round SET closes_day = $2, closed = $3, people = $4, signed = $5 WHERE id = $1

-- name: round_find
-- Each link, each signature. Index: primary key.
SELECT id, office, kind, election, points, opens_day, closes_day, closed, people, signed, asks
FROM pledge_round WHERE id = $1

-- name: round_office
-- An office's rounds, newest first. Index: pledge_round_office.
SELECT id, office, kind, election, points, opens_day, closes_day, closed, people, signed, asks
FROM pledge_round WHERE office = $1 ORDER BY id DESC LIMIT $2

-- name: round_newest
-- What the public sees: of the rounds up to $3 that ask all groups ($4), each office's newest of each kind that has
-- begun by the day $1, with the people and signatures of today, or those that its end froze. Offices are some 600.
-- Indexes: pledge_round_office, primary keys.
SELECT office.id, office.name, office.name_en, office.region, pledge_round.id, pledge_round.kind, pledge_round.election,
       pledge_round.opens_day, pledge_round.closes_day, pledge_round.closed,
       CASE WHEN pledge_round.closed >= 0 THEN pledge_round.people
            ELSE COALESCE((SELECT stat.n FROM stat WHERE stat.view = 'people' AND stat.a = office.id
                               AND stat.b = '' AND stat.day = 0), 0) END,
       CASE WHEN pledge_round.closed >= 0 THEN pledge_round.signed
            ELSE COALESCE((SELECT stat.n FROM stat WHERE stat.view = 'signed'
                               AND stat.a = CAST(pledge_round.id AS TEXT) AND stat.b = '' AND stat.day = 0), 0) END
FROM (SELECT max(id) AS id FROM pledge_round WHERE opens_day <= $1 AND id <= $3 AND asks = $4
      GROUP BY office, kind) AS newest
JOIN pledge_round ON pledge_round.id = newest.id JOIN office ON office.id = pledge_round.office
ORDER BY office.region, office.id, pledge_round.kind LIMIT $2

-- name: pledge_find
-- Each link, each signature. Index: primary key.
SELECT idx FROM pledge WHERE round = $1 AND person = $2

-- name: pledge_insert
-- Event pledge.signed. Index: primary key.
INSERT INTO pledge(round, person, idx) VALUES ($1, $2, $3)

-- name: pledge_of_person
-- A person moves: the rounds that were signed, some dozens in a life. Index: pledge_person.
SELECT pledge.round, pledge_round.office, pledge_round.asks
FROM pledge JOIN pledge_round ON pledge_round.id = pledge.round WHERE pledge.person = $1 LIMIT 1000

-- name: pledge_unit_add
-- A signature, or a person who signed and is asked comes or goes ($3 below 0). Index: primary key.
INSERT INTO pledge_unit(round, unit, signed) VALUES ($1, $2, $3)
ON CONFLICT(round, unit) DO UPDATE SET signed = pledge_unit.signed + excluded.signed

-- name: pledge_coverage
-- People whom the round asks and signatures by unit, behind the unit $3. Indexes: the primary keys.
SELECT roster_unit.unit, CAST(sum(roster_unit.people) AS BIGINT), COALESCE(max(pledge_unit.signed), 0)
FROM roster_unit LEFT JOIN pledge_unit
    ON pledge_unit.round = $2 AND pledge_unit.unit = roster_unit.unit
WHERE roster_unit.office = $1 AND roster_unit.unit > $3
  AND (roster_unit.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
GROUP BY roster_unit.unit HAVING sum(roster_unit.people) > 0
ORDER BY roster_unit.unit LIMIT $4

-- name: pledge_lowest
-- The same, the least share first: all units of one agency are looked at. Indexes: the primary keys.
SELECT roster_unit.unit, CAST(sum(roster_unit.people) AS BIGINT), COALESCE(max(pledge_unit.signed), 0)
FROM roster_unit LEFT JOIN pledge_unit
    ON pledge_unit.round = $2 AND pledge_unit.unit = roster_unit.unit
WHERE roster_unit.office = $1 AND (roster_unit.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
GROUP BY roster_unit.unit HAVING sum(roster_unit.people) > 0
ORDER BY COALESCE(max(pledge_unit.signed), 0) * 1.0 / sum(roster_unit.people), sum(roster_unit.people) DESC,
         roster_unit.unit LIMIT $3

-- name: pledge_sum
-- The same of the whole round. Indexes: the primary keys.
SELECT (SELECT COALESCE(sum(people), 0) FROM roster_unit
        WHERE office = $1 AND (grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0),
       (SELECT COALESCE(sum(signed), 0) FROM pledge_unit WHERE round = $2)

-- name: pledge_people
-- People whom a round asks with what they signed in it, behind (unit, id) = ($3, $4); the list of who has
-- not signed passes over the others. Indexes: civil_servant_unit, primary key.
SELECT civil_servant.id, civil_servant.unit, civil_servant.name, civil_servant.post,
       COALESCE(pledge.idx, -1)
FROM civil_servant LEFT JOIN pledge ON pledge.round = $2 AND pledge.person = civil_servant.id
WHERE civil_servant.office = $1
  AND (civil_servant.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
  AND (civil_servant.unit > $3 OR (civil_servant.unit = $3 AND civil_servant.id > $4))
ORDER BY civil_servant.unit, civil_servant.id LIMIT $5

-- name: pledge_of_unit
-- The people of a unit whom a round asks, behind the number $4; with $6 = 0 only who has not signed, with 2 only
-- who has. Indexes: civil_servant_unit, primary key.
SELECT civil_servant.id, civil_servant.unit, civil_servant.name, civil_servant.post,
       COALESCE(pledge.idx, -1)
FROM civil_servant LEFT JOIN pledge ON pledge.round = $2 AND pledge.person = civil_servant.id
WHERE civil_servant.office = $1 AND civil_servant.unit = $3 AND civil_servant.id > $4
  AND (civil_servant.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
  AND ($6 = 1 OR ($6 = 0 AND pledge.idx IS NULL) OR ($6 = 2 AND pledge.idx IS NOT NULL))
ORDER BY civil_servant.id LIMIT $5

-- name: pledge_board
-- People whom a round asks with what they signed in it, when that was recorded and how, and the numbers
-- of their unit, behind (unit, id) = ($3, $4); what is printed. Indexes: civil_servant_unit, primary keys.
SELECT civil_servant.id, civil_servant.unit, civil_servant.name, civil_servant.post,
       COALESCE(pledge.idx, -1), COALESCE(event.at_us, 0), COALESCE(event.kind, ''),
       (SELECT COALESCE(CAST(sum(roster_unit.people) AS BIGINT), 0) FROM roster_unit
        WHERE roster_unit.office = civil_servant.office AND roster_unit.unit = civil_servant.unit
          AND (roster_unit.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0),
       COALESCE(pledge_unit.signed, 0)
FROM civil_servant
LEFT JOIN pledge_unit ON pledge_unit.round = $2 AND pledge_unit.unit = civil_servant.unit
LEFT JOIN pledge ON pledge.round = $2 AND pledge.person = civil_servant.id
LEFT JOIN event ON event.idx = pledge.idx
WHERE civil_servant.office = $1
  AND (civil_servant.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
  AND (civil_servant.unit > $3 OR (civil_servant.unit = $3 AND civil_servant.id > $4))
ORDER BY civil_servant.unit, civil_servant.id LIMIT $5

-- name: pledge_unit_sweep
-- The last who signed there left; a rebuild would not make the row. Index: primary key.
DELETE FROM pledge_unit WHERE round = $1 AND unit = $2 AND signed = 0

-- name: chain_sums
-- How many of each level of the chain whom the round asks signed, on its page. Indexes: civil_servant_chain, primary keys.
SELECT civil_servant.level, count(*), count(pledge.idx)
FROM civil_servant LEFT JOIN pledge ON pledge.round = $2 AND pledge.person = civil_servant.id
WHERE civil_servant.office = $1 AND civil_servant.level > 0
  AND (civil_servant.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
GROUP BY civil_servant.level ORDER BY civil_servant.level

-- name: chain_told
-- Whom the round asks at one level ($3), by unit and grade, on the page of who sees no names. Indexes: civil_servant_chain, primary keys.
SELECT civil_servant.unit, civil_servant.grade, count(*), count(pledge.idx)
FROM civil_servant LEFT JOIN pledge ON pledge.round = $2 AND pledge.person = civil_servant.id
WHERE civil_servant.office = $1 AND civil_servant.level > 0 AND civil_servant.level = $3
  AND (civil_servant.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
GROUP BY civil_servant.unit, civil_servant.grade ORDER BY civil_servant.unit, civil_servant.grade LIMIT $4

-- name: chain_leaders
-- Who leads and is asked, with the numbers of their unit. Indexes: civil_servant_chain, primary keys.
SELECT civil_servant.level, civil_servant.id, civil_servant.unit, civil_servant.name, civil_servant.post,
       COALESCE(pledge.idx, -1),
       (SELECT COALESCE(CAST(sum(roster_unit.people) AS BIGINT), 0) FROM roster_unit
        WHERE roster_unit.office = civil_servant.office AND roster_unit.unit = civil_servant.unit
          AND (roster_unit.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0),
       COALESCE(pledge_unit.signed, 0)
FROM civil_servant
LEFT JOIN pledge_unit ON pledge_unit.round = $2 AND pledge_unit.unit = civil_servant.unit
LEFT JOIN pledge ON pledge.round = $2 AND pledge.person = civil_servant.id
WHERE civil_servant.office = $1 AND civil_servant.level > 0
  AND (civil_servant.grp & (SELECT asks FROM pledge_round WHERE id = $2)) <> 0
ORDER BY civil_servant.level, civil_servant.unit, civil_servant.id LIMIT $3
