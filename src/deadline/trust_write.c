#include "base/json.h"
#include "deadline/trust.h"

/* What was not in force on the start, with its days. */
static void put_forces(struct json *j, const struct deadline_trust *t, struct arena *a) {
    json_key(j, "not_in_force");
    json_open_array(j);
    for (size_t i = 0; i < t->force_count; i++) {
        const struct deadline_force *f = &t->forces[i];
        json_open_object(j);
        json_put_str(j, "name", deadline_force_name(a, f));
        json_put_str(j, "kind", f->rules ? STR("procedure") : STR("instrument"));
        json_put_str(j, "from",
                     f->span.from.day == INT32_MIN ? STR("") : date_format(a, f->span.from));
        json_put_str(j, "to", f->span.to.day == LAW_OPEN ? STR("") : date_format(a, f->span.to));
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_unread(struct json *j, const struct deadline_trust *t, struct arena *a) {
    json_key(j, "unverified_days_off");
    json_open_array(j);
    for (size_t i = 0; i < t->unread_count; i++)
        json_add_str(j, date_format(a, t->unread[i]->date));
    json_close_array(j);
}

void deadline_trust_write(struct json *j, struct arena *a, const struct deadline_trust *t,
                          const struct law_clock *clock) {
    json_put_str(j, "confidence", law_confidence_name(t->confidence));
    json_put_str(j, "rule_confidence", law_confidence_name(clock->cite.confidence));
    json_put_bool(j, "rule_verified", clock->cite.verified);
    json_key(j, "doubts");
    json_open_array(j);
    for (unsigned bit = DEADLINE_NOT_YET; bit <= DEADLINE_RULE_BADGE; bit <<= 1)
        if (t->doubts & bit)
            json_add_str(j, deadline_doubt_name((enum deadline_doubt)bit));
    json_close_array(j);
    put_forces(j, t, a);
    put_unread(j, t, a);
}
