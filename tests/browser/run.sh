#!/bin/sh
# Chromium through playwright-core, on 127.0.0.1 alone: drawn pages (fixtures, form) and pages of a
# served demo store. Each *.mjs here but lib*.mjs prints its own "passed=N failed=N"; what is printed
# last is their sum.   tests/browser/run.sh [NAME...]
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d "${TMPDIR:-/tmp}/netral-browser.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
export NETRAL="${NETRAL:-${NETRAL_BUILD:-build}/debug/netral}"
hash=$("${NETRAL_BUILD:-build}/debug/tests/web/web_render" "$work") || { echo "passed=0 failed=1"; exit 1; }
export NETRAL_DEMO="$work/demo" # made once, each test serves a copy
"$NETRAL" demo --data "$NETRAL_DEMO" --init-only >/dev/null || { echo "passed=0 failed=1"; exit 1; }
[ $# -gt 0 ] || set -- fixtures adviser $(cd tests/browser && ls *.mjs | sed -n '/^lib/d; /^fixtures/d; /^adviser/d; s/\.mjs$//p')
# Two at a time, the long ones first: each waits for its browser and its server in turn.
printf '%s\n' "$@" | xargs -P 2 -I '{}' sh -c 'node "tests/browser/$1.mjs" "$2" "$3" >"$2/.$1.log" 2>&1' - '{}' "$work" "$hash"
for script in "$@"; do
    cat "$work/.$script.log"
    grep -q '^passed=' "$work/.$script.log" || printf 'not ok %s died before it could count\npassed=0 failed=1\n' "$script"
done | tee "$work/.log"
awk '/^passed=/ { split($0, n, /[= ]/); p += n[2]; f += n[4] }
    END { if (p + f == 0) f = 1; print "passed=" p + 0 " failed=" f + 0; exit f > 0 }' "$work/.log"
