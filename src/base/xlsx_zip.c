#include "base/xlsx_internal.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 4096 };

struct xlsx_part {
    struct archive *zip;
    char piece[PIECE];
};

static char plain(char c) {
    if (c == '\\')
        return '/';
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_name(const char *found, struct str name) {
    found += found[0] == '/' || found[0] == '\\';
    for (size_t i = 0; i < name.len; i++)
        if (plain(found[i]) != plain(name.ptr[i])) /* the NUL of a shorter one differs */
            return false;
    return !found[name.len];
}

/* Of the packings that libarchive knows the two that spreadsheets use; the decoders of the others
 * are not let near what a stranger sends. */
static bool is_plain_packing(struct archive *zip) {
    const char *format = archive_format_name(zip);
    return format && (strstr(format, "(deflation)") || strstr(format, "(uncompressed)"));
}

/* Stands before the data of the member. False: there is none, or a fault in limit. */
static bool find(struct archive *zip, struct str name, struct xlsx_limit *limit) {
    struct archive_entry *entry;
    for (;;) {
        int got = archive_read_next_header(zip, &entry);
        if (got == ARCHIVE_EOF)
            return false;
        if (got < ARCHIVE_WARN) {
            limit->fault = XLSX_DAMAGED;
            return false;
        }
        const char *found = archive_entry_pathname(entry);
        if (!found || !same_name(found, name))
            continue;
        if (archive_entry_is_encrypted(entry))
            limit->fault = XLSX_LOCKED;
        else if (!is_plain_packing(zip))
            limit->fault = XLSX_DAMAGED;
        return limit->fault == XLSX_GOOD;
    }
}

struct xlsx_part *xlsx_part_open(struct str file, struct str name, struct xlsx_limit *limit) {
    struct xlsx_part *part = must_alloc(sizeof *part);
    part->zip = archive_read_new();
    if (!part->zip)
        die("out of memory");
    if (archive_read_support_format_zip_seekable(part->zip) != ARCHIVE_OK ||
        archive_read_open_memory(part->zip, file.ptr, file.len) != ARCHIVE_OK)
        limit->fault = XLSX_DAMAGED;
    else if (find(part->zip, name, limit))
        return part;
    xlsx_part_close(part);
    return NULL;
}

struct str xlsx_part_read(struct xlsx_part *part, struct xlsx_limit *limit) {
    la_ssize_t got = archive_read_data(part->zip, part->piece, PIECE);
    if (got < 0)
        limit->fault = XLSX_DAMAGED;
    else if (got > limit->left)
        limit->fault = XLSX_SWELLS;
    if (limit->fault || got <= 0)
        return (struct str){0};
    limit->left -= got;
    return (struct str){part->piece, (size_t)got};
}

void xlsx_part_close(struct xlsx_part *part) {
    if (!part)
        return;
    (void)archive_read_free(part->zip);
    free(part);
}
