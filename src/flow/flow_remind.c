#include "flow/remind.h"

#include "base/json.h"
#include "flow/flow_internal.h"
#include "flow/pledge_internal.h"
#include "prevention/letter.h"

#include <assert.h>

enum { TEXT_MAX = 64 * 1024 };
static const int64_t MINUTE_US = 60 * (int64_t)1000000;
const int64_t FLOW_REMIND_WAITS[FLOW_REMIND_TRIES - 1] = {10, 30, 90, 270};

/* --- before it is asked for --- */

/* When a try of these at the latest is the last. */
static struct instant last_try(const struct store_deferred_sum *row) {
    struct instant at = row->last;
    for (int64_t i = row->tries; i < FLOW_REMIND_TRIES - 1; i++)
        at.us += FLOW_REMIND_WAITS[i] * MINUTE_US;
    return at;
}

static struct flow_remind_again sum_again(const struct store_deferred_sums *sums) {
    struct flow_remind_again all = {0};
    for (size_t i = 0; i < sums->count; i++) {
        const struct store_deferred_sum *row = &sums->list[i];
        struct instant last = last_try(row);
        if (!all.people || row->first.us < all.next.us)
            all.next = row->first;
        if (last.us > all.last.us)
            all.last = last;
        all.people += row->people;
    }
    return all;
}

static struct err see_newest(struct db *db, struct arena *a, const struct store_round *round,
                             struct date today, struct flow_remind_seen *seen) {
    struct store_deferred_sums sums = {0};
    struct err e = store_remind_newest(db, a, round->id, &seen->newest);
    if (!e.code)
        e = store_reminded_refused(db, a, seen->newest.id, FLOW_REMIND_REFUSED, &seen->refused);
    if (e.code || seen->newest.id < 0 || seen->newest.ended)
        return e;
    const struct store_remind_next of = {.round = round,
                                         .unit = seen->newest.unit,
                                         .id = seen->newest.person,
                                         .today = today,
                                         .reminder = seen->newest.id};
    e = store_remind_waiting(db, a, &of, &seen->waiting);
    if (!e.code)
        e = store_deferred_sum(db, a, round, seen->newest.id, &sums);
    seen->again = sum_again(&sums);
    return e;
}

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
        e = see_newest(&db, a, round, of.today, &seen);
    bool runs = seen.newest.id >= 0 && !seen.newest.ended;
    if (!e.code && !runs && seen.count.people > seen.count.today)
        e = store_remind_next(&db, a, &of, &seen.first); /* else it would look at everybody */
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
                            struct instant at, enum zone zone, int64_t *ret_people) {
    struct date today = instant_date(at, zone);
    struct store_reminder before;
    struct store_remind_count count;
    struct err e = is_open(round, today);
    if (!e.code)
        e = store_remind_newest(txn->db, txn->batch, round->id, &before);
    if (!e.code && before.id >= 0 && !before.ended)
        e = ERR(ERR_CONFLICT, STR("reminder"));
    if (!e.code && before.id >= 0 && before.ended >= STORE_REMIND_STOPPED &&
        instant_date(before.due, zone).day >= today.day)
        e = ERR(ERR_CONFLICT, STR("restored")); /* who had a mail today is not known */
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
        e = check_ask(txn, &round, x->now, flow_zone(office.region), &people);
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
                                     .tries = who->tries,
                                     .text = fill_in(a, of->text, who->name, link)};
}

/* Whom it takes now: those who are due again, then those behind the last one. */
struct people {
    struct store_addressees again, next;
};

static struct err find_people(struct flow_txn *txn, const struct take_job *x,
                              const struct store_round *round, struct people *ret) {
    const struct flow_remind_batch *batch = x->result;
    struct store_remind_next of = {.round = round,
                                   .unit = batch->of.unit,
                                   .id = batch->of.person,
                                   .today = batch->day,
                                   .reminder = batch->of.id,
                                   .limit = FLOW_REMIND_BATCH};
    *ret = (struct people){0};
    if (is_open(round, batch->day).code)
        return OK;
    struct err e = store_deferred_next(txn->db, txn->arena, &of, x->now, &ret->again);
    of.limit -= (int64_t)ret->again.count;
    return e.code || !of.limit ? e : store_remind_next(txn->db, txn->arena, &of, &ret->next);
}

