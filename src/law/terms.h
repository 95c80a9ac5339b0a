#ifndef LAW_TERMS_H
#define LAW_TERMS_H
/* The words that every kind of rule is made of: rows and their citations, texts, clocks, fields. */
#include "base/date.h"
#include "base/hash.h"

/* How well the sources agree. */
enum law_confidence { LAW_HIGH, LAW_MEDIUM, LAW_LOW };
/* How a row was read: the article in one copy of its text (P), in two independent copies that agree
 * (P2), in press, digests, forms or programs (S), general knowledge (GK), inferred by us (INF). */
enum law_reading {
    LAW_READ_ARTICLE,
    LAW_READ_COPIES,
    LAW_READ_SECONDARY,
    LAW_READ_GENERAL,
    LAW_READ_INFERRED
};
struct law_words_list { /* ids of other rows */
    const struct str *list;
    size_t count;
};
struct law_cite {
    struct str text;   /* "UU 1/2015 jo. UU 8/2015 Ps 134(5)": as printed beside what it supports */
    struct str source; /* where it was read: ids of rules/sources.yaml, "D2", "S02", "GK" */
    const struct str *laws; /* instruments it rests on: ids of rules/instruments.yaml */
    size_t law_count;       /* 0: practice that no instrument is known for */
    enum law_reading read;
    enum law_confidence confidence;
    bool verified;                  /* the cited article's own text was read in a copy */
    struct law_words_list mentions; /* instruments that the text names, on which it does not rest */
};
/* Articles of an instrument that stand in a copy: "1-38, 40-46" (names.h). */
struct law_reads {
    struct str instrument, articles;
};
/* A text for people in both languages; en is never empty. */
struct law_text {
    struct str id, en;
};
struct law_section { /* a part of a procedure: the states, steps and clocks whose file this is */
    struct str name, file;
    struct law_text label;
};
struct law_sections {
    const struct law_section *list;
    size_t count;
};
/* Days in force, both included; LAW_OPEN stands for no end. */
struct law_span {
    struct date from, to;
};
enum { LAW_OPEN = INT32_MAX };
bool law_in_force(struct law_span span, struct date day);
bool law_overlap(struct law_span a, struct law_span b); /* they share a day */
/* What every row of the law has; stands first in its struct. */
struct law_row {
    struct str id;
    int version; /* from 1; of the row or, if it says nothing, of its file */
    struct law_span span;
    struct law_cite cite;
    struct str file; /* where the row stands, for faults and for lawyers */
    int line;
};
/* Whether the row must bear a badge wherever it speaks. */
bool law_needs_badge(const struct law_cite *cite);

/* LAW_HOURS counts whole days of 24 hours; the hour itself is the office's to watch. */
enum law_unit { LAW_CALENDAR_DAYS, LAW_WORKING_DAYS, LAW_MONTHS, LAW_HOURS };
/* What the n-th unit is. */
enum law_clock_mode {
    LAW_TOTAL,  /* the last day, counted as a total from the start */
    LAW_BEFORE, /* the latest day that leaves n units before the day it is counted from */
    LAW_EFFECT  /* the day on which something takes effect: nobody is late */
};
/* Whose clock: an office's duty alarms at the early reading; a person's right ends only after the
 * late one. */
enum law_clock_kind { LAW_DUTY, LAW_RIGHT };
/* What lapsing does. Never a silent close: the program raises, people decide. */
enum law_lapse {
    LAW_ALARM,
    LAW_FORMAL_DEFECT,
    LAW_NOT_REGISTERED,
    LAW_ESCALATE,
    LAW_NO_FINDING,
    LAW_DECIDE_ON_FILE,
    LAW_WARN,
    LAW_BLOCK,
    LAW_INADMISSIBLE,
    LAW_MAY_SUE,
    LAW_TAKES_EFFECT,
    LAW_RECORD_FINDING,
    LAW_NOT_STATED, /* the sources name no effect: an alarm, and said so */
    LAW_LAPSE_COUNT
};
/* Another number that a source gives for the same clock: shown beside it, never counted with. */
struct law_other_count {
    int n;
    enum law_unit unit;
    struct str start; /* what starts it, where that is not the clock's own start; else empty */
    struct law_cite cite;
};
struct law_clock {
    struct str id;  /* "P04.initial_review" */
    struct str aka; /* the same with the statute's own word, "P04.kajian_awal"; may be empty */
    struct law_words_list aliases; /* other names that it is asked by: "P06.repair" */
    struct law_text name;
    int n; /* units, at least 1 */
    enum law_unit unit;
    struct str
        in_words; /* the same, n and unit, in Indonesian words, for who checks; may be empty */
    enum law_clock_mode mode;
    enum law_clock_kind kind;
    enum law_lapse lapse;
    struct str start;                 /* in words of the statute: what starts it */
    const struct law_clock *replaces; /* an extension: takes over from this one, with its start */
    unsigned tracks; /* branches of law, 1u << enum law_track each, whose decisions alone start it;
                        0: any may */
    const struct law_other_count *others;
    size_t other_count;
    struct law_cite cite;
    int version;     /* of the row; 0: that of its procedure */
    struct str file; /* where the row stands */
    int line;
};

enum law_field_type { LAW_F_TEXT, LAW_F_DATE, LAW_F_DATETIME, LAW_F_BOOL, LAW_F_INT, LAW_F_LIST };
struct law_option {
    struct str value;
    struct law_text label;
};
struct law_field {
    struct str name; /* as in the API and in events */
    enum law_field_type type;
    struct law_text label;
    bool required, multiple; /* multiple: a list of options (type LAW_F_LIST) */
    int max_len;             /* bytes of a text; 0 means LAW_TEXT_MAX */
    const struct law_option *options;
    size_t option_count;
    bool departs; /* reasons: required if the chosen outcome departs from what is proposed */
};
enum { LAW_TEXT_MAX = 20000 };

struct str law_say(struct law_text text, bool english);
struct str law_unit_name(enum law_unit unit);       /* "calendar", "working", "month", "hour" */
struct str law_mode_name(enum law_clock_mode mode); /* "total", "before", "effect" */
struct str law_reading_name(enum law_reading read); /* "P", "P2", "S", "GK", "INF" */
struct str law_confidence_name(enum law_confidence value); /* "high", "medium", "low" */
struct str law_lapse_name(enum law_lapse lapse);           /* "alarm", "formal_defect", ... */
struct str law_field_type_name(enum law_field_type type);  /* "text", "date", ... as in the API */
#endif
