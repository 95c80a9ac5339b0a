#!/bin/sh
# Runs one suite of build/debug's cmocka programs and counts their cases: meson_part.sh SUITE
set -u
cd "$(dirname "$0")/.." || exit 1
build=${NETRAL_BUILD:-build}/debug
# Shared machines are slow under sanitizers: the limit is for a test that hangs.
meson test -C "$build" --no-rebuild --suite "$1" --logbase "$1" --timeout-multiplier 6 \
    --num-processes 2 --print-errorlogs
status=$?
python3 tools/meson_count.py "$build/meson-logs/$1.junit.xml" $status
