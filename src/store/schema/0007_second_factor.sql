-- The second factor of an account (docs/adr/0046): what its secret is derived with, and the newest step
-- of 30 seconds whose code was taken. No secret stands here.
CREATE TABLE second_factor(name TEXT PRIMARY KEY, salt BLOB NOT NULL, step BIGINT NOT NULL) WITHOUT ROWID;
-- Spare codes that are left, each as a SHA-256.
CREATE TABLE spare_code(code BLOB PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX spare_code_name ON spare_code(name);

-- A session that opens nothing but its own account, until that has a second factor (1) or a password
-- that its owner chose (2).
ALTER TABLE session ADD COLUMN due BIGINT NOT NULL DEFAULT 0;
-- When it began; 0: before that was kept.
ALTER TABLE session ADD COLUMN begun_us BIGINT NOT NULL DEFAULT 0;
-- When somebody else set the password; 0: its owner did.
ALTER TABLE credential ADD COLUMN given_us BIGINT NOT NULL DEFAULT 0;
