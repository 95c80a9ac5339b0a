#!/bin/sh
# The template compiler and the catalogue, by themselves (python3, no build needed).
cd "$(dirname "$0")/../.." || exit 1
python3 - <<'PY'
import sys
import unittest
result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(
    unittest.defaultTestLoader.discover("tests/template", "*_test.py"))
bad = len(result.failures) + len(result.errors)
print(f"passed={result.testsRun - bad} failed={bad}")
sys.exit(bad > 0)
PY
