#include "prevention/roster.h"

#include <string.h>

int64_t roster_lines(struct str text) {
    int64_t count = 0;
    const char *at = text.ptr, *end = text.ptr + text.len;
    while (text.len && (at = memchr(at, '\n', (size_t)(end - at)))) {
        count++;
        at++;
    }
    return count;
}
