#include "store/db_internal.h"

#include <arpa/inet.h>
#include <libpq-fe.h>
#include <string.h>

/* What a connection would be made of, asked of libpq itself: the URI, PGHOST and its like, and
 * service files, in the order in which libpq looks. There is no call for that alone, and a check of
 * an open connection comes after the password went out. So libpq begins one whose port no socket
 * has: it settles all options, looks at the port, and gives up before it asks for any name. */
static PGconn *settle(const char *where) {
    const char *keys[] = {"dbname", "port", NULL}; /* what stands later wins */
    const char *values[] = {where, "0", NULL};
    return PQconnectStartParams(keys, values, 1);
}

/* A socket's folder, its abstract name, the folder that libpq was built with, or this machine. */
static bool is_here(struct str host) {
    char text[INET6_ADDRSTRLEN];
    struct in_addr v4;
    struct in6_addr v6;
    if (!host.len || host.ptr[0] == '/' || host.ptr[0] == '@' || str_equal(host, STR("localhost")))
        return true;
    if (host.len >= sizeof text)
        return false;
    memcpy(text, host.ptr, host.len);
    text[host.len] = '\0';
    if (inet_pton(AF_INET, text, &v4) == 1)
        return ntohl(v4.s_addr) >> 24 == 127;
    return inet_pton(AF_INET6, text, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

/* Both are lists with commas; an address goes before the name at its place. */
static bool all_here(struct str hosts, struct str addresses) {
    bool here = true, more = true;
    while (more && here) {
        more = memchr(hosts.len ? hosts.ptr : "", ',', hosts.len) ||
               memchr(addresses.len ? addresses.ptr : "", ',', addresses.len);
        struct str host = str_cut(&hosts, ','), address = str_cut(&addresses, ',');
        here = is_here(address.len ? address : host);
    }
    return here;
}

struct err db_postgres_guard(const char *where) {
    PGconn *conn = settle(where);
    PQconninfoOption *options = PQconninfo(conn);
    struct str hosts = {0}, addresses = {0}, mode = {0};
    for (PQconninfoOption *o = options; o && o->keyword; o++) {
        struct str key = str_from_c(o->keyword);
        if (str_equal(key, STR("host")))
            hosts = str_from_c(o->val);
        else if (str_equal(key, STR("hostaddr")))
            addresses = str_from_c(o->val);
        else if (str_equal(key, STR("sslmode")))
            mode = str_from_c(o->val);
    }
    if (!options)
        die("out of memory");
    bool good = all_here(hosts, addresses) || str_equal(mode, STR("verify-full"));
    PQconninfoFree(options);
    PQfinish(conn);
    return good ? OK : ERR(ERR_DENIED, STR("database"));
}
