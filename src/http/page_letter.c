#include "http/form_fields.h"
#include "http/handlers.h"
#include "http/letter_view.h"

#include "intake/activity.h"
#include "web/text.h"

/* One letter of prevention, on the screen and on paper; its receipt, delivery and withdrawal. */

static const struct http_field FIELDS[] = {
#define FIELD(name_, field_, label_) HTTP_FIELD(web_letter_page, name_, field_, label_)
    FIELD("answer", answer, WEB_T_LETTER_ANSWER),
    FIELD("reason", withdraw, WEB_T_ACTIVITY_REASON),
    FIELD("to", deliver_to, WEB_T_LETTER_ADDRESSEE),
    FIELD("means", means, WEB_T_LETTER_MEANS),
    FIELD("receiver", receiver, WEB_T_LETTER_RECEIVER),
    FIELD("delivered", delivered, WEB_T_LETTER_DELIVERED_ON),
#undef FIELD
};
static const struct http_fields FORM = {FIELDS, COUNT_OF(FIELDS), STR_INIT("isi")};

static struct err addressee_view(struct http_call *call, const struct store_letter *x,
                                 const struct store_addressee *to, struct web_letter_to *ret) {
    struct date today = http_today(call);
    *ret = (struct web_letter_to){.id = to->office,
                                  .seen = to->seen >= 0,
                                  .delivered = to->delivered >= 0,
                                  .late = to->seen < 0 && x->due.day &&
                                                  x->due.day<today.day, .days = today.day> x->on.day
                                              ? today.day - x->on.day
                                              : 0,
                                  .seen_on = to->seen_on,
                                  .delivered_on = to->delivered_on,
                                  .seen_by = to->seen_by,
                                  .answer = to->answer,
                                  .means = http_letter_means(call, to->means),
                                  .receiver = to->receiver};
    return http_office_name(call, to->office, &ret->name);
}

/* Of a letter got: the own office alone; who else got it is its sender's to know. */
static struct err addressees(struct http_call *call, const struct flow_letter_read *x,
                             struct store_addressees *ret) {
    if (x->side == FLOW_LETTER_SENT)
        return store_letter_to_list(http_reader(call), call->arena, x->letter.id, ret);
    *ret = (struct store_addressees){&x->got, 1};
    return OK;
}

static struct err fill_addressees(struct http_call *call, const struct flow_letter_read *x,
                                  struct web_letter_page *v) {
    struct store_addressees list;
    struct err e = addressees(call, x, &list);
    if (e.code)
        return e;
    struct web_letter_to *to = NEW(call->arena, struct web_letter_to, list.count + 1);
    struct str *names = NEW(call->arena, struct str, list.count + 1);
    for (size_t i = 0; i < list.count && !e.code; i++) {
        e = addressee_view(call, &x->letter, &list.list[i], &to[i]);
        names[i] = to[i].name;
        v->waits |= !to[i].seen;
    }
    v->to = to;
    v->sheet.names = names;
    v->to_count = v->sheet.name_count = list.count;
    return e;
}

static void fill_means(struct http_call *call, struct web_letter_page *v) {
    struct web_option *list = NEW(call->arena, struct web_option, INTAKE_LETTER_MEANS_COUNT);
    for (size_t i = 0; i < INTAKE_LETTER_MEANS_COUNT; i++)
        list[i] = (struct web_option){
            INTAKE_LETTER_MEANS[i], http_letter_means(call, INTAKE_LETTER_MEANS[i]), {0}};
    v->means_options = list;
    v->means_option_count = INTAKE_LETTER_MEANS_COUNT;
}

static void fill_rights(struct http_call *call, const struct flow_letter_read *x,
                        struct web_letter_page *v) {
    const struct flow_staff *staff = http_staff(call);
    bool open = !x->letter.withdrawn;
    v->sent = x->side == FLOW_LETTER_SENT;
    v->may_receive = open && !v->sent && flow_may(staff, FLOW_LETTER_RECEIVE);
    v->may_deliver = open && v->sent && flow_may(staff, FLOW_LETTER_DELIVER);
    v->may_withdraw = open && v->sent && flow_may(staff, FLOW_LETTER_WITHDRAW);
    v->may_issue = open && v->sent && flow_may(staff, FLOW_LETTER_ISSUE);
}

static struct err show(struct http_call *call, int status, const struct flow_letter_read *x,
                       struct web_letter_page *v) {
    const struct law_election *election = law_election(http_law(call), x->letter.election);
    struct err e = http_letter_row(call, &x->letter, x->side == FLOW_LETTER_GOT, &v->row);
    if (!e.code)
        e = http_letter_sheet(call, &x->letter, &v->sheet);
    if (!e.code)
        e = fill_addressees(call, x, v);
    if (e.code)
        return e;
    fill_rights(call, x, v);
    fill_means(call, v);
    v->election = election ? law_say(election->label, http_english(call)) : x->letter.election;
    v->duty = http_duty_label(call, x->letter.duty);
    v->sha256 = x->letter.sha256;
    v->reason = x->letter.reason;
    v->activity = x->letter.appeal;
    v->latest = date_format(call->arena, http_today(call));
    if (v->may_receive && !v->fault_count)
        v->answer.value = x->got.answer;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ACTIVITIES;
    web_render_letter_page(call->out, v, &c);
    return http_page(call, status);
}

struct err page_letter(struct http_call *call) {
    struct flow_letter_read x;
    struct err e = http_letter_find(call, &x);
    return e.code ? e : show(call, 200, &x, &(struct web_letter_page){0});
}

