#include "http/page_common.h"

#include "base/regions.h"
#include "flow/directory.h"
#include "flow/escrow.h"
#include "flow/rules.h"
#include "http/server.h"
#include "intake/limits.h"
#include "web/put.h"

enum { QUERY_MAX = 3 * INTAKE_QUERY + 1 };

/* The filters of a page stay when its language is changed. */
static struct str query_text(struct http_call *call) {
    struct buf out;
    buf_init(&out, QUERY_MAX);
    for (size_t i = 0; i < call->query.count; i++) {
        if (i)
            buf_add_char(&out, '&');
        web_put_url_part(&out, call->query.list[i].name);
        buf_add_char(&out, '=');
        web_put_url_part(&out, call->query.list[i].value);
    }
    struct str text = buf_full(&out) ? STR("") : arena_str(call->arena, buf_str(&out));
    buf_done(&out);
    return text;
}

enum zone http_zone(const struct http_call *call) {
    return region_zone(http_owner(call)->region);
}

struct str http_text(const struct http_call *call, enum web_text_key key) {
    return web_text(key, http_english(call));
}

struct str http_number(struct http_call *call, int64_t n) {
    return arena_printf(call->arena, "%lld", (long long)n);
}

struct str http_form_key(struct http_call *call) {
    struct id128 id = env_id128(call->env);
    return hex_encode(call->arena, id.b, sizeof id.b);
}

struct str http_base64(struct http_call *call, struct str bytes) {
    return bytes.len ? base64_encode(call->arena, bytes.ptr, bytes.len) : (struct str){0};
}

struct str http_chains(struct http_call *call, struct str chain) {
    if (chain.len % SEAL_WRAP_LEN)
        return http_base64(call, chain);
    struct str all = {0};
    for (size_t at = 0; at < chain.len; at += SEAL_WRAP_LEN) {
        struct str one = base64_encode(call->arena, chain.ptr + at, SEAL_WRAP_LEN);
        all = at ? arena_printf(call->arena, "%.*s %.*s", STR_ARG(all), STR_ARG(one)) : one;
    }
    return all;
}

struct str http_mark(struct http_call *call, struct str recipient) {
    return recipient.len ? flow_fingerprint(call->arena, recipient) : (struct str){0};
}

void http_saying_begin(struct http_call *call, struct flow_saying *of) {
    of->job.arena = call->arena;
    of->staff = *http_staff(call);
    of->now = call->now;
}

struct date http_today(const struct http_call *call) {
    return instant_date(call->now, http_zone(call));
}

struct str http_path(const struct http_call *call, enum web_path path) {
    return web_path(path, http_english(call));
}

struct web_common http_common(struct http_call *call) {
    const struct store_office *owner = &http_owner(call)->office;
    const struct flow_staff *staff = http_staff(call);
    bool english = http_english(call);
    struct web_address at;
    if (!web_address_parse(call->path, &at))
        at.path = WEB_PATH_NONE;
    struct web_common c = {
        .english = english,
        .demo = http_app(call)->demo,
        .path = at.path,
        .section = web_path_section(at.path),
        .zone = http_zone(call),
        .now = call->now,
        .other_path = web_path_other(call->arena, call->path, query_text(call)),
        .owner = english ? owner->name_en : owner->name,
        .wait_seconds = call->retry_after,
        .task = call->task,
    };
    if (staff->who.name.len) {
        c.user = staff->who.name;
        c.office = english ? staff->who.office.name_en : staff->who.office.name;
        c.csrf = http_csrf_token(call->arena, &staff->csrf);
    }
    return c;
}

struct err http_page(struct http_call *call, int status) {
    if (buf_full(call->out))
        return ERR(ERR_IO, STR("page"));
    struct web_address at = {.path = WEB_PATH_NONE};
    bool known = web_address_parse(call->path, &at);
    if (!known || status != 200 || call->query.count || !web_path_indexed(at.path))
        http_set_header(call, "X-Robots-Tag", STR("noindex"));
    return http_reply(call, status, HTTP_TYPE_HTML);
}

struct web_due http_due(const struct http_call *call, const struct http_next *next,
                        struct date today) {
    const struct law_clock *law = next->law;
    struct web_due due = {.has = true,
                          .due = next->clock->due,
                          .due_early = next->clock->due_early,
                          .days_left = (int64_t)next->clock->due.day - today.day};
    if (law) {
        due.days_left =
            flow_days_left(http_law(call), law, next->clock->week, today, next->clock->due);
        due.working = law->unit == LAW_WORKING_DAYS;
        due.six = next->clock->week == LAW_SIX_DAYS;
        due.cite = law->cite;
        const struct law *all = http_law(call);
        struct deadline_days days = {.calendar = &all->calendar, .week = next->clock->week};
        struct deadline d = {.start = next->clock->start,
                             .due = next->clock->due,
                             .due_early = next->clock->due_early};
        unsigned doubts = deadline_doubts_of_days(law, &d, &days);
        due.guessed = doubts & (DEADLINE_DAYS_UNKNOWN | DEADLINE_DAYS_GUESSED);
        due.unread = doubts & DEADLINE_DAYS_UNREAD;
    }
    return due;
}

