#include "http/app.h"

#include "base/regions.h"
#include "http/page_common.h"
#include "intake/headers.h"
#include "intake/intake.h"

#include <stdlib.h>

enum { LOOP_ARENA = 1 << 16 };

struct http_app *http_app(const struct http_call *call) {
    return call->app;
}

const struct law *http_law(const struct http_call *call) {
    return flow_law(http_app(call)->flow);
}

struct db *http_reader(const struct http_call *call) {
    return &((struct http_loop *)call->loop_state)->reader;
}

const struct flow_staff *http_staff(const struct http_call *call) {
    static const struct flow_staff NOBODY;
    return call->principal ? call->principal : &NOBODY;
}

bool http_english(const struct http_call *call) {
    return call->language == HTTP_ENGLISH;
}

const struct flow_owner *http_owner(const struct http_call *call) {
    return &((const struct http_loop *)call->loop_state)->owner;
}

struct err http_loop_new(void *app, unsigned loop, void **ret) {
    (void)loop;
    struct http_loop *state = must_alloc(sizeof *state);
    state->arena = arena_new(LOOP_ARENA);
    state->counted = flow_counted_new();
    struct err e = flow_reader(((struct http_app *)app)->flow, &state->reader);
    if (!e.code)
        e = flow_owner(&state->reader, state->arena, &state->owner);
    if (e.code)
        http_loop_free(app, state);
    else
        *ret = state;
    return e;
}

void http_loop_free(void *app, void *loop_state) {
    (void)app;
    if (!loop_state)
        return;
    struct http_loop *state = loop_state;
    db_close(&state->reader);
    flow_counted_free(state->counted);
    arena_free(state->arena);
    free(state);
}

void http_loop_turned(void *app, void *loop_state) {
    flow_hand_over(((struct http_app *)app)->flow, &((struct http_loop *)loop_state)->lot);
}

struct str http_session(const struct http_call *call) {
    struct str token;
    if (intake_bearer(http_header(call, "Authorization"), &token))
        return token;
    return http_cookie(call, "sesi");
}

static struct err ask_session(struct http_call *call) {
    struct http_app *app = http_app(call);
    struct str token = http_session(call);
    int permission = call->route->permission;
    bool required = permission != HTTP_PUBLIC;
    /* What is public is right at any time of day; all else is judged by the clock. */
    struct err e = required || call->method != HTTP_GET ? flow_clock(app->flow, call->now) : OK;
    if (e.code)
        return e;
    if (!token.len)
        return required ? ERR(ERR_UNSIGNED, STR("session")) : OK;
    struct flow_staff *staff = NEW(call->arena, struct flow_staff, 1);
    e = flow_who(http_reader(call), call->arena, token, call->now, staff);
    if (!e.code)
        call->principal = staff;
    if (!e.code && staff->until.us && !flow_clock(app->flow, call->now).code)
        flow_session_goes_on(app->flow, token, staff);
    if (!e.code && permission >= HTTP_STAFF)
        e = flow_authorize_due(staff);
    if (!e.code && permission >= HTTP_VERB)
        e = flow_authorize_role(staff, (enum flow_verb)(permission - HTTP_VERB));
    return required ? e : OK;
}

struct err http_authorize(struct http_call *call) {
    struct err e = ask_session(call);
    return e.code == ERR_UNSIGNED && http_unsent_take(call) ? OK : e;
}

void http_wake(void *const *contexts, size_t count) {
    struct http_call *calls[FLOW_BATCH_MAX];
    for (size_t i = 0; i < count; i++)
        calls[i] = contexts[i];
    http_resume_all(calls, count);
}

struct str http_made_for(struct http_call *call) {
    enum { SECOND = sizeof "20241014T020000" - 1 };
    char when[SECOND];
    size_t n = 0;
    struct str at = instant_format(call->arena, call->now);
    for (size_t i = 0; i < at.len && n < SECOND; i++)
        if (at.ptr[i] != '-' && at.ptr[i] != ':')
            when[n++] = at.ptr[i];
    return arena_printf(call->arena, "%.*s-%.*sZ", STR_ARG(http_staff(call)->who.name), (int)n,
                        when);
}

