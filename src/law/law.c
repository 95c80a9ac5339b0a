#include "law/law.h"

#include "base/buf.h"
#include "base/regions.h"
#include "law/read.h"

struct hash law_files_hash(struct law_files files) {
    struct hash both[2] = {{{0}}};
    for (size_t i = 0; i < files.count; i++) {
        both[1] = hash_sha256(files.list[i].bytes);
        both[0] = hash_sha256((struct str){(const char *)both, sizeof both});
    }
    return both[0];
}

bool law_is_file_name(struct str name) {
    char before = '/';
    for (size_t i = 0; i < name.len; before = name.ptr[i++]) {
        char c = name.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        bool mark = (c == '/' || c == '.') ? before != '/' : c == '-' || c == '_';
        if (!letter && !mark)
            return false;
    }
    return before != '/' && name.len <= 128;
}

/* Lookups are linear on purpose: the longest table has some forty rows. */
#define FIND(list, count, member, id)                                                              \
    for (size_t i = 0; i < (count); i++)                                                           \
        if (str_equal((list)[i].member, (id)))                                                     \
            return &(list)[i];                                                                     \
    return NULL

static const struct str CONFIDENCES[] = {STR_INIT("high"), STR_INIT("medium"), STR_INIT("low")};
static const struct str READINGS[] = {STR_INIT("P"), STR_INIT("P2"), STR_INIT("S"), STR_INIT("GK"),
                                      STR_INIT("INF")};
static const struct str UNITS[] = {STR_INIT("calendar"), STR_INIT("working"), STR_INIT("month"),
                                   STR_INIT("hour")};
static const struct str MODES[] = {STR_INIT("total"), STR_INIT("before"), STR_INIT("effect")};
static const struct str FIELD_TYPES[] = {STR_INIT("text"), STR_INIT("date"), STR_INIT("datetime"),
                                         STR_INIT("bool"), STR_INIT("int"),  STR_INIT("list")};
static const struct str PHASES[LAW_PHASE_COUNT] = {STR_INIT("intake"),
                                                   STR_INIT("examination"),
                                                   STR_INIT("with_bkn"),
                                                   STR_INIT("with_ppk"),
                                                   STR_INIT("done_sanction"),
                                                   STR_INIT("done_no_breach"),
                                                   STR_INIT("done_not_registered"),
                                                   STR_INIT("done_other")};

struct str law_confidence_name(enum law_confidence value) {
    return CONFIDENCES[value];
}

struct str law_reading_name(enum law_reading read) {
    return READINGS[read];
}

struct str law_mode_name(enum law_clock_mode mode) {
    return MODES[mode];
}

static bool is_open(struct date day) {
    return day.day == INT32_MIN || day.day == LAW_OPEN;
}

struct date law_day_before(struct date day) {
    return is_open(day) ? day : (struct date){day.day - 1};
}

struct date law_day_after(struct date day) {
    return is_open(day) ? day : (struct date){day.day + 1};
}

bool law_in_force(struct law_span span, struct date day) {
    return span.from.day <= day.day && day.day <= span.to.day;
}

bool law_overlap(struct law_span a, struct law_span b) {
    return a.from.day <= b.to.day && b.from.day <= a.to.day;
}

bool law_needs_badge(const struct law_cite *cite) {
    return !cite->verified || cite->confidence == LAW_LOW;
}

struct str law_unit_name(enum law_unit unit) {
    return UNITS[unit];
}

struct str law_field_type_name(enum law_field_type type) {
    return FIELD_TYPES[type];
}

struct str law_phase_name(enum law_phase phase) {
    return PHASES[phase];
}

struct str law_say(struct law_text text, bool english) {
    return english || !text.id.len ? text.en : text.id;
}

const struct law_rulebook *law_rulebook_on(const struct law *law, struct str regime,
                                           struct date day) {
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_rulebook *r = &law->rulebooks[i];
        if (str_equal(r->regime, regime) && r->from.day <= day.day && day.day <= r->to.day)
            return r;
    }
    return NULL;
}

