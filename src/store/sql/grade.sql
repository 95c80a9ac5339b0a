-- name: grade_sums
-- How many of each grade whom the round $3 asks signed, on its page ($2: its id as text). The group of a figure stands
-- as text (store/stat.h). Index: primary key.
SELECT people.day, CAST(sum(people.n) AS BIGINT), COALESCE(max(signed.n), 0)
FROM stat AS people LEFT JOIN stat AS signed
    ON signed.view = 'signed_grade' AND signed.a = $2 AND signed.b = '' AND signed.day = people.day
WHERE people.view = 'people_grade' AND people.a = $1
  AND (CASE people.b WHEN '1' THEN 1 WHEN '2' THEN 2 WHEN '4' THEN 4 WHEN '8' THEN 8 ELSE 0 END
       & (SELECT asks FROM pledge_round WHERE id = $3)) <> 0
GROUP BY people.day ORDER BY people.day

-- name: grade_figures
-- A rebuild, once for all agencies.
INSERT INTO stat(view, a, b, day, n)
SELECT 'people_grade', office, CAST(grp AS TEXT), grade, count(*) FROM civil_servant WHERE grade > 0
GROUP BY office, grp, grade

-- name: pledge_days
-- Signatures by the day on which they were recorded, on the round's page ($1: its id as text). Index: primary key.
SELECT day, n FROM stat WHERE view = 'pledged' AND a = $1 AND b = '' ORDER BY day
