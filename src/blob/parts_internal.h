#ifndef BLOB_PARTS_INTERNAL_H
#define BLOB_PARTS_INTERNAL_H
/* What an upload that is not whole yet lies in, and who makes room for whom: parts.c, parts_room.c.
 */
#include "blob/parts.h"

#include <dirent.h>

enum { PARTS_ID_HEX = 2 * 16 };
#define PARTS_HAD ".had"
enum { PARTS_RECORD_NAME = PARTS_ID_HEX + sizeof PARTS_HAD };
enum { PARTS_HEAD = 2 * 8 }; /* of a record: bytes, when it began */
int64_t parts_get64(const uint8_t *from);

struct parts_names {
    char bytes[PARTS_ID_HEX + 1], record[PARTS_RECORD_NAME];
};
struct parts_names parts_names_of(const struct id128 *id);
bool parts_id_of(const char *entry, struct id128 *ret); /* of a record's name alone */
DIR *parts_list(const struct blob_store *store);        /* NULL: errno says why */

struct parts_need {
    const struct blob_parts_rule *rule;
    int64_t count, bytes;    /* no more than so many lie there, and so much */
    int64_t room;            /* what comes onto the disk */
    const struct id128 *but; /* is not forgotten for it */
    struct instant now;
};
/* Forgets of those that stand still the fewest, and none where all of them would not do. Errors:
 * ERR_BUSY "upload", ERR_DISK_FULL, ERR_IO. */
struct err parts_make_room(struct blob_store *store, const struct parts_need *need) MUST_CHECK;
#endif
