#include "http/activity_view.h"
#include "http/handlers.h"
#include "http/page_common.h"

#include "flow/authorize.h"
#include "flow/directory.h"
#include "flow/escrow_act.h"
#include "web/text.h"

/* K9b keys of offices in escrow. What is secret is made and opened by the page's script; here it
 * comes and goes as bytes. */

/* Its name; the id of one that is no more. */
static struct err name_of(struct http_call *call, struct str id, struct str *ret) {
    struct err e = http_office_name(call, id, ret);
    if (!e.code && !ret->len)
        *ret = id;
    return e;
}

static struct str word(const struct http_call *call, const char *group, struct str name) {
    struct str key = arena_printf(call->arena, "escrow.%s_%.*s", group, STR_ARG(name));
    return web_text_by_name(key, http_english(call));
}

static struct str state_of(const struct http_call *call, enum flow_escrow_state state) {
    static const struct str NAMES[] = {[FLOW_ESCROW_ASKED] = STR_INIT("asked"),
                                       [FLOW_ESCROW_AGREED] = STR_INIT("agreed"),
                                       [FLOW_ESCROW_PEELED] = STR_INIT("peeled"),
                                       [FLOW_ESCROW_OPENED] = STR_INIT("opened"),
                                       [FLOW_ESCROW_REFUSED] = STR_INIT("refused"),
                                       [FLOW_ESCROW_WITHDRAWN] = STR_INIT("withdrawn"),
                                       [FLOW_ESCROW_LAPSED] = STR_INIT("lapsed")};
    return word(call, "is", NAMES[state]);
}

static struct err fill_said(struct http_call *call, const struct flow_escrow_asking *x,
                            struct web_escrow_asking *ret) {
    struct web_escrow_said *list = NEW(call->arena, struct web_escrow_said, x->said_count + 1);
    struct err e = OK;
    for (size_t i = 0; i < x->said_count && !e.code; i++) {
        const struct flow_escrow_said *s = &x->said[i];
        list[i] = (struct web_escrow_said){.what = word(call, "did", s->what),
                                           .actor = s->actor,
                                           .reason = s->reason,
                                           .at = s->at,
                                           .index = s->index};
        e = name_of(call, s->by, &list[i].by);
    }
    ret->said = list;
    ret->said_count = x->said_count;
    return e;
}

/* What the holder may do with each onion. */
static struct err fill_turns(struct http_call *call, const struct flow_escrow_asking *x,
                             size_t holder, struct web_escrow_asking *ret) {
    struct web_escrow_turn *list = NEW(call->arena, struct web_escrow_turn, SEAL_HOLDERS);
    struct err e = OK;
    for (size_t i = 0; i < SEAL_HOLDERS && !e.code; i++) {
        bool again = flow_escrow_may_peel_again(x, holder, i);
        bool peels = again || flow_escrow_may_peel(x, holder, i);
        bool opens = flow_escrow_may_open(x, holder, i);
        if (!peels && !opens)
            continue;
        struct web_escrow_turn *t = &list[ret->turn_count++];
        *t = (struct web_escrow_turn){
            .onion = (int64_t)i,
            .act = peels ? STR("kupas") : STR("buka"),
            .field = arena_printf(call->arena, "sandi-%lld-%d", (long long)x->id, (int)i),
            .file = peels ? x->of.onions[i] : x->peeled[i],
            .again = again,
            .recipient = x->of.recipient,
            .next = x->to};
        if (peels)
            e = name_of(call, x->of.holders[flow_escrow_nearer(i)], &t->other);
    }
    ret->turns = list;
    return e;
}

static struct err fill_asking(struct http_call *call, const struct flow_escrow_asking *x,
                              struct web_escrow_asking *ret) {
    const struct flow_staff *staff = http_staff(call);
    size_t holder = flow_escrow_holder_at(&x->of, staff->who.office.id);
    bool acts = flow_may(staff, FLOW_ESCROW), over = flow_escrow_is_over(x);
    bool own = str_equal(x->office, staff->who.office.id);
    *ret = (struct web_escrow_asking){
        .id = x->id,
        .n = x->of.n,
        .mark = http_mark(call, x->of.recipient),
        .to_mark = http_mark(call, x->to),
        .state = state_of(call, x->state),
        .open = !over,
        .until = x->until,
        .field = arena_printf(call->arena, "alasan-%lld", (long long)x->id),
        .agree =
            acts && own && x->state == FLOW_ESCROW_ASKED && !str_equal(x->asker, staff->who.name),
        .withdraw = acts && own && !over,
        .refuse = acts && holder < SEAL_HOLDERS && flow_escrow_may_refuse(x, holder)};
    struct err e = name_of(call, x->office, &ret->office);
    if (!e.code)
        e = fill_said(call, x, ret);
    return e.code || !acts || holder == SEAL_HOLDERS ? e : fill_turns(call, x, holder, ret);
}

