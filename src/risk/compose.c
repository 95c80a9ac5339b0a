#include "risk/compose.h"

#include "law/read.h"

enum { HUNDRED = 100 };

struct composing {
    struct arena *a;
    const struct risk_composing *of;
    struct risk_slips *slips;
    struct risk_dimension dimensions[RISK_DIMENSIONS];
    size_t counts[RISK_DIMENSIONS]; /* indicators of each */
    int64_t sums[RISK_DIMENSIONS];
    bool odd[RISK_DIMENSIONS]; /* a weight of an indicator is no number: no sum is told */
    struct risk_indicator indicators[RISK_INDICATORS]; /* by the file's order */
    bool used[RISK_INDICATORS];
};

static void slip(struct composing *x, struct str field, enum risk_slip_kind kind) {
    if (x->slips->count < RISK_SLIPS)
        x->slips->list[x->slips->count++] = (struct risk_slip){.field = field, .kind = kind};
}

static void slip_sum(struct composing *x, struct str field, enum risk_slip_kind kind, int64_t sum) {
    slip(x, field, kind);
    x->slips->list[x->slips->count - 1].sum = sum;
}

struct str risk_field(struct arena *a, const char *kind, size_t place) {
    return arena_printf(a, "%s-%zu", kind, place);
}

struct str risk_field_of(struct arena *a, const char *kind, struct str id) {
    return arena_printf(a, "%s-%.*s", kind, STR_ARG(id));
}

bool risk_percent_read(struct str text, int64_t *ret, enum risk_slip_kind *ret_kind) {
    double value = 0;
    text = str_trim(text);
    bool negative = str_starts(text, STR("-"));
    if (negative)
        (void)str_cut(&text, '-');
    enum risk_number read = risk_number_read(text, &value);
    bool good = false;
    if (read == RISK_NUMBER_NONE)
        *ret_kind = RISK_SLIP_NO_NUMBER;
    else if (negative)
        *ret_kind = RISK_SLIP_NEGATIVE;
    else if (read == RISK_NUMBER_AMBIGUOUS)
        *ret_kind = RISK_SLIP_DIGITS;
    else if (read == RISK_NUMBER_LARGE || value > HUNDRED)
        *ret_kind = RISK_SLIP_LARGE;
    else if (!risk_is_hundredths(value))
        *ret_kind = RISK_SLIP_DIGITS;
    else
        good = true;
    if (good)
        *ret = risk_hundredths(value);
    return good;
}

static bool read_percent(struct composing *x, struct str field, struct str text, int64_t *ret) {
    enum risk_slip_kind kind = RISK_SLIP_NO_NUMBER;
    bool good = risk_percent_read(text, ret, &kind);
    if (!good)
        slip(x, field, text.len ? kind : RISK_SLIP_EMPTY);
    return good;
}

/* --- what the form shows of an index --- */

static struct str in_words(struct arena *a, int64_t n) {
    int whole = (int)(n / HUNDRED), rest = (int)(n % HUNDRED);
    return rest ? arena_printf(a, "%d.%02d", whole, rest) : arena_printf(a, "%d", whole);
}

static const struct risk_indicator *indicator_named(const struct risk_index *index, struct str id) {
    for (size_t i = 0; i < index->indicator_count; i++)
        if (str_equal(index->indicators[i].id, id))
            return &index->indicators[i];
    return NULL;
}

struct risk_draft risk_draft_of(struct arena *a, const struct risk_index *file,
                                const struct risk_index *index) {
    struct risk_draft draft = {.least_known = in_words(a, index->least_known),
                               .dimension_count = index->dimension_count};
    if (index->cuts.has) {
        draft.medium = in_words(a, index->cuts.medium);
        draft.high = in_words(a, index->cuts.high);
    }
    if (index->warn.has)
        draft.days = arena_printf(a, "%lld", (long long)index->warn.days);
    for (size_t d = 0; d < index->dimension_count; d++) {
        const struct risk_dimension *of = &index->dimensions[d];
        draft.dimensions[d] = (struct risk_draft_dimension){of->id, of->label.id, of->label.en,
                                                            in_words(a, of->weight)};
    }
    for (size_t i = 0; i < file->indicator_count; i++) {
        const struct risk_indicator *used = indicator_named(index, file->indicators[i].id);
        const struct risk_indicator *of = used ? used : &file->indicators[i];
        draft.parts[i] = (struct risk_draft_part){
            .dimension = used ? index->dimensions[of->dimension].id : STR(RISK_OFF),
            .weight = in_words(a, of->weight),
            .scale = risk_scale_name(of->scale),
            .staff = of->per_asked ? STR(RISK_ROSTERS)
                     : of->staff   ? of->staff->id
                                   : STR(RISK_STAFF_NONE),
            .table = of->table ? of->table->id : (struct str){0},
            .falls = of->falls};
    }
    return draft;
}

