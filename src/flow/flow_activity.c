#include "flow/activity_internal.h"

#include "flow/authorize.h"
#include "store/letter.h"
#include "store/meeting.h"

bool flow_activity_is_own(const struct flow_staff *staff, const struct store_activity *activity) {
    return activity->office.len && str_equal(staff->who.office.id, activity->office);
}

bool flow_activity_in_region(const struct store_office *office, struct str region) {
    size_t n = office->region.len;
    return !n || (str_starts(region, office->region) && (region.len == n || region.ptr[n] == '.'));
}

/* --- recording and correcting --- */

static struct str words(struct arena *a, const struct str *list, size_t count) {
    struct str text = {0};
    for (size_t i = 0; i < count; i++)
        text = arena_printf(a, "%.*s%s%.*s", STR_ARG(text), i ? " " : "", STR_ARG(list[i]));
    return text;
}

/* What the form said, over what was there. */
static struct store_activity say_so(struct arena *a, const struct flow_activity *x,
                                    const struct store_activity *before) {
    const struct intake_activity *said = x->said;
    struct store_activity now = *before;
    now.region = said->region;
    now.election = said->election;
    now.kind = said->kind;
    now.duty = said->duty;
    now.on = said->on;
    now.title = said->title;
    now.place = said->place;
    now.organiser = said->organiser;
    now.note = said->note;
    now.partners = words(a, said->partners, said->partner_count);
    now.reach = said->has_reach ? said->reach : -1;
    now.reach_asn = said->has_reach_asn ? said->reach_asn : -1;
    return now;
}

/* Uploads become the activity's, behind the files that it has. */
static struct err take_files(struct flow_txn *txn, const struct flow_activity *x,
                             struct store_activity *now, struct ledger_part *parts) {
    struct err e = OK;
    for (size_t i = 0; i < x->file_count && !e.code; i++) {
        struct case_evidence piece;
        e = store_evidence_take(txn->db, txn->batch, &x->files[i].id, (struct case_id){now->id},
                                &piece);
        if (e.code)
            break;
        parts[i] = (struct ledger_part){piece.sha256, piece.bytes};
        struct str id = hex_encode(txn->batch, piece.id.b, sizeof piece.id.b);
        struct str sha256 = hex_encode(txn->batch, piece.sha256.b, HASH_LEN);
        now->files =
            arena_printf(txn->arena, "%.*s%.*s %.*s %lld %.*s\n", STR_ARG(now->files), STR_ARG(id),
                         STR_ARG(sha256), (long long)piece.bytes, STR_ARG(x->files[i].type));
    }
    return e;
}

struct err flow_activity_origin(struct db *db, struct arena *a, int64_t id,
                                enum flow_activity_origin *ret) {
    struct store_letter letter;
    struct store_meeting meeting;
    struct err e = store_letter_find(db, a, id, &letter);
    *ret = FLOW_ACTIVITY_LETTER;
    if (e.code != ERR_MISSING)
        return e;
    e = store_meeting_find(db, a, id, &meeting);
    *ret = e.code ? FLOW_ACTIVITY_TYPED : FLOW_ACTIVITY_MEETING;
    return e.code == ERR_MISSING ? OK : e;
}

struct err flow_activity_changes(struct db *db, struct arena *a, const struct flow_staff *staff,
                                 const struct flow_activity_change *change) {
    const struct store_activity *activity = change->activity;
    enum flow_activity_origin origin;
    if (!flow_activity_is_own(staff, activity))
        return ERR(ERR_DENIED, STR("office"));
    struct err e = flow_activity_origin(db, a, activity->id, &origin);
    if (e.code)
        return e;
    if (origin == FLOW_ACTIVITY_LETTER)
        return ERR(ERR_DENIED, STR("letter"));
    if (origin == FLOW_ACTIVITY_MEETING && !change->withdraws)
        return ERR(ERR_DENIED, STR("meeting"));
    return activity->withdrawn ? ERR(ERR_CONFLICT, STR("activity")) : OK;
}

static struct err find_own(struct flow_txn *txn, const struct flow_staff *staff, int64_t id,
                           bool withdraws, struct store_activity *ret) {
    struct err e = store_activity_find(txn->db, txn->arena, id, ret);
    return e.code ? e
                  : flow_activity_changes(txn->db, txn->batch, staff,
                                          &(struct flow_activity_change){ret, withdraws});
}

static bool has_file(const struct store_activity *x, const struct hash *sha256) {
    struct str rest = x->files;
    struct flow_activity_piece piece;
    while (flow_activity_piece(&rest, &piece))
        if (hash_equal(&piece.sha256, sha256))
            return true;
    return false;
}

