#include "risk/read.h"

#include "base/regions.h"
#include "law/read.h"

#include <stdlib.h>

static const char *const LEVELS[] = {"province", "regency"};
static const char *const ORIGINS[RISK_ORIGIN_COUNT] = {
    [RISK_TABLE] = "table",
    [RISK_RECEIVED] = "received",
    [RISK_OPEN] = "open",
    [RISK_DECIDED] = "decided",
    [RISK_LATE] = "late",
    [RISK_OPEN_SHARE] = "open_share",
    [RISK_LATE_SHARE] = "late_share",
    [RISK_STALLED_SHARE] = "stalled_share",
    [RISK_UNPLEDGED_SHARE] = "unpledged_share",
    [RISK_CALENDAR] = "calendar",
};
static const char *const SCALES[RISK_SCALE_COUNT] = {
    [RISK_AS_IS] = "as_is", [RISK_MAX] = "max", [RISK_MIN_MAX] = "min_max", [RISK_Z] = "z"};
static const char *const MISSING[] = {"leave_out", "as_least"};
#define WORDS(list) ((struct law_words){list, COUNT_OF(list)})

struct reading {
    struct law_reader r;
    struct risk_index *indexes;
    struct risk_table *tables;
    struct risk_dimension *dimensions; /* of the index that is read */
    struct risk_indicator *indicators;
    struct risk_rules *ret;
};

struct str risk_origin_name(enum risk_origin origin) {
    return str_from_c(ORIGINS[origin]);
}

struct str risk_scale_name(enum risk_scale scale) {
    return str_from_c(SCALES[scale]);
}

const struct risk_table *risk_table_named(const struct risk_rules *rules, struct str id) {
    for (size_t i = 0; i < rules->table_count; i++)
        if (str_equal(rules->tables[i].id, id))
            return &rules->tables[i];
    return NULL;
}

const struct risk_index *risk_index_find(const struct risk_rules *rules, struct str id) {
    for (size_t i = 0; i < rules->index_count; i++)
        if (str_equal(rules->indexes[i].id, id))
            return &rules->indexes[i];
    return NULL;
}

/* --- values that both kinds of file hold --- */

static double read_number(struct law_reader *r, const struct law_node *parent, const char *key) {
    const struct law_node *n = law_get(parent, key);
    double value = 0;
    if (!n)
        return 0;
    switch (risk_number_read(n->kind == LAW_SCALAR ? n->value : STR(""), &value)) {
    case RISK_NUMBER_GOOD:
        break;
    case RISK_NUMBER_NONE:
        law_fault(r, n->line, "\"%s\" must be a number that is not negative: 8.65", key);
        break;
    case RISK_NUMBER_AMBIGUOUS:
        law_fault(r, n->line,
                  "\"%s\" may be in thousands or have three decimals: write 1234, or 1.2340", key);
        break;
    case RISK_NUMBER_LARGE:
        law_fault(r, n->line, "\"%s\" is more than a thousand million", key);
        break;
    }
    return value;
}

/* A score or a percentage, 0 to 100, in hundredths. */
static int64_t read_percent(struct law_reader *r, const struct law_node *parent, const char *key) {
    const struct law_node *n = law_get(parent, key);
    if (!n)
        return 0;
    double value = read_number(r, parent, key);
    if (value > 100) {
        law_fault(r, n->line, "\"%s\" is more than 100", key);
        return 0;
    }
    if (!risk_is_hundredths(value))
        law_fault(r, n->line, "\"%s\" has more than two decimals", key);
    return risk_hundredths(value);
}

static struct risk_source read_source(struct law_reader *r, const struct law_node *parent) {
    struct risk_source source = {0};
    const struct law_node *n = law_get(parent, "source");
    if (!n || !law_keys(r, n, "text address? confidence"))
        return source;
    source.text = law_read_text(r, n, "text");
    source.confidence = law_read_confidence(r, n);
    if (!law_get(n, "address"))
        return source;
    source.address = law_read_str(r, n, "address");
    if (source.address.len && !str_starts(source.address, STR("https://")))
        law_fault(r, n->line, "an address begins with https://");
    return source;
}

static struct risk_cuts read_cuts(struct law_reader *r, const struct law_node *parent) {
    const struct law_node *n = law_get(parent, "cuts");
    if (!n || !law_keys(r, n, "medium high"))
        return (struct risk_cuts){0};
    struct risk_cuts cuts = {true, read_percent(r, n, "medium"), read_percent(r, n, "high")};
    if (cuts.medium >= cuts.high || !cuts.medium)
        law_fault(r, n->line, "cuts ascend: medium begins above 0, high above medium");
    return cuts;
}

