/* The program: reads where its rules lie, builds the env, dispatches to one subcommand. */
#include "base/env.h"
#include "law/kept.h"
#include "tool/tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name, *what;
    int (*run)(const struct tool *tool);
} COMMANDS[] = {
    {"serve", "serve a store over HTTP", tool_serve},
    {"demo", "make and serve a store of example cases", tool_demo},
    {"init", "make an empty store for a region's offices", tool_init},
    {"user", "add and list staff accounts", tool_user},
    {"office", "list offices, their keys, and set the week that they work", tool_office},
    {"token", "print a bearer token of a user", tool_token},
    {"due", "count a statutory deadline", tool_count},
    {"classify", "what the law may say of an act: proposals with reasons", tool_propose},
    {"holidays", "load a year's decree of days off", tool_holidays},
    {"roster", "check or import a list of personnel", tool_roster},
    {"pledge", "open a round of pledges, see who has not signed, write the links", tool_pledge},
    {"mail", "send reminders of pledges to who has not signed", tool_mail},
    {"risk", "read figures of others into the map of risk", tool_risk},
    {"map", "draw true boundaries for the maps from a TopoJSON file", tool_map},
    {"recount", "count running deadlines anew after a rule changed", tool_recount},
    {"rules", "check, list, draw, simulate and compare the rules of law", tool_rules},
    {"erase", "have a case erased, by two people", tool_erase},
    {"backup", "back a store up, sealed, while it is served", tool_backup},
    {"restore", "check a backup, or make a store of it", tool_restore},
    {"verify", "check a receipt, a server's log, or a store", tool_verify},
    {"export", "write the public log as files for any web server", tool_export},
    {"witness", "cosign what other logs sign, so that none can show two histories", tool_witness},
    {"seal", "seal a file to age recipients", tool_seal},
    {"unseal", "open a file that was sealed to a key", tool_unseal},
    {"migrate", "bring a store of an older version up to this program", tool_migrate},
    {"rebuild", "make all tables again from the events, or compare", tool_rebuild},
    {"version", "say which version this is, and of which files its pages are", tool_version},
};

static int help(FILE *out, int status) {
    (void)fputs("Usage: netral [--rules DIR] COMMAND [options]\n\n", out);
    for (size_t i = 0; i < COUNT_OF(COMMANDS); i++)
        (void)fprintf(out, "  %-8s %s\n", COMMANDS[i].name, COMMANDS[i].what);
    (void)fputs("\n`netral COMMAND --help` says more.\n", out);
    return status;
}

/* NETRAL_RULES, ./rules, or rules/ as it lies to the program's own file. */
static const char *rules_dir(char room[4096]) {
    const char *named = getenv("NETRAL_RULES");
    if (named)
        return named;
    if (access("rules", R_OK) == 0)
        return "rules";
    ssize_t len = readlink("/proc/self/exe", room, 4000);
    if (len <= 0)
        return "rules";
    room[len] = '\0';
    char *end = strrchr(room, '/');
    if (!end)
        return "rules";
    /* Side by side; bin/netral with share/; build/release/netral in its source. */
    static const char *const PLACES[] = {"rules", "../share/netral/rules", "../../rules"};
    for (size_t i = 0; i < COUNT_OF(PLACES); i++) {
        (void)snprintf(end + 1, 4096 - (size_t)(end + 1 - room), "%s", PLACES[i]);
        if (access(room, R_OK) == 0)
            return room;
    }
    return "rules";
}

int main(int argc, char **argv) {
    hash_library_init();
    char room[4096];
    struct env env = env_system();
    struct tool tool = {.env = &env, .rules_dir = rules_dir(room), .kept = &LAW_KEPT};
    int at = 1;
    if (argc > 2 && strcmp(argv[1], "--rules") == 0) {
        tool.rules_dir = argv[2];
        at = 3;
    }
    if (at >= argc || strcmp(argv[at], "--help") == 0 || strcmp(argv[at], "help") == 0)
        return at >= argc ? help(stderr, 2) : help(stdout, 0);
    tool.argc = argc - at - 1;
    tool.argv = argv + at + 1;
    const char *name = strcmp(argv[at], "--version") == 0 ? "version" : argv[at];
    for (size_t i = 0; i < COUNT_OF(COMMANDS); i++)
        if (strcmp(name, COMMANDS[i].name) == 0)
            return COMMANDS[i].run(&tool);
    (void)fprintf(stderr, "netral: unknown command: %s\n\n", name);
    return help(stderr, 2);
}
