#!/bin/sh
# A bounded smoke of the fuzzers; longer: tools/fuzz.sh 3600
cd "$(dirname "$0")/../.." || exit 1
exec tools/fuzz.sh "${NETRAL_FUZZ_SECONDS:-10}"
