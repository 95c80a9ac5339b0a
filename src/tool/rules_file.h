#ifndef TOOL_RULES_FILE_H
#define TOOL_RULES_FILE_H
/* What commands that write a file of the rules folder share. */
#include "tool/tool.h"

/* lint: may-use: the ceiling of a file of rules/ */
#include "law/tree.h"

/* A file of at most LAW_FILE_MAX bytes and one more: whoever needs to know tells that it is too
 * long. False after saying why not, with the command's name. */
bool tool_read_small(const char *command, struct arena *a, const char *path, struct str *ret);

/* By file_put: the loader passes names that begin with a full stop by. False after saying why not.
 */
bool tool_put_file(const char *command, struct arena *a, const char *path, struct str text);

struct tool_rules_file {
    const char *command; /* "netral risk": begins what is said */
    struct str name;     /* below the rules folder: "risk/asn.yaml" */
    struct str text;
};
/* Writes the file in the place of the old one and loads all rules with it. NULL after saying why
 * not: the old file is back, or there is none as before. Owns: the law lives in a. */
const struct law *tool_rules_replace(const struct tool *tool, struct arena *a,
                                     const struct tool_rules_file *file);
#endif
