#include "http/limit.h"

#include "http/app.h"
#include "http/throttle.h"
#include "http/work.h"

#include <stdlib.h>

/* 65,536 hashes: about a second of a cheap phone, a sixth of one at a desk. */
enum { WORK_BITS = 16, WORK_ROWS = 16384, THROTTLE_ROWS = 4096 };

/* burst tries at once, then one more every refill_ms. */
static const struct row {
    struct str about;
    unsigned burst, refill_ms;
} ROWS[HTTP_LIMIT_COUNT] = {
    [HTTP_LIMIT_REPORT] = {STR_INIT("report"), 10000, 100},
    [HTTP_LIMIT_UPLOAD] = {STR_INIT("evidence"), 400, 2000},
    [HTTP_LIMIT_CODE] = {STR_INIT("code"), 100, 2000},
    [HTTP_LIMIT_SIGN_IN] = {STR_INIT("password"), 100, 2000},
    [HTTP_LIMIT_QUESTION] = {STR_INIT("question"), 60, 10000},
    [HTTP_LIMIT_ATTEND] = {STR_INIT("attendance"), 1000, 500}, /* a hall behind one gateway */
    [HTTP_LIMIT_LINK] = {STR_INIT("link"), 600, 500},
};

struct http_limits {
    struct http_throttle *of[HTTP_LIMIT_COUNT];
    struct http_work *work;
};

struct http_limits *http_limits_new(const struct env *env) {
    struct http_limits *limits = must_alloc(sizeof *limits);
    for (size_t i = 0; i < HTTP_LIMIT_COUNT; i++)
        limits->of[i] = http_throttle_new(env, ROWS[i].burst, ROWS[i].refill_ms, THROTTLE_ROWS);
    limits->work = http_work_new(env, WORK_BITS, WORK_ROWS);
    return limits;
}

void http_limits_free(struct http_limits *limits) {
    for (size_t i = 0; limits && i < HTTP_LIMIT_COUNT; i++)
        http_throttle_free(limits->of[i]);
    if (limits)
        http_work_free(limits->work);
    free(limits);
}

static bool paid(struct http_call *call) {
    struct str answer = http_header(call, "Netral-Work");
    if (!answer.len)
        answer = http_form(call, "kerja");
    return answer.len && http_work_take(http_app(call)->limits->work, answer, call->now);
}

static struct err refuse(struct http_call *call, enum http_limit which, int64_t wait) {
    call->retry_after = wait;
    call->task = http_work_task(http_app(call)->limits->work, call->arena, call->now);
    return ERR(ERR_THROTTLED, ROWS[which].about);
}

struct err http_limit_take(struct http_call *call, enum http_limit which) {
    int64_t wait = 0;
    struct http_throttle *t = http_app(call)->limits->of[which];
    if (http_throttle_allow(t, &call->remote, call->now, &wait) || paid(call))
        return OK;
    return refuse(call, which, wait);
}

struct err http_limit_ask(struct http_call *call, enum http_limit which) {
    int64_t wait = http_throttle_wait(http_app(call)->limits->of[which], &call->remote, call->now);
    return !wait || paid(call) ? OK : refuse(call, which, wait);
}

void http_limit_failed(struct http_call *call, enum http_limit which) {
    int64_t wait = 0;
    (void)!http_throttle_allow(http_app(call)->limits->of[which], &call->remote, call->now, &wait);
}

void http_limit_give(struct http_call *call, enum http_limit which) {
    http_throttle_give(http_app(call)->limits->of[which], &call->remote);
}

struct str http_limit_place(struct http_call *call) {
    const struct http_throttle *t = http_app(call)->limits->of[HTTP_LIMIT_SIGN_IN];
    return http_throttle_place(t, call->arena, &call->remote);
}
