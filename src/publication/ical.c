#include "publication/ical.h"

enum { LINE_MAX_OCTETS = 75, LINE_CAP = 64 * 1024 };

/* RFC 5545 section 3.1: lines of at most 75 octets, what is longer goes on behind CRLF and a blank.
 * A character of several bytes stays in one piece, which the RFC allows to be broken but readers
 * choke on. */
static void put_line(struct buf *out, const struct buf *line) {
    size_t room = LINE_MAX_OCTETS;
    for (size_t at = 0; at < line->len;) {
        size_t end = at + room < line->len ? at + room : line->len;
        while (end < line->len && ((unsigned char)line->ptr[end] & 0xc0u) == 0x80u)
            end--;
        buf_add(out, (struct str){line->ptr + at, end - at});
        at = end;
        if (at < line->len)
            buf_add_c(out, "\r\n ");
        room = LINE_MAX_OCTETS - 1;
    }
    buf_add_c(out, "\r\n");
}

/* Section 3.3.11: TEXT. Control bytes have no escape: they are dropped. */
static void add_text(struct buf *line, struct str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\n')
            buf_add_c(line, "\\n");
        else if ((unsigned char)c >= ' ' && c != '\x7f') {
            if (c == '\\' || c == ';' || c == ',')
                buf_add_char(line, '\\');
            buf_add_char(line, c);
        }
    }
}

static void put(struct buf *out, struct buf *line, const char *name, struct str text) {
    buf_clear(line);
    buf_add_c(line, name);
    buf_add_char(line, ':');
    add_text(line, text);
    put_line(out, line);
}

/* A value that is none of TEXT: dates, addresses, lists with commas of their own. */
static void put_plain(struct buf *out, struct buf *line, const char *name, struct str value) {
    buf_clear(line);
    buf_add_c(line, name);
    buf_add_char(line, ':');
    buf_add(line, value);
    put_line(out, line);
}

static void put_day(struct buf *out, struct buf *line, const char *name, struct date d) {
    struct civil c = date_to_civil(d);
    buf_clear(line);
    buf_printf(line, "%s;VALUE=DATE:%04d%02d%02d", name, c.year, c.month, c.day);
    put_line(out, line);
}

/* When the calendar's rows were laid down: the first day that belongs to the election. */
static void put_stamp(struct buf *out, struct buf *line, const struct law_election *election) {
    struct civil c = date_to_civil(election->opens);
    buf_clear(line);
    buf_printf(line, "DTSTAMP:%04d%02d%02dT000000Z", c.year, c.month, c.day);
    put_line(out, line);
}

static void put_description(struct buf *out, struct buf *line, const struct publication_ical *what,
                            const struct law_stage *stage) {
    const struct law_cite *cite = &what->election->cite;
    buf_clear(line);
    buf_add_c(line, "DESCRIPTION:");
    add_text(line, law_say(what->election->label, what->english));
    if (stage->when.id.len) {
        add_text(line, STR("\n"));
        add_text(line, law_say(stage->when, what->english));
    }
    if (stage->critical)
        add_text(line, what->english ? STR("\nCritical stage: watch neutrality closely.")
                                     : STR("\nTahapan rawan: awasi netralitas dengan saksama."));
    add_text(line, what->english ? STR("\nBasis: ") : STR("\nDasar: "));
    add_text(line, cite->text);
    if (law_needs_badge(cite))
        add_text(line,
                 what->english ? STR(" (source not checked again)") : STR(" (belum dicek ulang)"));
    put_line(out, line);
}

static void put_event(struct buf *out, struct buf *line, const struct publication_ical *what,
                      const struct law_stage *stage) {
    bool open = stage->from.day == INT32_MIN, endless = stage->to.day == LAW_OPEN;
    struct date first = open ? stage->to : stage->from, last = endless ? stage->from : stage->to;
    put_plain(out, line, "BEGIN", STR("VEVENT"));
    buf_clear(line);
    buf_printf(line, "UID:%.*s.%.*s@netral", STR_ARG(what->election->id), STR_ARG(stage->id));
    put_line(out, line);
    put_stamp(out, line, what->election);
    put_day(out, line, "DTSTART", first);
    put_day(out, line, "DTEND", (struct date){last.day + 1}); /* the day behind the last */
    buf_clear(line);
    buf_add_c(line, what->english ? "SUMMARY;LANGUAGE=en:" : "SUMMARY;LANGUAGE=id:");
    add_text(line, law_say(stage->label, what->english));
    if (open)
        add_text(line, what->english ? STR(" (last day)") : STR(" (hari terakhir)"));
    if (endless)
        add_text(line, what->english ? STR(" (begins)") : STR(" (mulai)"));
    put_line(out, line);
    put_description(out, line, what, stage);
    put_plain(out, line, "CATEGORIES", stage->critical ? STR("STAGE,CRITICAL") : STR("STAGE"));
    put_plain(out, line, "TRANSP", STR("TRANSPARENT"));
    if (what->address.len)
        put_plain(out, line, "URL", what->address);
    put_plain(out, line, "END", STR("VEVENT"));
}

