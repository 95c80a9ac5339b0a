/* netral restore: out of a backup a store that can be served, or a sentence why not. */
#include "flow/backup.h"
#include "tool/key_file.h"
#include "tool/tool.h"
#include "tool/watch.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>

static const char USAGE[] =
    "Usage: netral restore --check --from FILE --identity FILE [--data FOLDER]\n"
    "       netral restore --from FILE --identity FILE --data DIR --checkpoint FILE --vkey LINE\n"
    "       netral restore --from FILE --identity FILE --data DIR --new-log NAME --erased FILE\n"
    "Makes a store of a backup, in a folder that is empty or not there: every byte is checked "
    "first,\n"
    "and whatever fails, nothing is left. With --check nothing is left when all is well, either.\n"
    "Receipts that were given after the backup are not in it. So one of two things must be said:\n"
    "  --checkpoint FILE  the newest checkpoint of the log that was kept elsewhere "
    "(/log/checkpoint, a\n"
    "                     witness): the same log goes on, if it shows that nothing is missing\n"
    "  --vkey LINE|FILE   the log's verifier key, of which you are sure\n"
    "  --new-log NAME     a new log begins under this name, with a new key, and says so in its "
    "first\n"
    "                     event; old receipts keep verifying with the old key\n"
    "  --erased FILE      erased.list from beside the newest backup: what it names is erased "
    "again\n"
    "  --erased-incomplete  there is no list that reaches as far as the backup, and erased cases "
    "may\n"
    "                     come back; the new log says that, too\n"
    "  --identity FILE    the recovery key (AGE-SECRET-KEY-1...), readable by its owner alone\n"
    "  --progress         says how far it is, also where no terminal listens\n"
    "Exit status: 0 restored or all agrees, 1 refused or failed, 2 wrong usage.\n";

static const size_t ARENA = 512u << 20;
enum { NOTE_MAX = 1 << 16 };

struct options {
    const char *from, *identity, *data, *checkpoint, *vkey, *new_log, *erased;
    bool check, incomplete, progress;
};

static struct err read_whole(struct arena *a, const char *name, size_t max, struct str *ret) {
    FILE *in = fopen(name, "rb");
    struct buf text;
    if (!in)
        return ERR(ERR_IO, STR("input"));
    buf_init(&text, max);
    size_t got = 1;
    while (got && !buf_full(&text)) {
        char piece[4096];
        got = fread(piece, 1, sizeof piece, in);
        buf_add(&text, (struct str){piece, got});
    }
    struct err e = ferror(in) || buf_full(&text) || !text.len ? ERR(ERR_IO, STR("input")) : OK;
    (void)fclose(in);
    if (!e.code)
        *ret = arena_str(a, buf_str(&text));
    buf_done(&text);
    return e;
}

/* A verifier key has a '+', a file's name seldom; a name that is none is read as a line. */
static struct err read_vkey(struct arena *a, const char *text, struct str *ret) {
    if (!strchr(text, '+') && !read_whole(a, text, NOTE_MAX, ret).code)
        return OK;
    *ret = str_from_c(text);
    return OK;
}

static struct err read_given(struct arena *a, const struct options *o,
                             struct flow_restore_of *ret) {
    struct err e = OK;
    if (o->checkpoint)
        e = read_whole(a, o->checkpoint, NOTE_MAX, &ret->checkpoint);
    if (!e.code && o->vkey)
        e = read_vkey(a, o->vkey, &ret->vkey);
    if (!e.code && o->erased)
        e = read_whole(a, o->erased, FLOW_ERASED_LIST_MAX, &ret->erased);
    ret->new_log = str_from_c(o->new_log);
    ret->erased_incomplete = o->incomplete;
    ret->check = o->check;
    return e;
}

static void print_what(const struct flow_restored *r, struct arena *a) {
    const struct flow_backed_up *b = &r->backup;
    (void)printf(
        "The backup is of %.*s as of %.*s: checkpoint of size %lld, root %.*s.\n"
        "All agrees: %lld events (%lld erased), %lld pieces of evidence, %lld versions of the "
        "rules, %lld whole tiles and the root. Files of boundaries for the maps: %lld.\n",
        STR_ARG(b->origin), STR_ARG(instant_format(a, b->at)), (long long)b->size,
        STR_ARG(base64_encode(a, b->root.b, HASH_LEN)), (long long)r->audit.events,
        (long long)r->audit.erased, (long long)r->audit.blobs, (long long)r->audit.rules,
        (long long)r->audit.nodes, (long long)b->boundaries);
    if (r->audit.object[0])
        (void)printf("Its database has a thing that this program did not make: %s. `netral verify "
                     "--data` says so until it is dropped.\n",
                     r->audit.object);
}