bool risk_draft_takes(const struct risk_draft *draft, struct str id) {
    bool takes = law_is_id(id) && !str_equal(id, STR(RISK_OFF));
    for (size_t d = 0; d < draft->dimension_count; d++)
        takes &= !str_equal(draft->dimensions[d].id, id);
    return takes && draft->dimension_count < RISK_DIMENSIONS;
}

struct str risk_draft_id(struct arena *a, const struct risk_draft *draft) {
    for (size_t n = 1;; n++) {
        struct str id = arena_printf(a, "dimensi-%zu", n);
        if (risk_draft_takes(draft, id) || draft->dimension_count == RISK_DIMENSIONS)
            return id;
    }
}

bool risk_is_made_of(const struct risk_index *file, const struct risk_index *index) {
    for (size_t i = 0; i < index->indicator_count; i++) {
        const struct risk_indicator *of = indicator_named(file, index->indicators[i].id);
        if (!of || of->origin != index->indicators[i].origin)
            return false;
    }
    return str_equal(file->id, index->id) && file->level == index->level;
}

/* --- dimensions --- */

static size_t character_count(struct str s) {
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
    return count;
}

/* Line ends and controls, which a file has no place for, and those that turn the writing around. */
static bool is_hidden(uint32_t sign) {
    static const struct {
        uint32_t first, last;
    } HIDDEN[] = {{0, 0x1f},        {0x7f, 0x9f},     {0x2028, 0x202e},
                  {0x2066, 0x2069}, {0xfeff, 0xfeff}, {0xfffe, 0xffff}};
    bool hidden = false;
    for (size_t i = 0; i < COUNT_OF(HIDDEN); i++)
        hidden |= sign >= HIDDEN[i].first && sign <= HIDDEN[i].last;
    return hidden;
}

/* Signs of up to three bytes; those of four are none of them. */
static bool has_hidden_sign(struct str s) {
    enum {
        ASCII = 0x80,
        TWO = 0xc0,
        THREE = 0xe0,
        FOUR = 0xf0,
        REST = 0x3f,
        BITS = 6,
        FIFTEEN = 15
    };
    bool hidden = false;
    for (size_t i = 0; i < s.len; i++) {
        const unsigned char *at = (const unsigned char *)s.ptr + i;
        size_t left = s.len - i;
        uint32_t c = at[0];
        if (c < ASCII)
            hidden |= is_hidden(c);
        else if (c >= TWO && c < THREE && left > 1)
            hidden |= is_hidden((c & 0x1f) << BITS | (at[1] & REST));
        else if (c >= THREE && c < FOUR && left > 2)
            hidden |= is_hidden((c & FIFTEEN) << 2 * BITS | (uint32_t)(at[1] & REST) << BITS |
                                (at[2] & REST));
    }
    return hidden;
}

static bool reads_alike(struct str x, struct str y) {
    bool same = x.len == y.len;
    for (size_t i = 0; i < x.len && same; i++)
        same = char_lower(x.ptr[i]) == char_lower(y.ptr[i]);
    return same;
}

