#!/bin/sh
# The linter's own tests, then the project: one test for each rule.
cd "$(dirname "$0")/../.." || exit 1
python3 tests/lint/lint_test.py
own=$?
python3 tools/lint.py && [ $own -eq 0 ]
