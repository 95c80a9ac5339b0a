#!/bin/sh
# The part `coverage` of ./test, run when it is named: the unit and golden tests in a build of their own,
# then the lines and branches that they went through, room by room. Ends with 1 below a floor (floors.txt).
#   tests/coverage/run.sh [--own] [FILE...]
# FILE: shows what is missing in it too. --own: runs the tests alone that stand beside what has a floor,
# which needs no PostgreSQL and less time; other rooms then show nothing.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${NETRAL_BUILD:-build}/coverage
again='' own=''
if [ "${1:-}" = --own ]; then
    shift
    own=$(awk '/^src/ { sub("^src/", "", $1); sub("/$", "_", $1); sub("[.]c$", "_test", $1); gsub("/", "_", $1)
                        printf "%s%s", (n++ ? "|" : ""), $1 }' tests/coverage/floors.txt)
fi
[ ! -f "$build/build.ninja" ] || again=--reconfigure # meson looks for new files only when asked
meson setup $again "$build" --buildtype=debug -Doptimization=0 -Db_coverage=true >/dev/null || {
    echo "passed=0 failed=1"
    exit 1
}
tests=''
[ -z "$own" ] || tests=$(ninja -C "$build" -t targets all | sed -n 's/^\([a-z0-9_]*_test\): c_LINKER.*/\1/p' | grep -E "^($own)")
# shellcheck disable=SC2086 # a list of names, or none: everything
ninja -C "$build" $tests >"$build.log" 2>&1 || {
    tail -n 20 "$build.log"
    echo "passed=0 failed=1"
    exit 1
}
find "$build" -name '*.gcda' -delete
# shellcheck disable=SC2086
meson test -C "$build" --no-rebuild --num-processes 2 --timeout-multiplier 6 ${tests:---suite unit --suite golden} \
    >"$build.log" 2>&1 || {
    grep -E 'FAIL|TIMEOUT|ERROR' "$build.log"
    echo "not ok the tests pass in the build that counts"
    failed=--failed
}
python3 tests/coverage/count.py ${failed:-} "$build" "$@"
