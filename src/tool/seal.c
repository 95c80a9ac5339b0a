/* netral seal and netral unseal: age files where the `age` program is not installed, as streams. */
#include "tool/key_file.h"
#include "tool/tool.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 1 << 16 };

static const char SEAL_USAGE[] =
    "Usage: netral seal --to RECIPIENT[,RECIPIENT...] [--recipients FILE] [FILE] >SEALED\n"
    "Seals FILE, or standard input, so that only the holders of the recipients' keys can open it.\n"
    "The sealed file goes to standard output; `age -d` and `netral unseal` open it.\n"
    "  --to LIST          age1... keys, separated by commas\n"
    "  --recipients FILE  the same, one a line; lines that begin with # are skipped\n"
    "Exit status: 0 sealed, 1 refused or failed, 2 wrong usage.\n";

static const char UNSEAL_USAGE[] =
    "Usage: netral unseal --identity FILE [FILE] >PLAIN\n"
    "Opens a sealed FILE, or standard input, and writes what it holds to standard output.\n"
    "  --identity FILE  AGE-SECRET-KEY-1... keys, one a line, at most 16; the file must be "
    "readable\n"
    "                   by its owner alone (chmod 600)\n"
    "What is written is authentic piece by piece; that it is whole is known at the end. Use "
    "nothing\n"
    "of it unless the exit status is 0.\n"
    "Exit status: 0 opened, 1 refused or failed, 2 wrong usage.\n";

/* --- files --- */

/* NULL and "-": standard input. Without stdio's own buffer, of which nobody could wipe the plain
 * text. */
static struct err open_input(const char *name, FILE **ret) {
    FILE *in = name && strcmp(name, "-") != 0 ? fopen(name, "rb") : stdin;
    if (!in)
        return ERR(ERR_IO, STR("input"));
    (void)setvbuf(in, NULL, _IONBF, 0);
    *ret = in;
    return OK;
}

static struct err read_piece(FILE *in, char piece[PIECE], struct str *ret) {
    size_t len = fread(piece, 1, PIECE, in);
    if (ferror(in))
        return ERR(ERR_IO, STR("input"));
    *ret = (struct str){piece, len};
    return OK;
}

static struct err write_out(struct str bytes) {
    return fwrite(bytes.ptr, 1, bytes.len, stdout) == bytes.len ? OK : ERR(ERR_IO, STR("output"));
}

/* --- seal --- */

static struct err seal_stream(FILE *in, struct seal_writer *w) {
    char piece[PIECE];
    struct err e = OK;
    for (bool more = true; more && !e.code;) {
        struct str bytes = {0};
        e = read_piece(in, piece, &bytes);
        more = bytes.len > 0;
        while (bytes.len && !e.code)
            e = write_out(seal_writer_feed(w, &bytes));
    }
    seal_wipe(piece, sizeof piece);
    return e.code ? e : write_out(seal_writer_end(w));
}

static struct err seal_file(const struct env *env, const struct tool_recipients *r,
                            const char *name) {
    struct hash seed = env_hash(env);
    const struct seal_to to = {r->list, r->count, &seed};
    struct seal_writer *w = NULL;
    FILE *in;
    struct err e = open_input(name, &in);
    if (!e.code)
        e = seal_writer_new(&to, &w);
    if (!e.code)
        e = seal_stream(in, w);
    seal_writer_free(w);
    seal_wipe(&seed, sizeof seed);
    return e;
}

int tool_seal(const struct tool *tool) {
    const char *to = NULL, *file = NULL, *name = NULL;
    const struct tool_option options[] = {{"to", &to, NULL}, {"recipients", &file, NULL}};
    const struct tool_usage usage = {SEAL_USAGE, options, COUNT_OF(options), &name, 1};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if ((!to && !file) || isatty(STDOUT_FILENO)) {
        (void)fprintf(stderr, "netral seal: %s\n\n%s",
                      to || file ? "a sealed file is no text: send it into a file"
                                 : "--to or --recipients is needed",
                      SEAL_USAGE);
        return 2;
    }
    struct tool_recipients recipients = {.count = 0};
    (void)setvbuf(stdout, NULL, _IONBF, 0);
    struct err e = tool_recipients_read(to, file, &recipients);
    if (!e.code)
        e = seal_file(tool->env, &recipients, name);
    return e.code ? tool_refuse("seal", e) : 0;
}

/* --- unseal --- */

/* *ret_some: whether something was written by the time it failed. */
static struct err unseal_stream(FILE *in, struct seal_reader *r, bool *ret_some) {
    char piece[PIECE];
    struct str plain = {0};
    struct err e = OK;
    for (bool more = true; more && !e.code;) {
        struct str bytes = {0};
        e = read_piece(in, piece, &bytes);
        more = bytes.len > 0;
        while (bytes.len && !e.code) {
            e = seal_reader_feed(r, &bytes, &plain);
            *ret_some = *ret_some || (!e.code && plain.len > 0);
            if (!e.code && plain.len)
                e = write_out(plain);
        }
    }
    if (!e.code)
        e = seal_reader_end(r, &plain);
    if (!e.code && plain.len)
        e = write_out(plain);
    return e;
}

static int unseal_file(const struct tool_identities *ids, const char *name) {
    const struct seal_keys keys = {ids->list, ids->count};
    FILE *in;
    bool some = false;
    struct err e = open_input(name, &in);
    if (e.code)
        return tool_refuse("unseal", e);
    struct seal_reader *r = seal_reader_new(&keys);
    e = unseal_stream(in, r, &some);
    seal_reader_free(r);
    if (!e.code)
        return 0;
    if (some)
        (void)fputs("netral: unseal: what was written is only the beginning; do not use it.\n",
                    stderr);
    return tool_refuse("unseal", e);
}

int tool_unseal(const struct tool *tool) {
    const char *file = NULL, *name = NULL;
    const struct tool_option options[] = {{"identity", &file, NULL}};
    const struct tool_usage usage = {UNSEAL_USAGE, options, COUNT_OF(options), &name, 1};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!file) {
        (void)fprintf(stderr, "netral unseal: --identity is needed\n\n%s", UNSEAL_USAGE);
        return 2;
    }
    struct tool_identities ids = {.count = 0};
    (void)setvbuf(stdout, NULL, _IONBF, 0);
    struct err e = tool_identities_read(file, &ids);
    int status = e.code ? tool_refuse("identity", e) : unseal_file(&ids, name);
    seal_wipe(&ids, sizeof ids);
    return status;
}
