#!/bin/sh
# The linter's own tests, then the project: one test for each rule.
cd "$(dirname "$0")/../.." || exit 1
python3 tests/lint/lint_test.py
own=$?
# What bench/run says of its page of figures.
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=bench python3 -c '
import doctest, runpy, sys
run = runpy.run_path("bench/run")
tests = doctest.DocTestFinder().find(run["merged"], globs=run)
bad = sum(doctest.DocTestRunner().run(test).failed for test in tests) or not tests[0].examples
print("not ok" if bad else "ok", "lint_test: figures that were not made now stay on their page")
sys.exit(bool(bad))' || own=1
python3 tools/lint.py && [ $own -eq 0 ]
