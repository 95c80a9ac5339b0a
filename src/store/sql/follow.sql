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

-- name: follow_waits
-- The barometer: what waits in a region and in what lies in it, by region and office; since when, and of what is
-- late before the day $3 the one that waits the longest. A row for each region and office, two seeks
-- for each. Indexes: primary keys, follow_up_oldest.
SELECT stat.a, stat.b, stat.n,
       (SELECT one.stands_day FROM follow_up AS one WHERE one.region = stat.a AND one.office = stat.b
        ORDER BY one.stands_day, one.due_day, one.id LIMIT 1),
       COALESCE(late.stands_day, 9999999), COALESCE(late.rules, ''), COALESCE(late.state, '')
FROM stat LEFT JOIN follow_up AS late ON late.id =
    (SELECT one.id FROM follow_up AS one WHERE one.region = stat.a AND one.office = stat.b AND one.due_day < $3
     ORDER BY one.stands_day, one.due_day, one.id LIMIT 1)
WHERE stat.view = 'wait' AND stat.a >= $1 AND stat.a < $2
ORDER BY stat.a, stat.b LIMIT $4

-- name: follow_late_blocks
-- How many of them are late by whole blocks of days, before the block that begins on the day $3. Index: primary key.
SELECT a, b, CAST(sum(n) AS BIGINT) FROM stat WHERE view = 'wait_block' AND a >= $1 AND a < $2 AND day < $3
GROUP BY a, b ORDER BY a, b LIMIT $4

-- name: follow_late_days
-- And by the days of that block, before the day $3; $1, $2: keys of the block (store/stat.h). Index: primary key.
SELECT a, b, CAST(sum(n) AS BIGINT) FROM stat WHERE view = 'wait_day' AND a >= $1 AND a < $2 AND day < $3
GROUP BY a, b ORDER BY a, b LIMIT $4

-- name: follow_late_new
-- What became late in the days from $2 to the one before $3, in a region and in what lies in it. Index: primary key.
SELECT COALESCE(CAST(sum(n) AS BIGINT), 0) FROM stat
WHERE view = 'wait_due' AND a = $1 AND b = '' AND day >= $2 AND day < $3

-- name: follow_secretaries
-- Regions with something that waits in which a Sekda is reported. Index: primary key.
SELECT a, n FROM stat WHERE view = 'wait_sekda' AND a >= $1 AND a < $2 ORDER BY a, b, day

-- name: follow_ages
-- Published figures: what waits in each region, by whether it is past a deadline on the day $1, and of the late ones
-- by whether it stands since $2, since $3 or longer. Index: follow_up_oldest, and nothing else is read.
SELECT region, sum(CASE WHEN due_day >= $1 THEN 1 ELSE 0 END),
       sum(CASE WHEN due_day < $1 AND stands_day >= $2 THEN 1 ELSE 0 END),
       sum(CASE WHEN due_day < $1 AND stands_day < $2 AND stands_day >= $3 THEN 1 ELSE 0 END),
       sum(CASE WHEN due_day < $1 AND stands_day < $3 THEN 1 ELSE 0 END)
FROM follow_up GROUP BY region ORDER BY region LIMIT $4

-- name: follow_turns
-- What came, went and was proven from the day $2 on, in a region and in what lies in it. Index: primary key.
SELECT b, CAST(sum(n) AS BIGINT) FROM stat
WHERE view = 'turn' AND a = $1 AND b IN ('came', 'left', 'proven') AND day >= $2
GROUP BY b ORDER BY b

-- name: follow_proven
-- Cases that ended with a sanction, by region. Index: primary key.
SELECT a, sum(n) FROM stat WHERE view = 'region' AND a >= $1 AND a < $2 AND b = 'done_sanction'
GROUP BY a ORDER BY a

-- name: follow_people
-- Civil servants in the rosters of a region's offices, and of what lies in it. CROSS: agencies with a roster first,
-- which are fewer. Indexes: primary keys.
SELECT office.region, CAST(sum(stat.n) AS BIGINT)
FROM stat CROSS JOIN office
WHERE stat.view = 'people' AND office.id = stat.a AND office.region >= $1 AND office.region < $2
GROUP BY office.region ORDER BY office.region

-- name: follow_reach
-- Civil servants whom talks and training reached, as their organisers counted them, by region; from the day $4
-- on. Index: activity_reach, and nothing else is read.
SELECT region, CAST(sum(reach_asn) AS BIGINT),
       CAST(sum(CASE WHEN on_day >= $4 THEN reach_asn ELSE 0 END) AS BIGINT)
