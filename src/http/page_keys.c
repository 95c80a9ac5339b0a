#include "http/handlers.h"
#include "http/page_common.h"

#include "flow/directory.h"
#include "flow/escrow.h"
#include "flow/office_key.h"
#include "web/text.h"

/* K9 the keys of an officer and of the office, P17 the office directory. What is secret is made and
 * opened by the page's script; here it comes and goes as bytes. */

static struct str role_name(const struct http_call *call, struct str role) {
    static const struct {
        struct str role;
        enum web_text_key name;
    } NAMES[] = {{STR_INIT("officer"), WEB_T_KEYS_OFFICER},
                 {STR_INIT("head"), WEB_T_KEYS_HEAD},
                 {STR_INIT("custodian"), WEB_T_KEYS_CUSTODIAN}};
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (str_equal(NAMES[i].role, role))
            return web_text(NAMES[i].name, http_english(call));
    return role;
}

static struct web_office_key office_key(struct http_call *call, const struct store_office_key *key,
                                        bool opens) {
    return (struct web_office_key){
        .n = key->n,
        .recipient = key->recipient,
        .mark = http_mark(call, key->recipient),
        .proposer = key->proposer,
        .wrap = http_base64(call, opens ? key->wrap : (struct str){0}),
        .chain = http_base64(call, opens ? key->chain : (struct str){0}),
        .mine = str_equal(key->proposer, http_staff(call)->who.name),
        .opens = opens,
    };
}

static void fill_holders(struct http_call *call, const struct flow_keys_seen *seen,
                         struct web_keys *v) {
    struct web_key_holder *list = NEW(call->arena, struct web_key_holder, seen->count + 1);
    for (size_t i = 0; i < seen->count; i++) {
        const struct flow_holder *h = &seen->list[i];
        list[i] = (struct web_key_holder){.name = h->name,
                                          .role = role_name(call, h->role),
                                          .recipient = h->recipient,
                                          .mark = http_mark(call, h->recipient),
                                          .mine = str_equal(h->name, http_staff(call)->who.name),
                                          .holds = h->holds,
                                          .chosen = h->chosen};
    }
    v->holders = list;
    v->holder_count = seen->count;
}

/* Whether another office could give it back. */
static struct err fill_escrow(struct http_call *call, int64_t n, struct web_keys *v) {
    const struct store_office *office = &http_staff(call)->who.office;
    struct flow_escrow_file file;
    struct flow_escrow_holders holders;
    struct err e = flow_escrow_file(http_reader(call), call->arena, office->id, call->now, &file);
    if (!e.code)
        e = flow_escrow_holders(http_reader(call), call->arena, office, &holders);
    if (e.code)
        return e;
    enum flow_escrow_kept kept = flow_escrow_is_kept(flow_escrow_of(&file, n), &holders);
    v->unkept = kept == FLOW_ESCROW_NONE && holders.count == SEAL_HOLDERS;
    v->stale = kept == FLOW_ESCROW_STALE;
    return OK;
}

struct err page_keys_get(struct http_call *call) {
    struct flow_keys_seen seen;
    struct err e = flow_keys_see(http_reader(call), call->arena, http_staff(call), &seen);
    if (e.code)
        return e;
    struct web_keys v = {.recipient = seen.own.recipient,
                         .mark = http_mark(call, seen.own.recipient),
                         .locked = http_base64(call, seen.own.locked),
                         .may_hold = seen.may_hold,
                         .due = seen.due,
                         .current = office_key(call, &seen.office.current, seen.holds),
                         .proposed = office_key(call, &seen.office.proposed, seen.chosen),
                         .least = FLOW_HOLDERS_MIN};
    fill_holders(call, &seen, &v);
    e = seen.may_hold && v.current.n ? fill_escrow(call, v.current.n, &v) : OK;
    if (e.code)
        return e;
    if (http_query(call, "pesan").len)
        v.message = web_text(WEB_T_KEYS_DONE, http_english(call));
    struct web_common c = http_common(call);
    web_render_keys(call->out, &v, &c);
    return http_page(call, 200);
}

struct err page_keys_post(struct http_call *call) {
    struct flow_key_act *act = NEW(call->arena, struct flow_key_act, 1);
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (!e.code)
        e = intake_key_form(call->arena, &call->form, &act->typed);
    if (e.code)
        return e;
    act->staff = *http_staff(call);
    act->now = call->now;
    flow_key_prepare(http_app(call)->flow, act);
    call->state = act;
    return http_write(call, &act->job);
}

struct err page_keys_done(struct http_call *call) {
    const struct flow_key_act *act = call->state;
    if (act->job.result.code)
        return act->job.result;
    return http_reply_redirect(
        call, arena_printf(call->arena, "%.*s?pesan=1", STR_ARG(http_path(call, WEB_PATH_KEYS))));
}

struct err page_directory_get(struct http_call *call) {
    struct flow_directory directory;
    struct err e = flow_directory(http_reader(call), call->arena, &directory);
    if (e.code)
        return e;
    const struct store_directory *offices = &directory.offices;
    struct web_directory_row *rows = NEW(call->arena, struct web_directory_row, offices->count + 1);
    for (size_t i = 0; i < offices->count; i++) {
        const struct store_directory_row *row = &offices->list[i];
        rows[i] = (struct web_directory_row){.office = row->office,
                                             .name = http_english(call) ? row->name_en : row->name,
                                             .recipient = row->recipient,
                                             .mark = http_mark(call, row->recipient),
                                             .n = row->n,
                                             .index = row->index};
    }
    struct web_directory v = {directory.mark, rows, offices->count};
    struct web_common c = http_common(call);
    web_render_directory(call->out, &v, &c);
    return http_page(call, 200);
}