/* They count as written to before the mail server hears of them. */
static struct err claim(struct flow_txn *txn, struct take_job *x, const struct people *people,
                        struct store_reminder *now) {
    struct flow_remind_batch *batch = x->result;
    size_t again = people->again.count;
    struct err e = OK;
    batch->count = again + people->next.count;
    batch->list = NEW(txn->arena, struct flow_remind_mail, batch->count + 1);
    for (size_t i = 0; i < batch->count && !e.code; i++) {
        const struct store_addressee *who =
            i < again ? &people->again.list[i] : &people->next.list[i - again];
        batch->list[i] = mail_to(txn->arena, x, who);
        if (i >= again) {
            now->unit = who->unit;
            now->person = who->id;
        }
        e = store_reminded_save(txn->db, txn->batch, who->id, now->id, batch->day);
    }
    return e;
}

/* Nobody is left for now: it waits for who is due later, or has ended. Who is due, but had another
 * mail today, is looked for again after the shortest wait. */
static struct err rest(struct flow_txn *txn, const struct take_job *x,
                       const struct store_round *round, struct store_reminder *now) {
    struct store_deferred_sums sums;
    struct err e = store_deferred_sum(txn->db, txn->batch, round, now->id, &sums);
    if (e.code)
        return e;
    struct flow_remind_again again = sum_again(&sums);
    if (again.people && !is_open(round, x->result->day).code) {
        struct instant soon = {x->now.us + FLOW_REMIND_WAITS[0] * MINUTE_US};
        now->due = again.next.us > x->now.us ? again.next : soon;
        return OK;
    }
    now->refused += again.people;
    now->ended = STORE_REMIND_ENDED;
    return store_deferred_end(txn->db, txn->batch, now->id);
}

static struct err run_take(struct flow_txn *txn, struct flow_job *job) {
    struct take_job *x = (struct take_job *)(void *)job;
    struct flow_remind_batch *batch = x->result;
    struct store_remind_turn turn;
    struct store_round round;
    struct store_office office;
    struct people people;
    *batch = (struct flow_remind_batch){0};
    struct err e = flow_roster_key(txn->db, txn->batch, &x->keys);
    if (!e.code)
        e = store_remind_open(txn->db, txn->batch, x->now, &turn);
    if (e.code || turn.id < 0) {
        batch->of.id = -1;
        return e;
    }
    e = store_remind_find(txn->db, txn->arena, turn.id, &batch->of);
    if (!e.code)
        e = store_round_find(txn->db, txn->batch, batch->of.round, &round);
    if (!e.code)
        e = store_office_find(txn->db, txn->batch, round.office, &office);
    if (e.code)
        return e;
    batch->day = instant_date(x->now, flow_zone(office.region));
    struct store_reminder now = batch->of;
    now.turn = turn.newest + 1;
    now.due = (struct instant){0};
    e = find_people(txn, x, &round, &people);
    if (!e.code)
        e = claim(txn, x, &people, &now);
    if (!e.code && !batch->count)
        e = rest(txn, x, &round, &now);
    return e.code ? e : store_remind_move(txn->db, txn->batch, &now);
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
    struct instant now;
};

/* Refused for now, and not for the last time. */
static bool is_deferred(const struct flow_remind_mail *mail) {
    enum { FOR_NOW = 400, FOR_GOOD = 500 };
    return mail->state == STORE_MAIL_REFUSED && mail->code >= FOR_NOW && mail->code < FOR_GOOD &&
           mail->tries + 1 < FLOW_REMIND_TRIES;
}

static struct err defer(struct flow_txn *txn, const struct settle_job *x,
                        const struct flow_remind_mail *mail) {
    const struct store_deferred row = {
        .person = mail->person,
        .reminder = x->batch->of.id,
        .tries = mail->tries + 1,
        .due = {x->now.us + FLOW_REMIND_WAITS[mail->tries] * MINUTE_US},
        .code = mail->code};
    return store_deferred_save(txn->db, txn->batch, &row);
}

/* Who was not written to is taken again: the reminder goes on from where the batch began, and
 * passes over those who were. Who is not leaving any more was settled by another process, or was
 * taken out of the roster meanwhile: nothing is counted twice. */
