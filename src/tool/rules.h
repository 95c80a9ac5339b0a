#ifndef TOOL_RULES_H
#define TOOL_RULES_H
/* netral rules VERB: what a lawyer and an engineer ask of the rules folder. One file per verb; each
 * takes the words behind its name. Exit: 0 done (check: clean; diff: same), 1 refused or differs,
 * 2 usage. */
#include "tool/tool.h"

int rules_check(const struct tool *tool);
int rules_accept(const struct tool *tool);
int rules_list(const struct tool *tool);
int rules_graph(const struct tool *tool);
int rules_simulate(const struct tool *tool);
int rules_examples(const struct tool *tool);
int rules_diff(const struct tool *tool);

enum { RULES_ARENA_CAP = 256 << 20 };
/* The newest rulebook of a regime, or the one that "regime@1" names. NULL after saying which there
 * are. */
const struct law_rulebook *rules_named(const struct law *law, const char *name);
/* --lang: Indonesian when absent. False after saying that it is neither. */
bool rules_language(const char *lang, bool *ret_english);
/* Bytes to standard output. */
void rules_print(struct str bytes);
#endif