/* Whether the form says what stands there already, files and all. */
static bool says_the_same(struct arena *a, const struct flow_activity *x,
                          const struct store_activity *there) {
    const struct store_activity now = say_so(a, x, there);
    const struct str pairs[][2] = {
        {now.region, there->region},       {now.election, there->election},
        {now.kind, there->kind},           {now.duty, there->duty},
        {now.title, there->title},         {now.place, there->place},
        {now.organiser, there->organiser}, {now.note, there->note},
        {now.partners, there->partners}};
    bool same = now.on.day == there->on.day && now.reach == there->reach &&
                now.reach_asn == there->reach_asn;
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        same = same && str_equal(pairs[i][0], pairs[i][1]);
    for (size_t i = 0; i < x->file_count; i++)
        same = same && has_file(there, &x->files[i].sha256);
    return same;
}

static struct err write_activity(struct flow_txn *txn, struct flow_activity *x,
                                 const struct store_activity *before) {
    struct store_activity now = say_so(txn->arena, x, before);
    struct ledger_part *parts = NEW(txn->batch, struct ledger_part, x->file_count + 1);
    struct err e = take_files(txn, x, &now, parts);
    if (e.code)
        return e;
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    flow_activity_body(&body, &now, x->corrects ? now.id : -1, x->staff.who.name);
    const struct flow_said say = {.project = flow_activity_project,
                                  .staff = &x->staff,
                                  .kind = x->corrects ? STR("prevention.corrected")
                                                      : STR("prevention.recorded"),
                                  .now = x->now,
                                  .salt = &x->salt,
                                  .stream = &x->stream,
                                  .parts = parts,
                                  .part_count = x->file_count};
    now.version = flow_next_index(txn);
    e = flow_say(txn, &say, &body);
    buf_done(&body);
    if (!e.code)
        x->result = now;
    return e;
}

/* What came under this key before: the same form has its first answer again. */
static struct err look_before(struct flow_txn *txn, struct flow_activity *x, struct str key,
                              struct str request) {
    struct store_activity before;
    struct err e = store_activity_again(txn->db, txn->arena, key, &before);
    if (e.code)
        return e.code == ERR_MISSING ? OK : e;
    if (!str_equal(before.request, request) || !flow_activity_is_own(&x->staff, &before))
        return ERR(ERR_KEY_REUSED, STR("Idempotency-Key"));
    x->repeated = true;
    x->result = before;
    return OK;
}

static struct err record(struct flow_txn *txn, struct flow_activity *x) {
    struct store_activity fresh = {.id = flow_next_index(txn),
                                   .office = x->staff.who.office.id,
                                   .title_en = x->title_en,
                                   .source = x->source,
                                   .key = hex_encode(txn->arena, x->key.b, sizeof x->key.b),
                                   .request = hex_encode(txn->arena, x->request.b, HASH_LEN)};
    struct err e = look_before(txn, x, fresh.key, fresh.request);
    return e.code || x->repeated ? e : write_activity(txn, x, &fresh);
}

static struct err correct(struct flow_txn *txn, struct flow_activity *x) {
    struct store_activity before;
    struct err e = find_own(txn, &x->staff, x->id, false, &before);
    if (e.code || before.version == x->version)
        return e.code ? e : write_activity(txn, x, &before);
    if (!says_the_same(txn->batch, x, &before))
        return ERR(ERR_CONFLICT, STR("activity"));
    x->repeated = true;
    x->result = before;
    return OK;
}

static struct err run(struct flow_txn *txn, struct flow_job *job) {
    struct flow_activity *x = (struct flow_activity *)(void *)job;
    x->repeated = false;
    struct err e =
        flow_authorize_role(&x->staff, x->corrects ? FLOW_ACTIVITY_CORRECT : FLOW_ACTIVITY_RECORD);
    if (!e.code && !flow_activity_in_region(&x->staff.who.office, x->said->region))
        e = ERR(ERR_INVALID, STR("region"));
    if (e.code)
        return e;
    return x->corrects ? correct(txn, x) : record(txn, x);
}

void flow_activity_prepare(struct flow *flow, struct flow_activity *x) {
    x->job.run = run;
    x->salt = env_hash(flow->env);
    x->stream = env_id128(flow->env);
}

/* --- withdrawing --- */

static struct err run_withdrawal(struct flow_txn *txn, struct flow_job *job) {
    struct flow_withdrawal *x = (struct flow_withdrawal *)(void *)job;
    struct store_activity now;
    struct err e = flow_authorize_role(&x->staff, FLOW_ACTIVITY_WITHDRAW);
    if (!e.code)
        e = find_own(txn, &x->staff, x->id, true, &now);
    if (!e.code && now.version != x->version)
        e = ERR(ERR_CONFLICT, STR("activity"));
    if (e.code)
        return e;
    now.reason = x->reason;
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    flow_withdrawal_body(&body, &now, x->staff.who.name);
    const struct flow_said say = {.project = flow_activity_project,
                                  .staff = &x->staff,
                                  .kind = STR("prevention.withdrawn"),
                                  .now = x->now,
                                  .salt = &x->salt,
                                  .stream = &x->stream};
    e = flow_say(txn, &say, &body);
    buf_done(&body);
    return e;
}

void flow_withdrawal_prepare(struct flow *flow, struct flow_withdrawal *x) {
    x->job.run = run_withdrawal;
    x->salt = env_hash(flow->env);
    x->stream = env_id128(flow->env);
}
