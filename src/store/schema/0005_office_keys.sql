-- Keys to seal with (docs/sealing.md). Of an officer: the public half, and the secret one under a
-- passphrase that nobody here knows.
CREATE TABLE staff_key(
    name TEXT PRIMARY KEY,
    recipient TEXT NOT NULL,
    locked BLOB NOT NULL
) WITHOUT ROWID;

-- Of an office, numbered from 1. idx: the event office.key by which it is in force; NULL while one
-- officer proposes it. holders: "name recipient", blank after blank. wrap: its secret half for them;
-- empty once a later key opens it. chain: the key before, for whoever opens this one; may be empty.
CREATE TABLE office_key(
    office TEXT NOT NULL,
    n BIGINT NOT NULL,
    recipient TEXT NOT NULL,
    proposer TEXT NOT NULL,
    holders TEXT NOT NULL,
    wrap BLOB NOT NULL,
    chain BLOB NOT NULL,
    idx BIGINT,
    PRIMARY KEY(office, n)
) WITHOUT ROWID;

-- The newest one names the fingerprint of the directory; the report form asks for it.
CREATE INDEX event_office_key ON event(idx) WHERE kind = 'office.key';
