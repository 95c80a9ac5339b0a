#include "flow/authorize.h"

static const struct str ROLES[FLOW_ROLE_COUNT] = {
#define ROLE(id, name, words) [FLOW_ROLE_##id] = STR_INIT(name),
#include "flow/permissions.def"
};
/* The table, a cell for each role. */
static const enum flow_answer TABLE[FLOW_VERB_COUNT][FLOW_RELATION_COUNT][FLOW_ROLE_COUNT] = {
#define MAY(verb, relation, officer, head, custodian, admin, auditor, why)                         \
    [FLOW_##verb][FLOW_IS_##relation] = {FLOW_##officer, FLOW_##head, FLOW_##custodian,            \
                                         FLOW_##admin, FLOW_##auditor},
#include "flow/permissions.def"
};

static enum flow_role role_of(struct str name) {
    size_t i = 0;
    while (i < FLOW_ROLE_COUNT && !str_equal(name, ROLES[i]))
        i++;
    return (enum flow_role)i;
}

bool flow_role_known(struct str role) {
    return role_of(role) != FLOW_ROLE_COUNT;
}

enum flow_answer flow_permission(enum flow_verb verb, enum flow_relation relation,
                                 enum flow_role role) {
    return role == FLOW_ROLE_COUNT ? FLOW_NONE : TABLE[verb][relation][role];
}

bool flow_may(const struct flow_staff *staff, enum flow_verb verb) {
    enum flow_role role = role_of(staff->who.role);
    bool may = false;
    for (size_t i = 0; i < FLOW_RELATION_COUNT; i++)
        may = may || flow_permission(verb, (enum flow_relation)i, role) == FLOW_YES;
    return may;
}

/* A Bawaslu office of a regency or city in the province of this one: "bawaslu-16.06" lies in
 * "bawaslu-16". */
static bool lies_in(struct str id, struct str province) {
    return id.len > province.len && id.ptr[province.len] == '.' && str_starts(id, province);
}

/* Whether the office acts in the case, under its kind or under a role. */
static bool holds(const struct store_office *office, const struct case_state *cs) {
    const struct case_offices *o = &cs->offices;
    struct str mine = case_office(o, office->kind);
    bool found = mine.len && str_equal(mine, office->id);
    for (size_t i = 0; i < o->other_count && !found; i++)
        found = str_equal(o->others[i].office, office->id);
    return found && office->id.len > 0;
}

static bool is_gap(char c) {
    return c == ' ' || c == '.' || (c >= '\t' && c <= '\r');
}

static bool same_word(struct str a, struct str b) {
    bool same = a.len == b.len;
    for (size_t i = 0; same && i < a.len; i++) {
        char x = a.ptr[i], y = b.ptr[i];
        x = x >= 'A' && x <= 'Z' ? (char)(x - 'A' + 'a') : x;
        y = y >= 'A' && y <= 'Z' ? (char)(y - 'A' + 'a') : y;
        same = x == y;
    }
    return same;
}

/* The next word, a shortened one in full; empty at the end. */
static struct str next_word(struct str *rest) {
    static const struct {
        struct str brief, full;
    } WORDS[] = {
        {STR_INIT("kab"), STR_INIT("kabupaten")},
        {STR_INIT("prov"), STR_INIT("provinsi")},
    };
    while (rest->len && is_gap(*rest->ptr))
        *rest = (struct str){rest->ptr + 1, rest->len - 1};
    if (!rest->len)
        return *rest; /* perhaps of an agency that nobody named: no pointer to go on from */
    struct str word = {rest->ptr, 0};
    while (word.len < rest->len && !is_gap(rest->ptr[word.len]))
        word.len++;
    *rest = (struct str){rest->ptr + word.len, rest->len - word.len};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (same_word(word, WORDS[i].brief))
            return WORDS[i].full;
    return word;
}

static bool same_name(struct str a, struct str b) {
    struct str x = next_word(&a), y = next_word(&b);
    bool same = x.len > 0;
    while (same && (x.len || y.len)) {
        same = same_word(x, y);
        x = next_word(&a);
        y = next_word(&b);
    }
    return same;
}

bool flow_names_office(const struct intake_report *report, const struct store_office *office) {
    for (size_t i = 0; i < report->subject_count; i++)
        if (same_name(report->subjects[i].agency, office->name))
            return true;
    return false;
}

/* Invariant I8: nobody handles a case about their own office. The appointing authority is the one
 * whose duty it is to judge its own staff; and a national office that holds a case has none above
 * it that could take it over (I5). */
static bool is_own_office(const struct store_office *office, const struct case_state *cs) {
    if (str_equal(office->kind, STR("ppk")) || (!office->region.len && holds(office, cs)))
        return false;
    return flow_names_office(&cs->received.report, office);
}

/* A provincial Bawaslu has above it what the offices of its province hold, or held until it was
 * taken over: what its list shows. */
enum flow_relation flow_relation(const struct store_office *office, const struct case_state *cs) {
    enum { PROVINCE_CODE = 2 };
    if (is_own_office(office, cs))
        return FLOW_IS_REPORTED;
    if (holds(office, cs))
        return str_equal(cs->offices.bawaslu, office->id) ? FLOW_IS_CHARGE : FLOW_IS_ACTING;
    if (!str_equal(office->kind, STR("bawaslu")))
        return FLOW_IS_FOREIGN;
    if (office->id.len && str_equal(cs->offices.replaced, office->id))
        return FLOW_IS_REPLACED;
    if (!office->region.len)
        return FLOW_IS_NATION;
    bool above = office->region.len == PROVINCE_CODE && (lies_in(cs->offices.bawaslu, office->id) ||
                                                         lies_in(cs->offices.replaced, office->id));
    return above ? FLOW_IS_PROVINCE : FLOW_IS_FOREIGN;
}

/* A step is taken by the office that acts in the case under the name that the rulebook says; where
 * the store has none under it, by one that holds the case: somebody must be able to go on (I5). */
static bool is_actor(const struct store_office *office, const struct case_state *cs,
                     struct str actor) {
    struct str known = case_office(&cs->offices, actor);
    bool slot = str_equal(actor, STR("bawaslu")) || str_equal(actor, STR("bkn")) ||
                str_equal(actor, STR("ppk"));
    if (known.len || slot)
        return known.len && str_equal(known, office->id);
    bool holder = str_equal(cs->offices.holder, office->id);
    for (size_t i = 0; i < cs->track_count && !holder; i++)
        holder = str_equal(cs->tracks[i].holder, office->id);
    return holder;
}

struct err flow_authorize_due(const struct flow_staff *staff) {
    if (staff->due == STORE_DUE_NOTHING)
        return OK;
    return ERR(ERR_DENIED, staff->due == STORE_DUE_PASSWORD ? STR("password") : STR("factor"));
}

static struct err answer(const struct flow_staff *staff, enum flow_verb verb,
                         enum flow_relation relation) {
    struct err e = flow_authorize_due(staff);
    if (e.code)
        return e;
    switch (flow_permission(verb, relation, role_of(staff->who.role))) {
    case FLOW_YES:
        return OK;
    case FLOW_HIDE:
        return ERR(ERR_MISSING, STR("case"));
    default:
        return ERR(ERR_DENIED, STR("role"));
    }
}

struct err flow_authorize_complaint(const struct flow_staff *staff, struct str kind,
                                    const struct intake_report *report) {
    const struct store_office *office = &staff->who.office;
    struct err e = flow_authorize_role(staff, FLOW_COMPLAINT);
    if (e.code)
        return e;
    bool runs_sbt = str_equal(office->kind, STR("bkn"));
    enum flow_relation relation = FLOW_IS_FOREIGN;
    if ((runs_sbt || str_equal(office->kind, kind)) && str_starts(report->region, office->region))
        relation = office->region.len && flow_names_office(report, office) ? FLOW_IS_REPORTED
                                                                           : FLOW_IS_ACTING;
    e = answer(staff, FLOW_COMPLAINT, relation);
    if (e.code == ERR_DENIED)
        return ERR(ERR_DENIED, relation == FLOW_IS_REPORTED ? STR("own_office") : STR("office"));
    return e;
}

struct err flow_authorize_role(const struct flow_staff *staff, enum flow_verb verb) {
    if (!staff->who.name.len)
        return ERR(ERR_UNSIGNED, STR("session"));
    struct err e = flow_authorize_due(staff);
    if (e.code)
        return e;
    return flow_may(staff, verb) ? OK : ERR(ERR_DENIED, STR("role"));
}

struct err flow_authorize(const struct flow_staff *staff, enum flow_verb verb,
                          const struct case_state *cs) {
    if (!staff->who.name.len)
        return ERR(ERR_UNSIGNED, STR("session"));
    return answer(staff, verb, flow_relation(&staff->who.office, cs));
}

/* A takeover is taken by the level that its row names; the table says the rest. */
static struct err authorize_takeover(const struct flow_staff *staff, const struct case_state *cs,
                                     const struct law_takeover *takeover) {
    const struct store_office *office = &staff->who.office;
    struct err e = answer(staff, takeover->gives_back ? FLOW_GIVE_BACK : FLOW_TAKE_OVER,
                          flow_relation(office, cs));
    bool other = !takeover->gives_back && law_level_of(office->region) != takeover->by;
    return !e.code && other ? ERR(ERR_DENIED, STR("office")) : e;
}

struct err flow_authorize_step(const struct flow_staff *staff, const struct case_state *cs,
                               const struct law_step *step) {
    struct err e = flow_authorize_role(staff, FLOW_STEP_OFFICER);
    if (e.code)
        return e;
    if (step->takeover)
        return authorize_takeover(staff, cs, step->takeover);
    const struct store_office *office = &staff->who.office;
    enum flow_relation relation = flow_relation(office, cs);
    bool acts = relation == FLOW_IS_CHARGE || relation == FLOW_IS_ACTING;
    if (acts && !is_actor(office, cs, step->actor))
        relation = FLOW_IS_BESIDE;
    enum flow_role by = role_of(step->role);
    if (by != FLOW_ROLE_OFFICER && by != FLOW_ROLE_HEAD)
        relation = FLOW_IS_ANY; /* the table has no step of another role: nobody takes it */
    e = answer(staff, by == FLOW_ROLE_HEAD ? FLOW_STEP_HEAD : FLOW_STEP_OFFICER, relation);
    return e.code == ERR_DENIED && relation == FLOW_IS_BESIDE ? ERR(ERR_DENIED, STR("office")) : e;
}
