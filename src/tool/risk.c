#include "flow/risk.h"
#include "tool/rules_file.h"

/* lint: may-use: a list becomes a file of rules/, with no store to go through */
#include "base/buf.h"

#include <stdio.h>

static const char USAGE[] =
    "Usage: netral risk import FILE.csv --id ID --label TEXT --source TEXT --from DAY [options]\n"
    "Reads figures of others, a line a region, into risk/ID.yaml of the rules folder, where the\n"
    "indexes of the map of risk find them (docs/risk.md). The CSV has a head line with kode (or\n"
    "region) and nilai (or value). What is wrong is listed with its line, and nothing is written\n"
    "then.\n"
    "  --rules DIR       the rules folder (else as for every command)\n"
    "  --id ID           the table's name; a table of that name is replaced\n"
    "  --label TEXT      what it is, in Indonesian; --label-en TEXT: in English\n"
    "  --source TEXT     who says so, and when; --source-en TEXT: in English\n"
    "  --address URL     where that can be read: https://...\n"
    "  --confidence WORD high, medium, low (default)\n"
    "  --from DAY        first day of the period that the figures tell of: 2024-01-01\n"
    "  --to DAY          its last day (default: the same)\n"
    "  --level WORD      regency (default) or province\n"
    "  --published       a whole index of 0 to 100, shown beside ours\n"
    "  --check           reads the list and writes nothing\n";

static const size_t ARENA_CAP = 128u << 20;

struct request {
    const char *id, *label, *label_en, *source, *source_en, *address, *confidence, *from, *to,
        *level;
    bool published, check;
};

static struct law_text text_of(const char *id, const char *en) {
    return (struct law_text){str_from_c(id), str_from_c(en ? en : id)};
}

static int wrong(const char *what) {
    (void)fprintf(stderr, "netral risk: %s\n", what);
    return 2;
}

static bool is_id(struct str id) {
    enum { ID_MAX = 40 };
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i)))
            return false;
    }
    return id.len && id.len <= ID_MAX;
}

static bool read_confidence(const char *word, enum law_confidence *ret) {
    *ret = LAW_LOW; /* whoever gave the list did not say how sure it is */
    for (int c = LAW_HIGH; word && c <= LAW_LOW; c++)
        if (str_equal(str_from_c(word), law_confidence_name((enum law_confidence)c))) {
            *ret = (enum law_confidence)c;
            return true;
        }
    return !word;
}

/* All of a table but its rows; an exit status when the words do not make one. */
static int read_request(const struct request *q, const char *file, struct risk_table *ret) {
    struct risk_table t = {
        .id = str_from_c(q->id),
        .label = text_of(q->label, q->label_en),
        .published = q->published,
        .source = {.text = text_of(q->source, q->source_en), .address = str_from_c(q->address)},
        .file = str_from_c(file)};
    struct str level = str_from_c(q->level ? q->level : "regency");
    if (!is_id(t.id))
        return wrong("--id is 1 to 40 of a-z, 0-9 and \"-\", for example asn-2025");
    if (!t.label.id.len || !t.source.text.id.len)
        return wrong("--label and --source are needed: nobody trusts figures without a source");
    if (!q->from || !date_parse(str_from_c(q->from), &t.from))
        return wrong("--from is a day: 2024-01-01");
    t.to = t.from;
    if (q->to && !date_parse(str_from_c(q->to), &t.to))
        return wrong("--to is a day: 2024-12-31");
    if (!str_equal(level, STR("regency")) && !str_equal(level, STR("province")))
        return wrong("--level is regency or province");
    if (!read_confidence(q->confidence, &t.source.confidence))
        return wrong("--confidence is high, medium or low");
    t.level = str_equal(level, STR("province")) ? RISK_PROVINCE : RISK_REGENCY;
    *ret = t;
    return 0;
}

