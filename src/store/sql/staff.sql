-- name: office_insert
-- An office was opened (event office.opened).
INSERT INTO office(id, kind, region, name, name_en, week) VALUES ($1, $2, $3, $4, $5, $6)

-- name: office_find
-- Names on pages; authorization. Index: primary key.
SELECT id, kind, region, name, name_en, week FROM office WHERE id = $1

-- name: office_for
-- The office of a kind in charge of a region: asked for the region, then its parent, then ''. Once
-- for each report. Index: office_region.
SELECT id, kind, region, name, name_en, week FROM office WHERE kind = $1 AND region = $2
ORDER BY id LIMIT 1

-- name: office_all
-- Lists for administrators and the demo; some thousand rows at most.
SELECT id, kind, region, name, name_en, week FROM office ORDER BY id LIMIT $1

-- name: office_week
-- The week of an office changed (event office.week_set). Index: primary key.
UPDATE office SET week = $2 WHERE id = $1

-- name: office_six
-- Before clocks are counted, once for each write transaction that counts; some thousand at most.
-- Index: office_six.
SELECT id FROM office WHERE week = 6 LIMIT $1

-- name: staff_insert
-- A staff member was added (event staff.added).
INSERT INTO staff(name, office, role, added_us) VALUES ($1, $2, $3, $4)

-- name: staff_find
-- Every request of a staff member. Index: primary keys.
SELECT staff.name, staff.role, office.id, office.kind, office.region, office.name, office.name_en,
       office.week
FROM staff JOIN office ON office.id = staff.office WHERE staff.name = $1

-- name: staff_close
-- An account was closed (event staff.closed): the name stays taken. Index: primary key.
UPDATE staff SET role = 'closed' WHERE name = $1

-- name: staff_page
-- `netral user list`. Index: primary key.
SELECT staff.name, staff.role, office.id, office.kind, office.region, office.name, office.name_en,
       office.week
FROM staff JOIN office ON office.id = staff.office WHERE staff.name > $1 ORDER BY staff.name LIMIT $2

-- name: credential_save
-- A password was set: the Argon2id text.
INSERT INTO credential(name, password, given_us) VALUES ($1, $2, $3)
ON CONFLICT(name) DO UPDATE SET password = excluded.password, given_us = excluded.given_us

-- name: credential_find
-- Sign-in. Index: primary key.
SELECT password, given_us FROM credential WHERE name = $1

-- name: session_insert
-- Sign-in, tokens. token is a SHA-256 of what the client holds.
INSERT INTO session(token, name, expires_us, due, begun_us) VALUES ($1, $2, $3, $4, $5)

-- name: credential_delete
-- An account was closed.
DELETE FROM credential WHERE name = $1

-- name: session_end
-- A password was set, an account closed: who was signed in with it is not any more. Some hundred rows.
DELETE FROM session WHERE name = $1

-- name: session_end_others
-- A second factor was set: who is signed in elsewhere is not any more. Some hundred rows.
DELETE FROM session WHERE name = $1 AND token <> $2

-- name: session_list
-- The page of one's own sessions: some hundred rows are read.
SELECT token, expires_us, due, begun_us FROM session WHERE name = $1 AND expires_us >= $2
ORDER BY begun_us DESC, token LIMIT $3

-- name: session_met
-- A second factor was set in this session. Index: primary key.
UPDATE session SET due = 0 WHERE token = $1 AND due = 1

-- name: session_find
-- Every request of a staff member. Index: primary key.
SELECT name, expires_us, due, begun_us FROM session WHERE token = $1

-- name: session_goes_on
-- A session is used: once in some minutes for each. Index: primary key.
UPDATE session SET expires_us = $2 WHERE token = $1 AND expires_us < $2

-- name: session_delete
-- Sign-out. Index: primary key.
DELETE FROM session WHERE token = $1

-- name: session_sweep
-- At each sign-in: sessions that ended.
DELETE FROM session WHERE expires_us < $1

-- name: session_clear
-- Restore: who was signed in when the backup was made is not signed in now, without end or not.
DELETE FROM session

-- name: factor_find
-- Sign-in, and the page of the account. Index: primary key.
SELECT salt, step FROM second_factor WHERE name = $1

-- name: factor_save
-- A second factor was set (event staff.factor_set), or a code of it was taken.
INSERT INTO second_factor(name, salt, step) VALUES ($1, $2, $3)
ON CONFLICT(name) DO UPDATE SET salt = excluded.salt, step = excluded.step

-- name: factor_delete
-- A second factor was taken away (event staff.factor_taken), an account closed.
DELETE FROM second_factor WHERE name = $1

-- name: spare_insert
-- Spare codes were made with a second factor.
INSERT INTO spare_code(code, name) VALUES ($1, $2)

-- name: spare_find
-- Sign-in with a spare code. Index: primary key.
SELECT name FROM spare_code WHERE code = $1

-- name: spare_delete
-- A spare code was used. Index: primary key.
DELETE FROM spare_code WHERE code = $1

-- name: spare_count
-- The page of the account. Index: spare_code_name.
SELECT COUNT(*) FROM spare_code WHERE name = $1

-- name: spare_clear
-- A second factor was taken away. Index: spare_code_name.
DELETE FROM spare_code WHERE name = $1

-- name: login_try_find
-- Before a password is looked at. Index: primary key.
SELECT fails, until_us FROM login_try WHERE name = $1

-- name: login_try_save
-- After a failed sign-in.
INSERT INTO login_try(name, fails, until_us) VALUES ($1, $2, $3)
ON CONFLICT(name) DO UPDATE SET fails = excluded.fails, until_us = excluded.until_us

-- name: login_try_clear
-- After a good sign-in.
DELETE FROM login_try WHERE name = $1

-- name: login_try_sweep
-- At each good sign-in: failures that are long past. Few rows: those of a day.
DELETE FROM login_try WHERE until_us < $1

-- name: setting_find
-- What kind of store this is: demo, test. Index: primary key.
SELECT value FROM setting WHERE name = $1

-- name: setting_save
-- Init and demo.
INSERT INTO setting(name, value) VALUES ($1, $2)
ON CONFLICT(name) DO UPDATE SET value = excluded.value
