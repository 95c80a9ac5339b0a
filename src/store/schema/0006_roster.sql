-- Who serves where, as the agencies' rosters say (docs/adr/0039): a register that can be corrected, no
-- projection. person: keyed hash of the NIP, which itself is stored nowhere.
CREATE TABLE civil_servant(
    id INTEGER PRIMARY KEY,
    person BLOB NOT NULL,
    office TEXT NOT NULL,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    class TEXT NOT NULL,
    post TEXT NOT NULL
);
CREATE UNIQUE INDEX civil_servant_person ON civil_servant(person);
CREATE INDEX civil_servant_unit ON civil_servant(office, unit, id);

-- How many of them, by unit; changed with them.
CREATE TABLE roster_unit(
    office TEXT NOT NULL,
    unit TEXT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY(office, unit)
) WITHOUT ROWID;
