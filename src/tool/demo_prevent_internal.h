#ifndef TOOL_DEMO_PREVENT_INTERNAL_H
#define TOOL_DEMO_PREVENT_INTERNAL_H
#include "flow/letter.h"
#include "flow/meeting.h"
#include "flow/pledge.h"
#include "tool/demo_draw.h"
#include "tool/demo_prevent.h"
#include "tool/demo_prevent_data.h"

struct demo_signature {
    struct date on;
    struct str link;
    size_t points;
};
struct demo_reply { /* of an addressee */
    struct date on;
    int64_t letter;
    struct str office;
    bool by_hand;      /* no account there: the sender says that it was handed over */
    struct str sender; /* then */
    struct str answer; /* may be empty */
};
enum {
    DEMO_SIGNATURES = 8192,
    DEMO_REPLIES = 1024,
    DEMO_PROMISED = 64,
};
struct demo_promised {
    const struct demo_promise *promise;
    int64_t id;
};
struct demo_prevent {
    const struct demo_plan *plan;
    struct db *reader;
    const struct law_election *election;
    struct demo_draw draw;
    struct arena *arena; /* of what is planned */
    struct demo_signature *signatures;
    size_t signature_count;
    struct demo_reply *replies;
    size_t reply_count;
    struct demo_promised *promised;
    size_t promised_count;
    int64_t *meetings; /* ids, of DEMO_MEETINGS */
    bool begun;        /* the first day was */
};
struct demo_day {
    struct demo_prevent *prevent;
    struct arena *arena;
    struct instant now;
    struct date today;
    struct flow_job **jobs; /* that are done together */
    size_t job_count, job_max;
};
struct date demo_date(const char *text);
/* On that day; what was before the first one is told of on that. */
bool demo_is_today(const struct demo_day *day, const char *text);
/* The office's head. Errors: ERR_MISSING "office". */
struct err demo_head(const struct demo_day *day, struct str office,
                     struct flow_staff *ret) MUST_CHECK;
void demo_add_job(struct demo_day *day, struct flow_job *job);

struct err demo_activities(struct demo_day *day) MUST_CHECK; /* adds jobs, as the next two */
struct err demo_replies(struct demo_day *day) MUST_CHECK;
struct err demo_letters(struct demo_day *day) MUST_CHECK;  /* issues them at once, plans replies */
struct err demo_meetings(struct demo_day *day) MUST_CHECK; /* at once */
#endif
