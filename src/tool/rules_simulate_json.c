#include "tool/rules_simulate.h"

#include <stdio.h>

#include "base/json.h"
#include "tool/rules.h"

/* A procedure that was walked, for machines: ids where the text has names. */

bool simulated_is_verified(const struct paths_move *m) {
    return !law_needs_badge(&m->step->cite) && !(m->bound && law_needs_badge(&m->bound->cite));
}

bool simulated_is_for(uint64_t who, size_t class) {
    return class < PATHS_CLASSES_MAX && (who >> class & 1);
}

static void put_units(struct json *j, const int *units) {
    json_key(j, "clocks");
    json_open_object(j);
    for (int u = 0; u <= LAW_HOURS; u++)
        json_put_int(j, law_unit_name((enum law_unit)u).ptr, units[u]);
    json_close_object(j);
}

static void put_classes(struct json *j, const struct law *law, uint64_t who) {
    json_key(j, "classes");
    json_open_array(j);
    for (size_t i = 0; i < law->class_count; i++)
        if (simulated_is_for(who, i))
            json_add_str(j, law->classes[i].row.id);
    json_close_array(j);
}

static void put_way(struct json *j, const struct simulated *x, const char *key,
                    const struct paths_way *way) {
    json_key(j, key);
    json_open_object(j);
    json_put_int(j, "calendar_days", way->days);
    put_units(j, way->units);
    json_put_bool(j, "open", way->open);
    put_classes(j, x->law, way->who);
    json_key(j, "rounds");
    json_open_array(j);
    for (size_t i = 0; i < x->paths.round_count; i++)
        if (way->rounds >> i & 1)
            json_add_int(j, (int64_t)i);
    json_close_array(j);
    json_key(j, "steps");
    json_open_array(j);
    for (size_t i = 0; i < way->count; i++) {
        const struct paths_move *m = &way->moves[i];
        json_open_object(j);
        json_put_str(j, "day", date_format(x->a, m->day));
        json_put_str(j, "step", m->step->name);
        json_put_str(j, "outcome", m->outcome->value);
        json_put_str(j, "clock", m->bound ? m->bound->id : (struct str){0});
        json_put_bool(j, "open", m->open);
        json_put_bool(j, "verified", simulated_is_verified(m));
        json_close_object(j);
    }
    json_close_array(j);
    json_close_object(j);
}

static void put_states(struct json *j, const struct law_state *const *states, size_t count) {
    json_open_array(j);
    for (size_t i = 0; i < count; i++)
        json_add_str(j, states[i]->id);
    json_close_array(j);
}

static void put_rounds(struct json *j, const struct law *law, const struct paths *p) {
    json_key(j, "rounds");
    json_open_array(j);
    for (size_t i = 0; i < p->round_count; i++) {
        const struct paths_round *r = &p->rounds[i];
        json_open_object(j);
        json_key(j, "states");
        put_states(j, r->states, r->count);
        json_put_str(j, "step", r->step->name);
        put_classes(j, law, r->who);
        if (r->lap.known) {
            json_key(j, "lap");
            json_open_object(j);
            json_put_int(j, "calendar_days", r->lap.days);
            put_units(j, r->lap.units);
            json_put_bool(j, "open", r->lap.open);
            json_close_object(j);
        }
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_limits(struct json *j, const struct law_rulebook *rules) {
    json_key(j, "limits");
    json_open_array(j);
    for (size_t i = 0; i < rules->step_count; i++) {
        if (!rules->steps[i].times)
            continue;
        json_open_object(j);
        json_put_str(j, "step", rules->steps[i].name);
        json_put_int(j, "times", rules->steps[i].times);
        json_put_bool(j, "verified", !law_needs_badge(&rules->steps[i].times_cite));
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_findings(struct json *j, const struct law *law, const struct paths *p) {
    json_key(j, "waits");
    json_open_array(j);
    for (size_t i = 0; i < p->wait_count; i++) {
        json_open_object(j);
        json_put_str(j, "state", p->waits[i].state->id);
        json_put_str(j, "waits_for", p->waits[i].state->waits_for);
        json_put_bool(j, "always", p->waits[i].always);
        json_close_object(j);
    }
    json_close_array(j);
    put_rounds(j, law, p);
    json_key(j, "strict");
    json_open_array(j);
    for (size_t i = 0; i < p->strict_count; i++)
        json_add_str(j, p->stricts[i].clock->id);
    json_close_array(j);
    json_key(j, "unreached");
    put_states(j, p->unreached, p->unreached_count);
    json_key(j, "never");
    json_open_array(j);
    for (size_t i = 0; i < p->never_count; i++)
        json_add_str(j, p->never[i]->name);
    json_close_array(j);
    json_put_bool(j, "cut", p->cut);
}

void simulated_print_json(const struct simulated *x) {
    enum { JSON_CAP = 4 << 20 };
    struct buf out;
    struct json j;
    buf_init(&out, JSON_CAP);
    json_init(&j, &out);
    json_open_object(&j);
    json_put_str(&j, "regime", x->rules->regime);
    json_put_int(&j, "version", x->rules->version);
    json_put_str(&j, "start", date_format(x->a, x->paths.start));
    json_key(&j, "ends");
    json_open_array(&j);
    for (size_t i = 0; i < x->paths.end_count; i++) {
        const struct paths_end *end = &x->paths.ends[i];
        json_open_object(&j);
        json_put_str(&j, "state", end->state->id);
        put_way(&j, x, "shortest", &end->shortest);
        put_way(&j, x, "longest", &end->longest);
        json_put_int(&j, "longest_early", end->longest_early);
        json_close_object(&j);
    }
    json_close_array(&j);
    put_limits(&j, x->rules);
    put_findings(&j, x->law, &x->paths);
    json_close_object(&j);
    if (buf_full(&out))
        die("netral rules simulate: JSON ceiling reached");
    rules_print(buf_str(&out));
    (void)printf("\n");
    buf_done(&out);
}
