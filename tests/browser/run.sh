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
[ $# -gt 0 ] || set -- $(cd tests/browser && ls *.mjs | sed -n '/^lib/d; s/\.mjs$//p')
for script in "$@"; do
    node "tests/browser/$script.mjs" "$work" "$hash" >"$work/.one" 2>&1
    cat "$work/.one"
    grep -q '^passed=' "$work/.one" || printf 'not ok %s died before it could count\npassed=0 failed=1\n' "$script"
done | tee "$work/.log"
awk '/^passed=/ { split($0, n, /[= ]/); p += n[2]; f += n[4] }
    END { if (p + f == 0) f = 1; print "passed=" p + 0 " failed=" f + 0; exit f > 0 }' "$work/.log"