void publication_ical(const struct publication_ical *what, struct buf *out) {
    const struct law_election *election = what->election;
    struct str name = law_say(election->label, what->english);
    struct buf line;
    buf_init(&line, LINE_CAP);
    put_plain(out, &line, "BEGIN", STR("VCALENDAR"));
    put_plain(out, &line, "VERSION", STR("2.0"));
    put_plain(out, &line, "PRODID",
              what->english ? STR("-//netral//calendar//EN") : STR("-//netral//calendar//ID"));
    put_plain(out, &line, "CALSCALE", STR("GREGORIAN"));
    put_plain(out, &line, "METHOD", STR("PUBLISH"));
    put(out, &line, "NAME", name); /* RFC 7986 section 5.1; older readers know the next */
    put(out, &line, "X-WR-CALNAME", name);
    put_plain(out, &line, "REFRESH-INTERVAL;VALUE=DURATION", STR("P1D"));
    for (size_t i = 0; i < election->stage_count; i++)
        if (election->stages[i].from.day != LAW_OPEN)
            put_event(out, &line, what, &election->stages[i]);
    put_plain(out, &line, "END", STR("VCALENDAR"));
    buf_done(&line);
}

/* "20241029T023000Z" */
static void put_instant(struct buf *out, struct buf *line, const char *name, struct instant t) {
    struct civil c = date_to_civil(instant_date(t, ZONE_WIB));
    int minute = instant_minute(t, ZONE_WIB);
    enum { WIB_HOURS = 7, HOUR = 60 };
    if (minute < WIB_HOURS * HOUR) {
        c = date_to_civil((struct date){instant_date(t, ZONE_WIB).day - 1});
        minute += 24 * HOUR;
    }
    minute -= WIB_HOURS * HOUR;
    buf_clear(line);
    buf_printf(line, "%s:%04d%02d%02dT%02d%02d00Z", name, c.year, c.month, c.day, minute / HOUR,
               minute % HOUR);
    put_line(out, line);
}

/* Section 3.2: a quoted parameter holds neither quotes nor control bytes, and has no escape. */
static void put_organiser(struct buf *out, struct buf *line,
                          const struct publication_meeting *what) {
    buf_clear(line);
    buf_add_c(line, "ORGANIZER;CN=\"");
    for (size_t i = 0; i < what->organiser.len; i++) {
        char c = what->organiser.ptr[i];
        if ((unsigned char)c >= ' ' && c != '\x7f')
            buf_add_char(line, c == '"' ? '\'' : c);
    }
    buf_add_c(line, "\":");
    buf_add(line, what->address.len ? what->address : STR("invalid:nomail"));
    put_line(out, line);
}

void publication_ical_meeting(const struct publication_meeting *what, struct buf *out) {
    struct buf line;
    buf_init(&line, LINE_CAP);
    put_plain(out, &line, "BEGIN", STR("VCALENDAR"));
    put_plain(out, &line, "VERSION", STR("2.0"));
    put_plain(out, &line, "PRODID", STR("-//netral//meeting//ID"));
    put_plain(out, &line, "METHOD", STR("PUBLISH"));
    put_plain(out, &line, "BEGIN", STR("VEVENT"));
    put(out, &line, "UID", what->uid);
    put_plain(out, &line, "SEQUENCE", what->cancelled ? STR("1") : STR("0"));
    put_instant(out, &line, "DTSTAMP", what->called);
    if (what->minute < 0) {
        put_day(out, &line, "DTSTART", what->on);
        put_day(out, &line, "DTEND", (struct date){what->last.day + 1});
    } else {
        int64_t until = what->until >= 0 ? what->until : what->minute + PUBLICATION_MEETING_MINUTES;
        put_instant(out, &line, "DTSTART", instant_of(what->on, (int)what->minute, what->zone));
        put_instant(out, &line, "DTEND", instant_of(what->last, (int)until, what->zone));
    }
    put(out, &line, "SUMMARY", what->title);
    put(out, &line, "LOCATION", what->place);
    put(out, &line, "DESCRIPTION", what->agenda);
    put_organiser(out, &line, what);
    if (what->address.len)
        put_plain(out, &line, "URL", what->address);
    put_plain(out, &line, "STATUS", what->cancelled ? STR("CANCELLED") : STR("CONFIRMED"));
    put_plain(out, &line, "END", STR("VEVENT"));
    put_plain(out, &line, "END", STR("VCALENDAR"));
    buf_done(&line);
}