static struct risk_warn read_warn(struct law_reader *r, const struct law_node *parent) {
    enum { DAYS_MAX = 365, LATE_MAX = 1000000, LATE_LEAST = 5, PERCENT = 100 };
    const struct law_node *n = law_get(parent, "warnings");
    if (!n || !law_keys(r, n, "days late coverage?"))
        return (struct risk_warn){0};
    struct risk_warn warn = {true, law_read_amount(r, n, "days", 1, DAYS_MAX),
                             law_read_amount(r, n, "late", LATE_LEAST, LATE_MAX), 0};
    if (law_get(n, "coverage"))
        warn.coverage = law_read_amount(r, n, "coverage", 1, PERCENT);
    return warn;
}

/* --- tables --- */

struct placed {
    struct risk_value value;
    int line;
};

static int by_region(const void *a, const void *b) {
    const struct placed *x = a, *y = b;
    int order = str_compare(x->value.region, y->value.region);
    return order ? order : x->line - y->line;
}

static bool read_row(struct law_reader *r, const struct law_node *n, const struct risk_table *table,
                     struct placed *ret) {
    size_t before = r->told;
    if (!law_keys(r, n, "region value"))
        return false;
    struct str code = law_read_str(r, n, "region");
    const struct region *region = region_find(code);
    double value = read_number(r, n, "value");
    if (!region)
        law_fault(r, n->line, "no region has this code; write it as \"16.07\", in quotes");
    else if ((region->kind == REGION_PROVINSI) != (table->level == RISK_PROVINCE))
        law_fault(r, n->line, "this table is of the level %s", LEVELS[table->level]);
    else if (table->published && value > 100)
        law_fault(r, n->line, "a published index goes from 0 to 100");
    else
        *ret = (struct placed){{region->code, value}, n->line};
    return r->told == before;
}

static void read_values(struct law_reader *r, const struct law_node *root,
                        struct risk_table *table) {
    struct law_rows rows = law_read_rows(r, root, "values", 1);
    struct placed *list = NEW(r->scratch, struct placed, rows.count + 1);
    struct risk_value *values = NEW(r->a, struct risk_value, rows.count + 1);
    size_t count = 0;
    for (const struct law_node *n = rows.first; n; n = n->next)
        count += read_row(r, n, table, &list[count]);
    if (count)
        qsort(list, count, sizeof *list, by_region);
    for (size_t i = 0; i < count; i++) {
        if (i && str_equal(list[i].value.region, list[i - 1].value.region))
            law_fault(r, list[i].line, "the region %.*s stands here twice, first in line %d",
                      STR_ARG(list[i].value.region), list[i - 1].line);
        values[i] = list[i].value;
    }
    table->list = values;
    table->count = count;
}

static void read_table(struct reading *x, const struct law_node *root) {
    struct law_reader *r = &x->r;
    size_t before = r->told;
    if (!law_keys(r, root, "table label note? level from to published? source cuts? values"))
        return;
    struct risk_table table = {
        .id = law_read_id(r, root, "table"),
        .label = law_read_text(r, root, "label"),
        .note = law_read_text(r, root, "note"),
        .level = (enum risk_level)law_read_word(r, root, "level", WORDS(LEVELS)),
        .from = law_read_date(r, root, "from"),
        .to = law_read_date(r, root, "to"),
        .published = law_read_bool(r, root, "published"),
        .source = read_source(r, root),
        .cuts = read_cuts(r, root),
        .file = arena_str(r->a, r->file),
    };
    read_values(r, root, &table);
    if (table.to.day < table.from.day)
        law_fault(r, root->line, "the period ends before it begins");
    if (str_equal(table.id, STR(RISK_ROSTERS)))
        law_fault(r, root->line,
                  "a table cannot be called \"%s\": indexes name by it those whom "
                  "rounds of pledges ask",
                  RISK_ROSTERS);
    if (risk_table_named(x->ret, table.id))
        law_fault(r, root->line, "another file holds the table \"%.*s\"", STR_ARG(table.id));
    if (x->ret->table_count == RISK_TABLES)
        law_fault(r, root->line, "more than %d tables", RISK_TABLES);
    else if (r->told == before)
        x->tables[x->ret->table_count++] = table;
}

/* --- indexes --- */

static const struct risk_table *read_table_name(struct reading *x, const struct law_node *n,
                                                const char *key, const struct risk_index *index) {
    const struct law_node *named = law_get(n, key);
    if (!named)
        return NULL;
    const struct risk_table *table = risk_table_named(x->ret, law_read_id(&x->r, n, key));
    if (!table)
        law_fault(&x->r, named->line, "no file of risk/ holds this table, or it is at fault");
    else if (table->level != index->level)
        law_fault(&x->r, named->line, "this table is of the level %s, the index is not",
                  LEVELS[table->level]);
    return table;
}

