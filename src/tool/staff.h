#ifndef TOOL_STAFF_H
#define TOOL_STAFF_H
/* Accounts that a fresh store begins with. */
#include "flow/staff.h"

struct tool_accounts {
    struct flow *flow;
    bool print;          /* each account with its password, once */
    bool prevention;     /* of the demo: those of secretaries and personnel offices as well */
    struct str password; /* of demo accounts; empty: drawn */
};
/* One administrator of the region's office. */
struct err tool_accounts_admin(const struct tool_accounts *accounts, struct str region) MUST_CHECK;
/* Demo and test: petugas (officer), pimpinan (head) and, at Bawaslu, kustodian (custodian) of each
 * office that a case can reach. All have the same password, drawn once for the store. */
struct err tool_accounts_offices(const struct tool_accounts *accounts) MUST_CHECK;
#endif
