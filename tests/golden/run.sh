#!/bin/sh
# Every src/**/*_golden_test.c: outputs held byte for byte against tests/golden.
exec "$(dirname "$0")/../../tools/meson_part.sh" golden
