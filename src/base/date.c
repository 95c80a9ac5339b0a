#include "base/date.h"

static const struct {
    struct str name;
    int hours; /* ahead of UTC */
} ZONES[ZONE_COUNT] = {
    [ZONE_WIB] = {STR_INIT("WIB"), 7},
    [ZONE_WITA] = {STR_INIT("WITA"), 8},
    [ZONE_WIT] = {STR_INIT("WIT"), 9},
};
static const int64_t US_PER_SECOND = 1000000;
static const int64_t US_PER_DAY = 86400 * 1000000LL;

struct str zone_name(enum zone zone) {
    return ZONES[zone].name;
}

bool zone_from_name(struct str name, enum zone *ret) {
    for (int i = 0; i < ZONE_COUNT; i++)
        if (str_equal(name, ZONES[i].name)) {
            *ret = (enum zone)i;
            return true;
        }
    return false;
}

static bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool civil_exists(struct civil c) {
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (c.year < 1 || c.year > 9999 || c.month < 1 || c.month > 12 || c.day < 1)
        return false;
    return c.day <= DAYS[c.month - 1] + (c.month == 2 && is_leap(c.year));
}

/* Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". Years
 * start on 1 March there, so that the leap day is the last of its year. */
struct date date_from_civil(struct civil c) {
    int y = c.year - (c.month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (struct date){era * 146097 + day_of_era - 719468};
}

struct civil date_to_civil(struct date d) {
    int z = d.day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int month = mp + (mp < 10 ? 3 : -9);
    return (struct civil){yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

int date_weekday(struct date d) {
    return ((d.day % 7) + 7 + 3) % 7; /* 1970-01-01 was a Thursday */
}

/* Exactly len digits at s.ptr[at], which are there; -1 for anything else. */
static int digits(struct str s, size_t at, size_t len) {
    int value = 0;
    for (size_t i = at; i < at + len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return -1;
        value = value * 10 + (s.ptr[i] - '0');
    }
    return value;
}

bool date_parse(struct str s, struct date *ret) {
    if (s.len != DATE_LEN || s.ptr[4] != '-' || s.ptr[7] != '-')
        return false;
    struct civil c = {digits(s, 0, 4), digits(s, 5, 2), digits(s, 8, 2)};
    if (!civil_exists(c))
        return false;
    *ret = date_from_civil(c);
    return true;
}

/* The last len digits of value. */
static void put_digits(char *ret, int value, size_t len) {
    for (; len-- > 0; value /= 10)
        ret[len] = (char)('0' + value % 10);
}

void date_put(struct date d, char ret[DATE_LEN]) {
    struct civil c = date_to_civil(d);
    put_digits(ret, c.year, 4);
    ret[4] = ret[7] = '-';
    put_digits(ret + 5, c.month, 2);
    put_digits(ret + 8, c.day, 2);
}

/* printf takes a tenth of all that making a report's answer takes; so none here. */
struct str date_format(struct arena *a, struct date d) {
    char text[DATE_LEN];
    date_put(d, text);
    return arena_str(a, (struct str){text, sizeof text});
}

/* The zone at the end of an RFC 3339 time: minutes ahead of UTC in *ret. */
static bool offset_parse(struct str s, int *ret) {
    if (s.len == 1 && (s.ptr[0] == 'Z' || s.ptr[0] == 'z')) {
        *ret = 0;
        return true;
    }
    if (s.len != 6 || s.ptr[3] != ':' || (s.ptr[0] != '+' && s.ptr[0] != '-'))
        return false;
    int hours = digits(s, 1, 2), minutes = digits(s, 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return false;
    *ret = (hours * 60 + minutes) * (s.ptr[0] == '-' ? -1 : 1);
    return true;
}

bool instant_parse(struct str s, struct instant *ret) {
    struct date d;
    if (s.len < 20 || !date_parse((struct str){s.ptr, DATE_LEN}, &d))
        return false;
    if ((s.ptr[10] != 'T' && s.ptr[10] != 't' && s.ptr[10] != ' ') || s.ptr[13] != ':' ||
        s.ptr[16] != ':')
        return false;
    int hour = digits(s, 11, 2), minute = digits(s, 14, 2), second = digits(s, 17, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        return false;
    size_t at = 19;
    int64_t fraction = 0, scale = US_PER_SECOND;
    if (s.ptr[at] == '.') {
        for (at++; at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9' && scale > 1; at++) {
            scale /= 10;
            fraction += (s.ptr[at] - '0') * scale;
        }
        if (scale == US_PER_SECOND)
            return false;
    }
    int offset;
    if (!offset_parse((struct str){s.ptr + at, s.len - at}, &offset))
        return false;
    int64_t seconds = (hour * 60 + minute - offset) * 60LL + second;
    ret->us = d.day * US_PER_DAY + seconds * US_PER_SECOND + fraction;
    return true;
}

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

struct str instant_format(struct arena *a, struct instant t) {
    int64_t day = floor_div(t.us, US_PER_DAY);
    int64_t rest = t.us - day * US_PER_DAY;
    int seconds = (int)(rest / US_PER_SECOND);
    char text[INSTANT_LEN] = "0000-00-00T00:00:00.000000Z";
    date_put((struct date){(int32_t)day}, text);
    put_digits(text + 11, seconds / 3600, 2);
    put_digits(text + 14, seconds / 60 % 60, 2);
    put_digits(text + 17, seconds % 60, 2);
    put_digits(text + 20, (int)(rest % US_PER_SECOND), 6);
    return arena_str(a, (struct str){text, sizeof text});
}

static int64_t local_us(struct instant t, enum zone zone) {
    return t.us + ZONES[zone].hours * 3600 * US_PER_SECOND;
}

struct date instant_date(struct instant t, enum zone zone) {
    return (struct date){(int32_t)floor_div(local_us(t, zone), US_PER_DAY)};
}

int instant_minute(struct instant t, enum zone zone) {
    int64_t local = local_us(t, zone);
    return (int)((local - floor_div(local, US_PER_DAY) * US_PER_DAY) / (60 * US_PER_SECOND));
}

struct instant instant_of(struct date d, int minute, enum zone zone) {
    int64_t us = d.day * US_PER_DAY + minute * 60 * US_PER_SECOND;
    return (struct instant){us - ZONES[zone].hours * 3600 * US_PER_SECOND};
}
