#include "flow/staff.h"
#include "tool/tool.h"

#include <stdio.h>
#include <string.h>

static const char USAGE[] =
    "Usage: netral user add --data DIR --name NAME --office OFFICE --role ROLE [--password-stdin]\n"
    "       netral user password --data DIR --name NAME [--password-stdin]\n"
    "       netral user sign-out|second-factor|close --data DIR --name NAME\n"
    "       netral user list --data DIR [--names | --kind]\n"
    "       netral user offices --data DIR\n"
    "Roles: officer (petugas), head (pimpinan), custodian (pemegang identitas), admin, auditor.\n"
    "Without a password the user signs in with `netral token` only.\n"
    "password sets a new one, sign-out ends what is open, second-factor takes a lost phone's code "
    "away,\n"
    "close ends the account for good and takes its key: each ends all sessions and tokens of that "
    "user at once, is an event, and works "
    "while\n"
    "serving. An office that lost a holder then makes its next key on the page of keys.\n"
    "  --user NAME     the same as --name\n"
    "  --kind          what the store is for, in place of its users: live, test or demo\n"
    "  --db CONNINFO   postgresql://... instead of SQLite in DIR\n";

enum { PAGE = 200 };
static const size_t ARENA = 16u << 20;

struct options {
    const char *data, *name, *office, *role, *db;
    bool names, kind, password;
};

static int add(struct flow *flow, struct arena *a, const struct options *o) {
    if (!o->name || !o->office || !o->role) {
        (void)fprintf(stderr, "netral user add: --name, --office and --role are needed\n\n%s",
                      USAGE);
        return 2;
    }
    struct flow_user user = {
        .name = str_from_c(o->name),
        .office = str_from_c(o->office),
        .role = str_from_c(o->role),
        .password = o->password ? tool_password(a, "Password: ") : STR(""),
    };
    if (o->password && !user.password.len)
        return tool_refuse("user add", ERR(ERR_INVALID, STR("password")));
    struct err e = flow_user_add(flow, a, &user, env_now(flow_env(flow)));
    if (e.code)
        return tool_refuse("user add", e);
    (void)printf("%s was added to %s as %s.\n", o->name, o->office, o->role);
    return 0;
}

/* An account's later life; -1: verb is none of it. */
static int change(const char *verb, struct flow *flow, struct arena *a, const struct options *o) {
    static const struct {
        const char *verb, *done;
        enum flow_account_change what;
    } CHANGES[] = {
        {"password", "has a new password and is signed out everywhere", FLOW_ACCOUNT_PASSWORD},
        {"sign-out", "is signed out everywhere", FLOW_ACCOUNT_SIGN_OUT},
        {"second-factor", "has no second factor any more and is signed out everywhere",
         FLOW_ACCOUNT_FACTOR},
        {"close", "is closed", FLOW_ACCOUNT_CLOSE},
    };
    for (size_t i = 0; i < COUNT_OF(CHANGES); i++) {
        if (strcmp(verb, CHANGES[i].verb) != 0)
            continue;
        if (!o->name) {
            (void)fprintf(stderr, "netral user %s: --name is needed\n\n%s", verb, USAGE);
            return 2;
        }
        bool asks = CHANGES[i].what == FLOW_ACCOUNT_PASSWORD;
        struct flow_account account = {.what = CHANGES[i].what, .name = str_from_c(o->name)};
        if (asks)
            account.password = tool_password(a, "New password: ");
        struct err e = flow_account_change(flow, a, &account);
        if (e.code)
            return tool_refuse(o->name, e);
        (void)printf("%s %s.\n", o->name, CHANGES[i].done);
        return 0;
    }
    return -1;
}

