#!/bin/sh
# A bounded smoke of the fuzzers, always with the same seed, so that only changed code changes what
# is tried: some three minutes in all. ./test fuzz --minutes N shares N minutes among them, with a seed drawn for each.
cd "$(dirname "$0")/../.." || exit 1
seconds=${NETRAL_FUZZ_SECONDS:-4}
if [ -n "${NETRAL_FUZZ_MINUTES:-}" ]; then
    seconds=$((NETRAL_FUZZ_MINUTES * 60 / $(find fuzz -name 'fuzz_*.c' | wc -l)))
    [ "$seconds" -gt 0 ] || seconds=1
    NETRAL_FUZZ_SEED=0 # libFuzzer's word for a seed of the moment
    export NETRAL_FUZZ_SEED
fi
exec tools/fuzz.sh "$seconds"
