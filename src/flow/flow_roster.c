#include "flow/roster.h"

#include "base/json.h"
#include "flow/flow_internal.h"
#include "flow/pledge_internal.h"
#include "flow/roster_internal.h"
#include "prevention/chain.h"
#include "prevention/group.h"
#include "prevention/pledge.h"
#include "store/roster.h"

#include <assert.h>
#include <stdlib.h>

/* --- a batch of rows --- */

struct take_job {
    struct flow_job job; /* first: run finds the rest by it */
    const struct flow_roster_batch *batch;
    struct pledge_keys keys;
    struct instant now;
    struct store_load after; /* of the batch's load */
};

static struct str mark_text(struct arena *a, const struct pledge_keys *keys) {
    struct hash mark = pledge_keys_mark(keys);
    return hex_encode(a, mark.b, HASH_LEN);
}

struct err flow_roster_key(struct db *db, struct arena *a, const struct pledge_keys *keys) {
    struct str found;
    struct err e = store_setting_find(db, a, STR("roster_key"), &found);
    if (e.code)
        return e.code == ERR_MISSING ? OK : e;
    return str_equal(found, mark_text(a, keys)) ? OK : ERR(ERR_CONFLICT, STR("roster_key"));
}

/* A register under another key would be filled a second time with the same people: each batch
 * leaves the mark of its own. */
static struct err take_key(struct flow_txn *txn, const struct pledge_keys *keys) {
    struct err e = flow_roster_key(txn->db, txn->batch, keys);
    return e.code ? e
                  : store_setting_save(txn->db, txn->batch, STR("roster_key"),
                                       mark_text(txn->batch, keys));
}

static bool same(const struct store_person *one, const struct store_person *two) {
    return str_equal(one->office, two->office) && str_equal(one->unit, two->unit) &&
           str_equal(one->name, two->name) && str_equal(one->class, two->class) &&
           str_equal(one->post, two->post) && str_equal(one->mail, two->mail) &&
           one->level == two->level && one->grade == two->grade && one->group == two->group;
}

/* What a row is to who stands in the register already. */
static enum flow_person compare(const struct store_person *was, const struct store_person *person,
                                bool moves) {
    if (!str_equal(was->office, person->office))
        return moves ? FLOW_PERSON_MOVED : FLOW_PERSON_ELSEWHERE;
    return same(was, person) ? FLOW_PERSON_SAME : FLOW_PERSON_CHANGED;
}

struct taking {
    bool moves, tells_mail, tells_grade; /* of the row: a file without that column leaves what is
                                            known */
    int64_t next;                        /* number for who is new; 0: not asked for yet */
    const struct hash *before;           /* the row's key by its post; NULL: it has a NIP */
};

/* Who stands there by the key of before; another agency's is another person. */
static struct err find_before(struct flow_txn *txn, const struct store_person *person,
                              const struct taking *x, struct store_person *was) {
    struct err e = store_person_find(txn->db, txn->batch, x->before, was);
    if (!e.code && was->id && !str_equal(was->office, person->office))
        *was = (struct store_person){0};
    return e;
}

static struct err take_one(struct flow_txn *txn, struct store_person *person, struct taking *x,
                           enum flow_person *ret_what) {
    struct store_person was;
    struct err e = store_person_find(txn->db, txn->batch, &person->key, &was);
    if (!e.code && !was.id && x->before)
        e = find_before(txn, person, x, &was);
    if (e.code)
        return e;
    if (!was.id) {
        *ret_what = FLOW_PERSON_ADDED;
        if (!x->next)
            e = store_person_next(txn->db, txn->batch, &x->next);
        person->id = x->next++;
        return e.code ? e : store_person_insert(txn->db, txn->batch, person, &txn->stats);
    }
    if (!x->tells_mail)
        person->mail = was.mail;
    if (!x->tells_grade)
        person->grade = was.grade;
    *ret_what = compare(&was, person, x->moves);
    person->id = was.id;
    bool keyed = hash_equal(&was.key, &person->key);
    return (*ret_what == FLOW_PERSON_SAME && keyed) || *ret_what == FLOW_PERSON_ELSEWHERE
               ? OK
               : store_person_update(txn->db, txn->batch,
                                     &(struct store_person_change){&was, person}, &txn->stats);
}

static struct pledge_identity identity_of(const struct roster_person *p, struct str office) {
    return (struct pledge_identity){p->nip, p->subject->row.id, p->name, p->unit, office};
}

static struct err run_take(struct flow_txn *txn, struct flow_job *job) {
    struct take_job *x = (struct take_job *)(void *)job;
    const struct flow_roster_batch *batch = x->batch;
    struct store_office office;
    struct taking taking = {.moves = batch->moves};
    struct err e = store_office_find(txn->db, txn->batch, batch->office, &office);
    if (!e.code)
        e = take_key(txn, &x->keys);
    for (size_t i = 0; i < batch->count && !e.code; i++) {
        const struct roster_person *p = &batch->list[i];
        struct store_person person = {.office = office.id,
                                      .unit = p->unit,
                                      .name = p->name,
                                      .class = p->subject->row.id,
                                      .post = p->post,
                                      .mail = p->mail,
                                      .level = chain_level_of(p->post),
                                      .grade = p->grade,
                                      .group = pledge_group_of(p->subject->row.id, p->post)};
        const struct pledge_identity identity = identity_of(p, office.id);
        struct hash before = {{0}};
        person.key = pledge_person_key(&x->keys, &identity);
        if (!p->nip.number)
            before = pledge_post_key(&x->keys, &identity, p->post);
        taking.before = p->nip.number ? NULL : &before;
        taking.tells_mail = p->tells_mail;
        taking.tells_grade = p->tells_grade;
        e = take_one(txn, &person, &taking, &batch->ret_what[i]);
    }
    if (!e.code && taking.next)
        e = store_person_given(txn->db, txn->batch, taking.next - 1);
    return e.code || !batch->load ? e : flow_roster_step(txn, batch, x->now, &x->after);
}

