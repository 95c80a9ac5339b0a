#include "flow/flow_internal.h"
#include "flow/staff.h"

#include "base/env.h"
#include "signer/child_sample.h"

#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The writer with jobs of its own: what each appends, draws and answers is set by the test. */
enum { JOBS = 4 };
struct try_job {
    struct flow_job job; /* must be first */
    const struct env *env;
    bool appends;
    enum err_code answer;
    int runs;
    int64_t number;
};
struct bench {
    struct env env;
    struct arena *a;
    struct flow *flow;
    char dir[32];
    struct try_job jobs[JOBS];
};

static int drop(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st, (void)type, (void)at;
    return remove(path);
}

static struct err run(struct flow_txn *txn, struct flow_job *job) {
    struct try_job *t = (struct try_job *)(void *)job;
    const struct flow_numbers of = {.office = STR("bawaslu-16.06"), .year = 2024};
    t->runs++;
    struct err e = flow_number_next(txn, &of, &t->number);
    if (!e.code && t->appends)
        e = flow_append_alone(txn, &(struct flow_single){STR("test.tried"),
                                                         STR("bawaslu-16.06"),
                                                         STR("{}"),
                                                         {1},
                                                         env_hash(t->env),
                                                         env_id128(t->env)});
    return e.code ? e : t->answer ? ERR(t->answer, STR("job")) : OK;
}

static void nothing(struct flow_job *job) {
    (void)job;
}

static void bench_open(struct bench *b) {
    *b = (struct bench){
        .env = env_system(), .a = arena_new(1 << 20), .dir = "/tmp/netral-writer-XXXXXX"};
    assert_non_null(mkdtemp(b->dir));
    struct flow_init init = {.data_dir = b->dir, .region = STR("16.06"), .kind = FLOW_TEST};
    assert_int_equal(flow_init(&init, &b->env).code, 0);
    struct flow_config config = {.data_dir = b->dir, .env = &b->env};
    assert_int_equal(flow_open(&config, &b->flow).code, 0);
}

static void bench_close(struct bench *b) {
    flow_close(b->flow);
    arena_free(b->a);
    assert_int_equal(nftw(b->dir, drop, 8, FTW_DEPTH | FTW_PHYS), 0);
}

/* All jobs in one batch; each appends unless it is named in without. */
static void run_batch(struct bench *b, const enum err_code answers[JOBS], int without) {
    for (int i = 0; i < JOBS; i++) {
        b->jobs[i] = (struct try_job){
            .job = {.run = run, .done = nothing, .arena = b->a, .wants_proof = true},
            .env = &b->env,
            .appends = i != without,
            .answer = answers[i],
        };
        if (i)
            b->jobs[i - 1].job.next = &b->jobs[i].job;
    }
    flow_batch(b->flow, &b->jobs[0].job);
}

static int64_t events_in(struct bench *b) {
    struct ledger_head head;
    assert_int_equal(store_head_load(&b->flow->writer, b->a, &head).code, 0);
    return head.size;
}

static void a_batch_gives_every_job_an_index_a_number_and_a_proof(void **state) {
    static const enum err_code ANSWERS[JOBS] = {0};
    struct bench b;
    (void)state;
    bench_open(&b);
    int64_t before = events_in(&b);
    run_batch(&b, ANSWERS, -1);
    for (int i = 0; i < JOBS; i++) {
        assert_int_equal(b.jobs[i].job.result.code, 0);
        assert_int_equal(b.jobs[i].runs, 1);
        assert_int_equal(b.jobs[i].job.first_index, before + i);
        assert_int_equal(b.jobs[i].job.proof.size, before + JOBS);
        assert_int_equal(b.jobs[i].number, i + 1);
    }
    run_batch(&b, ANSWERS, -1); /* numbers go on from what the first batch saved */
    assert_int_equal(b.jobs[0].number, JOBS + 1);
    bench_close(&b);
}

static void a_job_that_fails_before_it_changes_anything_costs_the_others_nothing(void **state) {
    static const enum err_code ANSWERS[JOBS] = {0, ERR_MISSING, 0, 0};
    struct bench b;
    (void)state;
    bench_open(&b);
    int64_t before = events_in(&b);
    run_batch(&b, ANSWERS, 1);
    assert_int_equal(b.jobs[1].job.result.code, ERR_MISSING);
    for (int i = 0; i < JOBS; i++)
        assert_int_equal(b.jobs[i].runs, 1);
    assert_int_equal(events_in(&b), before + JOBS - 1);
    assert_int_equal(b.jobs[2].number, 2); /* what the failed one drew */
    bench_close(&b);
}

