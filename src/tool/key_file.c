#include "tool/key_file.h"

#include <stdio.h>
#include <sys/stat.h>

enum { KEY_FILE_MAX = 1 << 16 };

/* A whole file of keys. secret: it must be its owner's alone, unless it is a pipe. */
static struct err read_keys(const char *name, bool secret, char text[KEY_FILE_MAX],
                            struct str *ret) {
    struct stat st;
    FILE *in = fopen(name, "rb");
    if (!in)
        return ERR(ERR_IO, STR("keys-file"));
    (void)setvbuf(in, NULL, _IONBF, 0);
    size_t len = 0;
    struct err e = OK;
    if (fstat(fileno(in), &st) || S_ISDIR(st.st_mode))
        e = ERR(ERR_IO, STR("keys-file"));
    else if (secret && S_ISREG(st.st_mode) && st.st_mode & (S_IRWXG | S_IRWXO))
        e = ERR(ERR_DENIED, STR("keys-file"));
    else
        len = fread(text, 1, KEY_FILE_MAX, in);
    if (!e.code && (ferror(in) || len == KEY_FILE_MAX))
        e = ERR(ERR_IO, STR("keys-file"));
    (void)fclose(in);
    if (!e.code)
        *ret = (struct str){text, len};
    return e;
}

struct err tool_recipient_add(struct tool_recipients *r, struct str text) {
    if (r->count == SEAL_RECIPIENTS_MAX)
        return ERR(ERR_SEAL_FORM, STR("recipients"));
    struct err e = seal_recipient_parse(text, &r->list[r->count]);
    r->count += !e.code;
    return e;
}

struct err tool_recipients_read(const char *listed, const char *file, struct tool_recipients *ret) {
    char text[KEY_FILE_MAX];
    struct str rest = str_from_c(listed), line;
    struct err e = OK;
    while (rest.len && !e.code)
        e = tool_recipient_add(ret, str_trim(str_cut(&rest, ',')));
    if (e.code || !file)
        return e;
    e = read_keys(file, false, text, &rest);
    while (!e.code && seal_key_line(&rest, &line))
        e = tool_recipient_add(ret, line);
    return e;
}

struct err tool_identities_read(const char *file, struct tool_identities *ret) {
    char text[KEY_FILE_MAX];
    struct str rest = {0}, line;
    struct err e = read_keys(file, true, text, &rest);
    while (!e.code && seal_key_line(&rest, &line)) {
        if (ret->count == TOOL_IDENTITIES_MAX)
            e = ERR(ERR_SEAL_KEY, STR("count"));
        else
            e = seal_identity_parse(line, &ret->list[ret->count]);
        ret->count += !e.code;
    }
    seal_wipe(text, sizeof text);
    if (!e.code && !ret->count)
        e = ERR(ERR_SEAL_KEY, STR("none"));
    return e;
}
