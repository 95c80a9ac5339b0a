#!/bin/sh
# The part `offline` of ./test: the verifier in JavaScript under node. Golden vectors of receipts, QR
# codes, witnesses and growth; the offline page's own policy and size; the same spoilt receipts held
# before it and before `netral verify`: they must agree. Then the log as static files, and the files
# of the site. Last, what a log that ticks shows to outsiders, the figures that tick with it, and ticks that fail.
set -eu
cd "$(dirname "$0")/../.."
: "${NETRAL:?names the program under test: ./test sets it}"
PYTHONDONTWRITEBYTECODE=1
export NETRAL PYTHONDONTWRITEBYTECODE
{
    echo "begin run.mjs"
    node tests/offline/run.mjs || true
    echo "begin export.py"
    python3 tests/offline/export.py || true
    echo "begin tick.py"
    python3 tests/offline/tick.py || true
    echo "begin figures.py"
    python3 tests/offline/figures.py || true
    echo "begin troubled.py"
    python3 tests/offline/troubled.py || true
} | awk -f tests/support/sum.awk
