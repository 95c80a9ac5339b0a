-- The newest roster file of each office, how far it has come (docs/adr/0072): kept with each batch, so that a load that
-- was killed goes on behind it and its report is whole. Work, no projection. file: SHA-256, hex; way: what else decides
-- which rows come in which order; line of lines: of the file; taken: rows in that order, by what they were.
CREATE TABLE roster_load(
    office TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    way TEXT NOT NULL,
    at_us BIGINT NOT NULL,
    lines BIGINT NOT NULL,
    line BIGINT NOT NULL,
    faulty BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    same BIGINT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    moved BIGINT NOT NULL,
    elsewhere BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    idx BIGINT NOT NULL
) WITHOUT ROWID;

-- Golongan/ruang of each person (prevention/grade.h; 0: not known). Rows from before get it when their roster comes in again.
ALTER TABLE civil_servant ADD COLUMN grade BIGINT NOT NULL DEFAULT 0;

-- Lines of that file that its report tells one by one: who moved here, who stands in another agency's roster.
CREATE TABLE roster_told(
    office TEXT NOT NULL,
    what BIGINT NOT NULL,
    line BIGINT NOT NULL,
    PRIMARY KEY(office, what, line)
) WITHOUT ROWID;