const struct law_rulebook *law_rulebook_named(const struct law *law, struct str reference) {
    int64_t version;
    struct str regime = str_cut(&reference, '@');
    if (!str_to_int(reference, &version))
        return NULL;
    for (size_t i = 0; i < law->rulebook_count; i++)
        if (str_equal(law->rulebooks[i].regime, regime) && law->rulebooks[i].version == version)
            return &law->rulebooks[i];
    return NULL;
}

const struct law_election *law_election(const struct law *law, struct str id) {
    FIND(law->elections, law->election_count, id, id);
}

/* How much of the country a repeat vote leaves out: the length of the code that the region lies in;
 * 0 when it lies in none. */
static size_t nearness(const struct law_election *election, struct str region) {
    size_t near = 0;
    for (size_t i = 0; i < election->region_count; i++)
        if (str_starts(region, election->regions[i]) && election->regions[i].len > near)
            near = election->regions[i].len;
    return near;
}

const struct law_election *law_local_election(const struct law *law, struct str region,
                                              struct date day) {
    const struct law_election *found = NULL;
    for (size_t i = 0; i < law->election_count; i++) {
        const struct law_election *e = &law->elections[i];
        if (e->opens.day <= day.day && day.day <= e->closes.day &&
            nearness(e, region) > (found ? nearness(found, region) : 0))
            found = e;
    }
    return found;
}

const struct law_act *law_act(const struct law *law, struct str id) {
    const struct law_act *last = NULL;
    for (size_t i = 0; i < law->act_count; i++) {
        const struct law_act *act = &law->acts[i];
        if (str_equal(act->row.id, id) &&
            (!last || act->row.span.from.day > last->row.span.from.day))
            last = act;
    }
    return last;
}

const struct law_siasn *law_siasn_of(const struct law *law, const struct law_punishment *ours) {
    for (size_t i = 0; i < law->siasn_count && ours->siasn.len; i++)
        if (str_equal(law->siasn[i].kind, STR("punishment")) &&
            str_equal(law->siasn[i].code, ours->siasn) && str_equal(law->siasn[i].ours, ours->id))
            return &law->siasn[i];
    return NULL;
}

bool law_siasn_is_sure(const struct law_siasn *code) {
    return !law_needs_badge(&code->row.cite) && !law_needs_badge(&code->match);
}

const struct law_act *law_act_on(const struct law *law, struct str id, struct date day) {
    for (size_t i = 0; i < law->act_count; i++)
        if (str_equal(law->acts[i].row.id, id) && law_in_force(law->acts[i].row.span, day))
            return &law->acts[i];
    return NULL;
}

const struct law_subject_class *law_subject_class(const struct law *law, struct str id) {
    FIND(law->classes, law->class_count, row.id, id);
}

const struct law_instrument *law_instrument(const struct law *law, struct str id) {
    FIND(law->instruments, law->instrument_count, row.id, id);
}

const struct law_source *law_source(const struct law *law, struct str id) {
    FIND(law->sources, law->source_count, id, id);
}

const struct law_office *law_office(const struct law *law, struct str id) {
    FIND(law->offices, law->office_count, id, id);
}

bool law_lists(struct law_words_list list, struct str id) {
    for (size_t i = 0; i < list.count; i++)
        if (str_equal(list.list[i], id))
            return true;
    return false;
}

bool law_lists_or_all(struct law_words_list list, struct str id) {
    return !list.count || law_lists(list, id);
}

struct str law_step_doer(const struct law_step *step, const struct law_state *state) {
    if (step->on_awaited && state && state->waits_for.len)
        return state->waits_for;
    return step->on_behalf.len ? step->on_behalf : step->actor;
}

bool law_step_leaves(const struct law_step *step, const struct law_state *state) {
    for (size_t i = 0; i < step->from_count; i++)
        if (step->from[i] == state)
            return true;
    return false;
}

bool law_runs_on(const struct law_rulebook *rules, const struct law_state *end,
                 const struct law_clock *clock) {
    for (size_t i = 0; i < rules->step_count; i++)
        if (rules->steps[i].during == clock && law_step_leaves(&rules->steps[i], end))
            return true;
    return false;
}

