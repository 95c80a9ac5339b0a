-- name: stat_add
-- End of every write transaction, once for each key that changed. Index: primary key.
INSERT INTO stat(view, a, b, day, n) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT(view, a, b, day) DO UPDATE SET n = stat.n + excluded.n

-- name: stat_drop
-- A key that counts nothing any more, as rebuild would not make it. Index: primary key.
DELETE FROM stat WHERE view = $1 AND a = $2 AND b = $3 AND day = $4 AND n = 0

-- name: stat_view
-- Figures: one view whole, some thousand rows at most. Index: primary key.
SELECT a, b, day, n FROM stat WHERE view = $1 ORDER BY a, b, day LIMIT $2

-- name: stat_before
-- Late cases: what was due before a day, by region or by act. Index: primary key.
SELECT a, '', CAST(0 AS BIGINT), CAST(sum(n) AS BIGINT) FROM stat WHERE view = $1 AND day < $2
GROUP BY a ORDER BY a LIMIT $3

-- name: stat_weekly
-- A region's page: what came and was decided from the week of the day $3 on, in the regions from $1 to before $2
-- in which there is a case. A seek for each region and kind (CROSS JOIN: SQLite keeps that order). Index: primary key.
SELECT w.a, w.b, w.day, w.n
FROM (SELECT DISTINCT a FROM stat WHERE view = 'region' AND a >= $1 AND a < $2) AS r
CROSS JOIN (SELECT 'decided' AS b UNION ALL SELECT 'received') AS k
CROSS JOIN stat AS w
WHERE w.view = 'weekly' AND w.a = r.a AND w.b = k.b AND w.day >= $3
ORDER BY w.a, w.b, w.day LIMIT $4