static void check_indicator(struct law_reader *r, int line, const struct risk_indicator *i,
                            enum risk_level level) {
    static const struct str WHY[] = {
        [RISK_PROVINCE_COUNT] =
            STR_INIT("cases are counted by regency: a province's index is made of tables"),
        [RISK_SHARE_STAFF] = STR_INIT("a share is not counted per 1,000 staff"),
        [RISK_CALENDAR_STAFF] = STR_INIT("the calendar is not counted per 1,000 staff"),
        [RISK_AS_IS_COUNT] = STR_INIT("a count has no upper end: scale it by max, min_max or z"),
        [RISK_AS_IS_LARGE] = STR_INIT("as_is goes from 0 to 100, yet the table holds more"),
        [RISK_LEAST_COUNT] = STR_INIT("as_least is for tables: a count that is hidden is not 0"),
    };
    enum risk_misfit misfit = risk_indicator_misfit(i, level);
    if (misfit)
        law_fault(r, line, "%.*s", STR_ARG(WHY[misfit]));
}

/* Whom counts are held against: a table, or "rosters". */
static void read_staff(struct reading *x, const struct law_node *n, const struct risk_index *index,
                       struct risk_indicator *ret) {
    const struct law_node *staff = law_get(n, "staff");
    ret->per_asked =
        staff && staff->kind == LAW_SCALAR && str_equal(staff->value, STR(RISK_ROSTERS));
    if (!ret->per_asked)
        ret->staff = read_table_name(x, n, "staff", index);
}

static void read_indicator(struct reading *x, const struct law_node *n, struct risk_index *index,
                           struct risk_indicator *ret) {
    struct law_reader *r = &x->r;
    if (!law_keys(r, n, "id label from table? staff? scale falls? missing weight"))
        return;
    *ret = (struct risk_indicator){
        .id = law_read_id(r, n, "id"),
        .label = law_read_text(r, n, "label"),
        .origin = (enum risk_origin)law_read_word(r, n, "from", WORDS(ORIGINS)),
        .table = read_table_name(x, n, "table", index),
        .scale = (enum risk_scale)law_read_word(r, n, "scale", WORDS(SCALES)),
        .falls = law_read_bool(r, n, "falls"),
        .missing = (enum risk_missing)law_read_word(r, n, "missing", WORDS(MISSING)),
        .dimension = index->dimension_count,
        .weight = read_percent(r, n, "weight"),
    };
    read_staff(x, n, index, ret);
    if ((ret->origin == RISK_TABLE) != (law_get(n, "table") != NULL))
        law_fault(r, n->line, "\"table\" stands where \"from\" is table, and nowhere else");
    check_indicator(r, n->line, ret, index->level);
    law_check_double(r, n, index->indicators, index->indicator_count, sizeof *ret);
}

static void read_dimension(struct reading *x, const struct law_node *n, struct risk_index *index) {
    struct law_reader *r = &x->r;
    struct risk_dimension *list = x->dimensions;
    if (!law_keys(r, n, "id label weight indicators"))
        return;
    list[index->dimension_count] = (struct risk_dimension){
        law_read_id(r, n, "id"), law_read_text(r, n, "label"), read_percent(r, n, "weight")};
    law_check_double(r, n, list, index->dimension_count, sizeof *list);
    struct law_rows rows = law_read_rows(r, n, "indicators", 1);
    for (const struct law_node *i = rows.first; i; i = i->next) {
        if (index->indicator_count == RISK_INDICATORS) {
            law_fault(r, i->line, "more than %d indicators", RISK_INDICATORS);
            break;
        }
        read_indicator(x, i, index, &x->indicators[index->indicator_count]);
        index->indicator_count++;
    }
    index->dimension_count++;
}

static void check_weights(struct law_reader *r, const struct law_node *root,
                          const struct risk_index *index) {
    size_t dimension;
    int64_t sum;
    if (!risk_weights_off(index, NULL, &dimension, &sum))
        return;
    bool whole = dimension == index->dimension_count;
    struct str id = whole ? STR("") : index->dimensions[dimension].id;
    law_fault(r, root->line, "the weights of %s%.*s add up to %d.%02d, and must to 100",
              whole ? "the dimensions" : "the indicators of ", STR_ARG(id), (int)(sum / 100),
              (int)(sum % 100));
}

static void read_dimensions(struct reading *x, const struct law_node *root,
                            struct risk_index *index) {
    struct law_reader *r = &x->r;
    size_t before = r->told;
    struct law_rows rows = law_read_rows(r, root, "dimensions", 1);
    index->dimensions = x->dimensions = NEW(r->a, struct risk_dimension, RISK_DIMENSIONS);
    index->indicators = x->indicators = NEW(r->a, struct risk_indicator, RISK_INDICATORS);
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (index->dimension_count == RISK_DIMENSIONS) {
            law_fault(r, n->line, "more than %d dimensions", RISK_DIMENSIONS);
            break;
        }
        read_dimension(x, n, index);
    }
    if (r->told == before)
        check_weights(r, root, index);
}