FROM activity
WHERE election = $3 AND region >= $1 AND region < $2 AND withdrawn = 0 AND reach_asn > 0
  AND kind IN ('sosialisasi', 'pelatihan')
GROUP BY region ORDER BY region

-- name: follow_pledges
-- Of each office that ran rounds: its newest of all groups ($8) and of the kind $6 that has begun by the day $3, or of another where it has none,
-- with the people and signatures of today or those that its end froze, and the signatures given from $4 on; no such round: -1. And how many of the
-- level $7 in its roster did not sign that one, or one that asks them and can be signed today. Then its newest that asks
-- the group $9: how many of them did, of how many, and whether one of that level is among them. BETWEEN: the planner takes both bounds of an index
-- of which a part is kept, and equality for neither. CROSS: rounds first, as most offices have none. Indexes: pledge_round_office,
-- civil_servant_chain, primary keys.
SELECT office.id, office.kind, office.name, office.name_en, office.region, COALESCE(pledge_round.closes_day, 0),
       COALESCE(pledge_round.closed, -1),
       CASE WHEN pledge_round.closed >= 0 THEN pledge_round.people
            ELSE COALESCE((SELECT stat.n FROM stat WHERE stat.view = 'people' AND stat.a = office.id
                               AND stat.b = '' AND stat.day = 0), 0) END,
       CASE WHEN pledge_round.closed >= 0 THEN pledge_round.signed
            ELSE COALESCE((SELECT stat.n FROM stat WHERE stat.view = 'signed'
                               AND stat.a = CAST(pledge_round.id AS TEXT) AND stat.b = '' AND stat.day = 0), 0) END,
       (SELECT COALESCE(sum(stat.n), 0) FROM stat WHERE stat.view = 'pledged' AND stat.a = CAST(pledge_round.id AS TEXT)
           AND stat.b = '' AND stat.day >= $4),
       (SELECT count(*) FROM pledge_round AS asked CROSS JOIN civil_servant
        WHERE asked.office = office.id AND asked.opens_day <= $3 AND asked.closed < 0
          AND (asked.id = newest.id OR asked.closes_day >= $3)
          AND civil_servant.office = office.id AND civil_servant.level > 0 AND civil_servant.level BETWEEN $7 AND $7
          AND (civil_servant.grp & asked.asks) <> 0
          AND NOT EXISTS (SELECT 1 FROM pledge WHERE pledge.round = asked.id AND pledge.person = civil_servant.id)),
       COALESCE(pledge_round.id, -1),
       CASE WHEN led.closed >= 0 AND led.asks = $9 THEN led.people WHEN led.id IS NULL THEN 0
            ELSE COALESCE((SELECT stat.n FROM stat WHERE stat.view = 'leaders' AND stat.a = office.id
                               AND stat.b = '' AND stat.day = 0), 0) END,
       CASE WHEN led.closed >= 0 AND led.asks = $9 THEN led.signed WHEN led.id IS NULL THEN 0
            ELSE COALESCE((SELECT stat.n FROM stat WHERE stat.view = 'signed_leaders' AND stat.a = CAST(led.id AS TEXT)
                               AND stat.b = '' AND stat.day = 0), 0) END,
       CASE WHEN led.id IS NOT NULL AND EXISTS (SELECT 1 FROM civil_servant
            WHERE civil_servant.office = office.id AND civil_servant.level > 0 AND civil_servant.level BETWEEN $7 AND $7)
            THEN 1 ELSE 0 END
FROM (SELECT office, COALESCE(max(CASE WHEN asks = $8 AND kind = $6 THEN id END), max(CASE WHEN asks = $8 THEN id END)) AS id,
             max(CASE WHEN (asks & $9) <> 0 THEN id END) AS led
      FROM pledge_round WHERE opens_day <= $3 GROUP BY office) AS newest
CROSS JOIN office LEFT JOIN pledge_round ON pledge_round.id = newest.id
LEFT JOIN pledge_round AS led ON led.id = newest.led
WHERE office.id = newest.office AND office.region >= $1 AND office.region < $2
ORDER BY office.region, office.id LIMIT $5

-- name: follow_done
-- Regions in which a duty was carried out within the days $5 to $6. Index: activity_done, and nothing else is read.
SELECT DISTINCT region FROM activity
WHERE election = $3 AND duty = $4 AND duty <> '' AND withdrawn = 0
  AND region >= $1 AND region < $2 AND on_day >= $5 AND on_day <= $6
ORDER BY region