/* Newest first. */
static struct err fill_askings(struct http_call *call, const struct flow_escrow_seen *seen,
                               struct web_escrow *v) {
    size_t own = seen->file.asking_count;
    struct web_escrow_asking *list =
        NEW(call->arena, struct web_escrow_asking, own + seen->other_count + 1);
    struct err e = OK;
    for (size_t i = 0; i < own && !e.code; i++)
        e = fill_asking(call, &seen->file.askings[own - 1 - i], &list[i]);
    for (size_t i = 0; i < seen->other_count && !e.code; i++)
        e = fill_asking(call, &seen->others[i], &list[own + i]);
    v->own = list;
    v->own_count = own;
    v->others = list + own;
    v->other_count = seen->other_count;
    return e;
}

static void fill_holders(struct http_call *call, const struct flow_escrow_seen *seen,
                         struct web_escrow *v) {
    struct web_escrow_holder *list = NEW(call->arena, struct web_escrow_holder, SEAL_HOLDERS);
    const struct flow_escrow *made = flow_escrow_of(&seen->file, v->n);
    enum flow_escrow_kept kept = flow_escrow_is_kept(made, &seen->holders);
    for (size_t i = 0; i < seen->holders.count; i++) {
        const struct flow_escrow_holder *h = &seen->holders.list[i];
        list[i] = (struct web_escrow_holder){.name = http_english(call) ? h->office.name_en
                                                                        : h->office.name,
                                             .recipient = h->recipient,
                                             .mark = http_mark(call, h->recipient),
                                             .n = h->n};
        v->recipients = i ? arena_printf(call->arena, "%.*s %.*s", STR_ARG(v->recipients),
                                         STR_ARG(h->recipient))
                          : h->recipient;
    }
    v->kept = kept == FLOW_ESCROW_KEPT;
    v->stale = kept == FLOW_ESCROW_STALE;
    v->at = made ? made->at : (struct instant){0};
    v->actor = made ? made->actor : (struct str){0};
    v->holders = list;
    v->holder_count = seen->holders.count;
    v->present = (int64_t)seen->holders.count;
}

static void fill_keys(struct http_call *call, const struct flow_escrow_seen *seen,
                      struct web_escrow *v) {
    const struct flow_unsealing *own = &seen->own;
    struct web_office_key *keys = NEW(call->arena, struct web_office_key, own->count + 1);
    struct web_escrow_lost *lost = NEW(call->arena, struct web_escrow_lost, seen->lost_count + 1);
    for (size_t i = 0; i < own->count && v->acts; i++)
        keys[v->key_count++] =
            (struct web_office_key){.recipient = own->keys[i].recipient,
                                    .wrap = http_base64(call, own->keys[i].wrap),
                                    .chain = http_chains(call, own->keys[i].chain)};
    for (size_t i = 0; i < seen->lost_count; i++) {
        const struct flow_escrow_lost *x = &seen->lost[i];
        lost[i] = (struct web_escrow_lost){
            .n = x->n,
            .mark = http_mark(call, x->recipient),
            .field = arena_printf(call->arena, "minta-%lld", (long long)x->n),
            .kept = x->kept,
            .asked = x->asked,
            .opened = x->opened};
    }
    v->keys = keys;
    v->lost = lost;
    v->lost_count = seen->lost_count;
}

struct err page_escrow_get(struct http_call *call) {
    struct flow_escrow_seen seen;
    struct err e =
        flow_escrow_see(http_reader(call), call->arena, http_staff(call), call->now, &seen);
    if (e.code)
        return e;
    bool acts = flow_may(http_staff(call), FLOW_ESCROW), has = seen.own.count > 0;
    struct web_escrow v = {.acts = acts,
                           .locked = http_base64(call, acts ? seen.own.locked : (struct str){0}),
                           .n = has ? seen.own.keys[0].n : 0,
                           .recipient = has ? seen.own.keys[0].recipient : (struct str){0},
                           .mark =
                               has ? http_mark(call, seen.own.keys[0].recipient) : (struct str){0},
                           .needed = SEAL_HOLDERS};
    fill_keys(call, &seen, &v);
    fill_holders(call, &seen, &v);
    e = fill_askings(call, &seen, &v);
    if (e.code)
        return e;
    if (http_query(call, "pesan").len)
        v.message = web_text(WEB_T_KEYS_DONE, http_english(call));
    struct web_common c = http_common(call);
    web_render_escrow(call->out, &v, &c);
    return http_page(call, 200);
}

struct err page_escrow_post(struct http_call *call) {
    struct flow_escrow_act *act = NEW(call->arena, struct flow_escrow_act, 1);
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (!e.code)
        e = intake_escrow_form(call->arena, &call->form, &act->typed);
    if (e.code)
        return e;
    act->staff = *http_staff(call);
    act->now = call->now;
    flow_escrow_prepare(http_app(call)->flow, act);
    call->state = act;
    return http_write(call, &act->job);
}

struct err page_escrow_done(struct http_call *call) {
    const struct flow_escrow_act *act = call->state;
    if (act->job.result.code)
        return act->job.result;
    return http_reply_redirect(
        call, arena_printf(call->arena, "%.*s?pesan=1", STR_ARG(http_path(call, WEB_PATH_ESCROW))));
}