/* --- on paper --- */

enum { SHEETS = 100 /* of a page: each may be two pages of paper */ };

/* A sheet for each addressee, SHEETS of them from ?mulai= on; ?daftar=1: one with all of them. */
static void fill_sheets(struct http_call *call, const struct web_letter_page *one,
                        struct web_letter_print *v) {
    int64_t from = 0, all = (int64_t)one->to_count;
    v->listed = str_equal(http_query(call, "daftar"), STR("1"));
    if (!str_to_int(http_query(call, "mulai"), &from) || from < 0 || from > all)
        from = 0;
    v->sheet_count = v->listed ? 1 : (size_t)(all - from < SHEETS ? all - from : SHEETS);
    if (!v->listed && from + SHEETS < all)
        v->next = http_number(call, from + SHEETS);
    struct web_letter_sheet *sheets = NEW(call->arena, struct web_letter_sheet, v->sheet_count + 1);
    for (size_t i = 0; i < v->sheet_count; i++) {
        sheets[i] = one->sheet;
        if (!v->listed) {
            sheets[i].names = &one->to[(size_t)from + i].name;
            sheets[i].name_count = 1;
        }
    }
    v->sheets = sheets;
}

struct err page_letter_print(struct http_call *call) {
    struct flow_letter_read x;
    struct web_letter_page one = {0};
    struct err e = http_letter_find(call, &x);
    if (!e.code)
        e = http_letter_sheet(call, &x.letter, &one.sheet);
    if (!e.code)
        e = fill_addressees(call, &x, &one);
    if (e.code)
        return e;
    struct web_letter_print v = {.id = http_number(call, x.letter.id),
                                 .subject = x.letter.subject,
                                 .withdrawn = x.letter.withdrawn};
    fill_sheets(call, &one, &v);
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ACTIVITIES;
    web_render_letter_print(call->out, &v, &c);
    return http_page(call, 200);
}

/* --- receipt, delivery, withdrawal --- */

struct posted {
    union {
        struct flow_saying of; /* first in each: its job finds it */
        struct flow_letter_receive receive;
        struct flow_letter_deliver deliver;
        struct flow_letter_withdraw withdraw;
    } write;
    struct intake_delivery delivery;
    struct intake_faults faults;
};

static struct err form_again(struct http_call *call, const struct posted *p) {
    struct web_letter_page v = {0};
    struct flow_letter_read x;
    http_fill_typed(call, &FORM, &v);
    v.faults = http_fill_faults(call, &FORM, &p->faults, &v);
    v.fault_count = p->faults.count;
    struct err e = http_letter_find(call, &x);
    return e.code ? e : show(call, 422, &x, &v);
}

/* The letter, of which whoever asks must stand on that side. */
static struct err begin(struct http_call *call, enum flow_letter_side side,
                        struct flow_letter_read *ret, struct posted **ret_posted) {
    struct posted *p = NEW(call->arena, struct posted, 1);
    struct flow_letter_read x;
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (!e.code)
        e = http_letter_find(call, &x);
    if (!e.code && x.side != side)
        e = ERR(ERR_DENIED, STR("office"));
    if (e.code)
        return e;
    http_saying_begin(call, &p->write.of);
    p->write.of.id = x.letter.id;
    call->state = p;
    *ret = x;
    *ret_posted = p;
    return OK;
}

static struct err write_it(struct http_call *call, const struct posted *p) {
    struct posted *x = call->state;
    return p->faults.count ? form_again(call, p) : http_write(call, &x->write.of.job);
}

struct err page_letter_receive(struct http_call *call) {
    struct flow_letter_read x;
    struct posted *p;
    struct err e = begin(call, FLOW_LETTER_GOT, &x, &p);
    if (e.code)
        return e;
    if (!intake_answer_form(call->arena, &call->form, &p->write.receive.answer, &p->faults).code)
        flow_letter_receive_prepare(http_app(call)->flow, &p->write.receive);
    return write_it(call, p);
}

struct err page_letter_deliver(struct http_call *call) {
    struct flow_letter_read x;
    struct posted *p;
    struct err e = begin(call, FLOW_LETTER_SENT, &x, &p);
    if (e.code)
        return e;
    const struct intake_days days = {x.letter.on, http_today(call)};
    p->write.deliver.said = &p->delivery;
    if (!intake_delivery_form(call->arena, &call->form, &days, &p->delivery, &p->faults).code)
        flow_letter_deliver_prepare(http_app(call)->flow, &p->write.deliver);
    return write_it(call, p);
}

struct err page_letter_withdraw(struct http_call *call) {
    struct flow_letter_read x;
    struct posted *p;
    struct err e = begin(call, FLOW_LETTER_SENT, &x, &p);
    if (e.code)
        return e;
    if (!intake_withdrawal_form(call->arena, &call->form, &p->write.withdraw.reason, &p->faults)
             .code)
        flow_letter_withdraw_prepare(http_app(call)->flow, &p->write.withdraw);
    return write_it(call, p);
}

struct err page_letter_done(struct http_call *call) {
    struct posted *p = call->state;
    struct err e = p->write.of.job.result;
    if (!e.code)
        return http_reply_redirect(call, http_letter_path(call, p->write.of.id));
    if (e.code != ERR_INVALID)
        return e;
    intake_fault_add(&p->faults, e.about, "unknown", 0);
    return form_again(call, p);
}
