#include "prevention/attendance.h"

#include "base/buf.h"
#include "prevention/tagged.h"

#include <sodium.h>

enum { WHO_CAP = 4096 };

struct attendance_keys attendance_keys_derive(const struct hash *secret) {
    return (struct attendance_keys){
        .link = hash_hmac(hash_str(secret), STR("netral-attendance-link/v1")),
        .person = hash_hmac(hash_str(secret), STR("netral-attendance-person/v1")),
    };
}

void attendance_keys_wipe(struct attendance_keys *keys) {
    sodium_memzero(keys, sizeof *keys);
}

struct str attendance_link_text(struct arena *a, const struct attendance_keys *keys,
                                int64_t meeting) {
    return tagged_text(a, &keys->link, arena_printf(a, "%lld", (long long)meeting));
}

bool attendance_link_read(const struct attendance_keys *keys, struct str text,
                          int64_t *ret_meeting) {
    struct str said;
    return text.len <= ATTENDANCE_LINK_MAX && tagged_read(&keys->link, text, &said) &&
           tagged_number(said, ret_meeting);
}

/* "H. Budi Santoso, S.Sos." and "h budi santoso s.sos" are one. */
static void add_plain(struct buf *out, struct str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == ' ' || c == '.' || c == ',')
            continue;
        buf_add_char(out, char_lower(c));
    }
    buf_add_char(out, '\n');
}

struct hash attendance_person_key(const struct attendance_keys *keys,
                                  const struct attendance_who *who) {
    struct buf text;
    buf_init(&text, WHO_CAP);
    buf_printf(&text, "%lld\n", (long long)who->meeting);
    add_plain(&text, who->name);
    add_plain(&text, who->office);
    struct hash key = hash_hmac(hash_str(&keys->person), buf_str(&text));
    sodium_memzero(text.ptr, text.len);
    buf_done(&text);
    return key;
}

enum attendance_state attendance_state_on(struct attendance_days meeting, struct date today) {
    if (today.day < meeting.first.day)
        return ATTENDANCE_EARLY;
    return today.day > meeting.last.day ? ATTENDANCE_OVER : ATTENDANCE_OPEN;
}
