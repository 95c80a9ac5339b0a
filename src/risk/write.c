#include "risk/read.h"

#include "base/buf.h"

/* Files of risk/ as read.h reads them: reading one gives the same value again. */

/* In double quotes, as YAML reads them. */
static void put_quoted(struct buf *out, struct str s) {
    buf_add_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '"' || c == '\\')
            buf_add_char(out, '\\');
        if (c < ' ')
            buf_printf(out, "\\x%02x", c);
        else
            buf_add_char(out, s.ptr[i]);
    }
    buf_add_char(out, '"');
}

static void put_text(struct buf *out, const char *key, struct law_text text) {
    buf_printf(out, "%s: {id: ", key);
    put_quoted(out, text.id);
    buf_add_c(out, ", en: ");
    put_quoted(out, text.en);
    buf_add_char(out, '}');
}

static void put_date(struct buf *out, const char *key, struct date d) {
    struct civil c = date_to_civil(d);
    buf_printf(out, "%s: %04d-%02d-%02d\n", key, c.year, c.month, c.day);
}

/* At least four decimals when there are three: else it would be ambiguous. */
static void put_value(struct buf *out, double value) {
    char text[40];
    struct buf number = {0};
    buf_init(&number, sizeof text);
    buf_printf(&number, "%.6f", value);
    struct str s = buf_str(&number);
    while (s.len && s.ptr[s.len - 1] == '0')
        s.len--;
    if (s.len && s.ptr[s.len - 1] == '.')
        s.len--;
    buf_add(out, s);
    struct str rest = s;
    (void)str_cut(&rest, '.');
    if (rest.len == 3)
        buf_add_char(out, '0');
    buf_done(&number);
}

static const char *level_name(enum risk_level level) {
    return level == RISK_PROVINCE ? "province" : "regency";
}

static void put_source(struct buf *out, const struct risk_source *source) {
    static const char *const CONFIDENCE[] = {"high", "medium", "low"};
    buf_add_c(out, "source:\n");
    put_text(out, "  text", source->text);
    if (source->address.len) {
        buf_add_c(out, "\n  address: ");
        put_quoted(out, source->address);
    }
    buf_printf(out, "\n  confidence: %s\n", CONFIDENCE[source->confidence]);
}

/* A score or a percentage: "13.47". */
static void put_hundredths(struct buf *out, int64_t n) {
    enum { HUNDRED = 100 };
    buf_add_char(out, '"');
    put_value(out, (double)n / HUNDRED);
    buf_add_char(out, '"');
}

static void put_cuts(struct buf *out, const struct risk_cuts *cuts) {
    if (!cuts->has)
        return;
    buf_add_c(out, "cuts: {medium: ");
    put_hundredths(out, cuts->medium);
    buf_add_c(out, ", high: ");
    put_hundredths(out, cuts->high);
    buf_add_c(out, "}\n");
}

void risk_table_write(struct buf *out, const struct risk_table *table) {
    buf_printf(out, "table: %.*s\n", STR_ARG(table->id));
    put_text(out, "label", table->label);
    if (table->note.id.len)
        put_text(out, "\nnote", table->note);
    buf_printf(out, "\nlevel: %s\n", level_name(table->level));
    put_date(out, "from", table->from);
    put_date(out, "to", table->to);
    buf_printf(out, "published: %s\n", table->published ? "true" : "false");
    put_source(out, &table->source);
    put_cuts(out, &table->cuts);
    buf_add_c(out, "values:\n");
    for (size_t i = 0; i < table->count; i++) {
        buf_printf(out, "  - {region: \"%.*s\", value: ", STR_ARG(table->list[i].region));
        put_value(out, table->list[i].value);
        buf_add_c(out, "}\n");
    }
}

/* --- an index --- */

static void put_id(struct buf *out, const char *key, struct str id) {
    buf_add_c(out, key);
    buf_add_c(out, ": ");
    put_quoted(out, id);
    buf_add_char(out, '\n');
}

static void put_weight(struct buf *out, const char *key, int64_t weight) {
    buf_add_c(out, key);
    buf_add_c(out, ": ");
    put_hundredths(out, weight);
    buf_add_char(out, '\n');
}

static void put_indicator(struct buf *out, const struct risk_indicator *i) {
    put_id(out, "      - id", i->id);
    put_text(out, "        label", i->label);
    buf_printf(out, "\n        from: %.*s\n", STR_ARG(risk_origin_name(i->origin)));
    if (i->table)
        put_id(out, "        table", i->table->id);
    if (i->per_asked)
        buf_printf(out, "        staff: %s\n", RISK_ROSTERS);
    else if (i->staff)
        put_id(out, "        staff", i->staff->id);
    buf_printf(out, "        scale: %.*s\n", STR_ARG(risk_scale_name(i->scale)));
    if (i->falls)
        buf_add_c(out, "        falls: true\n");
    buf_printf(out, "        missing: %s\n",
               i->missing == RISK_AS_LEAST ? "as_least" : "leave_out");
    put_weight(out, "        weight", i->weight);
}

static void put_dimension(struct buf *out, const struct risk_index *index, size_t d) {
    put_id(out, "  - id", index->dimensions[d].id);
    put_text(out, "    label", index->dimensions[d].label);
    put_weight(out, "\n    weight", index->dimensions[d].weight);
    buf_add_c(out, "    indicators:\n");
    for (size_t i = 0; i < index->indicator_count; i++)
        if (index->indicators[i].dimension == d)
            put_indicator(out, &index->indicators[i]);
}

static void put_warn(struct buf *out, const struct risk_warn *warn) {
    if (!warn->has)
        return;
    buf_printf(out, "warnings: {days: %lld, late: %lld", (long long)warn->days,
               (long long)warn->late);
    if (warn->coverage)
        buf_printf(out, ", coverage: %lld", (long long)warn->coverage);
    buf_add_c(out, "}\n");
}

void risk_index_write(struct buf *out, const struct risk_index *index) {
    put_id(out, "index", index->id);
    put_text(out, "label", index->label);
    if (index->note.id.len)
        put_text(out, "\nnote", index->note);
    buf_printf(out, "\nlevel: %s\n", level_name(index->level));
    put_source(out, &index->source);
    put_cuts(out, &index->cuts);
    put_warn(out, &index->warn);
    put_weight(out, "least_known", index->least_known);
    buf_add_c(out, "dimensions:\n");
    for (size_t d = 0; d < index->dimension_count; d++)
        put_dimension(out, index, d);
}

struct str risk_index_text(struct arena *a, const struct risk_index *index) {
    struct buf out;
    buf_init(&out, RISK_FILE_MAX);
    risk_index_write(&out, index);
    struct str text = buf_full(&out) ? (struct str){0} : arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}