static void print_next(const struct flow_restored *r, const struct options *o) {
    if (o->check)
        (void)printf("It was only checked; nothing was kept.\n");
    else if (!o->new_log)
        (void)printf(
            "The same log goes on: the checkpoint of size %lld has nothing that is missing here.\n"
            "Next: put keys/ and signer/ of that log into %s from their own backup (files 0600), "
            "and "
            "start `netral serve` with its witnesses, which look once more. People sign in anew.\n",
            (long long)r->seen, o->data);
    else
        (void)printf(
            "A new log began: %s, %lld cases erased once more. Its verifier key:\n%.*s\n"
            "Next: publish that key, and that the log %.*s ended at size %lld, or what of it is "
            "lost; "
            "have witnesses take the new key; start `netral serve`. Receipts of the old log verify "
            "with the old key, as before. People sign in anew.\n",
            o->new_log, (long long)r->erased_again, STR_ARG(r->vkey), STR_ARG(r->backup.origin),
            (long long)r->backup.size);
}

/* Refusals that numbers make clear. */
static int refuse(struct err e, const struct flow_restored *r) {
    if (e.code == ERR_CONFLICT && str_equal(e.about, STR("behind")))
        (void)fprintf(stderr, "netral: restore: the backup ends at size %lld%s.\n",
                      (long long)r->backup.size,
                      r->seen > r->backup.size ? "; the checkpoint that you gave is of a larger one"
                                               : "; the list of erasures reaches further");
    if (e.code == ERR_CORRUPT && str_equal(e.about, STR("store"))) {
        char number[24];
        (void)snprintf(number, sizeof number, "%lld", (long long)r->audit.index);
        const char *thing = r->audit.object[0] ? r->audit.object : number;
        (void)fprintf(
            stderr,
            "netral: restore: the store in the backup does not agree with itself (%.*s: %s); "
            "nothing was restored.\n",
            STR_ARG(r->audit.what), thing);
        return 1;
    }
    return tool_refuse("restore", e);
}

static int run(const struct tool *tool, struct arena *a, const struct options *o) {
    struct tool_identities ids = {.count = 0};
    struct tool_watch watch = tool_watch_begin("restore", tool->env, o->progress);
    struct flow_restore_of of = {
        .file = o->from, .data_dir = o->data, .env = tool->env, .watch = tool_watch_flow(&watch)};
    struct flow_restored done = {0};
    struct err e = tool_identities_read(o->identity, &ids);
    if (e.code)
        return tool_refuse("--identity", e);
    of.keys = (struct seal_keys){ids.list, ids.count};
    e = read_given(a, o, &of);
    if (!e.code)
        e = flow_restore(a, &of, &done);
    seal_wipe(&ids, sizeof ids);
    tool_watch_end(&watch);
    if (done.left)
        (void)fprintf(stderr, "netral: restore: %s.restoring could not be removed; remove it.\n",
                      o->data);
    if (e.code)
        return refuse(e, &done);
    print_what(&done, a);
    print_next(&done, o);
    return 0;
}

static bool is_whole(const struct options *o) {
    if (!o->from || !o->identity || (!o->data && !o->check))
        return false;
    return !(o->erased || o->incomplete) || o->new_log || o->check;
}

int tool_restore(const struct tool *tool) {
    struct options o = {0};
    const struct tool_option options[] = {
        {"from", &o.from, NULL},     {"identity", &o.identity, NULL},
        {"data", &o.data, NULL},     {"checkpoint", &o.checkpoint, NULL},
        {"vkey", &o.vkey, NULL},     {"new-log", &o.new_log, NULL},
        {"erased", &o.erased, NULL}, {"erased-incomplete", NULL, &o.incomplete},
        {"check", NULL, &o.check},   {"progress", NULL, &o.progress},
    };
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!is_whole(&o)) {
        (void)fputs(USAGE, stderr);
        return 2;
    }
    struct arena *a = arena_new(ARENA);
    if (!o.data)
        o.data = arena_printf(a, "%s.check", o.from).ptr;
    int status = run(tool, a, &o);
    arena_free(a);
    return status;
}
