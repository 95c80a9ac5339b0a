/* netral verify: reads its options, runs one check, says what came out. */
#include "tool/verify.h"

#include "base/json.h"
#include "tool/tool.h"

#include <stdio.h>
#include <string.h>

struct options {
    const char *receipt, *url, *data, *db, *vkey, *quorum, *lang_name;
    struct tool_list witness;
    enum tool_lang lang;
    bool json;
};

static const char USAGE[] =
    "Usage: netral verify --receipt FILE | --url URL | --data DIR [options]\n"
    "Checks what a receipt, a public log or a store says about itself.\n"
    "  --receipt FILE     a downloaded receipt, or a file with the text of its QR code; offline\n"
    "  --url URL          every entry, tile and the root of a public log, and the files of its "
    "site\n"
    "  --data DIR         a store's events, chains, tiles and root; with --db CONNINFO if it is\n"
    "                     not SQLite in DIR\n"
    "  --vkey LINE|FILE   the log's key, as its office publishes it\n"
    "  --witness LINE     verifier key of somebody who cosigns that log; may be repeated\n"
    "  --quorum M         so many of them must have seen it (1)\n"
    "  --lang en|id       language of the sentences (en)\n"
    "  --json             one line of JSON instead of sentences\n"
    "Exit status: 0 all agrees, 1 something differs, 2 wrong usage, unreadable, unreachable.\n";

static enum tool_parsed read_options(const struct tool *tool, struct options *ret) {
    struct tool rest = *tool;
    const struct tool_option options[] = {
        {"receipt", &ret->receipt, NULL}, {"url", &ret->url, NULL},
        {"data", &ret->data, NULL},       {"db", &ret->db, NULL},
        {"vkey", &ret->vkey, NULL},       {"lang", &ret->lang_name, NULL},
        {"quorum", &ret->quorum, NULL},   {"json", NULL, &ret->json},
    };
    const struct tool_usage usage = {USAGE, options, COUNT_OF(options), NULL, 0};
    if (!tool_take(&rest, "witness", &ret->witness))
        return TOOL_WRONG;
    enum tool_parsed parsed = tool_options(&rest, &usage);
    if (parsed != TOOL_GO)
        return parsed;
    struct str lang = str_from_c(ret->lang_name ? ret->lang_name : "en");
    ret->lang = str_equal(lang, STR("id")) ? TOOL_ID : TOOL_EN;
    bool one = !!ret->receipt + !!ret->url + !!ret->data == 1;
    bool outside = ret->vkey || ret->witness.count || ret->quorum;
    bool fits = ret->data ? !outside : !ret->db;
    if (one && fits && (ret->lang == TOOL_ID || str_equal(lang, STR("en"))))
        return TOOL_GO;
    (void)fprintf(
        stderr,
        "netral verify: one of --receipt, --url, --data; --vkey, --witness and --quorum not "
        "with --data, --db only with it; --lang en or id\n\n%s",
        USAGE);
    return TOOL_WRONG;
}

/* At most FLOW_BUNDLE_MAX bytes. */
static struct err read_file(struct arena *a, const char *name, struct str *ret) {
    FILE *f = fopen(name, "rb");
    char *bytes = f ? NEW(a, char, FLOW_BUNDLE_MAX + 1) : NULL;
    size_t len = f ? fread(bytes, 1, FLOW_BUNDLE_MAX + 1, f) : 0;
    bool failed = !f || ferror(f) || len > FLOW_BUNDLE_MAX;
    if (f)
        (void)fclose(f);
    if (failed)
        return ERR(ERR_IO, arena_printf(a, "file %s", name));
    *ret = (struct str){bytes, len};
    return OK;
}

/* A key line as it stands; otherwise the name of a file whose first line it is. */
static struct err read_vkey(struct arena *a, const char *text, struct str *ret) {
    struct ledger_key key;
    struct str file;
    *ret = str_from_c(text);
    if (!text || !ledger_vkey_parse(*ret, &key).code)
        return OK;
    struct err e = read_file(a, text, &file);
    if (e.code && strchr(text, '+'))
        return ERR(ERR_MALFORMED, STR("vkey")); /* a line was meant */
    if (e.code)
        return e;
    *ret = str_trim(str_cut(&file, '\n'));
    return ledger_vkey_parse(*ret, &key);
}

static void put_receipt(struct json *j, struct arena *a, const struct flow_bundle *r) {
    if (r->number.len) { /* a QR code names neither */
        json_put_str(j, "case", r->case_id);
        json_put_str(j, "number", r->number);
    }
    json_put_bool(j, "content", !r->bare);
    if (!r->bare) {
        json_put_str(j, "accepted_at", instant_format(a, r->manifest.accepted_at));
        json_put_str(j, "office", r->manifest.office);
        json_put_str(j, "kind", r->manifest.kind);
    }
    json_put_int(j, "index", r->index);
    json_put_int(j, "size", r->size);
    json_put_str(j, "vkey", r->vkey);
    json_put_bool(j, "own_key", r->own_key);
}

