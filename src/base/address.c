#include "base/address.h"

#include <string.h>

static bool is_alnum(char c) {
    char lower = char_lower(c);
    return (lower >= 'a' && lower <= 'z') || char_is_digit(c);
}

/* Runs of what is allowed with single full stops between; how many runs, 0: it is not so. */
static size_t runs(struct str text, const char *allowed) {
    size_t count = 0;
    while (true) {
        struct str rest = text;
        struct str run = str_cut(&rest, '.');
        if (!run.len)
            return 0;
        for (size_t i = 0; i < run.len; i++)
            if (!run.ptr[i] || (!is_alnum(run.ptr[i]) && !strchr(allowed, run.ptr[i])))
                return 0;
        count++;
        if (run.len == text.len)
            return count;
        text = rest; /* behind a full stop: an empty rest is an empty run */
    }
}

bool address_is_mail(struct str text) {
    struct str host = text;
    struct str user = str_cut(&host, '@');
    return text.len <= ADDRESS_MAX && user.len <= ADDRESS_USER_MAX && user.len < text.len &&
           runs(user, "!#$%&'*+-/=?^_`{|}~") && runs(host, "-") > 1 && host.ptr[0] != '-' &&
           host.ptr[host.len - 1] != '-';
}