static void a_job_that_fails_late_leaves_nothing_and_the_others_stand(void **state) {
    static const enum err_code ANSWERS[JOBS] = {0, ERR_INVALID, 0, ERR_INVALID};
    struct bench b;
    (void)state;
    bench_open(&b);
    int64_t before = events_in(&b);
    run_batch(&b, ANSWERS, -1);
    assert_int_equal(b.jobs[0].job.result.code, 0);
    assert_int_equal(b.jobs[1].job.result.code, ERR_INVALID);
    assert_int_equal(b.jobs[2].job.result.code, 0);
    assert_int_equal(b.jobs[3].job.result.code, ERR_INVALID);
    assert_int_equal(b.jobs[0].runs, 2); /* once more, in a savepoint */
    assert_int_equal(b.jobs[0].job.first_index, before);
    assert_int_equal(b.jobs[2].job.first_index, before + 1);
    assert_int_equal(b.jobs[2].number, 2);
    assert_int_equal(events_in(&b), before + 2);
    struct store_events page;
    assert_int_equal(store_event_page(&b.flow->writer, b.a, before, 10, &page).code, 0);
    assert_int_equal(page.count, 2);
    bench_close(&b);
}

/* --- what was committed and is not signed --- */

static struct ledger_signed signed_last(struct bench *b) {
    return b->flow->newest.what;
}

/* The size that a reader is shown. */
static int64_t shown(struct bench *b) {
    const struct flow_asker by = {&b->flow->writer, b->a};
    struct str note;
    int64_t size = -1;
    assert_int_equal(flow_sign_newest(b->flow, &by, &note, &size).code, 0);
    return size;
}

static void end_signer(struct bench *b) {
    signer_end(b->flow->signer);
    assert_int_equal(signer_start(b->dir, &b->flow->signer).code, 0);
    pid_t keeper = child_of(getpid()), signer = child_of(keeper);
    assert_true(!kill(keeper, SIGKILL) && !kill(signer, SIGKILL));
}

static void start_signer(struct bench *b) {
    signer_end(b->flow->signer);
    assert_int_equal(signer_start(b->dir, &b->flow->signer).code, 0);
}

static void without_a_signer_one_batch_is_committed_and_no_other(void **state) {
    static const enum err_code ANSWERS[JOBS] = {0};
    struct bench b;
    (void)state;
    bench_open(&b);
    run_batch(&b, ANSWERS, -1);
    int64_t before = events_in(&b);
    end_signer(&b);
    for (int i = 0; i < 3; i++) {
        run_batch(&b, ANSWERS, -1);
        assert_int_equal(b.jobs[0].job.result.code, ERR_SIGNER);
        assert_int_equal(b.jobs[0].runs, i == 0);
        assert_int_equal(events_in(&b), before + JOBS);
        assert_int_equal(b.flow->newest.owed, before + JOBS);
        assert_int_equal(shown(&b), before); /* and is not what lets the next one in */
    }
    assert_int_equal(b.flow->newest.quiet_until, 0); /* who read asked nobody: the writer does */
    start_signer(&b);
    assert_int_equal(shown(&b), before);
    run_batch(&b, ANSWERS, -1);
    assert_int_equal(b.jobs[0].job.result.code, 0);
    assert_int_equal(shown(&b), before + 2 * JOBS);
    bench_close(&b);
}

static void a_commit_of_unknown_outcome_is_looked_up_before_the_next(void **state) {
    static const enum err_code ANSWERS[JOBS] = {0};
    struct bench b;
    (void)state;
    bench_open(&b);
    run_batch(&b, ANSWERS, -1);
    int64_t before = events_in(&b);
    flow_sign_owe(b.flow, INT64_MAX);
    assert_int_equal(shown(&b), before); /* nobody waits for it */
    end_signer(&b);
    run_batch(&b, ANSWERS, -1); /* the head was signed: known without the signer */
    assert_int_equal(b.jobs[0].runs, 1);
    assert_int_equal(events_in(&b), before + JOBS);
    flow_sign_owe(b.flow, INT64_MAX);
    run_batch(&b, ANSWERS, -1);
    assert_int_equal(b.jobs[0].runs, 0);
    assert_int_equal(events_in(&b), before + JOBS);
    start_signer(&b);
    run_batch(&b, ANSWERS, -1);
    assert_int_equal(b.jobs[0].job.result.code, 0);
    assert_int_equal(b.flow->newest.owed, before + 2 * JOBS);
    assert_int_equal(signed_last(&b).size, before + 2 * JOBS);
    bench_close(&b);
}

/* Another server committed: a reader asks. That it fails holds up no writer, and no signature of an
 * older size ends what is owed. */
static void what_a_reader_was_refused_is_no_debt_of_the_writer(void **state) {
    static const enum err_code ANSWERS[JOBS] = {0};
    struct bench b, other;
    (void)state;
    bench_open(&b);
    run_batch(&b, ANSWERS, -1);
    int64_t before = events_in(&b);
    struct flow_config config = {.data_dir = b.dir, .env = &b.env};
    other = b;
    assert_int_equal(flow_open(&config, &other.flow).code, 0);
    run_batch(&other, ANSWERS, -1);
    assert_int_equal(other.jobs[0].job.result.code, 0);
    flow_close(other.flow);
    end_signer(&b);
    assert_int_equal(shown(&b), before);
    assert_true(b.flow->newest.quiet_until > 0);
    assert_true(b.flow->newest.owed <= before);
    start_signer(&b);
    b.flow->newest.quiet_until = 0; /* the moment is over */
    assert_int_equal(shown(&b), before + JOBS);
    bench_close(&b);
}

