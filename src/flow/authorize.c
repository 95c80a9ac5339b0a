#include "flow/authorize.h"

enum { OFFICER = 1, HEAD = 2, CUSTODIAN = 4, ADMIN = 8, AUDITOR = 16 };

static const struct {
    struct str name;
    unsigned bit;
} ROLES[] = {
    {STR_INIT("officer"), OFFICER},     {STR_INIT("head"), HEAD},
    {STR_INIT("custodian"), CUSTODIAN}, {STR_INIT("admin"), ADMIN},
    {STR_INIT("auditor"), AUDITOR},
};
/* Which roles may ever do what; jurisdiction comes on top. */
static const unsigned MAY[FLOW_VERB_COUNT] = {
    [FLOW_CASE_LIST] = OFFICER | HEAD | CUSTODIAN | AUDITOR,
    [FLOW_CASE_READ] = OFFICER | HEAD | CUSTODIAN | AUDITOR,
    [FLOW_CASE_ACT] = OFFICER | HEAD,
    [FLOW_IDENTITY_OPEN] = CUSTODIAN,
    [FLOW_STAFF_ADMIN] = ADMIN,
    [FLOW_AUDIT] = AUDITOR,
    [FLOW_RULES_READ] = OFFICER | HEAD | CUSTODIAN | ADMIN | AUDITOR,
    [FLOW_RULES_PUBLISH] = ADMIN,
    [FLOW_QUESTIONS] = ADMIN,
    [FLOW_COMPLAINT] = OFFICER | HEAD,
    [FLOW_ERASE_ASK] = HEAD | CUSTODIAN,
    [FLOW_ERASE_AGREE] = HEAD,
};

static unsigned role_bit(struct str role) {
    for (size_t i = 0; i < COUNT_OF(ROLES); i++)
        if (str_equal(role, ROLES[i].name))
            return ROLES[i].bit;
    return 0;
}

bool flow_role_known(struct str role) {
    return role_bit(role) != 0;
}

bool flow_may(const struct flow_staff *staff, enum flow_verb verb) {
    return (role_bit(staff->who.role) & MAY[verb]) != 0;
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

/* Offices of a kind see what the case gave them; a provincial Bawaslu sees, read only, what the
 * offices of its province hold: what its list shows. The national office's auditor sees all. */
static bool sees(const struct flow_staff *staff, const struct case_state *cs) {
    const struct store_office *office = &staff->who.office;
    if (holds(office, cs))
        return true;
    if (!str_equal(office->kind, STR("bawaslu")))
        return false;
    if (!office->region.len)
        return role_bit(staff->who.role) == AUDITOR;
    return office->region.len == 2 && lies_in(cs->offices.bawaslu, office->id);
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

static struct err may_act(const struct flow_staff *staff, const struct case_state *cs,
                          const struct law_step *step) {
    const struct store_office *office = &staff->who.office;
    if (!step || !is_actor(office, cs, step->actor))
        return ERR(ERR_DENIED, STR("office"));
    unsigned need = role_bit(step->role);
    unsigned have = role_bit(staff->who.role);
    if (have == HEAD)
        have |= OFFICER;
    return (have & need) ? OK : ERR(ERR_DENIED, STR("role"));
}

struct err flow_authorize_complaint(const struct flow_staff *staff, struct str kind,
                                    const struct intake_report *report) {
    const struct store_office *office = &staff->who.office;
    if (!staff->who.name.len)
        return ERR(ERR_UNSIGNED, STR("session"));
    if (!flow_may(staff, FLOW_COMPLAINT))
        return ERR(ERR_DENIED, STR("role"));
    bool runs_sbt = str_equal(office->kind, STR("bkn"));
    if (!(runs_sbt || str_equal(office->kind, kind)) || !str_starts(report->region, office->region))
        return ERR(ERR_DENIED, STR("office"));
    if (office->region.len && flow_names_office(report, office))
        return ERR(ERR_DENIED, STR("own_office"));
    return OK;
}

struct err flow_authorize(const struct flow_staff *staff, enum flow_verb verb,
                          const struct case_state *cs, const struct law_step *step) {
    if (!staff->who.name.len)
        return ERR(ERR_UNSIGNED, STR("session"));
    if (!flow_may(staff, verb))
        return ERR(ERR_DENIED, STR("role"));
    if (!sees(staff, cs))
        return ERR(ERR_DENIED, STR("office"));
    if (is_own_office(&staff->who.office, cs))
        return ERR(ERR_DENIED, STR("own_office"));
    if (verb == FLOW_CASE_ACT)
        return may_act(staff, cs, step);
    bool in_charge =
        verb == FLOW_IDENTITY_OPEN || verb == FLOW_ERASE_ASK || verb == FLOW_ERASE_AGREE;
    if (in_charge && !str_equal(cs->offices.bawaslu, staff->who.office.id))
        return ERR(ERR_DENIED, STR("office"));
    return OK;
}
