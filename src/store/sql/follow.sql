-- name: follow_put
-- A case that is with BKN or an appointing authority, after each of its events. Index: primary key.
INSERT INTO follow_up(id, region, office, rules, state, stands_day, due_day, secretary)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT(id) DO UPDATE SET region = excluded.region, office = excluded.office, rules = excluded.rules,
    state = excluded.state, stands_day = excluded.stands_day, due_day = excluded.due_day,
    secretary = excluded.secretary

-- name: follow_clear
-- It is with neither any more, or was erased. Index: primary key.
DELETE FROM follow_up WHERE id = $1

-- name: follow_sums
-- The barometer: what waits in a region and in what lies in it, by region, office and state; late before the
-- day $3, of those what became late from $4 on. Index: follow_up_region, and nothing else is read.
SELECT region, office, rules, state, count(*), min(stands_day), max(secretary),
       sum(CASE WHEN due_day < $3 THEN 1 ELSE 0 END),
       sum(CASE WHEN due_day < $3 AND due_day >= $4 THEN 1 ELSE 0 END),
       min(CASE WHEN due_day < $3 THEN stands_day ELSE 9999999 END)
FROM follow_up WHERE region >= $1 AND region < $2
GROUP BY region, office, rules, state ORDER BY region, office, rules, state LIMIT $5

-- name: follow_ages
-- Published figures: what waits in each region, by whether it is past a deadline on the day $1, and of the late ones
-- by whether it stands since $2, since $3 or longer. Index: follow_up_region, and nothing else is read.
SELECT region, sum(CASE WHEN due_day >= $1 THEN 1 ELSE 0 END),
       sum(CASE WHEN due_day < $1 AND stands_day >= $2 THEN 1 ELSE 0 END),
       sum(CASE WHEN due_day < $1 AND stands_day < $2 AND stands_day >= $3 THEN 1 ELSE 0 END),
       sum(CASE WHEN due_day < $1 AND stands_day < $3 THEN 1 ELSE 0 END)
FROM follow_up GROUP BY region ORDER BY region LIMIT $4

-- name: follow_turns
-- What came, went and was proven from the day $3 on, by region: three seeks for each region. As a join SQLite reads
-- the whole range of regions again for each of them. Indexes: office_region, primary key of stat.
SELECT office.region, turn.b,
       (SELECT COALESCE(sum(stat.n), 0) FROM stat
        WHERE stat.view = 'turn' AND stat.a = office.region AND stat.b = turn.b AND stat.day >= $3)
FROM office CROSS JOIN (SELECT 'came' AS b UNION ALL SELECT 'left' UNION ALL SELECT 'proven') AS turn
WHERE office.region >= $1 AND office.region < $2 AND office.kind = 'bawaslu'
ORDER BY office.region, turn.b

-- name: follow_proven
-- Cases that ended with a sanction, by region. Index: primary key.
SELECT a, sum(n) FROM stat WHERE view = 'region' AND a >= $1 AND a < $2 AND b = 'done_sanction'
GROUP BY a ORDER BY a

-- name: follow_people
-- Civil servants in the rosters of a region's offices, and of what lies in it. Indexes: office_region, primary key.
SELECT office.region, sum(roster_unit.people)
FROM office CROSS JOIN roster_unit
WHERE office.region >= $1 AND office.region < $2 AND roster_unit.office = office.id
GROUP BY office.region ORDER BY office.region

-- name: follow_reach
-- Civil servants whom talks and training reached, as their organisers counted them, by region; from the day $4
-- on. Index: activity_region.
SELECT region, sum(CASE WHEN reach_asn > 0 THEN reach_asn ELSE 0 END),
       sum(CASE WHEN reach_asn > 0 AND on_day >= $4 THEN reach_asn ELSE 0 END)
FROM activity
WHERE region >= $1 AND region < $2 AND election = $3 AND withdrawn = 0 AND kind IN ('sosialisasi', 'pelatihan')
GROUP BY region ORDER BY region

-- name: follow_pledges
-- Each office's newest round that has begun by the day $3, with the people and signatures of today or those that
-- its end froze, and the signatures given from $4 on; CROSS: offices first, or each round meets each office. Indexes: office_region, pledge_round_office, primary keys.
SELECT office.id, office.kind, office.name, office.name_en, office.region, pledge_round.closes_day,
       pledge_round.closed,
       CASE WHEN pledge_round.closed >= 0 THEN pledge_round.people
            ELSE (SELECT COALESCE(sum(roster_unit.people), 0) FROM roster_unit WHERE roster_unit.office = office.id) END,
       CASE WHEN pledge_round.closed >= 0 THEN pledge_round.signed
            ELSE (SELECT COALESCE(sum(pledge_unit.signed), 0) FROM pledge_unit WHERE pledge_unit.round = pledge_round.id) END,
       (SELECT COALESCE(sum(stat.n), 0) FROM stat WHERE stat.view = 'pledged' AND stat.a = CAST(pledge_round.id AS TEXT)
           AND stat.b = '' AND stat.day >= $4)
FROM office CROSS JOIN pledge_round
WHERE office.region >= $1 AND office.region < $2 AND pledge_round.id =
    (SELECT max(one.id) FROM pledge_round AS one WHERE one.office = office.id AND one.opens_day <= $3)
ORDER BY office.region, office.id LIMIT $5

-- name: follow_duties
-- What was done of the duties, by region. Index: activity_duty.
SELECT region, duty, on_day, id FROM activity
WHERE election = $3 AND duty <> '' AND withdrawn = 0 AND region >= $1 AND region < $2
ORDER BY region, on_day, id LIMIT $4
