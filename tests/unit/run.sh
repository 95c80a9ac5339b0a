#!/bin/sh
# Every src/**/*_test.c, as cmocka programs under ASan and UBSan; counts cases, not programs.
exec "$(dirname "$0")/../../tools/meson_part.sh" unit
