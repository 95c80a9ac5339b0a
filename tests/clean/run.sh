#!/bin/sh
# The part `clean` of ./test: what the browser takes out of pictures and films before it seals them, under node, and
# hostile ones. tests/browser/cleaned.mjs has the same in Chromium, which shows and plays what was cleaned.
set -eu
cd "$(dirname "$0")/../.."
exec node --no-warnings tests/clean/run.mjs
