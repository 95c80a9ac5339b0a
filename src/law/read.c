#include "law/read.h"

#include <assert.h>
#include <string.h>

static const char *const CONFIDENCES[] = {"high", "medium", "low"};
enum { ID_MAX = 64, LONG_TEXT_MAX = 2000, VERSION_MAX = 9999 };

/* The next name of a list of keys, without its '?'; false at the end. */
static bool next_name(struct str *names, struct str *ret, bool *ret_optional) {
    if (!names->len)
        return false;
    *ret = str_cut(names, ' ');
    assert(ret->len); /* the lists are ours: one blank between two names */
    *ret_optional = ret->ptr[ret->len - 1] == '?';
    ret->len -= *ret_optional;
    return true;
}

static bool is_named(const char *names, struct str key) {
    struct str rest = str_from_c(names), name;
    bool optional;
    while (next_name(&rest, &name, &optional))
        if (str_equal(name, key))
            return true;
    return false;
}

static void missing_key(struct law_reader *r, int line, struct str name) {
    if (str_equal(name, STR("cite")))
        law_fault(r, line, "missing key \"cite\": every row says which article it rests on");
    else
        law_fault_both(r, line, "missing key \"%.*s\"", "kunci \"%.*s\" belum ada; tambahkan",
                       STR_ARG(name));
}

static void tell_unknown(struct law_reader *r, const struct law_node *node, const char *names) {
    for (const struct law_node *n = node->first; n; n = n->next)
        if (!is_named(names, n->key))
            law_fault_both(r, n->line, "unknown key \"%.*s\"; known here: %s",
                           "kunci \"%.*s\" tidak dikenal; yang dikenal di sini: %s (yang bertanda "
                           "? boleh tidak ada)",
                           STR_ARG(n->key), names);
}

bool law_keys(struct law_reader *r, const struct law_node *node, const char *names) {
    if (node->kind != LAW_MAPPING) {
        law_fault_both(r, node->line, "here must stand a mapping with the keys: %s",
                       "di sini harus ada pasangan kunci dan nilai: %s (yang bertanda ? boleh "
                       "tidak ada)",
                       names);
        return false;
    }
    struct str rest = str_from_c(names), name;
    size_t known = 0;
    bool optional;
    while (next_name(&rest, &name, &optional)) {
        bool found = law_child(node, name) != NULL;
        known += found;
        if (!found && !optional)
            missing_key(r, node->line, name);
    }
    if (known < node->count)
        tell_unknown(r, node, names);
    return true;
}

struct law_rows law_read_rows(struct law_reader *r, const struct law_node *parent, const char *key,
                              size_t least) {
    const struct law_node *n = law_get(parent, key);
    if (!n)
        return (struct law_rows){0};
    if (n->kind != LAW_SEQUENCE || n->count < least) {
        law_fault_both(r, n->line, "\"%s\" must be a list of at least %zu",
                       "\"%s\" harus daftar, paling sedikit %zu baris, masing-masing diawali -",
                       key, least);
        return (struct law_rows){0};
    }
    return (struct law_rows){n->first, n->count};
}

/* The scalar under key, or NULL (with a fault when it is something else or empty). */
static const struct law_node *scalar(struct law_reader *r, const struct law_node *parent,
                                     const char *key) {
    const struct law_node *n = law_get(parent, key);
    if (n && (n->kind != LAW_SCALAR || !str_trim(n->value).len)) {
        law_fault_both(r, n->line, "\"%s\" must be one value, not empty",
                       "\"%s\" harus satu nilai dan tidak boleh kosong; isi di belakang titik dua",
                       key);
        return NULL;
    }
    return n;
}

struct str law_read_str(struct law_reader *r, const struct law_node *parent, const char *key) {
    const struct law_node *n = scalar(r, parent, key);
    if (!n)
        return (struct str){0};
    if (n->value.len > LONG_TEXT_MAX) {
        law_fault_both(r, n->line, "\"%s\" is longer than %d bytes",
                       "\"%s\" lebih panjang dari %d bita; persingkat", key, LONG_TEXT_MAX);
        return (struct str){0};
    }
    return arena_str(r->a, str_trim(n->value));
}

bool law_is_id(struct str s) {
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                    c == '_' || c == '-' || c == '.';
        if (!good)
            return false;
    }
    return s.len > 0 && s.len <= ID_MAX;
}

