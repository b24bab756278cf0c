#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run_tests.sh PROGRAM...: run the cmocka programs and the golden tests, print what failed and end
# with the one line that counts. LEDA_BIN is the folder of the program under test; LEDA_GOLDEN=no
# runs only the programs.
set -u
bin=${LEDA_BIN:-build}
logs=$bin/test
rm -rf "$logs" && mkdir -p "$logs" || exit 3
export LEDA_BIN="$bin" LEDA_TEST_LOGS="$logs"

golden=${LEDA_GOLDEN:-yes}
[ "$golden" = no ] || set -- tests/harness/selftest.sh "$@"
programs=$#
[ $# -eq 0 ] || printf '%s\n' "$@" | xargs -P "$(nproc)" -n 1 sh tests/run_one.sh
if [ "$golden" != no ] && [ -x "$bin/leda" ]; then
  LEDA=$bin/leda sh tests/run_cli.sh --count "$logs/cli.count"
  programs=$((programs + 1))
fi

# A program whose runner itself died left no counts: that is a failure too.
told=$(find "$logs" -name '*.count' | wc -l)
[ "$told" -ge "$programs" ] || echo "0 $((programs - told)) 0" >"$logs/lost.count"

cat "$logs"/*.count 2>/dev/null | awk '
  { passed += $1; failed += $2; skipped += $3 }
  END {
    printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
    exit (failed > 0 || passed == 0)
  }'
