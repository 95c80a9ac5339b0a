-- name: activity_insert
-- Event prevention.recorded. Index: primary key.
INSERT INTO activity(id, version, office, region, election, kind, duty, on_day, title, title_en, place,
    organiser, note, source, partners, files, reach, reach_asn, key, request, withdrawn, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 0, '')

-- name: activity_update
-- Event prevention.corrected; the key stays that of the first. Index: primary key.
UPDATE activity SET version = $2, region = $3, election = $4, kind = $5, duty = $6, on_day = $7,
    title = $8, title_en = $9, place = $10, organiser = $11, note = $12, source = $13, partners = $14,
    files = $15, reach = $16, reach_asn = $17
WHERE id = $1

-- name: activity_withdraw
-- Event prevention.withdrawn. Index: primary key.
UPDATE activity SET version = $2, withdrawn = 1, reason = $3 WHERE id = $1

-- name: activity_find
-- Its page; each correction. Index: primary key.
SELECT id, version, office, region, election, kind, duty, on_day, title, title_en, place, organiser,
       note, source, partners, files, reach, reach_asn, key, request, withdrawn, reason
FROM activity WHERE id = $1

-- name: activity_again
-- A form that is sent once more. Index: activity_key.
SELECT id, version, office, region, election, kind, duty, on_day, title, title_en, place, organiser,
       note, source, partners, files, reach, reach_asn, key, request, withdrawn, reason
FROM activity WHERE key = $1 AND key <> ''

-- name: activity_list
-- The log of an office's region, newest first, behind (day, id) = ($7, $8). Index: activity_day.
SELECT id, version, office, region, election, kind, duty, on_day, title, title_en, place, organiser,
       note, source, partners, files, reach, reach_asn, key, request, withdrawn, reason
FROM activity WHERE on_day <= $7 AND (on_day < $7 OR id < $8) AND on_day >= $5 AND on_day <= $6
  AND region >= $1 AND region < $2 AND ($3 = '' OR kind = $3) AND ($4 = '' OR election = $4)
  AND withdrawn <= $9
ORDER BY on_day DESC, id DESC LIMIT $10

-- name: activity_region
-- The public page of a region. Index: activity_region.
SELECT id, version, office, region, election, kind, duty, on_day, title, title_en, place, organiser,
       note, source, partners, files, reach, reach_asn, key, request, withdrawn, reason
FROM activity WHERE region = $1 AND withdrawn = 0 ORDER BY on_day DESC, id DESC LIMIT $2

-- name: activity_duties
-- What was done of the duties, in a region and in what lies in it. Index: activity_duty.
SELECT id, version, office, region, election, kind, duty, on_day, title, title_en, place, organiser,
       note, source, partners, files, reach, reach_asn, key, request, withdrawn, reason
FROM activity WHERE election = $3 AND duty <> '' AND withdrawn = 0 AND region >= $1 AND region < $2
ORDER BY on_day, id LIMIT $4
