#include "law/slips.h"

/* Days off against the sky. Easter is told by the year (the Gregorian computus); feasts of the
 * Hijri, Chinese, Saka and Buddhist calendars by the age of the moon, which a decree may be a day
 * off from, and a slip of the pen is more. Joint leave lies beside the feast that it is for. No
 * number of the law is here: the days themselves stand in calendars/. */

/* The Sunday of Easter (Meeus, Jones and Butcher). */
static struct date easter(int year) {
    int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
    int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return date_from_civil((struct civil){year, n / 31, n % 31 + 1});
}

/* Days from a mean new moon to noon at UTC+7, as hundredths: 0 to 2952. */
static int moon_age(struct date day) {
    enum { MONTH = 2953059, SCALE = 100000 };
    /* 2000-01-06 18:14 UTC was a new moon; noon at UTC+7 is 05:00 UTC. */
    int64_t first = date_from_civil((struct civil){2000, 1, 6}).day;
    int64_t since = ((int64_t)day.day - first) * SCALE - 55139;
    int64_t age = since % MONTH;
    return (int)((age < 0 ? age + MONTH : age) / (SCALE / 100));
}

static int distance(int a, int b) {
    enum { MONTH = 2953 };
    int d = a > b ? a - b : b - a;
    return d < MONTH - d ? d : MONTH - d;
}

/* A feast by what its name says, and its day: after Easter, or of the moon. */
static const struct {
    struct str says;
    bool of_easter;
    int day; /* from Easter; hundredths of a day from the new moon */
} FEASTS[] = {
    {STR_INIT("Wafat Yesus"), true, -2},
    {STR_INIT("Kebangkitan Yesus"), true, 0},
    {STR_INIT("Kenaikan Yesus"), true, 39},
    {STR_INIT("Tahun Baru Imlek"), false, 0},
    {STR_INIT("Nyepi"), false, 100},
    {STR_INIT("Waisak"), false, 1476},
    {STR_INIT("Idul Fitri"), false, 175},
    {STR_INIT("Idul Adha"), false, 1050},
    {STR_INIT("Tahun Baru Islam"), false, 150},
    {STR_INIT("Maulid"), false, 1250},
    {STR_INIT("Isra Mikraj"), false, 2750},
};

static void check_feast(struct law_reader *r, const struct law_holiday *day) {
    enum { OFF = 200 };
    for (size_t i = 0; day->name.len && i < COUNT_OF(FEASTS); i++) {
        if (!str_find(day->name, FEASTS[i].says))
            continue;
        struct date due = easter(date_to_civil(day->date).year);
        due.day += FEASTS[i].day;
        if (FEASTS[i].of_easter && due.day != day->date.day)
            law_fault(r, day->line,
                      "\"%.*s\" is on %.*s in that year: correct the date, or the name",
                      STR_ARG(day->name), STR_ARG(date_format(r->scratch, due)));
        if (!FEASTS[i].of_easter && distance(moon_age(day->date), FEASTS[i].day) > OFF)
            law_fault(r, day->line,
                      "\"%.*s\" is a feast by the moon, which was %d days old on that day and is "
                      "about %d on the feast: correct the date, or the name",
                      STR_ARG(day->name), moon_age(day->date) / 100, FEASTS[i].day / 100);
    }
}

static const struct law_holiday *off_on(const struct law_calendar *calendar, struct date day,
                                        const struct law_holiday *from) {
    for (size_t i = 0; i < calendar->count; i++)
        if (calendar->days[i].date.day == day.day && &calendar->days[i] != from)
            return &calendar->days[i];
    return NULL;
}

static bool is_weekend(struct date day) {
    enum { FRIDAY = 4 };
    return date_weekday(day) > FRIDAY;
}

/* Whether a feast lies beside it, with days off alone between. */
static bool leads_to_feast(const struct law_calendar *calendar, const struct law_holiday *leave,
                           int step) {
    struct date day = {leave->date.day + step};
    for (;; day.day += step) {
        const struct law_holiday *off = off_on(calendar, day, leave);
        if (off && off->kind == LAW_NATIONAL_HOLIDAY)
            return true;
        if (!off && !is_weekend(day))
            return false;
    }
}

void law_check_feasts(struct law_reader *r, const struct law *law) {
    const struct law_calendar *c = &law->calendar;
    for (size_t i = 0; i < c->count; i++) {
        const struct law_holiday *day = &c->days[i];
        r->file = day->file;
        if (day->kind == LAW_NATIONAL_HOLIDAY)
            check_feast(r, day);
        if (str_starts(day->name, STR("Cuti bersama")) && !leads_to_feast(c, day, 1) &&
            !leads_to_feast(c, day, -1))
            law_fault(r, day->line,
                      "\"%.*s\" is joint leave, and no feast lies beside it, with days off alone "
                      "between: correct the date",
                      STR_ARG(day->name));
    }
}
