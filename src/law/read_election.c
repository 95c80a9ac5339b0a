#include "law/read_files.h"

#include "base/regions.h"

/* One election: its own days, its regions, its stages and their order. */

static struct law_stage read_stage(struct law_reader *r, const struct law_node *row) {
    if (!law_keys(r, row, "id label from? to? when? critical? preparation?"))
        return (struct law_stage){0};
    bool begins = law_get(row, "from") != NULL, ends = law_get(row, "to") != NULL;
    struct law_stage s = {
        .id = law_read_id(r, row, "id"),
        .label = law_read_text(r, row, "label"),
        .from = begins ? law_read_date(r, row, "from") : (struct date){ends ? INT32_MIN : LAW_OPEN},
        .to = ends ? law_read_date(r, row, "to") : (struct date){LAW_OPEN},
        .when = law_read_text(r, row, "when"),
        .critical = law_read_bool(r, row, "critical"),
        .preparation = law_read_bool(r, row, "preparation"),
        .line = row->line,
    };
    if (s.from.day > s.to.day)
        law_fault(r, row->line, "stage \"%.*s\" ends before it begins", STR_ARG(s.id));
    /* Who counts days must not meet one that is not there; the banner and the lists pass it by. */
    if (ends == (law_get(row, "when") != NULL) || (!ends && !s.preparation))
        law_fault(r, row->line,
                  "stage \"%.*s\" has either \"to\", or \"when\" with preparation: true",
                  STR_ARG(s.id));
    return s;
}

/* Where a stage of that name lies. Names that stand in no row have no place: they may lie anywhere.
 */
enum place {
    BEFORE_DETERMINATION, /* its last day lies before it */
    ON_DETERMINATION,     /* it is that day */
    AFTER_DETERMINATION,  /* between it and voting, neither included */
    BEFORE_VOTING,        /* its last day lies before it */
    EVE_OF_VOTING,        /* it ends on the day before */
    ON_VOTING,            /* it is that day */
    FROM_VOTING           /* between it and the day on which the election closes, both included */
};
static const struct {
    struct str stage;
    enum place place;
} PLACES[] = {
    {STR_INIT("party_registration"), BEFORE_DETERMINATION},
    {STR_INIT("party_determination"), BEFORE_DETERMINATION},
    {STR_INIT("independent_support"), BEFORE_DETERMINATION},
    {STR_INIT("announcement"), BEFORE_DETERMINATION},
    {STR_INIT("registration"), BEFORE_DETERMINATION},
    {STR_INIT("examination"), BEFORE_DETERMINATION},
    {STR_INIT("determination"), ON_DETERMINATION},
    {STR_INIT("number_draw"), AFTER_DETERMINATION},
    {STR_INIT("campaign"), AFTER_DETERMINATION},
    {STR_INIT("candidates_dpd"), BEFORE_VOTING},
    {STR_INIT("candidates_dpr"), BEFORE_VOTING},
    {STR_INIT("candidates_president"), BEFORE_VOTING},
    {STR_INIT("quiet"), EVE_OF_VOTING},
    {STR_INIT("voting"), ON_VOTING},
    {STR_INIT("counting"), FROM_VOTING},
    {STR_INIT("recap"), FROM_VOTING},
};
/* Two stages, where an election has both: the first has ended when the other begins. */
static const struct {
    struct str first, then;
} ORDER[] = {
    {STR_INIT("party_registration"), STR_INIT("party_determination")},
    {STR_INIT("announcement"), STR_INIT("registration")},
    {STR_INIT("number_draw"), STR_INIT("campaign")},
    {STR_INIT("campaign"), STR_INIT("quiet")},
};

/* What is wrong with the place of a stage; NULL: nothing. A day that stands twice, of the election
 * and of the stage of that name, is one day. */
static const char *misplaced(const struct law_election *e, const struct law_stage *s,
                             enum place place) {
    struct date fixed = e->determination, voting = e->voting;
    switch (place) {
    case BEFORE_DETERMINATION:
        return s->to.day < fixed.day ? NULL : "must end before the election's \"determination\"";
    case ON_DETERMINATION:
        return s->from.day == fixed.day && s->to.day == fixed.day
                   ? NULL
                   : "is not the election's own day \"determination\"";
    case AFTER_DETERMINATION:
        return s->from.day > fixed.day && s->to.day < voting.day
                   ? NULL
                   : "must lie after the election's \"determination\" and before \"voting\"";
    case BEFORE_VOTING:
        return s->to.day < voting.day ? NULL : "must end before the election's \"voting\"";
    case EVE_OF_VOTING:
        return s->to.day == voting.day - 1 ? NULL : "must end on the day before \"voting\"";
    case ON_VOTING:
        return s->from.day == voting.day && s->to.day == voting.day
                   ? NULL
                   : "is not the election's own day \"voting\"";
    case FROM_VOTING:
        return s->from.day >= voting.day && s->to.day <= e->closes.day
                   ? NULL
                   : "must not begin before the election's \"voting\" nor end after it \"closes\"";
    }
    return NULL;
}

static const struct law_stage *find_stage(const struct law_election *e, struct str id) {
    for (size_t i = 0; i < e->stage_count; i++)
        if (str_equal(e->stages[i].id, id))
            return &e->stages[i];
    return NULL;
}

