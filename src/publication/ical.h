#ifndef PUBLICATION_ICAL_H
#define PUBLICATION_ICAL_H
/* The calendar of an election as a feed that phones and offices subscribe to (RFC 5545). */
#include "base/buf.h"
#include "base/date.h"
#include "law/law.h"

struct publication_ical {
    const struct law_election *election;
    struct str address; /* of a page that explains it: "https://host/boleh"; empty: none is named */
    bool english;
};
/* A VCALENDAR with an all-day event for each stage. Pure: nothing is taken from the clock, so that
 * the same rules give the same bytes and a feed that did not change does not look changed. A stage
 * whose first day the rules do not know is shown on its last, one without a last day on its first;
 * one without any day is left out. Critical stages bear the category
 * CRITICAL. The same stage has the same UID on every server and in both languages. */
void publication_ical(const struct publication_ical *what, struct buf *out);

/* A meeting to which offices are called: one event, with its time in UTC (none said: whole days).
 * One whose end nobody said takes PUBLICATION_MEETING_MINUTES in a calendar, for RFC 5545 gives one
 * without an end no time at all. Its organiser (RFC 5546 section 3.2.1: PUBLISH must name one) is
 * known by the address of the meeting's page, as offices have no mail here. A
 * cancelled one is the next in SEQUENCE: calendars take it for newer than what they hold. */
enum { PUBLICATION_MEETING_MINUTES = 120 };
struct publication_meeting {
    struct str uid; /* of its own in all the world, the same for ever */
    struct str title, place, agenda, organiser;
    struct str address;    /* of its page: "https://host/k/rakor/rapat/17"; empty: none is named */
    struct date on, last;  /* last: its last day, mostly the same */
    int64_t minute, until; /* of the first day, of the last one; -1: all day, not said */
    enum zone zone;
    struct instant called;
    bool cancelled;
};
void publication_ical_meeting(const struct publication_meeting *what, struct buf *out);
#endif