bool law_step_barred(const struct law_step *step, const struct law_step *by) {
    for (size_t i = 0; i < step->unless_count; i++)
        if (step->unless[i] == by)
            return true;
    return false;
}

bool law_same_way(const struct law_outcome *a, const struct law_outcome *b) {
    bool same = a->tracks == b->tracks && a->tiers.count == b->tiers.count;
    for (size_t i = 0; same && i < a->tiers.count; i++)
        same = law_lists(b->tiers, a->tiers.list[i]);
    return same;
}

const struct law_state *law_state(const struct law_rulebook *rules, struct str id) {
    FIND(rules->states, rules->state_count, id, id);
}

const struct law_step *law_step(const struct law_rulebook *rules, struct str name) {
    FIND(rules->steps, rules->step_count, name, name);
}

const struct law_clock *law_clock(const struct law_rulebook *rules, struct str id) {
    for (size_t i = 0; i < rules->clock_count; i++) {
        const struct law_clock *c = &rules->clocks[i];
        if (str_equal(c->id, id) || (c->aka.len && str_equal(c->aka, id)))
            return c;
    }
    return NULL;
}

/* Days a stage lasts; an open start counts as the longest. */
static int64_t stage_length(const struct law_stage *s) {
    return (int64_t)s->to.day - s->from.day;
}

bool law_is_open(const struct law_election *election, struct date day) {
    return election->opens.day <= day.day && day.day <= election->closes.day;
}

const struct law_stage *law_stage_on(const struct law_election *election, struct date day) {
    const struct law_stage *best = NULL;
    for (size_t i = 0; i < election->stage_count; i++) {
        const struct law_stage *s = &election->stages[i];
        if (!s->preparation && s->from.day <= day.day && day.day <= s->to.day &&
            (!best || stage_length(s) < stage_length(best)))
            best = s;
    }
    return best;
}

enum { NUMBER_MAX = 256 };

/* At least width digits, zeros in front. */
static void add_padded(struct buf *out, int64_t n, int64_t width) {
    int64_t count = 1;
    for (int64_t rest = n; rest >= 10; rest /= 10)
        count++;
    for (; count < width; count++)
        buf_add_char(out, '0');
    buf_add_int(out, n);
}

/* The level of the office that numbers, as the offices abbreviate it; without a region the
 * nation's. */
static struct str level_word(struct str region) {
    static const struct str WORDS[] = {
        [REGION_PROVINSI] = STR_INIT("Prov"),
        [REGION_KABUPATEN] = STR_INIT("Kab"),
        [REGION_KOTA] = STR_INIT("Kota"),
    };
    const struct region *row = region_find(region);
    return row ? WORDS[row->kind] : STR("RI");
}

/* One placeholder of a number pattern, without its braces. The loader has checked the names. */
static void number_part(struct buf *out, struct str part, int64_t n, struct str region,
                        struct civil day) {
    static const char *const ROMAN[] = {"I",   "II",   "III", "IV", "V",  "VI",
                                        "VII", "VIII", "IX",  "X",  "XI", "XII"};
    struct str name = str_cut(&part, ':');
    int64_t width = 0;
    if (!str_to_int(part, &width))
        width = 1;
    if (str_equal(name, STR("n")))
        add_padded(out, n, width);
    else if (str_equal(name, STR("region")))
        buf_add(out, region.len ? region : STR("00.00"));
    else if (str_equal(name, STR("level")))
        buf_add(out, level_word(region));
    else if (str_equal(name, STR("roman_month")))
        buf_add_c(out, ROMAN[day.month - 1]);
    else if (str_equal(name, STR("year")))
        buf_add_int(out, day.year);
}

/* lint: parameters: the words of the pattern; a struct would only rename them */
struct str law_number(struct arena *a, const struct law_rulebook *rules, bool registered, int64_t n,
                      struct str region, struct date day) {
    struct str rest = registered ? rules->numbers.registered : rules->numbers.received;
    struct buf out;
    buf_init(&out, NUMBER_MAX);
    while (rest.len) {
        buf_add(&out, str_cut(&rest, '{'));
        if (rest.len)
            number_part(&out, str_cut(&rest, '}'), n, region, date_to_civil(day));
    }
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}
