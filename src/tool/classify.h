#ifndef TOOL_CLASSIFY_H
#define TOOL_CLASSIFY_H
#include "law/law.h"

/* netral classify --subject C --act-date D --election E [--region R] [--lang L] [--json] ACT...
 * What the law may say of what a person of that class did on that day: proposals with reasons;
 * people decide. argv[0] is "classify". Prints to stdout, complains to stderr. Exit: 0 told, 2 what
 * was asked cannot be understood. */
int tool_classify(int argc, char **argv, const struct law *law);
#endif