struct str law_read_id(struct law_reader *r, const struct law_node *parent, const char *key) {
    const struct law_node *n = scalar(r, parent, key);
    if (!n)
        return (struct str){0};
    if (!law_is_id(n->value)) {
        law_fault_both(r, n->line, "\"%s\" must be a name of letters, digits and _ - . only",
                       "\"%s\" hanya boleh berisi huruf, angka, dan _ - .", key);
        return (struct str){0};
    }
    return arena_str(r->a, n->value);
}

int law_read_int(struct law_reader *r, const struct law_node *parent, const char *key, int max) {
    const struct law_node *n = scalar(r, parent, key);
    int64_t value = 0;
    if (!n)
        return 0;
    if (!str_to_int(n->value, &value) || value < 1 || value > max) {
        law_fault_both(r, n->line, "\"%s\" must be a whole number from 1 to %d",
                       "\"%s\" harus bilangan bulat dari 1 sampai %d", key, max);
        return 0;
    }
    return (int)value;
}

int64_t law_read_amount(struct law_reader *r, const struct law_node *parent, const char *key,
                        int64_t low, int64_t high) {
    const struct law_node *n = scalar(r, parent, key);
    int64_t value = low;
    if (n && (!str_to_int(n->value, &value) || value < low || value > high)) {
        law_fault(r, n->line, "\"%s\" must be a whole number from %lld to %lld", key,
                  (long long)low, (long long)high);
        return low;
    }
    return value;
}

bool law_read_bool(struct law_reader *r, const struct law_node *parent, const char *key) {
    const struct law_node *n = scalar(r, parent, key);
    if (n && !str_equal(n->value, STR("true")) && !str_equal(n->value, STR("false")))
        law_fault_both(r, n->line, "\"%s\" must be true or false",
                       "\"%s\" hanya boleh true (ya) atau false (tidak)", key);
    return n && str_equal(n->value, STR("true"));
}

struct date law_read_date(struct law_reader *r, const struct law_node *parent, const char *key) {
    const struct law_node *n = scalar(r, parent, key);
    struct date day = {0};
    if (n && !date_parse(n->value, &day)) {
        struct str shown = law_shown(n->value);
        law_fault_both(r, n->line, "\"%s\" must be a day that exists, as 2024-09-22, not \"%.*s\"",
                       "\"%s\" harus tanggal yang ada, ditulis seperti 2024-09-22, bukan \"%.*s\"",
                       key, STR_ARG(shown));
    }
    return day;
}

size_t law_read_word(struct law_reader *r, const struct law_node *parent, const char *key,
                     struct law_words words) {
    const struct law_node *n = scalar(r, parent, key);
    for (size_t i = 0; n && i < words.count; i++)
        if (str_equal(n->value, str_from_c(words.list[i])))
            return i;
    if (!n)
        return 0;
    struct str known = {0}, shown = law_shown(n->value);
    for (size_t i = 0; i < words.count; i++)
        known = arena_printf(r->scratch, "%.*s%s%s", STR_ARG(known), i ? ", " : "", words.list[i]);
    law_fault_both(r, n->line, "\"%s\" is \"%.*s\"; it must be one of: %.*s",
                   "\"%s\" berisi \"%.*s\"; pilih salah satu: %.*s", key, STR_ARG(shown),
                   STR_ARG(known));
    return 0;
}

struct law_text law_read_text(struct law_reader *r, const struct law_node *parent,
                              const char *key) {
    const struct law_node *n = law_get(parent, key);
    if (!n)
        return (struct law_text){0};
    if (!law_keys(r, n, "id en"))
        return (struct law_text){0};
    struct law_text text = {law_read_str(r, n, "id"), law_read_str(r, n, "en")};
    law_check_text(r, n, text);
    return text;
}

enum law_confidence law_read_confidence(struct law_reader *r, const struct law_node *parent) {
    return (enum law_confidence)law_read_word(
        r, parent, "confidence", (struct law_words){CONFIDENCES, COUNT_OF(CONFIDENCES)});
}