/* d: its place; of: its name in one language, of each dimension. */
static struct str read_name(struct composing *x, size_t d, bool english) {
    const struct risk_draft *draft = x->of->draft;
    struct str name =
        str_trim(english ? draft->dimensions[d].name_en : draft->dimensions[d].name_id);
    struct str field = risk_field(x->a, english ? "e" : "n", d);
    if (!name.len)
        slip(x, field, RISK_SLIP_EMPTY);
    else if (character_count(name) > RISK_COMPOSE_NAME)
        slip(x, field, RISK_SLIP_LONG);
    else if (has_hidden_sign(name))
        slip(x, field, RISK_SLIP_SIGN);
    for (size_t k = 0; k < d && name.len; k++) {
        struct str other = english ? draft->dimensions[k].name_en : draft->dimensions[k].name_id;
        if (reads_alike(str_trim(other), name)) {
            slip(x, field, RISK_SLIP_DOUBLE);
            break;
        }
    }
    return name;
}

static void read_dimensions(struct composing *x) {
    const struct risk_draft *draft = x->of->draft;
    int64_t sum = 0;
    bool whole = true;
    for (size_t d = 0; d < draft->dimension_count; d++) {
        int64_t weight = 0;
        struct law_text label = {read_name(x, d, false), read_name(x, d, true)};
        whole &= read_percent(x, risk_field(x->a, "w", d), draft->dimensions[d].weight, &weight);
        x->dimensions[d] = (struct risk_dimension){draft->dimensions[d].id, label, weight};
        sum += weight;
    }
    if (!draft->dimension_count)
        slip(x, STR("tambah"), RISK_SLIP_NONE);
    else if (whole && sum != RISK_WHOLE)
        slip_sum(x, STR("w-0"), RISK_SLIP_SUM_DIMENSIONS, sum);
}

/* --- indicators --- */

static const struct risk_table *table_of(const struct composing *x, struct str id) {
    const struct risk_table *table = risk_table_named(x->of->rules, id);
    return table && table->level == x->of->file->level ? table : NULL;
}

static bool read_scale(struct str name, enum risk_scale *ret) {
    for (int s = 0; s < RISK_SCALE_COUNT; s++)
        if (str_equal(name, risk_scale_name((enum risk_scale)s))) {
            *ret = (enum risk_scale)s;
            return true;
        }
    return false;
}

static void check_fit(struct composing *x, const struct risk_indicator *i) {
    static const enum risk_slip_kind KINDS[] = {
        [RISK_PROVINCE_COUNT] = RISK_SLIP_CHOICE,      [RISK_SHARE_STAFF] = RISK_SLIP_SHARE_STAFF,
        [RISK_CALENDAR_STAFF] = RISK_SLIP_SHARE_STAFF, [RISK_AS_IS_COUNT] = RISK_SLIP_AS_IS_COUNT,
        [RISK_AS_IS_LARGE] = RISK_SLIP_AS_IS_LARGE,    [RISK_LEAST_COUNT] = RISK_SLIP_CHOICE};
    enum risk_misfit misfit = risk_indicator_misfit(i, x->of->file->level);
    bool staff = misfit == RISK_SHARE_STAFF || misfit == RISK_CALENDAR_STAFF;
    if (misfit)
        slip(x, risk_field_of(x->a, staff ? "pe" : "sk", i->id), KINDS[misfit]);
}

static void read_choices(struct composing *x, const struct risk_draft_part *typed,
                         struct risk_indicator *i) {
    size_t before = x->slips->count;
    i->staff = NULL;
    i->per_asked = str_equal(typed->staff, STR(RISK_ROSTERS));
    i->falls = typed->falls;
    if (i->origin == RISK_TABLE && !(i->table = table_of(x, typed->table)))
        slip(x, risk_field_of(x->a, "ta", i->id), RISK_SLIP_CHOICE);
    if (!read_scale(typed->scale, &i->scale))
        slip(x, risk_field_of(x->a, "sk", i->id), RISK_SLIP_CHOICE);
    if (!i->per_asked && !str_equal(typed->staff, STR(RISK_STAFF_NONE)) &&
        !(i->staff = table_of(x, typed->staff)))
        slip(x, risk_field_of(x->a, "pe", i->id), RISK_SLIP_CHOICE);
    if (x->slips->count == before)
        check_fit(x, i);
}

