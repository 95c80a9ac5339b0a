#!/bin/sh
# Faults planted into the shipped rules, one by one, each of which `netral rules check` must find, by its meaning or by the record
# of what was accepted: a share of each kind, always the same; all of them with ./test rules --long (an hour with an optimised
# NETRAL, many hours under sanitizers).
cd "$(dirname "$0")/../.." || exit 1
exec python3 tests/rules/plant.py "$NETRAL" --seed 1 ${NETRAL_LONG:+--long}
