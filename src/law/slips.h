#ifndef LAW_SLIPS_H
#define LAW_SLIPS_H
/* Slips of the pen in rows that are each well formed, found by other rows, by words or by the sky:
 * asked by law_load_to_check alone, of a law whose every file was read without a fault. More of
 * them stand in read_files.h, of a rulebook in reach.h. */
#include "law/read_files.h"

/* Days of an election against each other. */
void law_check_stages(struct law_reader *r, const struct law *law);
/* Days off against Easter, the moon and the feasts beside them. */
void law_check_feasts(struct law_reader *r, const struct law *law);
/* Rungs and acts against what they are called. */
void law_check_called_acts(struct law_reader *r, const struct law *law);
/* Rows of the registers against what they are called. */
void law_check_called_rows(struct law_reader *r, const struct law *law);
/* What one step to a tier needs, the others to it from the same state need. Of a whole law: rungs
 * are read after the procedures. */
void law_check_sibling_needs(struct law_reader *r, const struct law *law);
#endif
