#include "tool/version.h"
#include "http/app.h"
#include "http/server.h"
#include "tool/tool.h"

#include <stdio.h>

static const char USAGE[] =
    "Usage: netral version [--verbose] [--file PATH]\n"
    "Prints which version this is.\n"
    "  --verbose     also every file that its pages ask for: SHA-256, bytes and path, as the log\n"
    "                names them (/log/web) and `netral verify --url` compares them\n"
    "  --file PATH   one of these files to standard output: /periksa-netral.html checks receipts\n"
    "                without a server\n";

static int print_file(const struct http_options *files, struct str path) {
    for (size_t i = 0; i < files->asset_count; i++) {
        const struct web_asset *file = &files->assets[i];
        if (!str_equal(file->path, path))
            continue;
        bool whole = fwrite(file->bytes.ptr, 1, file->bytes.len, stdout) == file->bytes.len;
        if (whole && fflush(stdout) == 0)
            return 0;
        (void)fputs("netral version: the file could not be written\n", stderr);
        return 1;
    }
    (void)fputs("netral version: no page asks for such a file; --verbose lists them\n", stderr);
    return 1;
}

static void print_files(const struct http_options *files) {
    struct arena *a = arena_new(1 << 20);
    struct str list = http_web_list(a);
    struct hash all = hash_sha256(list);
    (void)printf("files %.*s\n", STR_ARG(hex_encode(a, all.b, HASH_LEN)));
    for (size_t i = 0; i < files->asset_count; i++) {
        const struct web_asset *file = &files->assets[i];
        (void)printf("%s %7zu %.*s\n", file->sha256, file->bytes.len, STR_ARG(file->path));
    }
    arena_free(a);
}

int tool_version(const struct tool *tool) {
    const char *file = NULL;
    bool verbose = false;
    const struct tool_option options[] = {{"verbose", NULL, &verbose}, {"file", &file, NULL}};
    const struct tool_usage usage = {USAGE, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    struct http_options files = {0};
    http_app_options(&files);
    if (file)
        return print_file(&files, str_from_c(file));
    (void)printf("netral %s\n", NETRAL_VERSION);
    if (verbose)
        print_files(&files);
    return 0;
}
