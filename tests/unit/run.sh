#!/bin/sh
# Every src/**/*_test.c, as cmocka programs under ASan and UBSan; counts cases, not programs.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${NETRAL_BUILD:-build}/debug
# CI machines and shared ones are slow under sanitizers: the limits of a hanging test, not of a slow one.
meson test -C "$build" --no-rebuild --suite unit --timeout-multiplier 6 --num-processes 2
status=$?
python3 tools/meson_count.py "$build/meson-logs/testlog.junit.xml" $status
