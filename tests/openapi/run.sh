#!/bin/sh
# docs/openapi.yaml against routes.def and against a running server.
cd "$(dirname "$0")/../.." || exit 1
exec python3 tests/openapi/check.py
