#ifndef LAW_WORDING_H
#define LAW_WORDING_H
/* What a text says by itself: in which of the two languages it is written, and how long the times
 * are that it names. Both are read from words alone and silent where these do not tell: nothing
 * here is used but to find slips of the pen (law_load_to_check). */
#include "law/terms.h"

/* Above 0: Indonesian, below: English, by function words (2 each) and by how other words begin, end
 * and are spelled (1 each). Near 0: a name, a number, a word of both. */
int law_language(struct str text);

/* A time that a text names: "7 hari kerja", "six months", "1 x 24 jam", "3 + 2 hari". */
struct law_said {
    int n;
    enum law_unit unit; /* a year is 12 months, 24 hours one of LAW_HOURS */
    bool any_day;       /* "days" alone: calendar or working */
};
struct law_said_list {
    struct law_said list[8]; /* what a text names beyond is left out */
    size_t count;
};
/* The times in a text of that language, in their order. */
struct law_said_list law_said(struct str text, bool english);
/* Whether a time in words can mean n of the unit. */
bool law_means(struct law_said said, int n, enum law_unit unit);

/* A number from 1 to 999 of a unit in Indonesian words: "empat belas hari kerja", "satu kali dua
 * puluh empat jam". Owns: lives in a. */
struct str law_length_in_words(struct arena *a, int n, enum law_unit unit);

/* The numbers that stand in a text in figures: "PP 94/2021" has two, "24 Ags 2024" three, its month
 * by the number that the month has. */
struct law_figure {
    int n;
    bool month;
};
struct law_figures {
    struct law_figure list[48]; /* what a text names beyond is left out */
    size_t count;
};
struct law_figures law_figures(struct str text);
size_t law_figures_of(const struct law_figures *of, struct law_figure number); /* how often */
/* The next day that a text names whole, "30 Okt 2023", "30 October 2023", from *at on, which moves
 * behind it; word: what stands before it ("sampai"), empty: nothing. False: none follows. */
struct law_said_day {
    struct date day;
    struct str word;
};
bool law_day_next(struct str text, size_t *at, struct law_said_day *ret);
#endif
