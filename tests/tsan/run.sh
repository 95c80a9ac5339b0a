#!/bin/sh
# The part `tsan` of ./test, run when it is named: ThreadSanitizer, in a build of its own, while the
# server's edge is probed, while it is loaded by the bench's load, and through the stories of tests/flow.
# A race that was seen is a failure with its two stacks.
#   tests/tsan/run.sh [STORY...]    these stories; all of them by default
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${NETRAL_BUILD:-build}/tsan
again=''
[ ! -f "$build/build.ninja" ] || again=--reconfigure # meson looks for new files only when asked
meson setup $again "$build" -Db_sanitize=thread -Db_lundef=false >/dev/null &&
    ninja -C "$build" netral tests/http/http-server >"$build.log" 2>&1 &&
    gcc -std=c17 -O2 -D_GNU_SOURCE bench/load.c -o "$build/load" || {
    tail -n 20 "$build.log"
    echo "passed=0 failed=1"
    exit 1
}
seen=$(mktemp -d "${TMPDIR:-/tmp}/netral-tsan.XXXXXX")
trap 'rm -rf "$seen"' EXIT
build=$(realpath "$build")
NETRAL=$build/netral
TSAN_OPTIONS="halt_on_error=0 exitcode=66 second_deadlock_stack=1 history_size=7 log_path=$seen/race"
PROBE_MEMORY=0
PYTHONPATH=tests/support
PYTHONDONTWRITEBYTECODE=1
export NETRAL TSAN_OPTIONS PROBE_MEMORY PYTHONPATH PYTHONDONTWRITEBYTECODE

tell() { # one line of the count for what a step saw
    if [ -n "$(ls "$seen")" ]; then
        cat "$seen"/race* | head -n 200 | sed 's/^/# /'
        echo "not ok a race was seen"
        rm -f "$seen"/race*
    else
        echo "ok no race was seen"
    fi
}
{
    tests/http/probe.py "$build/tests/http/http-server"
    tell
    python3 tests/tsan/load.py "$build/load" | grep -v '^passed='
    tell
    python3 tests/flow/stories.py "$@" | grep -v '^passed='
    tell
} 2>&1 | tee "$build.said"
failed=$(grep -c '^not ok' "$build.said")
echo "passed=$(grep -c '^ok' "$build.said") failed=$failed"
[ "$failed" -eq 0 ]
