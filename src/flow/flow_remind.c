#include "flow/remind.h"

#include "base/json.h"
#include "flow/flow_internal.h"
#include "flow/pledge_internal.h"
#include "prevention/letter.h"

#include <assert.h>

enum { TEXT_MAX = 64 * 1024 };

/* --- before it is asked for --- */

struct err flow_remind_see(struct flow *flow, struct arena *a, const struct store_round *round,
                           struct flow_remind_seen *ret) {
    struct flow_remind_seen seen = {0};
    struct store_office office;
    struct db db = {0};
    struct err e = flow_reader(flow, &db);
    if (e.code)
        return e;
    e = store_office_find(&db, a, round->office, &office);
    struct store_remind_next of = {
        .round = round, .unit = STR(""), .reminder = -1, .limit = FLOW_REMIND_SHOWN};
    if (!e.code)
        of.today = instant_date(env_now(flow->env), flow_zone(office.region));
    if (!e.code)
        e = store_pledge_sum(&db, a, round, &seen.sum);
    if (!e.code)
        e = store_remind_count(&db, a, round, of.today, &seen.count);
    if (!e.code)
        e = store_remind_next(&db, a, &of, &seen.first);
    if (!e.code)
        e = store_remind_newest(&db, a, round->id, &seen.newest);
    if (!e.code)
        e = store_reminded_refused(&db, a, seen.newest.id, FLOW_REMIND_REFUSED, &seen.refused);
    db_close(&db);
    if (!e.code)
        *ret = seen;
    return e;
}

/* --- it is asked for --- */

struct ask_job {
    struct flow_job job; /* first: run finds the rest by it */
    struct flow_remind *how;
    struct instant now;
    struct hash salt;
    struct id128 stream;
};

static struct err is_open(const struct store_round *round, struct date today) {
    if (round->closed >= 0 || today.day > round->closes.day)
        return ERR(ERR_CONFLICT, STR("round_closed"));
    return today.day < round->opens.day ? ERR(ERR_CONFLICT, STR("round_early")) : OK;
}

/* Nothing of it is on its way, and somebody is left. */
static struct err check_ask(struct flow_txn *txn, const struct store_round *round,
                            struct date today, int64_t *ret_people) {
    struct store_reminder before;
    struct store_remind_count count;
    struct err e = is_open(round, today);
    if (!e.code)
        e = store_remind_newest(txn->db, txn->batch, round->id, &before);
    if (!e.code && before.id >= 0 && !before.ended)
        e = ERR(ERR_CONFLICT, STR("reminder"));
    if (!e.code)
        e = store_remind_count(txn->db, txn->batch, round, today, &count);
    if (e.code)
        return e;
    *ret_people = count.people - count.today;
    return *ret_people > 0 ? OK : ERR(ERR_INVALID, STR("people"));
}

static struct err record(struct flow_txn *txn, const struct ask_job *x, int64_t people) {
    const struct flow_remind *how = x->how;
    struct buf body;
    struct json j;
    buf_init(&body, FLOW_CONTENT_MAX);
    json_init(&j, &body);
    json_open_object(&j);
    if (how->who.by.len)
        json_put_str(&j, "actor", how->who.by);
    json_put_int(&j, "round", how->round);
    json_put_int(&j, "people", people);
    json_put_str(&j, "site", how->site);
    json_put_str(&j, "subject", how->subject);
    json_put_str(&j, "text", how->text);
    json_close_object(&j);
    assert(!buf_full(&body));
    struct err e = flow_append_by(txn,
                                  &(struct flow_single){STR("pledge.reminded"), how->who.office,
                                                        buf_str(&body), x->now, x->salt, x->stream},
                                  &(struct flow_single_more){.actor = how->who.by});
    buf_done(&body);
    return e;
}