static void check_places(struct law_reader *r, const struct law_election *e) {
    for (size_t i = 0; i < COUNT_OF(PLACES); i++) {
        const struct law_stage *s = find_stage(e, PLACES[i].stage);
        const char *wrong = s ? misplaced(e, s, PLACES[i].place) : NULL;
        if (wrong)
            law_fault(r, s->line, "stage \"%.*s\" %s", STR_ARG(s->id), wrong);
    }
    for (size_t i = 0; i < COUNT_OF(ORDER); i++) {
        const struct law_stage *first = find_stage(e, ORDER[i].first);
        const struct law_stage *then = find_stage(e, ORDER[i].then);
        if (first && then && first->to.day >= then->from.day)
            law_fault(r, first->line, "stage \"%.*s\" must end before the stage \"%.*s\" begins",
                      STR_ARG(first->id), STR_ARG(then->id));
    }
    for (size_t i = 0; i < e->stage_count; i++) {
        const struct law_stage *s = &e->stages[i];
        if (!s->preparation && s->from.day < e->opens.day)
            law_fault(r, s->line,
                      "stage \"%.*s\" begins before the election \"opens\"; what runs beside the "
                      "contest is preparation: true",
                      STR_ARG(s->id));
    }
}

/* Codes are those of the ministry: who reports from a region that is none is told of no vote. */
static void read_regions(struct law_reader *r, const struct law_node *root,
                         struct law_election *ret) {
    struct law_words_list regions = law_read_ids(r, root, "regions", 1);
    ret->regions = regions.list;
    ret->region_count = regions.count;
    const struct law_node *list = law_get(root, "regions");
    for (const struct law_node *n = list ? list->first : NULL; n; n = n->next) {
        struct str shown = law_shown(n->value);
        if (n->kind == LAW_SCALAR && !region_find(n->value))
            law_fault(r, n->line,
                      "\"%.*s\" is no region; write the code of a province (\"16\"), a regency or "
                      "a city (\"16.06\")",
                      STR_ARG(shown));
        for (const struct law_node *before = list->first; before != n; before = before->next)
            if (str_equal(before->value, n->value))
                law_fault(r, n->line, "\"%.*s\" stands here twice", STR_ARG(shown));
    }
}

static void check_own_days(struct law_reader *r, const struct law_node *root,
                           const struct law_election *e) {
    /* A repeat vote goes on with the candidates that were determined for the first one. */
    bool early = !e->region_count && e->opens.day > e->determination.day;
    if (early || e->determination.day > e->voting.day || e->opens.day > e->voting.day ||
        e->voting.day > e->closes.day)
        law_fault(r, root->line,
                  "the days must be in the order opens, determination, voting, closes");
}

bool law_read_election(struct law_reader *r, const struct law_node *root,
                       struct law_election *ret) {
    if (!law_keys(r, root,
                  "id regime contest label opens determination voting closes regions? cite stages"))
        return false;
    const struct law_node *voting = law_get(root, "voting");
    size_t told = r->told;
    *ret = (struct law_election){
        .id = law_read_id(r, root, "id"),
        .regime = law_read_id(r, root, "regime"),
        .contest = law_read_id(r, root, "contest"),
        .label = law_read_text(r, root, "label"),
        .opens = law_read_date(r, root, "opens"),
        .determination = law_read_date(r, root, "determination"),
        .voting = law_read_date(r, root, "voting"),
        .closes = law_read_date(r, root, "closes"),
        .cite = law_read_cite(r, root),
        .file = arena_str(r->a, r->file),
        .voting_line = voting ? voting->line : root->line,
    };
    const struct law_node *contest = law_get(root, "contest");
    if (contest && ret->contest.len)
        law_check_contests(r, (struct law_words_list){&ret->contest, 1}, contest->line);
    read_regions(r, root, ret);
    check_own_days(r, root, ret);
    struct law_rows rows = law_read_rows(r, root, "stages", 1);
    struct law_stage *list = NEW(r->a, struct law_stage, rows.count);
    ret->stages = list;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        list[ret->stage_count] = read_stage(r, n);
        law_check_double(r, n, list, ret->stage_count, sizeof *list);
        ret->stage_count++;
    }
    if (r->told == told) /* else a day that was not read would be told again */
        check_places(r, ret);
    return true;
}

/* A procedure is of one kind of election: acts and windows speak by contest, steps by regime. */
void law_check_elections(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->election_count; i++)
        for (size_t k = 0; k < i; k++) {
            const struct law_election *e = &law->elections[i], *other = &law->elections[k];
            r->file = e->file;
            if (str_equal(e->regime, other->regime) && !str_equal(e->contest, other->contest))
                law_fault(r, e->voting_line,
                          "the regime \"%.*s\" is that of the election \"%.*s\", too, which is a "
                          "%.*s: is \"regime\" or \"contest\" another's?",
                          STR_ARG(e->regime), STR_ARG(other->id), STR_ARG(other->contest));
        }
}

void law_check_voting_days(struct law_reader *r, const struct law *law) {
    const struct law_calendar *c = &law->calendar;
    for (size_t i = 0; i < law->election_count; i++) {
        const struct law_election *e = &law->elections[i];
        bool known = e->voting.day >= c->first.day && e->voting.day <= c->last.day &&
                     !law_is_estimate(c, e->voting);
        if (!known || law_votes_on_day_off(e, c->days, c->count))
            continue;
        r->file = e->file;
        law_fault(r, e->voting_line,
                  "nobody votes on a working day, but calendars/ has no day off on %.*s: is "
                  "\"voting\" the right day, or is its kind: voting_day missing there?",
                  STR_ARG(date_format(r->scratch, e->voting)));
    }
}
