#include "tool/staff.h"

#include <stdio.h>

static const size_t ARENA = 16u << 20;

/* 10 random bytes in hex: 80 bits, easily typed. */
static struct str draw_password(struct arena *a, const struct env *env) {
    struct id128 bits = env_id128(env);
    return hex_encode(a, bits.b, 10);
}

static void show(const struct tool_accounts *accounts, const struct flow_user *user,
                 struct str password) {
    if (accounts->print)
        (void)printf("%.*s\t%.*s\t%.*s\t%.*s\n", STR_ARG(user->name), STR_ARG(user->role),
                     STR_ARG(user->office), STR_ARG(password));
}

struct err tool_accounts_admin(const struct tool_accounts *accounts, struct str region) {
    struct arena *a = arena_new(ARENA);
    const struct env *env = flow_env(accounts->flow);
    struct flow_user user = {
        .name = STR("admin"),
        .office = region.len ? arena_printf(a, "bawaslu-%.*s", STR_ARG(region)) : STR("bawaslu"),
        .role = STR("admin"),
        .password = accounts->password.len ? accounts->password : draw_password(a, env),
    };
    struct err e = flow_user_add(accounts->flow, a, &user, env_now(env));
    if (!e.code)
        show(accounts, &user, user.password);
    arena_free(a);
    return e;
}

static const struct {
    struct str kind, suffix, role;
    bool prevents; /* see tool_accounts */
} ACCOUNTS[] = {
    {STR_INIT("bawaslu"), STR_INIT("petugas"), STR_INIT("officer"), false},
    {STR_INIT("bawaslu"), STR_INIT("pimpinan"), STR_INIT("head"), false},
    {STR_INIT("bawaslu"), STR_INIT("kustodian"), STR_INIT("custodian"), false},
    {STR_INIT("bkn"), STR_INIT("petugas"), STR_INIT("officer"), false},
    {STR_INIT("bkn"), STR_INIT("pimpinan"), STR_INIT("head"), false},
    {STR_INIT("ppk"), STR_INIT("petugas"), STR_INIT("officer"), false},
    {STR_INIT("ppk"), STR_INIT("pimpinan"), STR_INIT("head"), false},
    {STR_INIT("sekda"), STR_INIT("petugas"), STR_INIT("officer"), true},
    {STR_INIT("sekda"), STR_INIT("pimpinan"), STR_INIT("head"), true},
    {STR_INIT("bkpsdm"), STR_INIT("petugas"), STR_INIT("officer"), true},
    {STR_INIT("bkpsdm"), STR_INIT("pimpinan"), STR_INIT("head"), true},
};

struct password {
    struct str text, hash;
};

static struct err add_office(const struct tool_accounts *accounts, struct arena *a,
                             const struct store_office *office, const struct password *password) {
    struct err e = OK;
    for (size_t i = 0; i < COUNT_OF(ACCOUNTS) && !e.code; i++) {
        if (!str_equal(office->kind, ACCOUNTS[i].kind) ||
            (ACCOUNTS[i].prevents && !accounts->prevention))
            continue;
        struct flow_user user = {
            .name = arena_printf(a, "%.*s.%.*s", STR_ARG(ACCOUNTS[i].suffix), STR_ARG(office->id)),
            .office = office->id,
            .role = ACCOUNTS[i].role,
            .hash = password->hash,
        };
        e = flow_user_add(accounts->flow, a, &user, env_now(flow_env(accounts->flow)));
        if (!e.code)
            show(accounts, &user, password->text);
    }
    return e;
}

struct err tool_accounts_offices(const struct tool_accounts *accounts) {
    struct arena *a = arena_new(ARENA);
    struct db db = {0};
    const struct store_office *offices;
    size_t count = 0;
    struct err e = flow_reader(accounts->flow, &db);
    if (!e.code)
        e = store_office_all(&db, a, &offices, &count);
    db_close(&db);
    struct password password = {.text = accounts->password};
    if (!password.text.len)
        password.text = draw_password(a, flow_env(accounts->flow));
    if (!e.code)
        e = flow_password_hash(a, password.text, &password.hash);
    for (size_t i = 0; i < count && !e.code; i++)
        e = add_office(accounts, a, &offices[i], &password);
    arena_free(a);
    return e;
}