size_t http_web_nexts(struct http_call *call, const struct http_steps *steps,
                      const struct web_next **ret) {
    struct web_next *list = NEW(call->arena, struct web_next, steps->count + 1);
    for (size_t i = 0; i < steps->count; i++) {
        const struct http_next *next = &steps->list[i];
        list[i].text = next->law ? law_say(next->law->name, http_english(call)) : next->clock->id;
        list[i].due = http_due(call, next, http_today(call));
    }
    *ret = list;
    return steps->count;
}

size_t http_web_missing(struct http_call *call, const struct case_received *received,
                        const struct web_missing **ret) {
    const struct law_rulebook *rules = law_rulebook_named(http_law(call), received->rules);
    struct web_missing *list = NEW(call->arena, struct web_missing, received->missing_count + 1);
    size_t n = 0;
    for (size_t i = 0; i < received->missing_count; i++) {
        const struct law_requirement *law = http_requirement(rules, received->missing[i]);
        list[n++] = law ? (struct web_missing){law_say(law->text, http_english(call)), law->cite}
                        : (struct web_missing){.text = received->missing[i]};
    }
    *ret = list;
    return n;
}

const struct law_election *http_election_on(const struct http_call *call, struct date day) {
    const struct law *law = http_law(call);
    for (size_t i = 0; i < law->election_count; i++)
        if (!law->elections[i].region_count && law->elections[i].opens.day <= day.day &&
            day.day <= law->elections[i].closes.day)
            return &law->elections[i];
    return NULL;
}

const struct law_election *http_election(const struct http_call *call, struct date day) {
    const struct law *law = http_law(call);
    const struct law_election *found = http_election_on(call, day);
    for (size_t i = 0; i < law->election_count && !http_election_on(call, day); i++) {
        const struct law_election *other = &law->elections[i];
        if (other->region_count)
            continue; /* a repeat vote is not the country's election */
        if (!found || (other->opens.day <= day.day && other->opens.day > found->opens.day))
            found = other;
    }
    return found;
}

struct web_before http_web_before(const struct http_call *call,
                                  const struct law_election *election) {
    struct web_before v = {.file_max = INTAKE_EVIDENCE_COUNT,
                           .file_max_mb = INTAKE_EVIDENCE_BYTES / (1024 * 1024),
                           .file_large_mb = INTAKE_LARGE_BYTES / (1024 * 1024)};
    const struct law_rulebook *rules =
        election ? law_rulebook_on(http_law(call), election->regime, http_today(call)) : NULL;
    const struct law_clock *window = rules ? rules->report_window : NULL;
    if (window) {
        v.window_days = window->n;
        v.window_working = window->unit == LAW_WORKING_DAYS;
        v.window_cite = window->cite;
    }
    return v;
}

size_t http_election_options(struct http_call *call, const struct web_option **ret) {
    const struct law *law = http_law(call);
    struct web_option *list = NEW(call->arena, struct web_option, law->election_count + 1);
    for (size_t i = 0; i < law->election_count; i++) {
        list[i].value = law->elections[i].id;
        list[i].label = law_say(law->elections[i].label, http_english(call));
    }
    *ret = list;
    return law->election_count;
}

/* --- what the pages give the server --- */

/* Where an officer goes on after signing in: the page that was asked for, when asking is all. */
static void send_to_sign_in(struct http_call *call) {
    struct buf out;
    buf_init(&out, QUERY_MAX);
    struct str query = query_text(call);
    buf_add(&out, http_path(call, WEB_PATH_SIGN_IN));
    if (call->method == HTTP_GET) {
        buf_add_c(&out, "?lanjut=");
        web_put_url_part(&out, call->path);
        if (query.len) {
            buf_add_c(&out, "%3F");
            web_put_url_part(&out, query);
        }
    }
    struct str location =
        buf_full(&out) ? http_path(call, WEB_PATH_SIGN_IN) : arena_str(call->arena, buf_str(&out));
    buf_done(&out);
    (void)http_reply_redirect(call, location);
}

static void error_page(struct http_call *call, const struct http_problem *p) {
    bool page = call->route && call->route->permission != HTTP_PUBLIC;
    if (p->err.code == ERR_UNSIGNED && page) {
        send_to_sign_in(call);
        return;
    }
    if (p->err.code == ERR_CSRF && http_unsent_page(call))
        return;
    const struct flow_staff *staff = http_staff(call);
    if (p->err.code == ERR_DENIED && page && staff->due != STORE_DUE_NOTHING) {
        bool first = staff->due == STORE_DUE_PASSWORD;
        (void)http_reply_redirect(call,
                                  http_path(call, first ? WEB_PATH_PASSWORD : WEB_PATH_FACTOR));
        return;
    }
    struct web_error v = {.status = p->status,
                          .title = p->title,
                          .detail = p->detail,
                          .request_id = p->id,
                          .retry_seconds = p->retry_after,
                          .home = true};
    struct web_common c = http_common(call);
    web_render_error(call->out, &v, &c);
}

void http_app_options(struct http_options *options) {
    options->error_page = error_page;
    options->assets = web_asset_list(&options->asset_count);
    options->style_hashes = web_style_hash().ptr; /* a constant with its NUL */
}