struct err flow_roster_take(struct flow *flow, struct arena *a,
                            const struct flow_roster_batch *batch) {
    assert(batch->count <= FLOW_ROSTER_BATCH);
    struct take_job x = {.job = {.run = run_take, .arena = a},
                         .batch = batch,
                         .keys = pledge_keys_derive(&flow->receipt_secret),
                         .now = env_now(flow->env)};
    struct err e = flow_run_now(flow, &x.job);
    pledge_keys_wipe(&x.keys);
    if (!e.code && batch->load)
        *batch->load = x.after;
    return e;
}

static int by_place(const void *left, const void *right) {
    const struct flow_roster_line *l = left, *r = right;
    int order = (l->place > r->place) - (l->place < r->place);
    return order ? order : (l->line > r->line) - (l->line < r->line);
}

void flow_roster_order(const struct flow *flow, struct str office, struct flow_roster_line *list,
                       size_t count) {
    enum { BYTE = 8 };
    struct pledge_keys keys = pledge_keys_derive(&flow->receipt_secret);
    for (size_t i = 0; i < count; i++) {
        const struct pledge_identity identity = identity_of(&list[i].person, office);
        struct hash key = pledge_person_key(&keys, &identity);
        list[i].place = 0;
        for (size_t k = 0; k < sizeof list[i].place; k++)
            list[i].place = list[i].place << BYTE | key.b[k];
    }
    pledge_keys_wipe(&keys);
    if (count)
        qsort(list, count, sizeof *list, by_place);
}

/* --- its end --- */

struct end_job {
    struct flow_job job;
    const struct flow_roster_end *end;
    struct instant now;
    struct hash salt;
    struct id128 stream;
    int64_t index;
    struct store_load after; /* of the end's load */
};

static struct err record(struct flow_txn *txn, struct end_job *x, struct str sha256) {
    const struct flow_roster_end *end = x->end;
    struct buf body;
    struct json j;
    buf_init(&body, FLOW_CONTENT_MAX);
    json_init(&j, &body);
    json_open_object(&j);
    if (end->by.len)
        json_put_str(&j, "actor", end->by);
    json_put_str(&j, "office", end->office);
    json_put_str(&j, "sha256", sha256);
    json_put_int(&j, "same", end->n[FLOW_PERSON_SAME]);
    json_put_int(&j, "added", end->n[FLOW_PERSON_ADDED]);
    json_put_int(&j, "changed", end->n[FLOW_PERSON_CHANGED]);
    json_put_int(&j, "moved", end->n[FLOW_PERSON_MOVED]);
    json_put_int(&j, "faulty", end->faulty);
    json_close_object(&j);
    x->index = flow_next_index(txn);
    struct err e = flow_append_by(txn,
                                  &(struct flow_single){STR("roster.imported"), end->office,
                                                        buf_str(&body), x->now, x->salt, x->stream},
                                  &(struct flow_single_more){.actor = end->by});
    buf_done(&body);
    return e;
}

/* The event, unless it would say nothing that the newest one did not. */
static struct err end_file(struct flow_txn *txn, struct end_job *x) {
    struct store_roster_file file;
    struct str sha256 = hex_encode(txn->batch, x->end->file.b, HASH_LEN);
    struct err e = store_roster_file_find(txn->db, txn->batch, x->end->office, &file);
    if (e.code)
        return e;
    const int64_t *n = x->end->n;
    bool news = n[FLOW_PERSON_ADDED] || n[FLOW_PERSON_CHANGED] || n[FLOW_PERSON_MOVED];
    bool empty = x->end->load && !news && !n[FLOW_PERSON_SAME];
    if (empty || (!news && str_equal(file.sha256, sha256)))
        return OK;
    e = record(txn, x, sha256);
    if (e.code)
        return e;
    file.sha256 = sha256;
    file.index = x->index;
    return store_roster_file_save(txn->db, txn->batch, &file);
}

static struct err run_end(struct flow_txn *txn, struct flow_job *job) {
    struct end_job *x = (struct end_job *)(void *)job;
    struct store_office office;
    x->index = -1;
    struct err e = store_office_find(txn->db, txn->batch, x->end->office, &office);
    if (!e.code)
        e = end_file(txn, x);
    if (e.code || !x->end->load)
        return e;
    x->after = *x->end->load;
    x->after.faulty = x->end->faulty;
    x->after.line = x->after.lines;
    x->after.index = x->index;
    x->after.ended = true;
    return flow_roster_keep(txn, x->end->load->taken, x->now, &x->after);
}

struct err flow_roster_end(struct flow *flow, struct arena *a, const struct flow_roster_end *end,
                           int64_t *ret_index) {
    struct end_job x = {.job = {.run = run_end, .arena = a},
                        .end = end,
                        .now = env_now(flow->env),
                        .salt = env_hash(flow->env),
                        .stream = env_id128(flow->env)};
    struct err e = flow_run_now(flow, &x.job);
    if (e.code)
        return e;
    if (end->load)
        *end->load = x.after;
    *ret_index = x.index;
    return OK;
}
