-- Where somebody of a roster is reached by mail, if the roster says so (docs/adr/0063): part of the register.
ALTER TABLE civil_servant ADD COLUMN mail TEXT NOT NULL DEFAULT '';

-- Reminders of a round, in the order in which they were asked for (id: of the event pledge.reminded), and how
-- far each has come: up to the person (unit, person). Work that is done once, no projection.
CREATE TABLE reminder(
    id BIGINT PRIMARY KEY,
    round BIGINT NOT NULL,
    office TEXT NOT NULL,
    sender TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    site TEXT NOT NULL,
    unit TEXT NOT NULL,
    person BIGINT NOT NULL,
    sent BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    unsure BIGINT NOT NULL,
    ended BIGINT NOT NULL
);
CREATE INDEX reminder_round ON reminder(round, id);
CREATE INDEX reminder_open ON reminder(id) WHERE ended = 0;

-- The newest mail to each person: nobody gets two on one day.
CREATE TABLE reminded(
    person BIGINT PRIMARY KEY,
    reminder BIGINT NOT NULL,
    day BIGINT NOT NULL,
    state BIGINT NOT NULL,
    code BIGINT NOT NULL
);
CREATE INDEX reminded_of ON reminded(reminder, state, person);
