#ifndef LAW_LAPSE_H
#define LAW_LAPSE_H
/* What becomes of a case when a clock has run out. */
#include "law/terms.h"

/* What people are told of it, in a sentence. Whatever it is, no case is closed by it. */
struct law_text law_lapse_text(enum law_lapse lapse);
#endif
