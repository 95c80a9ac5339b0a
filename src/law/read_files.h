#ifndef LAW_READ_FILES_H
#define LAW_READ_FILES_H
/* One reader for each kind of file in rules/, and what is checked once several are read. */
#include "law/read.h"

/* A part that rulebooks share, and the procedures that rulebooks open, which may be read later. */
struct law_part {
    struct str name, file;
    const struct law_node *root;
    struct hash hash;
    bool used;
};
struct law_mention {
    struct str id, file;
    int line;
    const struct law_mention *next;
};
struct law_procedures {
    struct law_part *parts;
    size_t part_count;
    const struct law_mention *opened;
};
/* One file of each kind. False when its shape let nothing be read; faults say what else is wrong.
 * ret->hash holds the hash of the file's own bytes before, those of its parts' too afterwards. */
bool law_read_rulebook(struct law_reader *r, const struct law_node *root,
                       struct law_procedures *procedures, struct law_rulebook *ret);
/* The name of a part; empty after a fault. Its rows are read with each rulebook that names it. */
struct str law_read_part_name(struct law_reader *r, const struct law_node *root);
/* The hash of what came before and of one more. */
struct hash law_hash_chain(struct arena *a, const struct hash *before, const struct hash *more);
bool law_read_election(struct law_reader *r, const struct law_node *root, struct law_election *ret);
struct law_year {   /* one file of holidays */
    int year, line; /* line: of "year" in its file */
    struct str file, version, source;
    enum law_confidence confidence;
    bool estimated;        /* no decree, or its list was not read */
    bool verified;         /* by the rule of docs/law/format.md; a day may say otherwise */
    enum law_reading read; /* the decree's own list (P), two copies of it (P2), other lists (S) */
    struct str read_in;    /* keys of sources.yaml; empty: whoever loaded the list read it */
    struct str read_by;    /* who read the list in the decree, and where; empty: not said */
    const struct law_holiday *days;
    size_t count;
};
bool law_read_year(struct law_reader *r, const struct law_node *root, struct law_year *ret);
/* Files that name each other's rows are read together. */
struct law_tree {
    const struct law_node *root;
    struct str file;
};
struct law_trees {
    const struct law_tree *list;
    size_t count;
};
/* Catalogues with their acts, in the order of the files; then pairs and penal articles by id. */
void law_read_acts(struct law_reader *r, struct law_trees files, struct law *ret);
/* Topics; principles are read before: they stand behind each topic's own answers. */
void law_read_topics(struct law_reader *r, struct law_trees files, struct law *ret);
void law_read_principles(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_sanctions(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_penalties(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_imposers(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_siasn(struct law_reader *r, const struct law_node *root, struct law *ret);
enum law_track law_read_track(struct law_reader *r, const struct law_node *row);
enum law_side law_read_side(struct law_reader *r, const struct law_node *row);
/* What the catalogue must keep as a whole: every tier a rung on every day for every class, every
 * act a topic, every topic an answer for every class, no name that dangles. */
void law_check_catalogue(struct law_reader *r, const struct law *law);
void law_read_classes(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_offices(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_clocks(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_authorities(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_letters(struct law_reader *r, const struct law_node *root, struct law *ret);
/* Stages are those of the elections, which are read before. */
void law_read_windows(struct law_reader *r, const struct law_node *root, struct law *ret);
/* What a rulebook must keep as a whole: every state reached, a way on out of each and an end to
 * come to (I5), no clock that nothing starts, no step that can never be taken. */
void law_check_rulebook(struct law_reader *r, const struct law_rulebook *rules);
/* Of that: a clock of some branches of law is started by no decision of another; a decision stops
 * no clock that a proposal of other tiers started. */
void law_check_branches(struct law_reader *r, const struct law_rulebook *rules);
/* Of that: whom the state waits for can move the case on, or somebody records that it did. */
void law_check_awaited(struct law_reader *r, const struct law_rulebook *rules,
                       const struct law_state *state);
/* Of that: who takes the step is waited for in some state. */
void law_check_actor(struct law_reader *r, const struct law_rulebook *rules,
                     const struct law_step *step);
/* Of that: outcomes that name tracks are a choice, with a field for the reasons to depart; one that
 * names tiers, too, need not be: it says what it imposes. */
void law_check_divide(struct law_reader *r, const struct law_rulebook *rules);
/* Who imposes a tier is given it in imposers.yaml, whose rows agree on what a post is; what imposes
 * a tier is called by its word. */
void law_check_imposers(struct law_reader *r, const struct law *law);
/* A text whose words other rows have under the other language's key: short ones, too. */
void law_check_tongues(struct law_reader *r);
/* Days that texts name are days on which something of the law begins or ends; a day off that falls
 * on one day in other years does so in each. */
void law_check_days(struct law_reader *r, const struct law *law);
/* Days are those of instruments; who is called by an article cites it; clocks have in_words. */
void law_check_first_days(struct law_reader *r, const struct law *law);
void law_check_in_words(struct law_reader *r, const struct law *law);
void law_check_named_articles(struct law_reader *r, const struct law *law);
/* An instrument ends on the day before the one that replaces it begins. */
void law_check_replaced(struct law_reader *r, const struct law *law);
/* An action of one name is alike in all procedures that have a row of it. */
void law_check_twins(struct law_reader *r, const struct law *law);
/* Tiers that outcomes name are rungs of their tracks, for each class that the step is for alone,
 * and each of these tracks has one of them. */
void law_check_tiers(struct law_reader *r, const struct law *law);
/* That what rulebooks open is there, is of the kind "opened", and opens nothing itself. */
void law_check_opened(struct law_reader *r, const struct law *law,
                      const struct law_procedures *procedures);
/* Sources come before all: every citation names some. */
void law_read_sources(struct law_reader *r, const struct law_node *root, struct law *ret);
/* The registers: one table a file. Duties name office kinds, so offices come before. */
void law_read_instruments(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_questions(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_duties(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_pledge(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_terms(struct law_reader *r, const struct law_node *root, struct law *ret);
/* Fields of a row that is a step. */
void law_read_fields(struct law_reader *r, const struct law_node *row, struct law_step *step);
/* Kinds of elections are those of elections/, names those of the rulebooks' steps. */
void law_read_takeovers(struct law_reader *r, const struct law_node *root, struct law *ret);
void law_read_examples(struct law_reader *r, const struct law_node *root, struct law *ret);
/* Contests are what elections and catalogues name; the line is that of the row. */
void law_check_contests(struct law_reader *r, struct law_words_list ids, int line);
/* Lists of articles of instruments, "[{law: pp-94-2021, articles: "11, 14"}]", under key. */
const struct law_reads *law_read_articles(struct law_reader *r, const struct law_node *n,
                                          const char *key, size_t *ret_count);
/* What only the whole law shows: instruments that citations name, days on which they were in force,
 * rows that open questions touch. Only for a law whose every file was read without a fault. */
void law_check(struct law_reader *r, const struct law *law);
/* Of that: a name means one clock of a rulebook, and of clocks.yaml beside it. */
void law_check_clock_names(struct law_reader *r, const struct law *law);
/* Of that: elections of one regime are of one contest. */
void law_check_elections(struct law_reader *r, const struct law *law);
/* Of that: each vote that the calendar's decreed years speak of is held on a day off. */
void law_check_voting_days(struct law_reader *r, const struct law *law);
/* Of that: intake windows have no gap in time or in the week, and one closing hour a day. */
void law_check_windows(struct law_reader *r, const struct law *law);
/* Of that: what a fine of a category is at most is what the category says. */
void law_check_fines(struct law_reader *r, const struct law *law);
/* Of that: an act's tier and penalty are those that the articles it cites give. */
void law_check_fits(struct law_reader *r, const struct law *law);
/* Of that: every kind of office has a part in some row. */
void law_check_offices(struct law_reader *r, const struct law *law);
/* Of that: every instrument that a citation's text names is among those it rests on, or among those
 * that it only mentions. */
void law_check_names(struct law_reader *r, const struct law *law);
#endif
