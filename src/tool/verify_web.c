/* The files of the web, against what the log names: /log/web has the newest list with all that
 * proves it, its leaf is met while the log is walked, and each file is asked for. */
#include "tool/verify.h"

#include "base/json_read.h"

#include <string.h>

enum { LIST_MAX = 1 << 18, FILE_MAX = 1 << 22, FILES_MAX = 256 };

static struct err fault(struct arena *a, enum err_code code, const char *key, struct str path) {
    struct str about = arena_printf(a, "%s %.*s", key, STR_ARG(path));
    return ERR(code, about);
}

/* A path of this server: no other host can be meant by it. */
static bool is_path(struct str path) {
    if (path.len < 2 || path.len > 256 || path.ptr[0] != '/' || path.ptr[1] == '/')
        return false;
    for (size_t i = 0; i < path.len; i++)
        if (path.ptr[i] <= ' ' || path.ptr[i] > '~' || strchr("?#\\", path.ptr[i]))
            return false;
    return true;
}

static bool read_file(const struct json_value *row, struct tool_web_file *ret) {
    const struct json_value *bytes = json_get(row, "bytes");
    ret->path = json_text(json_get(row, "path"));
    if (!is_path(ret->path) || !json_is(bytes, JSON_INTEGER))
        return false;
    ret->bytes = bytes->integer;
    return hex_decode(json_text(json_get(row, "sha256")), ret->sha256.b, HASH_LEN);
}

/* Salt and manifest give the leaf, the manifest names the body, the body the files. */
static bool read_list(struct arena *a, struct str text, struct tool_web *ret) {
    const struct json_value *root, *listed;
    struct ledger_manifest manifest;
    struct hash salt;
    if (json_read(a, text, JSON_OWN, &root).code)
        return false;
    const struct json_value *index = json_get(root, "index");
    struct str body = json_text(json_get(root, "body"));
    struct str said = json_text(json_get(root, "manifest"));
    struct hash hash = hash_sha256(body);
    if (!json_is(index, JSON_INTEGER) || index->integer < 0 ||
        !base64_decode_exact(json_text(json_get(root, "salt")), salt.b, HASH_LEN) ||
        !ledger_manifest_parse(a, said, &manifest) ||
        !str_equal(manifest.kind, STR("web.published")) ||
        manifest.body_bytes != (int64_t)body.len || !hash_equal(&manifest.body_sha256, &hash) ||
        json_read(a, body, JSON_OWN, &listed).code)
        return false;
    const struct json_value *files = json_get(listed, "files");
    if (!json_is(files, JSON_ARRAY) || files->count > FILES_MAX)
        return false;
    struct hash commit = ledger_commit(&salt, said);
    *ret = (struct tool_web){.there = true,
                             .index = index->integer,
                             .at = manifest.accepted_at,
                             .leaf = ledger_leaf(&commit),
                             .files = NEW(a, struct tool_web_file, files->count + 1)};
    for (const struct json_value *row = files->first; row; row = row->next)
        if (!read_file(row, &ret->files[ret->count++]))
            return false;
    return true;
}

struct err tool_web_read(struct arena *a, const struct tool_fetch *fetch, struct tool_web *ret) {
    struct buf bytes;
    struct tool_web web = {0};
    buf_init(&bytes, LIST_MAX);
    struct err e = fetch->get(fetch->arg, STR("/log/web"), &bytes);
    if (e.code == ERR_MISSING)
        e = OK; /* an older program, or one that never served pages */
    else if (e.code)
        e = fault(a, e.code, "unreachable", STR("/log/web"));
    else if (buf_full(&bytes) || !read_list(a, arena_str(a, buf_str(&bytes)), &web))
        e = ERR(ERR_MALFORMED, STR("web-shape"));
    buf_done(&bytes);
    if (!e.code)
        *ret = web;
    return e;
}

struct err tool_web_compare(struct arena *a, const struct tool_fetch *fetch,
                            const struct tool_web *web) {
    struct buf bytes;
    struct err e = OK;
    buf_init(&bytes, FILE_MAX);
    for (size_t i = 0; i < web->count && !e.code; i++) {
        const struct tool_web_file *file = &web->files[i];
        buf_clear(&bytes);
        e = fetch->get(fetch->arg, file->path, &bytes);
        if (e.code)
            e = fault(a, e.code, e.code == ERR_MISSING ? "web-missing" : "unreachable", file->path);
        struct hash hash = hash_sha256(buf_str(&bytes));
        bool same = (int64_t)bytes.len == file->bytes && hash_equal(&hash, &file->sha256);
        if (!e.code && (buf_full(&bytes) || !same))
            e = fault(a, ERR_CORRUPT, "web-file", file->path);
    }
    buf_done(&bytes);
    return e;
}