struct err http_case_id(const struct http_call *call, struct case_id *ret) {
    int64_t id;
    if (!str_to_int(http_param(call, "id"), &id) || id < 0)
        return ERR(ERR_MISSING, STR("case"));
    *ret = (struct case_id){id};
    return OK;
}

typedef struct err read_case(const struct flow_look *look, struct case_id id,
                             struct flow_case *ret);

static struct err read_with(struct http_call *call, read_case *read, struct flow_case *ret) {
    struct flow_look look = {http_app(call)->flow, http_reader(call), call->arena,
                             http_staff(call)};
    struct case_id id;
    struct err e = http_case_id(call, &id);
    return e.code ? e : read(&look, id, ret);
}

struct err http_case_read(struct http_call *call, struct flow_case *ret) {
    return read_with(call, flow_case_read, ret);
}

struct err http_takeover_read(struct http_call *call, struct flow_case *ret) {
    return read_with(call, flow_takeover_read, ret);
}

struct err http_look(struct http_call *call, struct http_look *look, struct str piece) {
    look->reading = (struct flow_reading){
        .staff = *http_staff(call), .id = look->file.state.id, .piece = piece, .now = call->now};
    flow_reading_prepare(http_app(call)->flow, &look->reading);
    return http_write(call, &look->reading.job);
}

struct intake_context http_intake_context(const struct http_call *call) {
    return (struct intake_context){.law = http_law(call),
                                   .today = instant_date(call->now, ZONE_WIB)};
}

struct err http_write(struct http_call *call, struct flow_job *job) {
    job->arena = call->arena;
    job->context = call;
    struct http_loop *loop = call->loop_state;
    struct err e = flow_submit(http_app(call)->flow, &loop->lot, job);
    return e.code ? e : http_suspend(call);
}

struct err http_report_fault(struct err e, struct intake_faults *faults) {
    static const struct {
        enum err_code code;
        struct str about, field;
        const char *fault;
    } FAULTS[] = {
        {ERR_MISSING, STR_INIT("evidence"), STR_INIT("evidence"), "unknown"},
        {ERR_INVALID, STR_INIT("region"), STR_INIT("region"), "not_served"},
        {ERR_INVALID, STR_INIT("election"), STR_INIT("election"), "unknown"},
        {ERR_INVALID, STR_INIT("channel"), STR_INIT("channel"), "no_complaints"},
        {ERR_BUSY, STR_INIT("confined"), STR_INIT("evidence"), "file_unread"},
    };
    for (size_t i = 0; i < COUNT_OF(FAULTS); i++)
        if (e.code == FAULTS[i].code && str_equal(e.about, FAULTS[i].about)) {
            intake_fault_add(faults, FAULTS[i].field, FAULTS[i].fault, 0);
            return ERR(ERR_INVALID, FAULTS[i].field);
        }
    return e;
}

struct http_steps http_steps(struct arena *a, const struct law_rulebook *rules,
                             const struct case_clock *clocks, size_t count) {
    struct http_next *list = NEW(a, struct http_next, count + 1);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (clocks[i].running && !clocks[i].suspended && !clocks[i].track.len)
            list[n++] =
                (struct http_next){&clocks[i], rules ? law_clock(rules, clocks[i].id) : NULL};
    return (struct http_steps){list, n};
}

const struct law_requirement *http_requirement(const struct law_rulebook *rules, struct str id) {
    for (size_t i = 0; rules && i < rules->requirement_count; i++)
        if (str_equal(rules->requirements[i].id, id))
            return &rules->requirements[i];
    return NULL;
}

struct json http_json(struct http_call *call) {
    struct json j;
    json_init(&j, call->out);
    return j;
}

void http_json_date(struct json *j, const char *key, struct date d) {
    char text[DATE_LEN];
    date_put(d, text);
    json_put_str(j, key, (struct str){text, sizeof text});
}

void http_json_instant(struct http_call *call, struct json *j, const char *key, struct instant t) {
    json_put_str(j, key, instant_format(call->arena, t));
}
