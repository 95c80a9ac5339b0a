/* Bodies of events from a store that somebody may have damaged: what is read at all is written
 * again to bytes that read to the same bytes, and folds without harm. */
#include "case/case.h"
#include "case/erased.h"
#include "fuzz.h"

enum { BODY_MAX = 1 << 16, ARENA_CAP = 64 << 20 };

static struct str text_of(struct arena *a, struct buf *out) {
    must(!buf_full(out));
    struct str text = arena_str(a, buf_str(out));
    buf_done(out);
    return text;
}

static struct str received_text(struct arena *a, const struct case_received *received) {
    struct buf out = {.ceiling = 8 * BODY_MAX};
    case_received_encode(&out, received);
    return text_of(a, &out);
}

static struct str step_text(struct arena *a, const struct case_step *step) {
    struct buf out = {.ceiling = 8 * BODY_MAX};
    case_step_encode(&out, step);
    return text_of(a, &out);
}

static void try_received(struct arena *a, struct str body) {
    struct case_received one, two;
    if (case_received_decode(a, body, &one).code)
        return;
    struct str text = received_text(a, &one);
    must(!case_received_decode(a, text, &two).code);
    must(str_equal(received_text(a, &two), text));
    const struct case_event event = {.kind = STR("case.received"), .body = text};
    struct case_state cs;
    must(!case_fold(a, &event, 1, &cs).code && cs.version == 1);
    must(case_next_due(&cs) <= CASE_NO_DUE);
}

static void try_step(struct arena *a, struct str body) {
    struct case_step one, two;
    if (case_step_decode(a, body, &one).code)
        return;
    struct str text = step_text(a, &one);
    must(!case_step_decode(a, text, &two).code);
    must(str_equal(step_text(a, &two), text));
    const struct case_received begun = {.state = one.from};
    const struct case_event events[] = {
        {.kind = STR("case.received"), .body = received_text(a, &begun)},
        {.kind = STR("case.step"), .seq = 1, .body = text},
    };
    struct case_state cs;
    struct err e = case_fold(a, events, COUNT_OF(events), &cs);
    must((e.code != ERR_NONE) == (one.track.len > 0)); /* of a track that nothing opened */
    must(e.code || (str_equal(cs.state, one.to) && cs.taken_count == 1));
    must(e.code || cs.track_count == one.open_count);
}

/* Upkeep of a clock and of a role that the case does not have changes nothing but the timeline. */
static void try_upkeep(struct arena *a, struct str body) {
    struct case_recount recount;
    struct case_reroute reroute;
    bool counted = !case_recount_decode(a, body, &recount).code;
    if (!counted && case_reroute_decode(a, body, &reroute).code)
        return;
    struct buf out = {.ceiling = 8 * BODY_MAX};
    counted ? case_recount_encode(&out, &recount) : case_reroute_encode(&out, &reroute);
    struct str text = text_of(a, &out);
    const struct case_received begun = {.state = STR("received")};
    const struct case_event events[] = {
        {.kind = STR("case.received"), .body = received_text(a, &begun)},
        {.kind = counted ? STR("case.recounted") : STR("case.rerouted"), .seq = 1, .body = text},
    };
    struct case_state cs;
    must(!case_fold(a, events, COUNT_OF(events), &cs).code);
    must(str_equal(cs.state, begun.state) && cs.taken_count == 1 && !cs.clock_count);
}

static void try_handed(struct arena *a, struct str body) {
    struct case_handed one, two;
    if (case_handed_decode(a, body, &one).code)
        return;
    struct buf out = {.ceiling = 8 * BODY_MAX}, again = {.ceiling = 8 * BODY_MAX};
    case_handed_encode(&out, &one);
    struct str text = text_of(a, &out);
    must(!case_handed_decode(a, text, &two).code);
    case_handed_encode(&again, &two);
    must(str_equal(text_of(a, &again), text));
    const struct case_received begun = {.state = STR("received")};
    const struct case_event events[] = {
        {.kind = STR("case.received"), .body = received_text(a, &begun)},
        {.kind = STR("case.handed"), .seq = 1, .body = text},
    };
    struct case_state cs;
    must(!case_fold(a, events, COUNT_OF(events), &cs).code);
    must(str_equal(cs.handed->wrap, one.wrap) && !cs.handed->before && cs.version == 2);
}

static void try_erased(struct arena *a, struct str body) {
    struct case_erased one, two;
    if (case_erased_decode(a, body, &one).code)
        return;
    struct buf out = {.ceiling = 8 * BODY_MAX};
    case_erased_encode(&out, &one);
    struct str text = text_of(a, &out);
    must(!case_erased_decode(a, text, &two).code);
    struct buf again = {.ceiling = 8 * BODY_MAX};
    case_erased_encode(&again, &two);
    must(str_equal(text_of(a, &again), text));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    if (len > BODY_MAX)
        return 0;
    struct arena *a = arena_new(ARENA_CAP);
    const struct str body = {(const char *)bytes, len};
    try_received(a, body);
    try_step(a, body);
    try_upkeep(a, body);
    try_erased(a, body);
    try_handed(a, body);
    arena_free(a);
    return 0;
}
