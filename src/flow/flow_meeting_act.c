#include "flow/meeting_internal.h"

#include "store/activity.h"

/* Kinds of the activity: activity.def. */
static const struct str REGIONAL = STR_INIT("rakor"), NATIONAL = STR_INIT("rakornas");

/* Who took part: the office that called it, then those that came. */
struct taking {
    const struct store_office *list;
    size_t count;
};

static struct err took_part(struct flow_txn *txn, const struct store_meeting *x,
                            struct taking *ret) {
    size_t room = 2, count = 0;
    for (size_t i = 0; i < x->attended.len; i++)
        room += x->attended.ptr[i] == ' ';
    struct store_office *list = NEW(txn->batch, struct store_office, room);
    struct str rest = x->attended, id = x->office;
    struct err e = OK;
    for (; id.len && !e.code; id = str_cut(&rest, ' '))
        e = store_office_find(txn->db, txn->batch, id, &list[count++]);
    *ret = (struct taking){list, count};
    return e;
}

/* Whether an office of the kind was there, and another of the meeting's own region. */
static bool carries_out(const struct taking *who, struct str region, struct str kind) {
    bool with = false, own = false;
    for (size_t i = 0; i < who->count; i++) {
        bool is = str_equal(who->list[i].kind, kind);
        with |= is;
        own |= !is && str_equal(who->list[i].region, region);
    }
    return with && own;
}

struct err flow_meeting_act(struct flow_txn *txn, const struct store_meeting *x,
                            struct flow_meeting_act *ret) {
    struct taking who;
    struct err e = took_part(txn, x, &who);
    if (e.code)
        return e;
    *ret = (struct flow_meeting_act){.kind = who.list[0].region.len ? REGIONAL : NATIONAL};
    for (size_t i = 0; txn->law && x->election.len && i < txn->law->duty_count; i++) {
        const struct law_duty *duty = &txn->law->duties[i];
        if (duty->meeting.len && law_in_force(duty->row.span, x->on) &&
            carries_out(&who, x->region, duty->meeting)) {
            ret->duty = duty->row.id;
            break;
        }
    }
    return OK;
}

/* What was withdrawn stays so when its minutes are put right: no update undoes that.
 * Minutes of before this was told have no kind: such a meeting may have been typed into the log by
 * hand, and stays out of it until its minutes are put right. */
struct err flow_meeting_count(struct db *db, struct arena *a, int64_t id,
                              const struct flow_meeting_act *act) {
    struct store_meeting x;
    struct store_activity before;
    struct err e = act->kind.len ? store_meeting_find(db, a, id, &x) : OK;
    if (e.code || !act->kind.len)
        return e;
    const struct store_activity activity = {.id = x.id,
                                            .version = x.version,
                                            .office = x.office,
                                            .region = x.region,
                                            .election = x.election,
                                            .kind = act->kind,
                                            .duty = act->duty,
                                            .on = x.on,
                                            .title = x.title,
                                            .place = x.place,
                                            .reach = -1,
                                            .reach_asn = -1};
    e = store_activity_find(db, a, x.id, &before);
    if (e.code && e.code != ERR_MISSING)
        return e;
    return e.code ? store_activity_insert(db, a, &activity)
                  : store_activity_update(db, a, &activity);
}
