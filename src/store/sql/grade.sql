-- name: grade_sums
-- How many of each grade signed, on the round's page ($2: its id as text). Index: primary key.
SELECT people.day, people.n, COALESCE(signed.n, 0)
FROM stat AS people LEFT JOIN stat AS signed
    ON signed.view = 'signed_grade' AND signed.a = $2 AND signed.b = '' AND signed.day = people.day
WHERE people.view = 'people_grade' AND people.a = $1 AND people.b = ''
ORDER BY people.day

-- name: grade_figures
-- A rebuild, once for all agencies.
INSERT INTO stat(view, a, b, day, n)
SELECT 'people_grade', office, '', grade, count(*) FROM civil_servant WHERE grade > 0 GROUP BY office, grade

-- name: pledge_days
-- Signatures by the day on which they were recorded, on the round's page ($1: its id as text). Index: primary key.
SELECT day, n FROM stat WHERE view = 'pledged' AND a = $1 AND b = '' ORDER BY day
