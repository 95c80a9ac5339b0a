-- In which group of those whom a round may ask somebody is (prevention/group.h), by class and post. Whose post is only
-- known to say so when read word by word ("Pj. Kades") gets it when their roster comes in again.
ALTER TABLE civil_servant ADD COLUMN grp BIGINT NOT NULL DEFAULT 1;
UPDATE civil_servant SET grp = CASE
    WHEN class = 'kades' OR (level = 3 AND lower(post) LIKE '%kepala desa%') THEN 4
    WHEN level = 1 OR level = 2 OR class = 'kepala_daerah' THEN 2
    WHEN class NOT IN ('pns', 'pppk', 'cpns', 'unknown') THEN 8
    ELSE 2 END
WHERE level > 0 OR class NOT IN ('pns', 'pppk', 'cpns', 'unknown');

-- How many of them, by unit and group; changed with them.
DROP TABLE roster_unit;
CREATE TABLE roster_unit(
    office TEXT NOT NULL,
    unit TEXT NOT NULL,
    grp BIGINT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY(office, unit, grp)
) WITHOUT ROWID;
INSERT INTO roster_unit(office, unit, grp, people)
SELECT office, unit, grp, count(*) FROM civil_servant GROUP BY office, unit, grp;