static void read_index(struct reading *x, const struct law_node *root) {
    struct law_reader *r = &x->r;
    size_t before = r->told;
    if (!law_keys(r, root, "index label note? level source cuts? warnings? least_known dimensions"))
        return;
    struct risk_index index = {
        .id = law_read_id(r, root, "index"),
        .label = law_read_text(r, root, "label"),
        .note = law_read_text(r, root, "note"),
        .level = (enum risk_level)law_read_word(r, root, "level", WORDS(LEVELS)),
        .source = read_source(r, root),
        .cuts = read_cuts(r, root),
        .warn = read_warn(r, root),
        .least_known = read_percent(r, root, "least_known"),
        .file = arena_str(r->a, r->file),
    };
    read_dimensions(x, root, &index);
    if (risk_index_find(x->ret, index.id) || risk_table_named(x->ret, index.id))
        law_fault(r, root->line, "another file is called \"%.*s\", too", STR_ARG(index.id));
    if (x->ret->index_count == RISK_INDEXES)
        law_fault(r, root->line, "more than %d indexes", RISK_INDEXES);
    else if (r->told == before)
        x->indexes[x->ret->index_count++] = index;
}

/* --- files --- */

struct root {
    const struct law_node *node;
    struct str file;
};

/* Tables before indexes, which name them. */
static void read_all(struct reading *x, const struct root *roots, size_t count) {
    for (int tables = 1; tables >= 0; tables--)
        for (size_t i = 0; i < count; i++) {
            const struct law_node *root = roots[i].node;
            bool table = law_get(root, "table") != NULL, index = law_get(root, "index") != NULL;
            x->r.file = roots[i].file;
            if (tables && table == index)
                law_fault(&x->r, root->line,
                          "a file of risk/ holds one \"table\" or one \"index\"");
            else if (tables && table)
                read_table(x, root);
            else if (!tables && index && !table)
                read_index(x, root);
        }
}

static const size_t SCRATCH_CAP = 64u << 20;

struct err risk_index_read(struct arena *a, struct str bytes, const struct risk_rules *rules,
                           struct risk_index *ret, struct law_faults *ret_faults) {
    struct risk_rules tables = {.tables = rules->tables, .table_count = rules->table_count};
    struct reading x = {.indexes = NEW(a, struct risk_index, 1), .ret = &tables};
    struct arena *scratch = arena_new(SCRATCH_CAP);
    *ret_faults = (struct law_faults){0};
    x.r = (struct law_reader){
        .a = a, .scratch = scratch, .faults = ret_faults, .file = STR("index.yaml")};
    const struct law_node *root = law_tree_read(&x.r, bytes.len ? bytes : STR(" "));
    if (root && root->kind != LAW_MAPPING)
        law_fault(&x.r, root->line, "this file holds one \"index\"");
    else if (root)
        read_index(&x, root);
    arena_free(scratch);
    if (!root && !ret_faults->count)
        law_fault(&x.r, 0, "this file holds one \"index\"");
    if (!ret_faults->count)
        *ret = x.indexes[0];
    return ret_faults->count ? ERR(ERR_RULES, STR("index")) : OK;
}

struct err risk_read(struct arena *a, struct law_files files, struct risk_rules *ret,
                     struct law_faults *ret_faults) {
    struct risk_rules rules = {0};
    struct reading x = {.indexes = NEW(a, struct risk_index, RISK_INDEXES),
                        .tables = NEW(a, struct risk_table, RISK_TABLES),
                        .ret = &rules};
    struct arena *scratch = arena_new(SCRATCH_CAP);
    struct root *roots = NEW(scratch, struct root, files.count + 1);
    size_t count = 0;
    *ret_faults = (struct law_faults){0};
    x.r = (struct law_reader){.a = a, .scratch = scratch, .faults = ret_faults};
    rules.indexes = x.indexes;
    rules.tables = x.tables;
    for (size_t i = 0; i < files.count; i++) {
        if (!str_starts(files.list[i].name, STR("risk/")))
            continue;
        x.r.file = files.list[i].name;
        const struct law_node *root = law_tree_read(&x.r, files.list[i].bytes);
        if (root && root->kind != LAW_MAPPING)
            law_fault(&x.r, root->line, "a file of risk/ holds one \"table\" or one \"index\"");
        else if (root)
            roots[count++] = (struct root){root, files.list[i].name};
    }
    read_all(&x, roots, count);
    arena_free(scratch);
    if (ret_faults->count)
        return ERR(ERR_RULES, ret_faults->list[0].file);
    *ret = rules;
    return OK;
}
