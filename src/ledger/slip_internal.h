#ifndef LEDGER_SLIP_INTERNAL_H
#define LEDGER_SLIP_INTERNAL_H
/* What writing and reading a slip share. */
#include "base/base.h"

enum { LEDGER_SLIP_WHOLE = 1, LEDGER_SLIP_BARE = 2, LEDGER_SLIP_BLOCK = 7 };
static const struct str LEDGER_SLIP_MARK = STR_INIT("NETRAL1:");
/* Digits of a block of so many bytes: the fewest that hold every value. */
static const int LEDGER_SLIP_DIGITS[LEDGER_SLIP_BLOCK + 1] = {0, 3, 5, 8, 10, 13, 15, 17};
#endif
