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

/* The office that the case gives to this kind; empty while it has not reached one. */
static struct str office_of_kind(const struct case_state *cs, struct str kind) {
    if (str_equal(kind, STR("bawaslu")))
        return cs->offices.bawaslu;
    if (str_equal(kind, STR("bkn")))
        return cs->offices.bkn;
    if (str_equal(kind, STR("ppk")))
        return cs->offices.ppk;
    return (struct str){0};
}

/* Offices of a kind see what the case gave them; a provincial Bawaslu or an oversight office sees
 * the cases of its province, read only. */
static bool sees(const struct store_office *office, const struct case_state *cs) {
    struct str mine = office_of_kind(cs, office->kind);
    if (mine.len && str_equal(mine, office->id))
        return true;
    bool above = str_equal(office->kind, STR("bawaslu")) && office->region.len <= 2;
    return above && str_starts(cs->received.report.region, office->region);
}

/* Invariant I8: nobody handles a case about their own office. The appointing authority is the one
 * whose duty it is to judge its own staff. */
static bool is_own_office(const struct store_office *office, const struct case_state *cs) {
    const struct intake_report *report = &cs->received.report;
    if (str_equal(office->kind, STR("ppk")))
        return false;
    for (size_t i = 0; i < report->subject_count; i++)
        if (str_equal(report->subjects[i].agency, office->name))
            return true;
    return false;
}

static struct err may_act(const struct flow_staff *staff, const struct case_state *cs,
                          const struct law_step *step) {
    const struct store_office *office = &staff->who.office;
    if (!step || !str_equal(step->actor, office->kind))
        return ERR(ERR_DENIED, STR("office"));
    if (!str_equal(office_of_kind(cs, office->kind), office->id))
        return ERR(ERR_DENIED, STR("office"));
    unsigned need = role_bit(step->role);
    unsigned have = role_bit(staff->who.role);
    if (have == HEAD)
        have |= OFFICER;
    return (have & need) ? OK : ERR(ERR_DENIED, STR("role"));
}

struct err flow_authorize(const struct flow_staff *staff, enum flow_verb verb,
                          const struct case_state *cs, const struct law_step *step) {
    if (!staff->who.name.len)
        return ERR(ERR_UNSIGNED, STR("session"));
    if (!flow_may(staff, verb))
        return ERR(ERR_DENIED, STR("role"));
    if (!sees(&staff->who.office, cs))
        return ERR(ERR_DENIED, STR("office"));
    if (verb != FLOW_CASE_READ && is_own_office(&staff->who.office, cs))
        return ERR(ERR_DENIED, STR("own_office"));
    if (verb == FLOW_CASE_ACT)
        return may_act(staff, cs, step);
    if (verb == FLOW_IDENTITY_OPEN && !str_equal(cs->offices.bawaslu, staff->who.office.id))
        return ERR(ERR_DENIED, STR("office"));
    return OK;
}
