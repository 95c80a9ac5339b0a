#ifndef LAW_WRITE_H
#define LAW_WRITE_H
/* Rows as JSON, in one language: one shape wherever they are told, by the API and by the commands
 * (docs/openapi.yaml has it). Each function writes members of the object that is open. */
#include "law/adviser.h"

struct json;
/* "cite", "source", "read", "confidence", "verified". */
void law_write_cite(struct json *j, const struct law_cite *cite);
/* "calendar": what the days of an election rest on, wherever they decide or are told: an object of
 * "election", "determination" and the calendar's citation. */
void law_write_calendar(struct json *j, struct arena *a, const struct law_election *election);
/* "id", "label", "track", "side", "stages", "tier", "asks", "note", "gap", and its citation. */
void law_write_act(struct json *j, const struct law_act *act, bool english);
/* "addressee": the office as it is given, and "addressee_basis": an object, the citation of the row
 * that names it, or null when none does. */
void law_write_addressee(struct json *j, struct str office, const struct law_cite *cite);
/* "sanctions": an array, each with its punishments and its citation. "siasn_verified" is false as
 * well where a punishment has no code of SIASN. */
void law_write_sanctions(struct json *j, const struct law *law,
                         const struct law_sanction *const *list, size_t count, bool english);
/* "penalty": an object with its citation, or null. */
void law_write_penalty(struct json *j, const struct law_penalty *penalty, bool english);
/* The stages in which alone an act binds, with their days in that election: "Kampanye (2024-09-25
 * s.d. 2024-11-23)"; empty when it binds in all. election may be NULL. Owns: lives in a. */
struct str law_act_days(struct arena *a, const struct law_act *act,
                        const struct law_election *election, bool english);
/* The range of a penal article in words: "penjara 1 sampai 6 bulan dan/atau denda paling banyak
 * Rp6.000.000 (kategori II)". Owns: lives in a. */
struct str law_penalty_range(struct arena *a, const struct law_penalty *p, bool english);
#endif
