-- What cannot be made again: events, the ledger's own state, secrets, uploads.
-- INTEGER PRIMARY KEY is SQLite's row id and becomes BIGINT PRIMARY KEY on PostgreSQL.

-- Every event is one ledger leaf; idx is the leaf's index. case_id is the idx of the stream's first
-- event. Erasure empties body, identity, parts and salt; commitment stays, for the leaf is public.
CREATE TABLE event(
    idx INTEGER PRIMARY KEY,
    case_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    stream BLOB NOT NULL,
    kind TEXT NOT NULL,
    at_us BIGINT NOT NULL,
    office TEXT NOT NULL,
    actor TEXT NOT NULL,
    body BLOB,
    identity BLOB,
    parts TEXT,
    salt BLOB,
    commitment BLOB NOT NULL
);
CREATE UNIQUE INDEX event_stream ON event(case_id, seq);

-- One row, id 1: size and frontier of the tree, encoded; locked by every writer on PostgreSQL.
CREATE TABLE ledger_head(id INTEGER PRIMARY KEY, head BLOB NOT NULL);

-- Hashes of whole tiles: level in steps of 8 tree levels, from 1. Level 0 is event.commitment.
CREATE TABLE ledger_node(
    level BIGINT NOT NULL,
    idx BIGINT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY(level, idx)
);

-- What lets a reporter come back and a repeated request get its first answer.
CREATE TABLE receipt(
    verifier BLOB PRIMARY KEY,
    case_id BIGINT NOT NULL,
    request BLOB NOT NULL
) WITHOUT ROWID;

-- Uploaded evidence; case_id stays NULL until a report names it.
CREATE TABLE evidence(
    id BLOB PRIMARY KEY,
    sha256 BLOB NOT NULL,
    bytes BIGINT NOT NULL,
    at_us BIGINT NOT NULL,
    case_id BIGINT
) WITHOUT ROWID;
CREATE INDEX evidence_unclaimed ON evidence(at_us) WHERE case_id IS NULL;
CREATE INDEX evidence_sha256 ON evidence(sha256);

CREATE TABLE credential(name TEXT PRIMARY KEY, password TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE session(
    token BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    expires_us BIGINT NOT NULL
) WITHOUT ROWID;
CREATE TABLE login_try(name TEXT PRIMARY KEY, fails BIGINT NOT NULL, until_us BIGINT NOT NULL) WITHOUT ROWID;
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Sizes that were signed, one a write transaction: a repeated request finds the checkpoint of its
-- first answer here, and nobody can sign a second root for a size (invariant I4).
CREATE TABLE checkpoint(size INTEGER PRIMARY KEY, root BLOB NOT NULL, at_us BIGINT NOT NULL);
