-- Projections: `netral rebuild` makes each row again from the events (invariant I3).

-- week: working days of the office's week, 5 or 6.
CREATE TABLE office(
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    region TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    week BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX office_region ON office(region, kind);
CREATE INDEX office_six ON office(id) WHERE week = 6;
CREATE TABLE staff(
    name TEXT PRIMARY KEY,
    office TEXT NOT NULL,
    role TEXT NOT NULL,
    added_us BIGINT NOT NULL
) WITHOUT ROWID;

-- One row a case; everything a list shows. due_day and late_day: alarm day and later reading of the
-- clock that ends first; 9999999 while none runs. clocks: every clock that counts, so that a table of
-- days off can be changed without reading the events (store_running.c); aside: how many procedures run
-- beside the case's own, and offices under other names; week: 5 or 6, with which clock was counted.
CREATE TABLE case_file(
    id INTEGER PRIMARY KEY,
    version BIGINT NOT NULL,
    stream BLOB NOT NULL,
    number TEXT NOT NULL,
    registration TEXT NOT NULL,
    rules TEXT NOT NULL,
    channel BIGINT NOT NULL,
    election TEXT NOT NULL,
    region TEXT NOT NULL,
    act TEXT NOT NULL,
    stage TEXT NOT NULL,
    state TEXT NOT NULL,
    phase TEXT NOT NULL,
    office TEXT NOT NULL,
    bkn TEXT NOT NULL,
    ppk TEXT NOT NULL,
    holder TEXT NOT NULL,
    received_us BIGINT NOT NULL,
    received_day BIGINT NOT NULL,
    changed_us BIGINT NOT NULL,
    due_day BIGINT NOT NULL,
    late_day BIGINT NOT NULL,
    clock TEXT NOT NULL,
    clocks TEXT NOT NULL,
    aside BIGINT NOT NULL,
    week BIGINT NOT NULL
);
CREATE INDEX case_office ON case_file(office, due_day, id);
CREATE INDEX case_bkn ON case_file(bkn, due_day, id) WHERE bkn <> '';
CREATE INDEX case_ppk ON case_file(ppk, due_day, id) WHERE ppk <> '';

-- Offices beside the three: one row for each that acts in a case, so that its work list shows it.
CREATE TABLE case_desk(
    office TEXT NOT NULL,
    due_day BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    PRIMARY KEY(office, due_day, case_id)
) WITHOUT ROWID;
CREATE INDEX case_desk_case ON case_desk(case_id);

-- Deadlines that upkeep counted to another day: one row for each office that has the case in hand, until
-- somebody there opens the case or acts in it. was_day: what the office last knew; due_day: what holds.
CREATE TABLE case_moved(
    case_id BIGINT NOT NULL,
    office TEXT NOT NULL,
    track TEXT NOT NULL,
    clock TEXT NOT NULL,
    was_day BIGINT NOT NULL,
    due_day BIGINT NOT NULL,
    PRIMARY KEY(case_id, office)
) WITHOUT ROWID;
CREATE INDEX case_moved_office ON case_moved(office);

-- Running numbers: name is "<office>/<received|registered>/<year>".
CREATE TABLE counter(name TEXT PRIMARY KEY, n BIGINT NOT NULL) WITHOUT ROWID;

-- Counts of cases, by view, among them by week of a region (docs/adr/0062), and of people who are asked for a pledge,
-- of leaders apart (docs/adr/0086); see store/stat.h for the views and what a, b and day mean in each. One
-- b-tree, read in the order of its key: a row costs a fifth of one behind a separate index.
CREATE TABLE stat(
    view TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    day BIGINT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY(view, a, b, day)
) WITHOUT ROWID;

-- Recommendations that BKN or an appointing authority has not acted on yet: one row for each case
-- (case/follow.h); due_day: 9999999 while no clock runs; secretary: 1 when a Sekda is reported.
CREATE TABLE follow_up(
    id INTEGER PRIMARY KEY,
    region TEXT NOT NULL,
    office TEXT NOT NULL,
    rules TEXT NOT NULL,
    state TEXT NOT NULL,
    stands_day BIGINT NOT NULL,
    due_day BIGINT NOT NULL,
    secretary BIGINT NOT NULL
);
CREATE INDEX follow_up_oldest ON follow_up(region, office, stands_day, due_day, id);

-- Prevention activities: id is the index of the event that recorded one, version of the newest that speaks of
-- it; reach: people, -1 where nobody said; files: see store/activity.h.
CREATE TABLE activity(
    id INTEGER PRIMARY KEY,
    version BIGINT NOT NULL,
    office TEXT NOT NULL,
    region TEXT NOT NULL,
    election TEXT NOT NULL,
    kind TEXT NOT NULL,
    duty TEXT NOT NULL,
    on_day BIGINT NOT NULL,
    title TEXT NOT NULL,
    title_en TEXT NOT NULL,
    place TEXT NOT NULL,
    organiser TEXT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    partners TEXT NOT NULL,
    files TEXT NOT NULL,
    reach BIGINT NOT NULL,
    reach_asn BIGINT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    withdrawn BIGINT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX activity_day ON activity(on_day, id);
CREATE INDEX activity_region ON activity(region, on_day, id);
CREATE INDEX activity_duty ON activity(election, region) WHERE duty <> '';
CREATE INDEX activity_done ON activity(election, duty, region, on_day, withdrawn) WHERE duty <> '' AND withdrawn = 0;
CREATE INDEX activity_reach ON activity(election, region, kind, on_day, reach_asn, withdrawn) WHERE withdrawn = 0 AND reach_asn > 0;
CREATE UNIQUE INDEX activity_key ON activity(key) WHERE key <> '';

-- Coordination meetings: id and version as of an activity; on_minute, follows, until_minute: -1 where there is none.
CREATE TABLE meeting(
    id INTEGER PRIMARY KEY,
    version BIGINT NOT NULL,
    office TEXT NOT NULL,
    region TEXT NOT NULL,
    election TEXT NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    agenda TEXT NOT NULL,
    on_day BIGINT NOT NULL,
    on_minute BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    until_minute BIGINT NOT NULL,
    follows BIGINT NOT NULL,
    invited TEXT NOT NULL,
    attended TEXT NOT NULL,
    minutes TEXT NOT NULL,
    reason TEXT NOT NULL,
    held BIGINT NOT NULL,
    cancelled BIGINT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL
);
CREATE INDEX meeting_day ON meeting(on_day, id);
CREATE UNIQUE INDEX meeting_key ON meeting(key);
-- Offices that a meeting waits for, the one that called it among them; gone once it was held or cancelled.
CREATE TABLE meeting_guest(
    office TEXT NOT NULL,
    last_day BIGINT NOT NULL,
    meeting BIGINT NOT NULL,
    PRIMARY KEY(office, last_day, meeting)
) WITHOUT ROWID;
CREATE INDEX meeting_guest_meeting ON meeting_guest(meeting);
-- What was promised there, by which office; done: index of the event, -1 while it is open.
CREATE TABLE commitment(
    id INTEGER PRIMARY KEY,
    meeting BIGINT NOT NULL,
    what TEXT NOT NULL,
    office TEXT NOT NULL,
    due_day BIGINT NOT NULL,
    done BIGINT NOT NULL,
    done_day BIGINT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX commitment_meeting ON commitment(meeting, due_day);
CREATE INDEX commitment_office ON commitment(office, due_day, id) WHERE done < 0;
-- Who came: office is an id, or empty and agency its name as typed; listed 1: entered by who called the meeting, else
-- by the code on its wall; person: HMAC of who it is, so that nobody is there twice.
CREATE TABLE attendance(
    id INTEGER PRIMARY KEY,
    meeting BIGINT NOT NULL,
    office TEXT NOT NULL,
    agency TEXT NOT NULL,
    name TEXT NOT NULL,
    listed BIGINT NOT NULL,
    at_us BIGINT NOT NULL,
    person TEXT NOT NULL
);
CREATE INDEX attendance_meeting ON attendance(meeting, id);
CREATE UNIQUE INDEX attendance_person ON attendance(meeting, person);

-- Letters of prevention that an office issued: id and version as of an activity; due_day 0: no day was asked for;
-- sha256: of body. letter_to: who got it; seen, delivered: index of the event, -1 while there is none.
CREATE TABLE letter(
    id INTEGER PRIMARY KEY,
    version BIGINT NOT NULL,
    office TEXT NOT NULL,
    region TEXT NOT NULL,
    election TEXT NOT NULL,
    kind TEXT NOT NULL,
    duty TEXT NOT NULL,
    number TEXT NOT NULL,
    on_day BIGINT NOT NULL,
    due_day BIGINT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    signer TEXT NOT NULL,
    appeal BIGINT NOT NULL,
    withdrawn BIGINT NOT NULL,
    reason TEXT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL
);
CREATE INDEX letter_sent ON letter(office, id);
CREATE UNIQUE INDEX letter_number ON letter(office, number);
CREATE UNIQUE INDEX letter_key ON letter(key);
CREATE TABLE letter_to(
    letter BIGINT NOT NULL,
    office TEXT NOT NULL,
    seen BIGINT NOT NULL,
    seen_day BIGINT NOT NULL,
    seen_by TEXT NOT NULL,
    answer TEXT NOT NULL,
    delivered BIGINT NOT NULL,
    delivered_day BIGINT NOT NULL,
    means TEXT NOT NULL,
    receiver TEXT NOT NULL,
    PRIMARY KEY(letter, office)
) WITHOUT ROWID;
CREATE INDEX letter_to_office ON letter_to(office, letter);
CREATE INDEX letter_to_open ON letter_to(office, letter) WHERE seen < 0;

-- The newest roster file of each office.
CREATE TABLE roster_file(office TEXT PRIMARY KEY, sha256 TEXT NOT NULL, idx BIGINT NOT NULL) WITHOUT ROWID;

-- Rounds of pledges: id is the index of the event; points: SHA-256 of the text that is signed; closed:
-- index of the event that ended it, or -1; people and signed are what that event froze; asks: the groups
-- that it asks (prevention/group.h).
CREATE TABLE pledge_round(
    id INTEGER PRIMARY KEY,
    office TEXT NOT NULL,
    kind TEXT NOT NULL,
    election TEXT NOT NULL,
    points TEXT NOT NULL,
    opens_day BIGINT NOT NULL,
    closes_day BIGINT NOT NULL,
    closed BIGINT NOT NULL,
    people BIGINT NOT NULL,
    signed BIGINT NOT NULL,
    asks BIGINT NOT NULL
);
CREATE INDEX pledge_round_office ON pledge_round(office, id);
-- Signatures; idx: of the event.
CREATE TABLE pledge(
    round BIGINT NOT NULL,
    person BIGINT NOT NULL,
    idx BIGINT NOT NULL,
    PRIMARY KEY(round, person)
) WITHOUT ROWID;
CREATE INDEX pledge_person ON pledge(person);
-- How many of those who stand in the unit today and whom the round asks signed.
CREATE TABLE pledge_unit(
    round BIGINT NOT NULL,
    unit TEXT NOT NULL,
    signed BIGINT NOT NULL,
    PRIMARY KEY(round, unit)
) WITHOUT ROWID;
