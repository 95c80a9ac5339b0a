#include "prevention/roster.h"

#include <string.h>

static int64_t ends_of_lines(struct str text) {
    int64_t count = 0;
    const char *at = text.ptr, *end = text.ptr + text.len;
    while (text.len && (at = memchr(at, '\n', (size_t)(end - at)))) {
        count++;
        at++;
    }
    return count;
}

int64_t roster_lines(struct str bytes) {
    if (!xlsx_is(bytes))
        return ends_of_lines(bytes);
    struct xlsx *book = xlsx_new(bytes);
    struct str piece;
    int64_t count = 0;
    while (xlsx_next(book, &piece))
        count += ends_of_lines(piece);
    xlsx_free(book);
    return count;
}
