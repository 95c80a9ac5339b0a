#ifndef LAW_TERMS_H
#define LAW_TERMS_H
/* The words that every kind of rule is made of: citations, texts, clocks, fields. */
#include "base/date.h"
#include "base/hash.h"

/* How well the sources agree. */
enum law_confidence { LAW_HIGH, LAW_MEDIUM, LAW_LOW };
struct law_cite {
    struct str text;   /* "UU 1/2015 jo. UU 8/2015 Ps 134(5)": as printed beside what it supports */
    struct str source; /* where it was read: a key of docs/law-sources.md, "D2", "S02", "GK" */
    enum law_confidence confidence;
    bool verified; /* the cited article's own text was read in a copy */
};
/* A text for people in both languages; en is never empty. */
struct law_text {
    struct str id, en;
};

enum law_unit { LAW_CALENDAR_DAYS, LAW_WORKING_DAYS };
/* Whose clock: an office's duty alarms at the early reading; a person's right ends after the late
 * one. */
enum law_clock_kind { LAW_DUTY, LAW_RIGHT };
/* What lapsing does. Never a silent close: the program raises, people decide. */
enum law_lapse { LAW_ALARM, LAW_FORMAL_DEFECT, LAW_NOT_REGISTERED, LAW_ESCALATE, LAW_NO_FINDING };
struct law_clock {
    struct str id;  /* "P04.initial_review" */
    struct str aka; /* the same with the statute's own word, "P04.kajian_awal"; may be empty */
    struct law_text name;
    int n; /* days, at least 1, counted as total from the start */
    enum law_unit unit;
    enum law_clock_kind kind;
    enum law_lapse lapse;
    struct str start; /* in words of the statute: what starts it */
    struct law_cite cite;
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
};
enum { LAW_TEXT_MAX = 20000 };

struct str law_say(struct law_text text, bool english);
struct str law_unit_name(enum law_unit unit);              /* "calendar", "working" */
struct str law_confidence_name(enum law_confidence value); /* "high", "medium", "low" */
struct str law_lapse_name(enum law_lapse lapse);           /* "alarm", "formal_defect", ... */
struct str law_field_type_name(enum law_field_type type);  /* "text", "date", ... as in the API */
#endif