struct law_words_list law_read_ids(struct law_reader *r, const struct law_node *parent,
                                   const char *key, size_t least) {
    struct law_rows rows = law_read_rows(r, parent, key, least);
    struct str *list = NEW(r->a, struct str, rows.count);
    struct law_words_list ret = {.list = list};
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (n->kind != LAW_SCALAR || !law_is_id(n->value))
            law_fault(r, n->line, "\"%s\" must list names of letters, digits and _ - . only", key);
        else
            list[ret.count++] = arena_str(r->a, n->value);
    }
    return ret;
}

/* Two copies that agree are named both: one key, or one that names no copy, cannot stand for two.
 */
static bool names_two_copies(struct str source) {
    struct str first = {0};
    size_t copies = 0;
    for (struct str rest = source; rest.len;) {
        struct str place = str_trim(str_cut(&rest, ','));
        bool other = !str_equal(place, first) && !str_equal(place, STR("GK")) &&
                     !str_equal(place, STR("INF"));
        first = other ? place : first;
        copies += other;
    }
    return copies > 1;
}

/* P, P2: the article was read, in one or two copies. GK cannot support anything alone. */
static void check_cite(struct law_reader *r, const struct law_node *n, const struct law_cite *c) {
    bool read = c->read == LAW_READ_ARTICLE || c->read == LAW_READ_COPIES;
    bool hearsay = c->read == LAW_READ_GENERAL || law_names_hearsay(c->source);
    if (c->verified && (c->confidence == LAW_LOW || hearsay))
        law_fault(r, n->line, "a row of low confidence or of source GK cannot be verified");
    else if (c->verified && law_says_unread(c->text))
        law_fault(r, n->line,
                  "a citation that says of something that it was not read cannot be verified: cite "
                  "what was read alone, or set verified: false");
    else if (c->verified && !read)
        law_fault(r, n->line, "verified means that the article was read: P or P2, not %.*s",
                  STR_ARG(law_reading_name(c->read)));
    if (c->read == LAW_READ_COPIES && law_get(n, "source") && !names_two_copies(c->source))
        law_fault(r, n->line,
                  "P2 means that two copies agree: \"source\" names both, or the reading is P");
    if (c->read == LAW_READ_GENERAL && law_get(n, "confidence") && c->confidence != LAW_LOW)
        law_fault(r, n->line, "a row of general knowledge (GK) has low confidence");
    if (c->read == LAW_READ_INFERRED && law_get(n, "confidence") && c->confidence == LAW_HIGH)
        law_fault(r, n->line,
                  "what we infer (INF) has medium confidence at most: high is for what was read");
}

/* Keys of sources.yaml, which is read before all; when it could not be, it alone is at fault. */
struct str law_read_places(struct law_reader *r, const struct law_node *n, const char *key) {
    struct str source = law_read_str(r, n, key), rest = source;
    if (source.len && source.ptr[source.len - 1] == ',')
        law_fault(r, law_get(n, key)->line, "\"%s\" ends with a comma", key);
    while (rest.len && r->law && r->law->source_count) { /* a decree is read without the law */
        struct str place = str_trim(str_cut(&rest, ',')), shown = law_shown(place);
        if (!law_source(r->law, place))
            law_fault(r, law_get(n, key)->line,
                      "\"%.*s\" is no source: sources are rows of sources.yaml", STR_ARG(shown));
    }
    return source;
}

struct law_cite law_read_cite(struct law_reader *r, const struct law_node *parent) {
    return law_read_cite_of(r, parent, "cite");
}

struct law_cite law_read_cite_of(struct law_reader *r, const struct law_node *parent,
                                 const char *key) {
    static const char *const READINGS[] = {"P", "P2", "S", "GK", "INF"};
    const struct law_node *n = law_get(parent, key);
    if (!n || !law_keys(r, n, "law? mentions? text source read confidence verified"))
        return (struct law_cite){0};
    struct law_words_list laws = law_read_ids(r, n, "law", 0);
    struct law_cite cite = {
        .text = law_read_str(r, n, "text"),
        .source = law_read_places(r, n, "source"),
        .laws = laws.list,
        .law_count = laws.count,
        .read = (enum law_reading)law_read_word(r, n, "read",
                                                (struct law_words){READINGS, COUNT_OF(READINGS)}),
        .confidence = law_read_confidence(r, n),
        .verified = law_read_bool(r, n, "verified"),
        .mentions = law_read_ids(r, n, "mentions", 1),
    };
    check_cite(r, n, &cite);
    return cite;
}

