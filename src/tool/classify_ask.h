#ifndef TOOL_CLASSIFY_ASK_H
#define TOOL_CLASSIFY_ASK_H
#include "law/law.h"

enum { CLASSIFY_ACTS_MAX = 16 };
/* The words of the command, found in the law. */
struct classify_asked {
    struct law_question_of question;
    const struct law_act *acts[CLASSIFY_ACTS_MAX];
    size_t act_count;
    bool json, help, english;
};
/* 0, or the exit status after a sentence that lists what exists. */
int classify_ask(int argc, char **argv, const struct law *law, struct classify_asked *ret);
#endif
