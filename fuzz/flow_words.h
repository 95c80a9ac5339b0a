#ifndef FUZZ_FLOW_WORDS_H
#define FUZZ_FLOW_WORDS_H
/* Eight bytes of an input as one act: who does it, and what they send, as JSON that intake reads
 * (fuzz/flow_seeds.py writes such bytes from lines that can be read). */
#include "base/json.h"
#include "flow_checks.h"

enum { WORDS_MAX = 1 << 20 };
enum flow_flag { /* of a step; of a report in brackets */
                 WRONG_VERSION = 1,
                 LACKS_ONE = 2,  /* a field that is required (what makes the report whole) */
                 GIVES_ALL = 4,  /* also what is not required (who reported, in full) */
                 ANY_STEP = 8,   /* of any rulebook, offered or not (a key that was used before) */
                 FOR_SOME = 16,  /* persons (evidence) */
                 ALSO_NEXT = 32, /* a second outcome (about somebody of the office itself) */
                 TWICE = 64,     /* the same again in the same batch */
                 DEPARTS = 128   /* from what is proposed, or not, against what is needed (another
                                    election) */
};
struct act {
    uint8_t verb, who, which, pick, outcome, flags, value, clock;
};

/* One byte that stands for a name, so that a seed means the same when rows were added. */
static inline uint8_t mark_of(struct str name) {
    return (uint8_t)str_sum(0, name);
}

static inline const char *office_word(unsigned n) {
    static const char *const OFFICES[] = {
        "",    "bawaslu-16.06", "bawaslu-16",   "bawaslu", "bkn",           "ppk-16.06",
        "ppk", "sekda-16.06",   "bkpsdm-16.06", "ppk-16",  "bawaslu-16.71", "bawaslu-99"};
    return n < COUNT_OF(OFFICES) ? OFFICES[n] : "";
}

/* The upper half of a byte is the role, the lower the office; 0 is who the act is for. Some offices
 * are none of this store's, as of a session that was forged. */
static inline struct flow_staff staff_of(struct world *w, uint8_t who, struct str office,
                                         struct str role) {
    static const struct str ROLES[] = {
        STR_INIT(""),      STR_INIT("officer"), STR_INIT("head"),   STR_INIT("custodian"),
        STR_INIT("admin"), STR_INIT("auditor"), STR_INIT("wizard"), STR_INIT("")};
    struct flow_staff staff = {0};
    struct str named = str_from_c(office_word(who & 15u));
    unsigned n = (who >> 4) & 7u;
    office = named.len ? named : office;
    if (store_office_find(&w->reader, w->a, office, &staff.who.office).code) {
        struct str region = office, kind = str_cut(&region, '-');
        staff.who.office = (struct store_office){.id = office, .kind = kind, .region = region};
    }
    staff.who.role = n ? ROLES[n] : role;
    staff.who.name = arena_printf(w->a, "%.*s.%.*s", STR_ARG(staff.who.role), STR_ARG(office));
    if (who >= 0xf0) /* nobody is signed in */
        staff.who.name = STR("");
    staff.due = (who & 0xf0) == 0xe0 ? STORE_DUE_FACTOR : STORE_DUE_NOTHING;
    return staff;
}

static inline struct date day_of(const struct world *w, uint8_t value) {
    static const int32_t AWAY[] = {0, 0, 0, -2, -40, 3, 60, 0};
    return (struct date){instant_date(w->now, ZONE_WIB).day + AWAY[value >> 5]};
}

static inline void put_field(struct json *j, const struct world *w, const struct law_field *field,
                             uint8_t value) {
    struct str day = date_format(w->a, day_of(w, value));
    json_key_str(j, field->name);
    if (field->type == LAW_F_LIST)
        json_add_str(j, field->options[value % field->option_count].value);
    else if (field->type == LAW_F_DATE)
        json_add_str(j, day);
    else if (field->type == LAW_F_DATETIME)
        json_add_str(j, arena_printf(w->a, "%.*sT09:00:00+07:00", STR_ARG(day)));
    else if (field->type == LAW_F_INT)
        json_add_int(j, value % 13);
    else if (field->type == LAW_F_BOOL)
        json_add_bool(j, value & 1);
    else
        json_add_str(j, arena_printf(w->a, "Isi %u", value));
}

static inline void put_fields(struct json *j, const struct world *w, const struct law_step *step,
                              const struct act *act, bool departs) {
    bool lacks = act->flags & LACKS_ONE;
    for (size_t i = 0; i < step->field_count; i++) {
        const struct law_field *field = &step->fields[i];
        bool wanted = field->departs ? departs : field->required || act->flags & GIVES_ALL;
        if (wanted && !lacks)
            put_field(j, w, field, (uint8_t)(act->value + (act->value & 7u ? i : 0)));
        lacks = lacks && !wanted;
    }
}

static inline struct str step_words(const struct world *w, const struct law_step *step,
                                    const struct act *act, const struct flow_offer *offer,
                                    int64_t version) {
    struct buf out;
    struct json j;
    size_t count = step->outcome_count, chosen = act->outcome % count;
    for (size_t i = 0; i < count; i++)
        if (mark_of(step->outcomes[i].value) == act->outcome)
            chosen = i;
    const struct law_outcome *outcome = &step->outcomes[chosen];
    bool departs =
        offer && decide_departs(&offer->proposals, (struct decision_chosen){&outcome, 1});
    buf_init(&out, WORDS_MAX);
    json_init(&j, &out);
    json_open_object(&j);
    json_put_int(&j, "version", version + (act->flags & WRONG_VERSION ? 1 - (act->value & 2) : 0));
    if (act->flags & FOR_SOME) {
        json_key(&j, "persons");
        json_open_array(&j);
        for (int i = 0; i < 4; i++)
            if (act->value >> i & 1)
                json_add_int(&j, i);
        json_close_array(&j);
    }
    json_key(&j, "fields");
    json_open_object(&j);
    if (step->several) {
        json_key(&j, "outcome");
        json_open_array(&j);
        json_add_str(&j, outcome->value);
        if (act->flags & ALSO_NEXT)
            json_add_str(&j, step->outcomes[(chosen + 1) % count].value);
        json_close_array(&j);
    } else if (count > 1) {
        json_put_str(&j, "outcome", outcome->value);
    }
    put_fields(&j, w, step, act, departs != !!(act->flags & DEPARTS));
    json_close_object(&j);
    json_close_object(&j);
    struct str words = arena_str(w->a, buf_str(&out));
    buf_done(&out);
    return words;
}
#endif
