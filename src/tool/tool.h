#ifndef TOOL_TOOL_H
#define TOOL_TOOL_H
/* The operator's subcommands, one function each: arguments behind the subcommand's name, exit
 * status: 0 done, 1 refused or differs, 2 usage. Sentences go to standard error, results to
 * standard output. */
#include "base/env.h"
#include "law/law.h"

#include <stdio.h>

/* What main hands to every subcommand. */
struct tool {
    const struct env *env;
    const char *rules_dir;
    const struct law_kept *kept; /* of the shipped rules (law/kept.h) */
    int argc;                    /* arguments behind the subcommand's name */
    char **argv;
};
int tool_init(const struct tool *tool);
int tool_serve(const struct tool *tool);
int tool_demo(const struct tool *tool);
int tool_user(const struct tool *tool);
int tool_office(const struct tool *tool);
int tool_token(const struct tool *tool);
int tool_erase(const struct tool *tool);
int tool_backup(const struct tool *tool);
int tool_restore(const struct tool *tool);
int tool_rebuild(const struct tool *tool);
int tool_migrate(const struct tool *tool);
int tool_verify(const struct tool *tool);
int tool_count(const struct tool *tool);   /* due */
int tool_propose(const struct tool *tool); /* classify */
int tool_recount(const struct tool *tool);
int tool_holidays(const struct tool *tool);
int tool_roster(const struct tool *tool);
int tool_pledge(const struct tool *tool);
int tool_mail(const struct tool *tool);
int tool_risk(const struct tool *tool);
int tool_map(const struct tool *tool);
int tool_rules(const struct tool *tool);
int tool_witness(const struct tool *tool);
int tool_seal(const struct tool *tool);
int tool_unseal(const struct tool *tool);
int tool_export(const struct tool *tool);
int tool_version(const struct tool *tool);

/* Loads rules/ or prints each fault with file and line. NULL: they were printed. */
const struct law *tool_law(const struct tool *tool, struct arena *a);
/* "FILE:LINE: what is wrong"; of a whole file without a line. */
void tool_print_fault(FILE *to, const struct law_fault *fault);
/* A line of standard input without its end: a password. Asks for it where somebody types, and then
 * does not show it. Empty: there was none. */
struct str tool_password(struct arena *a, const char *question);
/* Prints why, in a sentence with what to do next; returns 1. what: the thing that was tried. */
int tool_refuse(const char *what, struct err e);

/* --- options: "--name value", "--name=value", flags "--name"; anything else is an argument --- */
struct tool_option {
    const char *name;   /* without dashes */
    const char **value; /* NULL: a flag */
    bool *flag;
};
/* Fills values; positional arguments go to rest (at most rest_max, NULL-terminated when fewer).
 * False after printing what was wrong and the usage text. */
struct tool_usage {
    const char *text; /* whole help; printed for --help and after a fault */
    const struct tool_option *options;
    size_t count;
    const char **rest;
    size_t rest_max;
};
/* Options that may be repeated: taken out of *tool's arguments before tool_options reads the rest.
 * False after printing that a value is missing, or that there are too many. */
enum { TOOL_LIST_MAX = 64 };
struct tool_list {
    const char *items[TOOL_LIST_MAX];
    size_t count;
};
bool tool_take(struct tool *tool, const char *name, struct tool_list *ret);
/* "127.0.0.1:8080" or "[::1]:8080". */
enum { TOOL_ADDRESS = 64 };
bool tool_listen_parse(const char *text, char address[TOOL_ADDRESS], uint16_t *port);
enum tool_parsed { TOOL_GO, TOOL_HELP, TOOL_WRONG };
enum tool_parsed tool_options(const struct tool *tool, const struct tool_usage *usage);
#endif