static void read_part(struct composing *x, size_t place) {
    const struct risk_draft *draft = x->of->draft;
    const struct risk_draft_part *typed = &draft->parts[place];
    struct risk_indicator *i = &x->indicators[place];
    *i = x->of->file->indicators[place];
    if (str_equal(typed->dimension, STR(RISK_OFF)))
        return;
    size_t d = 0;
    while (d < draft->dimension_count &&
           !(typed->dimension.len && str_equal(draft->dimensions[d].id, typed->dimension)))
        d++;
    bool placed = d < draft->dimension_count;
    if (!placed)
        slip(x, risk_field_of(x->a, "di", i->id), RISK_SLIP_NO_DIMENSION);
    i->dimension = d;
    i->weight = 0;
    bool number = read_percent(x, risk_field_of(x->a, "bo", i->id), typed->weight, &i->weight);
    read_choices(x, typed, i);
    if (!placed)
        return;
    x->used[place] = true;
    x->counts[d]++;
    x->sums[d] += i->weight;
    x->odd[d] |= !number;
}

static void check_dimensions(struct composing *x) {
    for (size_t d = 0; d < x->of->draft->dimension_count; d++) {
        if (!x->counts[d])
            slip(x, risk_field(x->a, "n", d), RISK_SLIP_NO_INDICATOR);
        else if (!x->odd[d] && x->sums[d] != RISK_WHOLE)
            slip_sum(x, risk_field(x->a, "n", d), RISK_SLIP_SUM_INDICATORS, x->sums[d]);
    }
}

/* --- the rest --- */

static void read_cuts(struct composing *x, struct risk_cuts *ret) {
    const struct risk_draft *draft = x->of->draft;
    struct risk_cuts cuts = {.has = true};
    bool medium = draft->medium.len > 0, high = draft->high.len > 0;
    *ret = (struct risk_cuts){0};
    if (!medium && !high)
        return;
    if (!medium || !high) {
        slip(x, medium ? STR("tinggi") : STR("rawan"), RISK_SLIP_CUT_MISSING);
        return;
    }
    bool good = read_percent(x, STR("rawan"), draft->medium, &cuts.medium);
    good &= read_percent(x, STR("tinggi"), draft->high, &cuts.high);
    if (good && !cuts.medium)
        slip(x, STR("rawan"), RISK_SLIP_CUT_ZERO);
    else if (good && cuts.high <= cuts.medium)
        slip(x, STR("tinggi"), RISK_SLIP_CUT_ORDER);
    *ret = cuts;
}

static void read_days(struct composing *x, struct risk_warn *warn) {
    int64_t days = 0;
    if (!warn->has)
        return;
    if (!str_to_int(str_trim(x->of->draft->days), &days) || days < 1 || days > RISK_COMPOSE_DAYS)
        slip(x, STR("hari"), RISK_SLIP_DAYS);
    warn->days = days;
}

/* Indicators of a dimension stand together, as in a file. */
static void take_lists(const struct composing *x, struct risk_index *ret) {
    struct risk_dimension *dimensions = NEW(x->a, struct risk_dimension, RISK_DIMENSIONS);
    struct risk_indicator *indicators = NEW(x->a, struct risk_indicator, RISK_INDICATORS);
    ret->dimension_count = x->of->draft->dimension_count;
    ret->indicator_count = 0;
    for (size_t d = 0; d < ret->dimension_count; d++) {
        dimensions[d] = x->dimensions[d];
        for (size_t i = 0; i < x->of->file->indicator_count; i++)
            if (x->used[i] && x->indicators[i].dimension == d)
                indicators[ret->indicator_count++] = x->indicators[i];
    }
    ret->dimensions = dimensions;
    ret->indicators = indicators;
}

struct err risk_compose(struct arena *a, const struct risk_composing *of, struct risk_index *ret,
                        struct risk_slips *ret_slips) {
    struct composing *x = NEW(a, struct composing, 1);
    struct risk_index index = *of->file;
    *ret_slips = (struct risk_slips){0};
    x->a = a;
    x->of = of;
    x->slips = ret_slips;
    read_dimensions(x);
    for (size_t i = 0; i < of->file->indicator_count; i++)
        read_part(x, i);
    check_dimensions(x);
    read_cuts(x, &index.cuts);
    (void)read_percent(x, STR("data"), of->draft->least_known, &index.least_known);
    read_days(x, &index.warn);
    if (ret_slips->count)
        return ERR(ERR_INVALID, STR("index"));
    take_lists(x, &index);
    *ret = index;
    return OK;
}
