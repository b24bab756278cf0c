#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh SECONDS HARNESS...: run libFuzzer harnesses, as many at a time as there are cores, from
# tests/fuzz/corpus/NAME. What they find and learn goes to fuzz/NAME in the build folder, never into the tree.
set -u

if [ "$1" = --one ]; then
  seconds=$2
  name=$(basename "$3" | sed 's/^fuzz_//')
  seeds=tests/fuzz/corpus/$name
  dir=${LEDA_BUILD:-build}/fuzz/$name
  mkdir -p "$dir/corpus"
  [ -d "$seeds" ] || { echo "FAILED  fuzz/$name: add a first input in $seeds"; exit 1; }
  set -- "$3" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$dir/" "$dir/corpus" "$seeds"
  [ ! -f "tests/fuzz/$name.dict" ] || set -- "$@" -dict="tests/fuzz/$name.dict"
  if OMP_NUM_THREADS=1 "$@" >"$dir/log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$dir/log")
    coverage=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$dir/log" | tail -n 1)
    echo "ok      fuzz/$name ($runs runs, $coverage branches)"
    exit 0
  fi
  text=$(
    echo "FAILED  fuzz/$name"
    grep -v '^#' "$dir/log" | tail -n 60 | sed 's/^/        /'
    echo "        The input stands in $dir (leak-, crash-, timeout- or oom-...)."
    echo "        Run it alone: $1 FILE. When it is mended, copy the input to $seeds."
  )
  printf '%s\n' "$text"
  exit 1
fi

seconds=$1
shift
[ $# -gt 0 ] || { echo "fuzz: there is no harness tests/fuzz/fuzz_*.c"; exit 0; }
if printf '%s\n' "$@" | xargs -P "$(nproc)" -n 1 sh "$0" --one "$seconds"; then
  echo "fuzz: $# harnesses, $seconds s each, nothing found"
else
  echo "fuzz: a harness failed, see above"
  exit 1
fi
