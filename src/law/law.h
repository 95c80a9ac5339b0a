#ifndef LAW_LAW_H
#define LAW_LAW_H
/* The law as data: the files of rules/, read once at start, checked whole, then only looked at.
 * Every row has a citation and a confidence; low or unverified rows carry a badge where they speak.
 * Nothing here knows a case: rulebooks say what may happen, case/ and decision/ say what does.
 * Reading order: terms.h, rulebook.h, calendar.h, catalogue.h, adviser.h, proposal.h, register.h,
 * takeover.h, write.h, this page; the files' shape is docs/law/format.md. */
#include "law/proposal.h"
#include "law/register.h"
#include "law/takeover.h"
#include "law/write.h"

struct law_subject_class {
    struct law_row row; /* "pns", "pppk", "kades", ... */
    struct law_text label;
    struct str addressee; /* office kind or role that decides on its sanction */
};
/* A kind of office: who may act, who is waited for, whom a case is handed to. */
struct law_office {
    struct str id; /* "bawaslu", "bkn", "ppk", "bkpsdm", "reporter", ... */
    struct law_text label;
    struct law_cite cite; /* what makes it act here */
    struct law_text kept; /* what it is for, if no row names it; else empty */
    struct str file;
    int line;
};
/* A file of rules/ as it was read: "acts/skb-2022.yaml" and its bytes. */
struct law_file {
    struct str name, bytes;
};
struct law_files {
    const struct law_file *list;
    size_t count;
};
/* Everything in rules/, whole and consistent. Immutable; shared by all threads. Lists are in the
 * order of their files; ids are unique within a list, but for versions of one id, whose days follow
 * each other. */
struct law {
    struct hash hash; /* of all files, in the order in which they are read: which law this is */
    struct law_files files; /* in that order; of a law that was not loaded: none */
    const struct law_rulebook *rulebooks;
    size_t rulebook_count;
    const struct law_election *elections;
    size_t election_count;
    struct law_calendar calendar;
    const struct law_subject_class *classes;
    size_t class_count;
    const struct law_office *offices;
    size_t office_count;
    const struct law_clock *clocks; /* of rows that no rulebook runs: only counted, netral due */
    size_t clock_count;
    /* catalogue.h */
    const struct law_catalogue *catalogues;
    size_t catalogue_count;
    const struct law_act *acts;
    size_t act_count;
    const struct law_topic *topics;
    size_t topic_count;
    const struct law_answer *principles; /* what a class hears where no act and no topic speaks */
    size_t principle_count;
    const struct law_sanction *sanctions;
    size_t sanction_count;
    const struct law_penalty *penalties;
    size_t penalty_count;
    const struct law_fine_scale *fine_scales;
    size_t fine_scale_count;
    const struct law_imposer *imposers;
    size_t imposer_count;
    const struct law_siasn *siasn;
    size_t siasn_count;
    /* register.h */
    const struct law_source *sources;
    size_t source_count;
    const struct law_instrument *instruments;
    size_t instrument_count;
    const struct law_authority *authorities;
    size_t authority_count;
    const struct law_window *windows;
    size_t window_count;
    const struct law_letter *letters;
    struct str number_else; /* of letters whose pattern is other senders'; empty: none is known */
    size_t letter_count;
    const struct law_duty *duties;
    size_t duty_count;
    const struct law_pledge *pledge;
    size_t pledge_count;
    const struct law_open_question *questions;
    size_t question_count;
    const struct law_term *terms;
    size_t term_count;
    const struct law_example *examples;
    size_t example_count;
    const struct law_takeover *takeovers; /* takeover.h */
    size_t takeover_count;
    const struct law_silence *silences;
    size_t silence_count;
};
/* A fault of a rules file, for the person who edits it. */
struct law_fault {
    struct str file;
    int line;           /* from 1; 0: the file as a whole */
    struct str text;    /* English sentence: what is wrong and what to write instead */
    struct str text_id; /* the same in Indonesian; empty where nobody sends the file to a page */
};
enum { LAW_FAULTS_MAX = 1000 };
struct law_faults {
    struct law_fault list[LAW_FAULTS_MAX];
    size_t count;
    size_t more; /* that found no room in list */
};
/* A ceiling for the arena that law_load fills: the shipped rules need under 4 MiB, their own bytes
 * among them, which may be LAW_BYTES_MAX at most. */
enum { LAW_ARENA_CAP = 40 << 20, LAW_BYTES_MAX = 8 << 20, LAW_FILES_MAX = 512 };

/* Reads the folder dir, strictly: unknown key, missing citation, bad date, dangling reference,
 * state without exit, double id are faults; all are collected (LAW_FAULTS_MAX at most, the rest
 * counted). hash_library_init() must have run. Owns: *ret and the faults live in a.
 * Errors: ERR_RULES (ret_faults says why). */
struct err law_load(struct arena *a, const char *dir, const struct law **ret,
                    struct law_faults *ret_faults) MUST_CHECK;
struct law_kept; /* kept.h: the same law, sooner where these files are kept; NULL: none */
struct err law_load_kept(struct arena *a, const char *dir, const struct law_kept *kept,
                         const struct law **ret, struct law_faults *ret_faults) MUST_CHECK;
/* The same for those who write rules, with what takes longer than a start may: texts against each
 * other and their rows, steps against their likes. What it finds breaks no server's invariant. */
struct err law_load_to_check(struct arena *a, const char *dir, const struct law **ret,
                             struct law_faults *ret_faults) MUST_CHECK;

/* What law->hash is of these files: from 32 zero bytes on, for each in its order, SHA-256 of what
 * came before followed by SHA-256 of its bytes. Names are not in it: they decide the order alone,
 * which is (load_test.c); a bundle keeps them under a hash of its own. */
struct hash law_files_hash(struct law_files files);
/* "acts/skb-2022.yaml": letters and digits of ASCII, "-", "_", "." and "/", at most 128 bytes, no
 * part that begins with "." or is empty: a name that means the same everywhere. */
bool law_is_file_name(struct str name);

/* The rulebook of the regime in force on the day; NULL if none. */
const struct law_rulebook *law_rulebook_on(const struct law *law, struct str regime,
                                           struct date day);
/* The rulebook that a stored reference "pilkada-2024@1" names; NULL if unknown. */
const struct law_rulebook *law_rulebook_named(const struct law *law, struct str reference);
const struct law_election *law_election(const struct law *law, struct str id);
/* The election that is held in a region and not everywhere (a repeat vote), open on the day; of
 * those of a province and of a regency in it the regency's. NULL when the region, a code as
 * "16.02", has none that day, or is empty. */
const struct law_election *law_local_election(const struct law *law, struct str region,
                                              struct date day);
const struct law_subject_class *law_subject_class(const struct law *law, struct str id);
const struct law_office *law_office(const struct law *law, struct str id);
#endif