static struct err run_ask(struct flow_txn *txn, struct flow_job *job) {
    const struct ask_job *x = (const struct ask_job *)(const void *)job;
    struct flow_remind *how = x->how;
    struct store_round round;
    struct store_office office;
    int64_t people = 0;
    struct err e = store_round_find(txn->db, txn->batch, how->round, &round);
    if (e.code == ERR_MISSING || (!e.code && !str_equal(round.office, how->who.office)))
        return ERR(ERR_MISSING, STR("round"));
    if (!e.code)
        e = store_office_find(txn->db, txn->batch, round.office, &office);
    if (!e.code)
        e = check_ask(txn, &round, instant_date(x->now, flow_zone(office.region)), &people);
    if (e.code)
        return e;
    const struct store_reminder reminder = {.id = flow_next_index(txn),
                                            .round = round.id,
                                            .office = office.id,
                                            .sender = office.name,
                                            .subject = how->subject,
                                            .text = how->text,
                                            .site = how->site};
    e = record(txn, x, people);
    if (!e.code)
        e = store_remind_insert(txn->db, txn->batch, &reminder);
    if (!e.code)
        how->id = reminder.id;
    return e;
}

struct err flow_remind(struct flow *flow, struct arena *a, struct flow_remind *how) {
    struct ask_job x = {.job = {.run = run_ask, .arena = a},
                        .how = how,
                        .now = env_now(flow->env),
                        .salt = env_hash(flow->env),
                        .stream = env_id128(flow->env)};
    return flow_run_now(flow, &x.job);
}

/* --- it is sent --- */

struct take_job {
    struct flow_job job;
    struct flow_remind_batch *result;
    struct instant now;
    struct pledge_keys keys;
};

static struct str fill_in(struct arena *a, struct str text, struct str name, struct str link) {
    const struct prevention_word words[] = {{STR(FLOW_REMIND_NAME), name},
                                            {STR(FLOW_REMIND_LINK), link}};
    struct buf out;
    buf_init(&out, TEXT_MAX);
    prevention_letter_fill(text, (struct prevention_words){words, COUNT_OF(words)}, &out);
    if (text.len && text.ptr[text.len - 1] == '\n') /* which the draft of a letter ends without */
        buf_add_char(&out, '\n');
    struct str filled = arena_str(a, buf_str(&out));
    buf_done(&out);
    return filled;
}

static struct flow_remind_mail mail_to(struct arena *a, const struct take_job *x,
                                       const struct store_addressee *who) {
    const struct store_reminder *of = &x->result->of;
    struct str link = pledge_link_text(a, &x->keys, (struct pledge_link){of->round, who->id});
    link = arena_printf(a, "%.*s/ikrar/%.*s", STR_ARG(of->site), STR_ARG(link));
    return (struct flow_remind_mail){.person = who->id,
                                     .unit = who->unit,
                                     .address = who->mail,
                                     .text = fill_in(a, of->text, who->name, link)};
}

/* They count as written to before the mail server hears of them. */
static struct err claim(struct flow_txn *txn, struct take_job *x,
                        const struct store_addressees *people) {
    struct flow_remind_batch *batch = x->result;
    struct store_reminder now = batch->of;
    struct err e = OK;
    batch->list = NEW(txn->arena, struct flow_remind_mail, people->count + 1);
    batch->count = people->count;
    for (size_t i = 0; i < people->count && !e.code; i++) {
        batch->list[i] = mail_to(txn->arena, x, &people->list[i]);
        now.unit = people->list[i].unit;
        now.person = people->list[i].id;
        e = store_reminded_save(txn->db, txn->batch,
                                &(struct store_reminded){.person = now.person,
                                                         .reminder = now.id,
                                                         .day = batch->day,
                                                         .state = STORE_MAIL_LEAVING});
    }
    now.ended = !people->count;
    return e.code ? e : store_remind_move(txn->db, txn->batch, &now);
}