/* The fix list, in both languages: whoever sends a list need not read English. */
static int print_faults(const struct law_faults *faults) {
    for (size_t i = 0; i < faults->count; i++) {
        const struct law_fault *f = &faults->list[i];
        tool_print_fault(stderr, f);
        if (f->text_id.len)
            (void)fprintf(stderr, "    %.*s\n", STR_ARG(f->text_id));
    }
    if (faults->more)
        (void)fprintf(stderr, "and %zu more\n", faults->more);
    (void)fputs("Nothing was written. Mend these lines and import the list again.\n", stderr);
    return 1;
}

/* A file of that name that holds something else, an index, is not to be lost. */
static bool is_free(const struct tool *tool, struct arena *a, const struct risk_table *table,
                    struct str name) {
    struct risk_rules rules;
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    const struct law *law = tool_law(tool, a);
    if (!law || risk_read(a, law->files, &rules, faults).code)
        return false; /* tool_law said why */
    for (size_t i = 0; i < law->files.count; i++)
        if (str_equal(law->files.list[i].name, name) && !risk_table_named(&rules, table->id)) {
            (void)fprintf(stderr,
                          "netral risk: %.*s holds something else than a table; choose "
                          "another --id\n",
                          STR_ARG(name));
            return false;
        }
    return true;
}

static int write_table(const struct tool *tool, struct arena *a, const struct risk_table *table) {
    struct buf out;
    buf_init(&out, LAW_FILE_MAX);
    buf_add_c(&out, "# Written by `netral risk import`.\n");
    risk_table_write(&out, table);
    const struct tool_rules_file file = {
        "netral risk", arena_printf(a, "risk/%.*s.yaml", STR_ARG(table->id)), buf_str(&out)};
    bool good = !buf_full(&out) && is_free(tool, a, table, file.name);
    const struct law *law = good ? tool_rules_replace(tool, a, &file) : NULL;
    if (law)
        (void)printf("%s/%.*s: %zu regions. Publish the rules on /k/aturan to say so in the log.\n",
                     tool->rules_dir, STR_ARG(file.name), table->count);
    buf_done(&out);
    return law ? 0 : 1;
}

static int import(const struct tool *tool, const struct request *q, const char *path) {
    struct risk_table table;
    int status = read_request(q, path, &table);
    if (status)
        return status;
    struct arena *a = arena_new(ARENA_CAP);
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    struct str csv;
    if (!tool_read_small("netral risk", a, path, &csv)) {
        status = 1;
    } else if (csv.len > LAW_FILE_MAX) {
        (void)fprintf(stderr, "netral risk: %s: larger than 256 KiB; 514 regions need less\n",
                      path);
        status = 1;
    } else if (risk_import(a, csv, &table, faults).code) {
        status = print_faults(faults);
    } else if (q->check) {
        (void)printf("%zu regions, no fault. Nothing was written: --check only looks.\n",
                     table.count);
    } else {
        status = write_table(tool, a, &table);
    }
    arena_free(a);
    return status;
}

int tool_risk(const struct tool *tool) {
    struct request q = {0};
    const char *rules = NULL, *rest[2] = {NULL, NULL};
    const struct tool_option options[] = {
        {"rules", &rules, NULL},       {"id", &q.id, NULL},
        {"label", &q.label, NULL},     {"label-en", &q.label_en, NULL},
        {"source", &q.source, NULL},   {"source-en", &q.source_en, NULL},
        {"address", &q.address, NULL}, {"confidence", &q.confidence, NULL},
        {"from", &q.from, NULL},       {"to", &q.to, NULL},
        {"level", &q.level, NULL},     {"published", NULL, &q.published},
        {"check", NULL, &q.check},
    };
    const struct tool_usage usage = {USAGE, options, COUNT_OF(options), rest, COUNT_OF(rest)};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!str_equal(str_from_c(rest[0]), STR("import")) || !rest[1]) {
        (void)fprintf(stderr, "netral risk: it is `netral risk import FILE.csv`\n\n%s", USAGE);
        return 2;
    }
    struct tool with = *tool;
    if (rules)
        with.rules_dir = rules;
    return import(&with, &q, rest[1]);
}
