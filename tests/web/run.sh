#!/bin/sh
# Every page drawn from made-up views against its golden file and its budget, and the scripts' types.
#   tests/web/run.sh [--update]
set -u
cd "$(dirname "$0")/../.." || exit 1
drawn=$(mktemp -d "${TMPDIR:-/tmp}/netral-pages.XXXXXX") || exit 1
trap 'rm -rf "$drawn"' EXIT
render=${NETRAL_BUILD:-build}/debug/tests/web/web_render
"$render" "$drawn" >"$drawn/.hash" || { echo "passed=0 failed=1"; exit 1; }
if ! node_modules/.bin/tsc -p .; then
    echo "not ok the scripts have the types that they say"
    echo "passed=0 failed=1"
    exit 1
fi
python3 tests/web/golden.py "$drawn" "$@"