/* Sizes that were signed long ago, asked for again by reports that are repeated. */
struct again_job {
    struct flow_job job; /* must be first */
    int64_t size;
    struct hash root;
};

static struct err sign_again(struct flow_txn *txn, struct flow_job *job) {
    const struct again_job *j = (const struct again_job *)(void *)job;
    const struct flow_asker by = {txn->db, txn->arena};
    struct str note;
    return flow_sign(txn->flow, &by, j->size, &j->root, &note);
}

static void a_silent_signer_is_asked_once_in_a_batch(void **state) {
    static const enum err_code ANSWERS[JOBS] = {0};
    struct bench b;
    (void)state;
    bench_open(&b);
    struct ledger_signed old = signed_last(&b);
    run_batch(&b, ANSWERS, -1);
    struct again_job again = {.job = {.run = sign_again, .arena = b.a}, old.size, old.root};
    assert_int_equal(flow_run_now(b.flow, &again.job).code, 0);
    end_signer(&b);
    assert_int_equal(flow_run_now(b.flow, &again.job).code, ERR_SIGNER);
    assert_true(b.flow->newest.silent);
    start_signer(&b);
    const struct flow_asker by = {&b.flow->writer, b.a};
    struct str note; /* still the same batch: no question, though it would be answered */
    assert_int_equal(flow_sign(b.flow, &by, old.size, &old.root, &note).code, ERR_SIGNER);
    assert_int_equal(flow_run_now(b.flow, &again.job).code, 0); /* the next one */
    bench_close(&b);
}

static void lots_keep_their_order_and_the_queue_its_limit(void **state) {
    struct flow_queue queue;
    struct flow_lot first = {0}, second = {0};
    struct flow_job jobs[4] = {0};
    (void)state;
    flow_queue_init(&queue, 3);
    assert_int_equal(flow_queue_add(&queue, &first, &jobs[0]).code, 0);
    assert_int_equal(flow_queue_add(&queue, &second, &jobs[1]).code, 0);
    assert_int_equal(flow_queue_add(&queue, &first, &jobs[2]).code, 0);
    assert_int_equal(flow_queue_add(&queue, &second, &jobs[3]).code, ERR_BUSY); /* lots count */
    flow_queue_splice(&queue, &second);
    flow_queue_splice(&queue, &first);
    flow_queue_splice(&queue, &first); /* an empty one */
    assert_null(first.head);
    struct flow_job *taken = flow_queue_take(&queue, 2);
    assert_true(taken == &jobs[1] && taken->next == &jobs[0] && !taken->next->next);
    assert_int_equal(flow_queue_add(&queue, &second, &jobs[3]).code, 0);
    flow_queue_splice(&queue, &second);
    taken = flow_queue_take(&queue, 9);
    assert_true(taken == &jobs[2] && taken->next == &jobs[3] && !taken->next->next);
    queue.stopping = true;
    assert_null(flow_queue_take(&queue, 9));
}

static void a_store_is_held_by_one_or_by_some_that_share(void **state) {
    struct bench b;
    struct flow *other;
    (void)state;
    bench_open(&b);
    struct flow_config config = {.data_dir = b.dir, .env = &b.env};
    assert_int_equal(flow_open(&config, &other).code, 0);
    assert_int_equal(flow_hold(b.flow, b.dir, false).code, 0);
    struct err e = flow_hold(other, b.dir, false);
    assert_int_equal(e.code, ERR_BUSY);
    assert_true(str_equal(e.about, STR("store")));
    flow_close(other);
    flow_close(b.flow);
    assert_int_equal(flow_open(&config, &b.flow).code, 0);
    assert_int_equal(flow_open(&config, &other).code, 0);
    assert_int_equal(flow_hold(b.flow, b.dir, true).code, 0); /* closing let go of it */
    assert_int_equal(flow_hold(other, b.dir, true).code, 0);
    flow_close(other);
    bench_close(&b);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_store_is_held_by_one_or_by_some_that_share),
        cmocka_unit_test(a_batch_gives_every_job_an_index_a_number_and_a_proof),
        cmocka_unit_test(a_job_that_fails_before_it_changes_anything_costs_the_others_nothing),
        cmocka_unit_test(a_job_that_fails_late_leaves_nothing_and_the_others_stand),
        cmocka_unit_test(without_a_signer_one_batch_is_committed_and_no_other),
        cmocka_unit_test(a_commit_of_unknown_outcome_is_looked_up_before_the_next),
        cmocka_unit_test(what_a_reader_was_refused_is_no_debt_of_the_writer),
        cmocka_unit_test(a_silent_signer_is_asked_once_in_a_batch),
        cmocka_unit_test(lots_keep_their_order_and_the_queue_its_limit),
    };
    return cmocka_run_group_tests_name("writer", tests, NULL, NULL);
}