/* The version and days that a file or a row gives itself, else those it inherits. */
static struct law_usual own_or(struct law_reader *r, const struct law_node *node,
                               struct law_usual inherited) {
    if (law_get(node, "version"))
        inherited.version = law_read_int(r, node, "version", VERSION_MAX);
    if (law_get(node, "from"))
        inherited.span.from = law_read_date(r, node, "from");
    if (law_get(node, "to"))
        inherited.span.to = law_read_date(r, node, "to");
    return inherited;
}

struct law_usual law_read_usual(struct law_reader *r, const struct law_node *root) {
    return own_or(r, root, (struct law_usual){1, {{INT32_MIN}, {LAW_OPEN}}});
}

struct law_row law_read_row(struct law_reader *r, const struct law_node *node,
                            const struct law_usual *usual) {
    struct law_row row = {
        .id = law_read_id(r, node, "id"),
        .cite = law_read_cite(r, node),
        .file = arena_str(r->a, r->file),
        .line = node->line,
    };
    struct law_usual own = own_or(r, node, *usual);
    row.version = own.version;
    row.span = own.span;
    if (row.span.to.day < row.span.from.day)
        law_fault(r, node->line, "\"to\" is before \"from\"");
    return row;
}

/* Every row of the law begins with its head; what is kept in several versions repeats the id. */
void law_check_version(struct law_reader *r, const struct law_node *node, const void *rows,
                       size_t count, size_t size) {
    struct law_row row, other;
    memcpy(&row, (const char *)rows + count * size, sizeof row);
    for (size_t i = 0; i < count && row.id.len; i++) {
        memcpy(&other, (const char *)rows + i * size, sizeof other);
        if (!str_equal(row.id, other.id))
            continue;
        if (row.version == other.version)
            law_fault(r, node->line, "\"%.*s\" stands here twice", STR_ARG(row.id));
        else if (law_overlap(row.span, other.span))
            law_fault(r, node->line, "\"%.*s\" is in force on days when its version %d is, too",
                      STR_ARG(row.id), other.version);
    }
}

void *law_read_table(struct law_reader *r, const struct law_node *root,
                     const struct law_table *table, size_t *ret_count) {
    struct law_rows rows = law_read_rows(r, root, table->key, table->least);
    char *list = arena_alloc(r->a, rows.count, table->size);
    size_t count = 0;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        table->read(r, n, list + count * table->size, table->arg);
        if (table->versions)
            law_check_version(r, n, list, count, table->size);
        else
            law_check_double(r, n, list, count, table->size);
        count++;
    }
    *ret_count = count;
    return list;
}

void law_check_double(struct law_reader *r, const struct law_node *row, const void *rows,
                      size_t count, size_t size) {
    struct str id, other;
    memcpy(&id, (const char *)rows + count * size, sizeof id);
    for (size_t i = 0; i < count && id.len; i++) {
        memcpy(&other, (const char *)rows + i * size, sizeof other);
        if (str_equal(id, other))
            law_fault(r, row->line, "\"%.*s\" stands here twice", STR_ARG(id));
    }
}

struct str law_read_office(struct law_reader *r, const struct law_node *parent, const char *key,
                           struct law_offices offices) {
    struct str id = law_read_id(r, parent, key);
    if (!id.len)
        return id;
    for (size_t i = 0; i < offices.count; i++)
        if (str_equal(offices.list[i].id, id))
            return id;
    for (size_t i = 0; i < r->law->authority_count; i++)
        if (str_equal(r->law->authorities[i].role, id))
            return id;
    law_fault(r, law_get(parent, key)->line,
              "unknown office kind \"%.*s\"; office kinds are rows of offices.yaml, roles of "
              "authorities.yaml",
              STR_ARG(id));
    return id;
}

static const char *const UNITS[] = {"calendar", "working", "month", "hour"};
enum { COUNT_MAX = 366 };

static enum law_unit read_unit(struct law_reader *r, const struct law_node *row) {
    return (enum law_unit)law_read_word(r, row, "unit", (struct law_words){UNITS, COUNT_OF(UNITS)});
}

