#include "http/handlers.h"
#include "http/round_view.h"

#include "flow/names_look.h"
#include "flow/remind.h"
#include "web/put.h"
#include "web/text.h"

/* K11: reminders by mail of who has not signed: whom one would reach, its text, how far the newest
 * has come. Asking for one is a button; sending is `netral mail`. */

enum { TEXT_MAX = 8 * 1024 };

struct remind {
    struct store_round round;
    bool asks; /* else looks */
    struct flow_remind how;
    struct str shown; /* the text with the host that its links lead to */
    struct flow_remind_seen seen;
    struct err result, looked;
};

/* Official mail is in Indonesian, whatever the page is in (UU 24/2009 Ps 27). */
static struct str mail_text(struct http_call *call, const struct store_round *round,
                            struct str link) {
    struct buf b;
    const struct law *law = http_law(call);
    buf_init(&b, TEXT_MAX);
    buf_printf(&b, "%.*s %s,\n\n%.*s\n\n%.*s", STR_ARG(web_text(WEB_T_REMIND_DEAR, false)),
               "{" FLOW_REMIND_NAME "}", STR_ARG(web_text(WEB_T_REMIND_BODY, false)),
               STR_ARG(http_round_label_in(round->kind, false)));
    for (size_t i = 0; i < law->election_count; i++)
        if (str_equal(law->elections[i].id, round->election))
            buf_printf(&b, ", %.*s", STR_ARG(law_say(law->elections[i].label, false)));
    buf_printf(&b, "\n%.*s\n%.*s: ", STR_ARG(http_staff(call)->who.office.name),
               STR_ARG(web_text(WEB_T_REMIND_LAST_DAY, false)));
    web_put_date(&b, round->closes, false);
    buf_printf(&b, "\n\n%.*s\n%.*s\n\n%.*s\n", STR_ARG(web_text(WEB_T_REMIND_LINK, false)),
               STR_ARG(link), STR_ARG(web_text(WEB_T_REMIND_WHY, false)));
    struct str text = arena_str(call->arena, buf_str(&b));
    buf_done(&b);
    return text;
}

static void do_it(struct http_call *call) {
    struct remind *x = call->state;
    struct flow *flow = http_app(call)->flow;
    if (x->asks)
        x->result = x->how.site.len ? flow_remind(flow, call->arena, &x->how)
                                    : ERR(ERR_CONFLICT, STR("site"));
    if (x->asks && !x->result.code)
        return; /* nothing is shown: page_remind_done leads back */
    x->looked = flow_names_look(flow, &x->how.who, x->round.id, FLOW_NAMES_REMINDER);
    if (!x->looked.code)
        x->looked = flow_remind_see(flow, call->arena, &x->round, &x->seen);
}

static struct err start(struct http_call *call, bool asks) {
    struct remind *x = NEW(call->arena, struct remind, 1);
    struct err e = http_round_find(call, &x->round);
    if (e.code)
        return e;
    x->asks = asks;
    x->how = (struct flow_remind){.who = http_round_who(call),
                                  .round = x->round.id,
                                  .subject = web_text(WEB_T_REMIND_SUBJECT, false),
                                  .text = mail_text(call, &x->round, STR("{" FLOW_REMIND_LINK "}")),
                                  .site = http_app(call)->site};
    x->shown = mail_text(call, &x->round,
                         arena_printf(call->arena, "%.*s/ikrar/{" FLOW_REMIND_LINK "}",
                                      STR_ARG(x->how.site.len ? x->how.site : STR("https://..."))));
    call->state = x;
    return http_offload(call, do_it);
}

struct err page_remind_get(struct http_call *call) {
    return start(call, false);
}

struct err page_remind_post(struct http_call *call) {
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    return e.code ? e : start(call, true);
}

static const struct web_reminded_row *rows(struct http_call *call,
                                           const struct store_addressees *people) {
    struct web_reminded_row *list = NEW(call->arena, struct web_reminded_row, people->count + 1);
    for (size_t i = 0; i < people->count; i++)
        list[i] = (struct web_reminded_row){people->list[i].name, people->list[i].unit,
                                            people->list[i].code, people->list[i].tries > 0};
    return list;
}

static void fill_newest(struct http_call *call, const struct flow_remind_seen *seen,
                        struct web_remind *v) {
    const struct store_reminder *newest = &seen->newest;
    v->has = newest->id >= 0;
    if (!v->has)
        return;
    v->running = !newest->ended;
    v->stopped = newest->ended >= STORE_REMIND_STOPPED;
    v->entry = newest->id;
    v->sent = newest->sent;
    v->refused = newest->refused;
    v->unsure = newest->unsure;
    v->waiting = seen->waiting;
    v->again = seen->again.people;
    v->again_next = seen->again.next;
    v->again_last = seen->again.last;
    v->refusals = rows(call, &seen->refused);
    v->refusal_count = seen->refused.count;
}

static struct err show(struct http_call *call, const struct remind *x, struct str error) {
    const struct flow_remind_seen *seen = &x->seen;
    struct web_remind v = {.row = http_round_row(call, &x->round, &seen->sum),
                           .office = http_own_office(call),
                           .error = error,
                           .left = seen->sum.people - seen->sum.pledged,
                           .reached = seen->count.people,
                           .today = seen->count.today,
                           .now = seen->count.people - seen->count.today,
                           .first = rows(call, &seen->first),
                           .first_count = seen->first.count,
                           .subject = x->how.subject,
                           .text = x->shown};
    if (!error.len && str_equal(http_query(call, "pesan"), STR("kirim")))
        v.message = http_text(call, WEB_T_REMIND_ASKED);
    v.shared = seen->count.shared;
    v.without = v.left - v.reached - v.shared;
    fill_newest(call, seen, &v);
    v.may = v.row.state == WEB_ROUND_OPEN && v.now > 0 && !v.running && x->how.site.len;
    v.no_site = !x->how.site.len;
    struct web_common c = http_common(call);
    web_render_remind(call->out, &v, &c);
    return http_page(call, error.len ? err_http(x->result.code) : 200);
}

/* Why none was asked for; empty: for the error page. */
static struct str refusal(struct http_call *call, struct err e) {
    if (e.code == ERR_INVALID && str_equal(e.about, STR("people")))
        return http_text(call, WEB_T_REMIND_NOBODY);
    if (e.code != ERR_CONFLICT)
        return (struct str){0};
    if (str_equal(e.about, STR("restored")))
        return http_text(call, WEB_T_REMIND_RESTORED);
    if (str_equal(e.about, STR("site")))
        return http_text(call, WEB_T_REMIND_NO_SITE);
    return str_equal(e.about, STR("reminder")) ? http_text(call, WEB_T_REMIND_BUSY)
           : str_equal(e.about, STR("round_early")) || str_equal(e.about, STR("round_closed"))
               ? http_text(call, WEB_T_REMIND_NOT_OPEN)
               : (struct str){0};
}

struct err page_remind_done(struct http_call *call) {
    const struct remind *x = call->state;
    struct str error = refusal(call, x->result);
    if (x->result.code && !error.len)
        return x->result;
    if (x->looked.code)
        return x->looked;
    if (x->asks && !error.len)
        return http_reply_redirect(call, arena_printf(call->arena, "%.*s%lld?pesan=kirim",
                                                      STR_ARG(http_path(call, WEB_PATH_REMIND)),
                                                      (long long)x->round.id));
    return show(call, x, error);
}
