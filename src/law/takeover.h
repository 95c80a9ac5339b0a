#ifndef LAW_TAKEOVER_H
#define LAW_TAKEOVER_H
/* Takeover of all tasks (mengambil alih sementara): a supervisor does for a while what one below
 * cannot, and gives it back. Which level may do it of which, on what condition and by which article
 * is data, as is the silence of a law that knows none. It is a step of its own: it changes who does
 * the work, never the state of a case. */
#include "law/rulebook.h"

/* Levels of election supervisors, by the code of their region: "", "16", "16.06", "16.06.01",
 * "16.06.01.2001". */
enum law_level {
    LAW_LEVEL_NATION,
    LAW_LEVEL_PROVINCE,
    LAW_LEVEL_REGENCY,
    LAW_LEVEL_DISTRICT,
    LAW_LEVEL_VILLAGE,
    LAW_LEVEL_COUNT
};
/* More parts than a village has count as one. */
enum law_level law_level_of(struct str region);

/* Fields that every row has which takes over: its end, by a day or by a condition. */
#define LAW_ENDS_ON "ends_on"     /* a date */
#define LAW_ENDS_WHEN "ends_when" /* a text */

struct law_takeover {
    struct law_row row;
    struct law_words_list contests; /* empty: of all elections */
    bool gives_back;                /* ends one; by whom and over whom are then not said */
    enum law_level by;
    bool over[LAW_LEVEL_COUNT];
    struct law_text condition;
    struct law_text reporter; /* what who reported is told of it; names nobody */
    /* What is taken: its name, label, fields, one outcome that leads to no state, role head. Its
     * takeover is this row. */
    struct law_step step;
};
/* Elections whose law knows no takeover: it is not offered, and this is said instead. */
struct law_silence {
    struct law_row row; /* cites the article that stops short of it */
    struct law_words_list contests;
    struct law_text says; /* which article is missing */
};
struct law;
/* By the name of its step; NULL: there is none. */
const struct law_takeover *law_takeover(const struct law *law, struct str name);
/* The step that a name means in a procedure, or of a takeover; rules may be NULL. */
const struct law_step *law_action(const struct law *law, const struct law_rulebook *rules,
                                  struct str name);
/* Whether the row speaks of that kind of election on that day. */
bool law_takeover_speaks(const struct law_takeover *takeover, struct str contest,
                         struct date today);
/* Why nothing is taken over in that kind of election on that day; NULL: the law knows it. */
const struct law_silence *law_takeover_silence(const struct law *law, struct str contest,
                                               struct date today);
#endif