static int list(struct db *db, struct arena *a, const struct options *o) {
    struct str after = STR("");
    size_t count = PAGE;
    while (count == PAGE) {
        struct store_staff_list page;
        struct err e = store_staff_page(db, a, after, PAGE, &page);
        if (e.code)
            return tool_refuse("user list", e);
        count = page.count;
        for (size_t i = 0; i < count; i++) {
            const struct store_staff *staff = &page.list[i];
            if (o->names)
                (void)printf("%.*s\n", STR_ARG(staff->name));
            else
                (void)printf("%.*s\t%.*s\t%.*s\t%.*s\n", STR_ARG(staff->name), STR_ARG(staff->role),
                             STR_ARG(staff->office.id), STR_ARG(staff->office.name));
            after = staff->name;
        }
    }
    return 0;
}

static int offices(struct db *db, struct arena *a) {
    const struct store_office *all;
    size_t count;
    struct err e = store_office_all(db, a, &all, &count);
    if (e.code)
        return tool_refuse("user offices", e);
    for (size_t i = 0; i < count; i++)
        (void)printf("%.*s\t%.*s\n", STR_ARG(all[i].id), STR_ARG(all[i].name));
    return 0;
}

static int dispatch(const char *verb, struct flow *flow, struct arena *a, const struct options *o) {
    if (strcmp(verb, "add") == 0)
        return add(flow, a, o);
    int changed = change(verb, flow, a, o);
    if (changed >= 0)
        return changed;
    if (o->kind) {
        (void)puts(flow_is_demo(flow) ? "demo" : flow_is_live(flow) ? "live" : "test");
        return 0;
    }
    struct db db = {0};
    struct err e = flow_reader(flow, &db);
    int status = 2;
    if (e.code)
        status = tool_refuse("store", e);
    else if (strcmp(verb, "list") == 0)
        status = list(&db, a, o);
    else if (strcmp(verb, "offices") == 0)
        status = offices(&db, a);
    else
        (void)fputs(USAGE, stderr);
    db_close(&db);
    return status;
}

int tool_user(const struct tool *tool) {
    struct options o = {0};
    const char *verb = NULL;
    const struct tool_option options[] = {
        {"data", &o.data, NULL},     {"name", &o.name, NULL}, {"user", &o.name, NULL},
        {"office", &o.office, NULL}, {"role", &o.role, NULL}, {"db", &o.db, NULL},
        {"names", NULL, &o.names},   {"kind", NULL, &o.kind}, {"password-stdin", NULL, &o.password},
    };
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), &verb, 1};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!verb || !o.data) {
        (void)fputs(USAGE, stderr);
        return 2;
    }
    struct flow *flow;
    struct flow_config config = {.data_dir = o.data, .db = str_from_c(o.db), .env = tool->env};
    struct err e = flow_open(&config, &flow);
    if (e.code)
        return tool_refuse(o.data, e);
    struct arena *a = arena_new(ARENA);
    int status = dispatch(verb, flow, a, &o);
    arena_free(a);
    flow_close(flow);
    return status;
}

static const char TOKEN_USAGE[] =
    "Usage: netral token --data DIR --user NAME [--db CONNINFO]\n"
    "Prints a bearer token of that user, good for 30 days. Whoever holds it acts as that user.\n";

int tool_token(const struct tool *tool) {
    const char *data = NULL, *name = NULL, *db = NULL;
    const struct tool_option options[] = {
        {"data", &data, NULL}, {"user", &name, NULL}, {"db", &db, NULL}};
    struct tool_usage usage = {TOKEN_USAGE, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!data || !name) {
        (void)fprintf(stderr, "netral token: --data and --user are needed\n\n%s", TOKEN_USAGE);
        return 2;
    }
    struct flow *flow;
    struct flow_config config = {.data_dir = data, .db = str_from_c(db), .env = tool->env};
    struct err e = flow_open(&config, &flow);
    if (e.code)
        return tool_refuse(data, e);
    struct arena *a = arena_new(ARENA);
    struct flow_session session;
    e = flow_token(flow, a, str_from_c(name), env_now(tool->env), &session);
    if (!e.code)
        (void)printf("%.*s\n", STR_ARG(session.text));
    arena_free(a);
    flow_close(flow);
    return e.code ? tool_refuse(name, e) : 0;
}
