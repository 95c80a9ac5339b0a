-- name: meeting_insert
-- Event meeting.called. Index: primary key.
INSERT INTO meeting(id, version, office, region, election, title, place, agenda, on_day, on_minute, last_day,
    until_minute, follows, invited, key, request, attended, minutes, reason, held, cancelled)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '', '', '', 0, 0)

-- name: meeting_held
-- Event meeting.held. Index: primary key.
UPDATE meeting SET version = $2, attended = $3, minutes = $4, held = 1 WHERE id = $1

-- name: meeting_cancel
-- Event meeting.cancelled. Index: primary key.
UPDATE meeting SET version = $2, reason = $3, cancelled = 1 WHERE id = $1

-- name: meeting_find
-- Its page. Index: primary key.
SELECT id, version, office, region, election, title, place, agenda, on_day, on_minute, last_day, until_minute,
       follows, invited, attended, minutes, reason, held, cancelled, key, request
FROM meeting WHERE id = $1

-- name: meeting_again
-- A form that is sent once more. Index: meeting_key.
SELECT id, version, office, region, election, title, place, agenda, on_day, on_minute, last_day, until_minute,
       follows, invited, attended, minutes, reason, held, cancelled, key, request
FROM meeting WHERE key = $1

-- name: meeting_list
-- All, the latest first, behind (day, id) = ($1, $2). Index: meeting_day.
SELECT id, version, office, region, election, title, place, agenda, on_day, on_minute, last_day, until_minute,
       follows, invited, attended, minutes, reason, held, cancelled, key, request
FROM meeting WHERE on_day <= $1 AND (on_day < $1 OR id < $2) ORDER BY on_day DESC, id DESC LIMIT $3

-- name: meeting_guest_insert
-- Event meeting.called. Index: primary key.
INSERT INTO meeting_guest(office, last_day, meeting) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING

-- name: meeting_guest_clear
-- Events meeting.held, .cancelled. Index: meeting_guest_meeting.
DELETE FROM meeting_guest WHERE meeting = $1

-- name: meeting_guest_list
-- An office's work list: what it is called to, until it was held or its last day is over. Index: primary keys.
SELECT meeting.id, version, meeting.office, region, election, title, place, agenda, on_day, on_minute, meeting.last_day,
       until_minute, follows, invited, attended, minutes, reason, held, cancelled, key, request
FROM meeting_guest CROSS JOIN meeting
WHERE meeting_guest.office = $1 AND meeting_guest.last_day >= $2 AND meeting.id = meeting_guest.meeting
ORDER BY meeting_guest.last_day, meeting_guest.meeting LIMIT $3

-- name: meeting_soon
-- The barometer: meetings of a region and of what lies in it that begin on the days $3 to $4, or go on (a week at most).
-- Index: meeting_day.
SELECT id, version, office, region, election, title, place, agenda, on_day, on_minute, last_day,
       until_minute, follows, invited, attended, minutes, reason, held, cancelled, key, request
FROM meeting WHERE on_day >= $3 - 6 AND on_day <= $4 AND last_day >= $3 AND region >= $1 AND region < $2 AND held = 0 AND cancelled = 0
ORDER BY on_day, id LIMIT $5

-- name: commitment_insert
-- Event commitment.made. Index: primary key.
INSERT INTO commitment(id, meeting, what, office, due_day, done, done_day, note)
VALUES ($1, $2, $3, $4, $5, -1, 0, '')

-- name: commitment_done
-- Event commitment.done. Index: primary key.
UPDATE commitment SET done = $2, done_day = $3, note = $4 WHERE id = $1

-- name: commitment_find
-- Before it is done. Index: primary key.
SELECT id, meeting, what, office, due_day, done, done_day, note FROM commitment WHERE id = $1

-- name: commitment_list
-- Of a meeting. Index: commitment_meeting.
SELECT id, meeting, what, office, due_day, done, done_day, note FROM commitment WHERE meeting = $1
ORDER BY due_day, id LIMIT $2

-- name: commitment_open
-- The work list of who promised. Index: commitment_office.
SELECT id, meeting, what, office, due_day, done, done_day, note FROM commitment WHERE office = $1 AND done < 0
ORDER BY due_day, id LIMIT $2

-- name: commitment_soon
-- The barometer: open ones of a region's offices and of what lies in it that are due by the day $3; CROSS: offices
-- first, each with what it promised alone. Indexes: office_region, commitment_office.
SELECT commitment.id, commitment.meeting, commitment.what, commitment.office, commitment.due_day, commitment.done,
       commitment.done_day, commitment.note
FROM office CROSS JOIN commitment
WHERE office.region >= $1 AND office.region < $2 AND commitment.office = office.id AND commitment.done < 0
  AND commitment.due_day <= $3
ORDER BY commitment.due_day, commitment.id LIMIT $4

-- name: attendance_insert
-- Event attendance.entered. Index: primary key.
INSERT INTO attendance(id, meeting, office, agency, name, listed, at_us, person)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: attendance_strike
-- Event attendance.struck. Index: primary key.
DELETE FROM attendance WHERE id = $1

-- name: attendance_find
-- Before it is struck; when somebody comes back to it. Index: primary key.
SELECT id, meeting, office, agency, name, listed, at_us, person FROM attendance WHERE id = $1

-- name: attendance_again
-- Whoever enters once more. Index: attendance_person.
SELECT id, meeting, office, agency, name, listed, at_us, person FROM attendance WHERE meeting = $1 AND person = $2

-- name: attendance_list
-- Of a meeting, behind the id $2. Index: attendance_meeting.
SELECT id, meeting, office, agency, name, listed, at_us, person FROM attendance WHERE meeting = $1 AND id > $2
ORDER BY id LIMIT $3

-- name: attendance_offices
-- How many each office sent, on the meeting's page. Index: attendance_meeting.
SELECT office, agency, COUNT(*), SUM(CASE WHEN listed = 1 THEN 1 ELSE 0 END) FROM attendance WHERE meeting = $1
GROUP BY office, agency ORDER BY office, agency LIMIT $2

-- name: attendance_count
-- Before one more is entered. Index: attendance_meeting.
SELECT COUNT(*) FROM attendance WHERE meeting = $1
