#!/bin/sh
# Whole stories against `netral serve`, on SQLite and, with NETRAL_TEST_PG, on PostgreSQL; then what an
# erasure leaves behind, two servers on one database, sessions that nobody uses, evidence that is sealed on arrival, its key on the way
# to other offices, lost keys that others give back, large rosters that are killed midway, the nation's map of risk, and its weights.
#   tests/flow/run.sh [STORY...]    names without .story; all of them and the scripts, by default
cd "$(dirname "$0")/../.." || exit 1
[ $# -eq 0 ] || exec python3 tests/flow/stories.py "$@"
PYTHONPATH=tests/support:tests/flow
PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH PYTHONDONTWRITEBYTECODE
for script in stories.py erasure.py servers.py arrival.py handing.py escrow.py idle.py loading.py roster_kill.py nation.py weighing.py; do
    echo "begin $script"
    python3 "tests/flow/$script" 2>&1 || true
done | awk -f tests/support/sum.awk
