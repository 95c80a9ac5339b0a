#include "web/put.h"

/* Indonesian and British English as the Unicode locale data (CLDR) print them; format_test.c holds
 * vectors made with Intl of Node 20. No locale of the C library is used: containers have none. */
static const char *const MONTHS[2][12] = {
    {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
     "Oktober", "November", "Desember"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"},
};
static const char *const MONTHS_SHORT[2][12] = {
    {"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"},
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"},
};
static const char *const DAYS[2][7] = {
    {"Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"},
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
};

void web_put_plain(struct buf *out, int64_t n) {
    buf_add_int(out, n);
}

void web_put_int(struct buf *out, int64_t n, bool english) {
    char digits[32];
    size_t at = sizeof digits, count = 0;
    uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do {
        if (count && count % 3 == 0)
            digits[--at] = english ? ',' : '.';
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
        count++;
    } while (rest);
    if (n < 0)
        digits[--at] = '-';
    buf_add(out, (struct str){digits + at, sizeof digits - at});
}

void web_put_tenths(struct buf *out, int64_t n, bool english) {
    if (n < 0) {
        buf_add_char(out, '-');
        n = -n;
    }
    web_put_int(out, n / 10, english);
    buf_printf(out, "%c%d", english ? '.' : ',', (int)(n % 10));
}

void web_put_hundredths(struct buf *out, int64_t n, bool english) {
    if (n < 0) {
        buf_add_char(out, '-');
        n = -n;
    }
    web_put_int(out, n / 100, english);
    buf_printf(out, "%c%02d", english ? '.' : ',', (int)(n % 100));
}

void web_put_bytes(struct buf *out, int64_t n, bool english) {
    static const struct {
        int64_t unit;
        const char *name;
    } units[] = {{1000000000, " GB"}, {1000000, " MB"}, {1000, " kB"}};
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (n >= units[i].unit) {
            web_put_tenths(out, n / (units[i].unit / 10), english);
            buf_add_c(out, units[i].name);
            return;
        }
    web_put_int(out, n, english);
    buf_add_c(out, english ? " bytes" : " bita");
}

void web_put_wait(struct buf *out, int64_t seconds, bool english) {
    bool minutes = seconds > 90;
    int64_t n = minutes ? (seconds + 59) / 60 : seconds;
    web_put_int(out, n, english);
    if (english)
        buf_printf(out, " %s%s", minutes ? "minute" : "second", n == 1 ? "" : "s");
    else
        buf_add_c(out, minutes ? " menit" : " detik");
}

static void put_least(struct buf *out, struct web_count n, bool english) {
    web_put_int(out, n.value, english);
    if (n.more)
        buf_add_char(out, '+');
}

void web_put_count(struct buf *out, struct web_count n, bool english) {
    if (n.suppressed)
        buf_add_c(out, english ? "not shown" : "tidak ditampilkan");
    else
        put_least(out, n, english);
}

void web_put_few(struct buf *out, struct web_count n, bool english) {
    if (n.suppressed)
        buf_add_c(out, "\xe2\x80\x93");
    else
        put_least(out, n, english);
}

static void put_civil(struct buf *out, struct date d, const char *const months[12]) {
    struct civil c = date_to_civil(d);
    buf_printf(out, "%d %s %d", c.day, months[c.month - 1], c.year);
}

void web_put_date(struct buf *out, struct date d, bool english) {
    put_civil(out, d, MONTHS[english]);
}

void web_put_short(struct buf *out, struct date d, bool english) {
    put_civil(out, d, MONTHS_SHORT[english]);
}

void web_put_day(struct buf *out, struct date d, bool english) {
    buf_add_c(out, DAYS[english][date_weekday(d)]);
    buf_add_c(out, ", ");
    web_put_date(out, d, english);
}

void web_put_iso(struct buf *out, struct date d) {
    struct civil c = date_to_civil(d);
    buf_printf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void put_clock(struct buf *out, struct instant t, enum zone zone, bool english) {
    int minute = instant_minute(t, zone);
    struct str name = zone_name(zone);
    buf_printf(out, "%02d%c%02d %.*s", minute / 60, english ? ':' : '.', minute % 60,
               STR_ARG(name));
}

void web_put_time(struct buf *out, struct instant t, enum zone zone, bool english) {
    web_put_day(out, instant_date(t, zone), english);
    buf_add_c(out, english ? " at " : " pukul ");
    put_clock(out, t, zone, english);
}

void web_put_moment(struct buf *out, struct instant t, enum zone zone, bool english) {
    web_put_short(out, instant_date(t, zone), english);
    buf_add_c(out, ", ");
    put_clock(out, t, zone, english);
}

void web_put_isotime(struct buf *out, struct instant t) {
    int64_t seconds = t.us / 1000000 - (t.us % 1000000 < 0);
    int64_t day = seconds / 86400 - (seconds % 86400 < 0);
    int rest = (int)(seconds - day * 86400);
    web_put_iso(out, (struct date){(int32_t)day});
    buf_printf(out, "T%02d:%02d:%02dZ", rest / 3600, rest / 60 % 60, rest % 60);
}

void web_put_relative(struct buf *out, int64_t days, bool english) {
    static const char *const near[2][5] = {
        {"kemarin dulu", "kemarin", "hari ini", "besok", "lusa"},
        {"2 days ago", "yesterday", "today", "tomorrow", "in 2 days"},
    };
    if (days >= -2 && days <= 2) {
        buf_add_c(out, near[english][days + 2]);
        return;
    }
    if (days > 0)
        buf_add_c(out, english ? "in " : "dalam ");
    web_put_int(out, days < 0 ? -days : days, english);
    buf_add_c(out, english ? " days" : " hari");
    if (days < 0)
        buf_add_c(out, english ? " ago" : " yang lalu");
}

void web_put_list(struct buf *out, const struct str *items, size_t count, bool english) {
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && i + 1 < count)
            buf_add_c(out, ", ");
        else if (i > 0 && english)
            buf_add_c(out, " and ");
        else if (i > 0)
            buf_add_c(out, count > 2 ? ", dan " : " dan ");
        web_put_text(out, items[i]);
    }
}
