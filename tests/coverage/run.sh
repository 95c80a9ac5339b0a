#!/bin/sh
# The part `coverage` of ./test, run when it is named: the unit and golden tests in a build of their own,
# then the lines and branches that they went through, room by room. Ends with 1 below a floor (floors.txt).
#   tests/coverage/run.sh [FILE...]    shows what is missing in these files too
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${NETRAL_BUILD:-build}/coverage
again=''
[ ! -f "$build/build.ninja" ] || again=--reconfigure # meson looks for new files only when asked
meson setup $again "$build" --buildtype=debug -Doptimization=0 -Db_coverage=true >/dev/null &&
    ninja -C "$build" >"$build.log" 2>&1 || {
    tail -n 20 "$build.log"
    echo "passed=0 failed=1"
    exit 1
}
find "$build" -name '*.gcda' -delete
meson test -C "$build" --no-rebuild --suite unit --suite golden --num-processes 2 --timeout-multiplier 6 \
    >"$build.log" 2>&1 || {
    grep -E 'FAIL|TIMEOUT|ERROR' "$build.log"
    echo "not ok the tests pass in the build that counts"
    failed=--failed
}
python3 tests/coverage/count.py ${failed:-} "$build" "$@"