static struct err settle_one(struct flow_txn *txn, const struct settle_job *x,
                             const struct flow_remind_mail *mail, struct store_reminder *now) {
    bool later = is_deferred(mail), was_leaving = false;
    const struct store_reminded row = {mail->person, now->id,
                                       later ? STORE_MAIL_LEAVING : mail->state, mail->code};
    struct err e = store_reminded_settle(txn->db, txn->batch, &row, &was_leaving);
    if (e.code || !was_leaving)
        return e;
    if (later)
        return defer(txn, x, mail);
    if (mail->state == STORE_MAIL_LEAVING) {
        now->unit = x->batch->of.unit;
        now->person = x->batch->of.person;
        return OK;
    }
    now->sent += mail->state == STORE_MAIL_SENT;
    now->refused += mail->state == STORE_MAIL_REFUSED;
    now->unsure += mail->state == STORE_MAIL_UNSURE;
    return mail->tries ? store_deferred_drop(txn->db, txn->batch, mail->person, now->id) : OK;
}

static struct err run_settle(struct flow_txn *txn, struct flow_job *job) {
    const struct settle_job *x = (const struct settle_job *)(const void *)job;
    const struct flow_remind_batch *batch = x->batch;
    struct store_reminder now;
    struct err e = store_remind_find(txn->db, txn->batch, batch->of.id, &now);
    for (size_t i = 0; i < batch->count && !e.code; i++)
        e = settle_one(txn, x, &batch->list[i], &now);
    return e.code ? e : store_remind_move(txn->db, txn->batch, &now);
}

struct err flow_remind_settle(struct flow *flow, struct arena *a,
                              const struct flow_remind_batch *batch) {
    struct settle_job x = {
        .job = {.run = run_settle, .arena = a}, .batch = batch, .now = env_now(flow->env)};
    return flow_run_now(flow, &x.job);
}

/* --- it begins anew --- */

struct resume_job {
    struct flow_job job;
    bool stops;
    struct instant now;
    struct hash salt;
    struct id128 stream;
    bool more; /* result */
};

static struct err say_stopped(struct flow_txn *txn, const struct resume_job *x,
                              const struct store_reminder *of) {
    struct buf body;
    struct json j;
    buf_init(&body, FLOW_CONTENT_MAX);
    json_init(&j, &body);
    json_open_object(&j);
    json_put_int(&j, "reminder", of->id);
    json_put_int(&j, "round", of->round);
    json_put_int(&j, "sent", of->sent);
    json_put_int(&j, "refused", of->refused);
    json_put_int(&j, "unsure", of->unsure);
    json_close_object(&j);
    struct err e =
        flow_append_alone(txn, &(struct flow_single){STR("pledge.reminder_stopped"), of->office,
                                                     buf_str(&body), x->now, x->salt, x->stream});
    buf_done(&body);
    return e;
}

/* One of those stopped for each transaction: an event has its own salt. */
static struct err run_resume(struct flow_txn *txn, struct flow_job *job) {
    struct resume_job *x = (struct resume_job *)(void *)job;
    struct store_reminder of;
    int64_t id = -1;
    struct err e = x->stops ? store_remind_stop(txn->db, txn->batch, x->now)
                            : store_remind_unsure(txn->db, txn->batch);
    if (!e.code)
        e = store_remind_stopped(txn->db, txn->batch, &id);
    x->more = id >= 0;
    if (e.code || !x->more)
        return e;
    e = store_remind_find(txn->db, txn->batch, id, &of);
    if (!e.code)
        e = say_stopped(txn, x, &of);
    of.ended = STORE_REMIND_TOLD;
    return e.code ? e : store_remind_move(txn->db, txn->batch, &of);
}

static struct err resume(struct flow *flow, struct arena *a, bool stops) {
    struct resume_job x = {.job = {.run = run_resume, .arena = a}, .stops = stops, .more = true};
    struct err e = OK;
    while (!e.code && x.more) {
        x.now = env_now(flow->env);
        x.salt = env_hash(flow->env);
        x.stream = env_id128(flow->env);
        e = flow_run_now(flow, &x.job);
        x.stops = false;
    }
    return e;
}

struct err flow_remind_resume(struct flow *flow, struct arena *a) {
    return resume(flow, a, false);
}

struct err flow_remind_stop(struct flow *flow, struct arena *a) {
    return resume(flow, a, true);
}
