#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run_one.sh PROGRAM: run one cmocka program, print one line (and what failed), leave
# "passed failed skipped" in LEDA_TEST_LOGS. A program that dies counts as one failed test.
set -u
program=$1
kind=$(basename "$(dirname "$program")")
name=$kind/$(basename "$program")
log=$LEDA_TEST_LOGS/$kind.$(basename "$program").log

began=$(date +%s)
CMOCKA_MESSAGE_OUTPUT=tap timeout "${LEDA_TEST_SECONDS:-600}" "$program" >"$log" 2>&1
code=$?
seconds=$(($(date +%s) - began))

counts=$(awk -v code="$code" '
  /^1\.\.[0-9]+/ { plan += substr($1, 4) }
  /^(not )?ok( [0-9]+)? .*# SKIP/ { skipped++; next }
  /^ok / { passed++ }
  /^not ok / { failed++ }
  END {
    done = passed + failed + skipped
    died = (code != 0 && failed == 0) || code >= 124 || done < plan || done == 0
    printf "%d %d %d %d", passed, failed + died, skipped, died
  }' "$log")
# shellcheck disable=SC2086 # four words are meant
set -- $counts
echo "$1 $2 $3" >"${log%.log}.count"

if [ "$2" -eq 0 ]; then
  [ "$3" -eq 0 ] || more=", $3 skipped"
  [ "$seconds" -lt 5 ] || more="${more:-}, $seconds s"
  echo "ok      $name ($1 passed${more:-})"
  exit 0
fi
text=$(
  echo "FAILED  $name ($1 passed, $2 failed, $3 skipped)"
  [ "$4" -eq 0 ] || echo "        the program ended early or badly, exit code $code (124: too slow)"
  grep -vE '^(ok |not ok [0-9]+ # SKIP|1\.\.)' "$log" | tail -n 60 | sed 's/^/        /'
)
printf '%s\n' "$text"