static void put_log(struct json *j, struct arena *a, const struct tool_log *l) {
    json_put_str(j, "origin", l->checkpoint.origin);
    json_put_int(j, "size", l->checkpoint.size);
    json_put_str(j, "root", base64_encode(a, l->checkpoint.root.b, HASH_LEN));
    json_put_int(j, "tiles", l->tiles);
    json_put_str(j, "vkey", l->vkey);
    json_put_bool(j, "own_key", l->first_use);
    if (!l->web.there)
        return;
    json_key(j, "web");
    json_open_object(j);
    json_put_int(j, "index", l->web.index);
    json_put_int(j, "files", (int64_t)l->web.count);
    json_close_object(j);
}

struct outcome {
    struct err e;
    const struct flow_bundle *receipt; /* of a good check: one of the two */
    const struct tool_log *log;
    const struct tool_witnesses *witnesses;
    struct ledger_seen seen;
};

static void put_seen(struct json *j, struct arena *a, const struct outcome *o) {
    json_put_int(j, "seen_by", (int64_t)o->seen.count);
    json_put_int(j, "quorum", (int64_t)o->witnesses->quorum);
    json_key(j, "witnesses");
    json_open_array(j);
    for (size_t i = 0; i < o->witnesses->count; i++) {
        json_open_object(j);
        json_put_str(j, "name", o->witnesses->keys[i].name);
        json_put_bool(j, "saw", o->seen.by[i]);
        if (o->seen.by[i] && o->seen.seconds[i] < INT64_MAX / 1000000)
            json_put_str(j, "at",
                         instant_format(a, (struct instant){o->seen.seconds[i] * 1000000}));
        json_close_object(j);
    }
    json_close_array(j);
}

static void print_json(struct arena *a, const struct outcome *o, enum tool_lang lang) {
    struct buf b;
    struct json j;
    buf_init(&b, 16 * (size_t)FLOW_BUNDLE_MAX);
    json_init(&j, &b);
    json_open_object(&j);
    json_put_bool(&j, "ok", !o->e.code);
    if (o->e.code) {
        struct str what = o->e.about;
        json_put_str(&j, "differs", str_cut(&what, ' '));
        json_put_str(&j, "where", what);
        json_put_str(&j, "sentence", tool_verify_sentence(a, o->e, lang));
    } else if (o->receipt) {
        put_receipt(&j, a, o->receipt);
    } else {
        put_log(&j, a, o->log);
    }
    if (!o->e.code && o->witnesses->count)
        put_seen(&j, a, o);
    json_close_object(&j);
    (void)printf("%.*s\n", STR_ARG(buf_str(&b)));
    buf_done(&b);
}

static int print_outcome(struct arena *a, const struct outcome *o, const struct options *options) {
    struct str said;
    if (options->json) {
        print_json(a, o, options->lang);
        return tool_verify_status(o->e);
    }
    if (o->e.code)
        said = tool_verify_sentence(a, o->e, options->lang);
    else if (o->receipt)
        said = tool_receipt_sentences(a, o->receipt, options->lang);
    else
        said = tool_log_sentences(a, o->log, options->lang);
    (void)fprintf(o->e.code ? stderr : stdout, "%.*s%s", STR_ARG(said), o->e.code ? "\n" : "");
    if (!o->e.code)
        (void)printf("%.*s",
                     STR_ARG(tool_seen_sentences(a, &o->seen, o->witnesses, options->lang)));
    return tool_verify_status(o->e);
}

static int verify_outside(struct arena *a, const struct options *options) {
    struct str vkey, file;
    struct flow_bundle receipt;
    struct tool_log log;
    struct tool_witnesses witnesses;
    struct outcome o = {.e = read_vkey(a, options->vkey, &vkey), .witnesses = &witnesses};
    if (!o.e.code)
        o.e = tool_witnesses_read(&options->witness, options->quorum, &witnesses);
    if (!o.e.code && options->receipt) {
        o.receipt = &receipt;
        o.e = read_file(a, options->receipt, &file);
        if (!o.e.code)
            o.e = flow_bundle_check(a, file, vkey, &receipt);
        if (!o.e.code)
            o.e = tool_seen(receipt.checkpoint, receipt.vkey, &witnesses, &o.seen);
    } else if (!o.e.code) {
        o.log = &log;
        o.e = tool_verify_url(a, str_from_c(options->url), vkey, &log);
        if (!o.e.code)
            o.e = tool_seen(log.note, log.vkey, &witnesses, &o.seen);
    }
    return print_outcome(a, &o, options);
}

int tool_verify(const struct tool *tool) {
    struct options options = {0};
    enum tool_parsed parsed = read_options(tool, &options);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (options.data)
        return tool_verify_data(tool, str_from_c(options.data), str_from_c(options.db),
                                options.json);
    struct arena *a = arena_new(64 << 20);
    int status = verify_outside(a, &options);
    arena_free(a);
    return status;
}
