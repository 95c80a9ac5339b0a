#!/bin/sh
# A private PostgreSQL cluster for tests:
#
#   tools/pg_cluster.sh start DIR    makes DIR/pg, starts it, prints its URI (NETRAL_TEST_PG)
#   tools/pg_cluster.sh stop DIR     ends it and removes DIR/pg
#
# It listens on a socket in a directory of its own and nowhere else, and syncs as a real one does;
# NETRAL_PG_FSYNC=off makes a faster one for suites that pull no plug. root may not run a server:
# then everything runs as the user `postgres` of Debian's package.
set -eu

fail() {
    echo "pg_cluster: $*" >&2
    exit 1
}

[ $# = 2 ] || fail "usage: pg_cluster.sh start|stop DIR"
mkdir -p "$2"
root=$(cd "$2" && pwd)/pg
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || fail "no PostgreSQL server here: apt-get install postgresql"

as_owner() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        (cd / && "$@")
    fi
}

stop() {
    data=$(readlink -f "$root/data" || true)
    if [ -f "$data/postmaster.pid" ]; then
        as_owner "$bin/pg_ctl" -D "$data" -m fast -w stop >/dev/null || true
    fi
    [ ! -f "$root/socket" ] || rm -rf "$(cat "$root/socket")"
    rm -rf "$root"
}

start() {
    stop
    mkdir -p "$root"
    # A socket's path holds 107 bytes at most, so it lives in TMPDIR and not under DIR. The server's
    # user must be able to reach its files: where DIR is closed to it, they live there as well.
    socket=$(mktemp -d "${TMPDIR:-/tmp}/netral-pg-XXXXXX")
    echo "$socket" >"$root/socket"
    [ "$(id -u)" != 0 ] || chown postgres: "$socket" "$root"
    data=$root/data
    if ! as_owner test -w "$root"; then
        data=$socket/data
        ln -s "$data" "$root/data"
    fi
    as_owner "$bin/initdb" -D "$data" -U netral -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
        >"$root/initdb.log" 2>&1 || fail "initdb: $(tail -3 "$root/initdb.log")"
    as_owner "$bin/pg_ctl" -D "$data" -w -t 60 -l "$data/server.log" \
        -o "-c listen_addresses= -c unix_socket_directories=$socket -c max_connections=40 \
            -c shared_buffers=64MB -c fsync=${NETRAL_PG_FSYNC:-on}" start >/dev/null ||
        fail "server: $(tail -3 "$data/server.log")"
    as_owner "$bin/createdb" -h "$socket" -U netral netral
    # percent-encode the slashes: the host of a URI is a socket directory then
    echo "postgresql://netral@$(echo "$socket" | sed 's,/,%2F,g')/netral"
}

case $1 in
start) start ;;
stop) stop ;;
*) fail "usage: pg_cluster.sh start|stop DIR" ;;
esac