static void read_others(struct law_reader *r, const struct law_node *row, struct law_clock *ret) {
    struct law_rows rows = law_read_rows(r, row, "others", 1);
    struct law_other_count *list = NEW(r->a, struct law_other_count, rows.count);
    for (const struct law_node *n = rows.first; n; n = n->next)
        if (law_keys(r, n, "n unit start? cite"))
            list[ret->other_count++] =
                (struct law_other_count){law_read_int(r, n, "n", COUNT_MAX), read_unit(r, n),
                                         law_read_str(r, n, "start"), law_read_cite(r, n)};
    ret->others = list;
}

unsigned law_read_tracks(struct law_reader *r, const struct law_node *row) {
    unsigned tracks = 0;
    for (const struct law_node *n = law_read_rows(r, row, "tracks", 1).first; n; n = n->next) {
        unsigned found = 0;
        for (unsigned t = 0; t < LAW_TRACK_COUNT; t++)
            if (str_equal(n->value, law_track_name((enum law_track)t)))
                found = 1U << t;
        struct str shown = law_shown(n->value);
        if (!found)
            law_fault(r, n->line, "unknown track \"%.*s\"; acts name the same words in \"track\"",
                      STR_ARG(shown));
        else if (tracks & found)
            law_fault(r, n->line, "\"%.*s\" stands here twice", STR_ARG(shown));
        tracks |= found;
    }
    return tracks;
}

struct law_clock law_read_clock(struct law_reader *r, const struct law_node *row) {
    static const char *const KINDS[] = {"duty", "right"};
    static const char *const MODES[] = {"total", "before", "effect"};
    static const char *const LAPSES[LAW_LAPSE_COUNT] = {
        "alarm",          "formal_defect",  "not_registered", "escalate",     "no_finding",
        "decide_on_file", "warn",           "block",          "inadmissible", "may_sue",
        "takes_effect",   "record_finding", "not_stated"};
    if (!law_keys(r, row,
                  "id version? aka? aliases? name n unit mode? kind lapse tracks? start replaces? "
                  "others? in_words? cite"))
        return (struct law_clock){0};
    struct law_clock clock = {
        .id = law_read_id(r, row, "id"),
        .aka = law_read_id(r, row, "aka"),
        .aliases = law_read_ids(r, row, "aliases", 1),
        .name = law_read_text(r, row, "name"),
        .n = law_read_int(r, row, "n", COUNT_MAX),
        .unit = read_unit(r, row),
        .mode = (enum law_clock_mode)law_read_word(r, row, "mode",
                                                   (struct law_words){MODES, COUNT_OF(MODES)}),
        .kind = (enum law_clock_kind)law_read_word(r, row, "kind",
                                                   (struct law_words){KINDS, COUNT_OF(KINDS)}),
        .lapse = (enum law_lapse)law_read_word(r, row, "lapse",
                                               (struct law_words){LAPSES, COUNT_OF(LAPSES)}),
        .tracks = law_read_tracks(r, row),
        .start = law_read_str(r, row, "start"),
        .in_words = law_read_str(r, row, "in_words"),
        .cite = law_read_cite(r, row),
        .version = law_get(row, "version") ? law_read_int(r, row, "version", VERSION_MAX) : 0,
        .file = arena_str(r->a, r->file),
        .line = row->line,
    };
    read_others(r, row, &clock);
    law_check_clock_words(r, &clock);
    if ((clock.mode == LAW_EFFECT) != (clock.lapse == LAW_TAKES_EFFECT) && law_get(row, "lapse"))
        law_fault(r, row->line, "mode effect and lapse takes_effect belong together");
    return clock;
}

/* An extension is another total from the same start: in the same unit and longer, else it would
 * take days away. */
void law_read_replaces(struct law_reader *r, const struct law_node *row,
                       const struct law_clock *clocks, size_t count, struct law_clock *ret) {
    struct str id = law_read_id(r, row, "replaces");
    for (size_t i = 0; i < count && id.len && !ret->replaces; i++)
        if (str_equal(clocks[i].id, id))
            ret->replaces = &clocks[i];
    if (!id.len)
        return;
    int line = law_get(row, "replaces")->line;
    const struct law_clock *before = ret->replaces;
    if (!before)
        law_fault(r, line, "unknown clock \"%.*s\"", STR_ARG(id));
    else if (before->unit != ret->unit || before->n >= ret->n)
        law_fault(r, line, "an extension counts the unit of \"%.*s\", and more than its %d",
                  STR_ARG(id), before->n);
}
