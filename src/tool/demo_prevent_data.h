#ifndef TOOL_DEMO_PREVENT_DATA_H
#define TOOL_DEMO_PREVENT_DATA_H
/* What offices of the example do to prevent breaches. What has a source is what press reports of
 * September and October 2024 tell of; all else is invented, and says so. Days: "2024-09-17". */
#include "base/base.h"

struct demo_activity {
    const char *on, *region, *office, *kind, *duty, *title, *title_en, *place, *organiser, *source;
    const char *partners[4]; /* up to the first NULL */
    int reach;               /* people, all of them civil servants; 0: nobody told */
};
extern const struct demo_activity DEMO_ACTIVITIES[];
extern const size_t DEMO_ACTIVITY_COUNT;

/* What many regions do, each on that day if it does: an invented one. */
struct demo_custom {
    const char *on, *by; /* kind of office */
    const char *kind, *duty, *title, *title_en, *place;
    const char *partner; /* NULL: none */
    int percent;         /* of regions */
    int least, most;     /* reach; 0: nobody told */
};
extern const struct demo_custom DEMO_CUSTOMS[];
extern const size_t DEMO_CUSTOM_COUNT;

/* What was promised, by which office, until when; done: on which day, and how. NULL: not yet. */
struct demo_promise {
    const char *what, *owner, *due, *done, *note;
};
enum { DEMO_PROMISES = 3 };
struct demo_meeting {
    const char *called, *on, *region, *office, *title, *place, *agenda;
    const char *minutes; /* NULL: it is yet to come */
    struct demo_promise promises[DEMO_PROMISES];
    bool secretaries; /* the regional secretaries were invited and came */
    bool follows;     /* the meeting before */
};
extern const struct demo_meeting DEMO_MEETINGS[];
extern const size_t DEMO_MEETING_COUNT;

/* A letter of each office of a kind, or of one office, to all offices of kinds in its region. */
struct demo_letter {
    const char *from; /* a kind of office, of each region; or the id of one office */
    const char *kind, *duty, *on, *due, *signer;
    const char *to[2]; /* kinds of offices; the second may be NULL */
};
extern const struct demo_letter DEMO_LETTERS[];
extern const size_t DEMO_LETTER_COUNT;
extern const char *const DEMO_ANSWERS[];
extern const size_t DEMO_ANSWER_COUNT;

/* The region whose whole chain stands in the roster of its personnel office, as in real life, and
 * who signs a pact of leaders there; elsewhere the secretary's office keeps a roster of its own. */
extern const char DEMO_CHAIN_REGION[];
extern const char DEMO_AUTHORITY[]; /* post at the top of it */

/* Who works in the secretary's office, the secretary first. */
extern const char *const DEMO_SECRETARIAT[];
extern const size_t DEMO_SECRETARIAT_COUNT;
#endif