static struct err run_take(struct flow_txn *txn, struct flow_job *job) {
    struct take_job *x = (struct take_job *)(void *)job;
    struct flow_remind_batch *batch = x->result;
    struct store_round round;
    struct store_office office;
    struct store_addressees people = {0};
    *batch = (struct flow_remind_batch){0};
    struct err e = flow_roster_key(txn->db, txn->batch, &x->keys);
    if (!e.code)
        e = store_remind_open(txn->db, txn->batch, &batch->of.id);
    if (e.code || batch->of.id < 0)
        return e;
    e = store_remind_find(txn->db, txn->arena, batch->of.id, &batch->of);
    if (!e.code)
        e = store_round_find(txn->db, txn->batch, batch->of.round, &round);
    if (!e.code)
        e = store_office_find(txn->db, txn->batch, round.office, &office);
    if (e.code)
        return e;
    batch->day = instant_date(x->now, flow_zone(office.region));
    const struct store_remind_next next = {.round = &round,
                                           .unit = batch->of.unit,
                                           .id = batch->of.person,
                                           .today = batch->day,
                                           .reminder = batch->of.id,
                                           .limit = FLOW_REMIND_BATCH};
    if (!is_open(&round, batch->day).code)
        e = store_remind_next(txn->db, txn->arena, &next, &people);
    return e.code ? e : claim(txn, x, &people);
}

struct err flow_remind_take(struct flow *flow, struct arena *a, struct flow_remind_batch *ret) {
    struct flow_remind_batch batch;
    struct take_job x = {.job = {.run = run_take, .arena = a},
                         .result = &batch,
                         .now = env_now(flow->env),
                         .keys = pledge_keys_derive(&flow->receipt_secret)};
    struct err e = flow_run_now(flow, &x.job);
    pledge_keys_wipe(&x.keys);
    if (!e.code)
        *ret = batch;
    return e;
}

struct settle_job {
    struct flow_job job;
    const struct flow_remind_batch *batch;
};

/* Who was not written to is taken again: the reminder goes on from where the batch began, and
 * passes over those who were. Who was taken out of the roster meanwhile leaves a row, and that is
 * all. */
static struct err settle_one(struct flow_txn *txn, const struct flow_remind_batch *batch,
                             const struct flow_remind_mail *mail, struct store_reminder *now) {
    now->sent += mail->state == STORE_MAIL_SENT;
    now->refused += mail->state == STORE_MAIL_REFUSED;
    now->unsure += mail->state == STORE_MAIL_UNSURE;
    if (mail->state == STORE_MAIL_LEAVING) {
        now->unit = batch->of.unit;
        now->person = batch->of.person;
        return store_reminded_drop(txn->db, txn->batch, mail->person);
    }
    return store_reminded_save(
        txn->db, txn->batch,
        &(struct store_reminded){mail->person, now->id, batch->day, mail->state, mail->code});
}

static struct err run_settle(struct flow_txn *txn, struct flow_job *job) {
    const struct flow_remind_batch *batch = ((struct settle_job *)(void *)job)->batch;
    struct store_reminder now;
    struct err e = store_remind_find(txn->db, txn->batch, batch->of.id, &now);
    for (size_t i = 0; i < batch->count && !e.code; i++)
        e = settle_one(txn, batch, &batch->list[i], &now);
    return e.code ? e : store_remind_move(txn->db, txn->batch, &now);
}

struct err flow_remind_settle(struct flow *flow, struct arena *a,
                              const struct flow_remind_batch *batch) {
    struct settle_job x = {.job = {.run = run_settle, .arena = a}, .batch = batch};
    return flow_run_now(flow, &x.job);
}

static struct err run_resume(struct flow_txn *txn, struct flow_job *job) {
    (void)job;
    struct store_reminder now;
    int64_t id = -1, unsure = 0;
    struct err e = store_remind_open(txn->db, txn->batch, &id);
    if (e.code || id < 0)
        return e;
    e = store_remind_find(txn->db, txn->batch, id, &now);
    if (!e.code)
        e = store_reminded_unsure(txn->db, txn->batch, id, &unsure);
    now.unsure += unsure;
    return e.code ? e : store_remind_move(txn->db, txn->batch, &now);
}

struct err flow_remind_resume(struct flow *flow, struct arena *a) {
    struct flow_job job = {.run = run_resume, .arena = a};
    return flow_run_now(flow, &job);
}
