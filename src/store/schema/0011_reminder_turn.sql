-- Reminders take turns (turn: grows with each batch of any), and one that has nothing to send before a moment
-- (due, us) lets the others go first (docs/adr/0066).
ALTER TABLE reminder ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
ALTER TABLE reminder ADD COLUMN due BIGINT NOT NULL DEFAULT 0;
DROP INDEX reminder_open;
CREATE INDEX reminder_open ON reminder(turn, id) WHERE ended = 0;
-- ended: 1; 2: the store came from a backup, and the log does not say so yet; 3: it does.
CREATE INDEX reminder_stopped ON reminder(id) WHERE ended = 2;

-- Whom a mail server refused for now: tried again at due (us) by the same reminder.
CREATE TABLE reminder_deferred(
    person BIGINT NOT NULL,
    reminder BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    due BIGINT NOT NULL,
    code BIGINT NOT NULL,
    PRIMARY KEY(person, reminder)
);
CREATE INDEX reminder_deferred_due ON reminder_deferred(reminder, due, person);

-- Whether an address is one person's alone.
CREATE INDEX civil_servant_mail ON civil_servant(office, mail) WHERE mail <> '';
