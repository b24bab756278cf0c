#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Golden tests of the command line.
#
#   tests/run_cli.sh [NAME...]            run all cases, or these
#   tests/run_cli.sh --update NAME...     record what the program says now; look at the diff
#                                         before you commit it
#
# A case is tests/cli/cases/NAME.cmd, run by sh in an empty folder of its own, with
#   NAME.out    what standard output must be        (no file: nothing)
#   NAME.err    what standard error must be         (no file: nothing)
#   NAME.code   the exit code                       (no file: 0)
#   NAME.files  the files it leaves, one a line     (no file: none)
# The command finds leda on PATH, $DATASETS (the bundled data) and $CASES (tests/cli/data); these
# two folders and its own are cut from the front of paths in what it prints. Exit code 77 without a
# NAME.code skips the case. LEDA names another program than build/leda.
set -u

root=$(cd "$(dirname "$0")/.." && pwd) || exit 3
cases=${LEDA_CLI_CASES:-$root/tests/cli/cases}
leda=${LEDA:-$root/build/leda}

# A text as a pattern of sed's that matches just this text, in s|...|...|.
literal() {
  printf '%s' "$1" | sed 's/[][\.*^$|]/\\&/g'
}

# run_case NAME DIR: leaves DIR/out, err, code and files.
run_case() {
  mkdir -p "$2/work" || return 1
  (
    cd "$2/work" || exit 3
    unset LANG LC_MESSAGES LANGUAGE
    DATASETS=$root/datasets CASES=$root/tests/cli/data LC_ALL=C.UTF-8
    PATH=$(dirname "$leda"):$PATH
    export DATASETS CASES LC_ALL PATH
    timeout "${LEDA_CASE_SECONDS:-120}" sh "$cases/$1.cmd" >"$2/out.raw" 2>"$2/err.raw" </dev/null
    echo $? >"$2/code"
  )
  for stream in out err; do
    LC_ALL=C sed -e "s|$(literal "$root/tests/cli/data/")||g" \
      -e "s|$(literal "$root/datasets/")||g" -e "s|$(literal "$2/work/")||g" \
      <"$2/$stream.raw" >"$2/$stream"
  done
  (cd "$2/work" && find . ! -type d | sed 's|^\./||' | LC_ALL=C sort) >"$2/files"
}

# expected NAME PART: the file to compare with; what a missing file stands for.
expected() {
  if [ -f "$cases/$1.$2" ]; then
    cat "$cases/$1.$2"
  elif [ "$2" = code ]; then
    echo 0
  fi
}

check_case() {
  dir=$(mktemp -d) || exit 3
  run_case "$1" "$dir"
  verdict=ok
  if [ "$(cat "$dir/code")" = 77 ] && [ ! -f "$cases/$1.code" ]; then
    verdict=skipped
  else
    for part in code out err files; do
      expected "$1" "$part" >"$dir/$part.expected"
      if ! diff -a -u --label "$1.$part (expected)" --label "$1.$part (now)" \
        "$dir/$part.expected" "$dir/$part" >>"$dir/diff"; then
        verdict=FAILED
      fi
    done
  fi
  if [ $verdict = FAILED ]; then
    text=$(echo "FAILED  cli/$1" && sed 's/^/        /' "$dir/diff" | head -n 80)
    printf '%s\n' "$text"
  fi
  [ -z "${LEDA_CLI_RESULTS:-}" ] || echo $verdict >"$LEDA_CLI_RESULTS/$1"
  rm -rf "$dir"
}

update_case() {
  dir=$(mktemp -d) || exit 3
  run_case "$1" "$dir"
  cp "$dir/out" "$cases/$1.out"
  for part in err files; do
    if [ -s "$dir/$part" ]; then cp "$dir/$part" "$cases/$1.$part"; else rm -f "$cases/$1.$part"; fi
  done
  if [ "$(cat "$dir/code")" = 0 ]; then rm -f "$cases/$1.code"; else cp "$dir/code" "$cases/$1.code"; fi
  rm -rf "$dir"
  echo "recorded $1"
}

known() {
  for name in "$@"; do
    [ -f "$cases/$name.cmd" ] || { echo "run_cli.sh: there is no $cases/$name.cmd" >&2; exit 2; }
  done
}

case ${1:-} in
--one)
  check_case "$2"
  exit 0
  ;;
--update)
  shift
  [ $# -gt 0 ] || { echo "usage: tests/run_cli.sh --update NAME..." >&2; exit 2; }
  known "$@"
  for name in "$@"; do update_case "$name"; done
  exit 0
  ;;
--count)
  count=$2
  shift 2
  ;;
-*)
  sed -n '/^# Golden/,/^set -u/p' "$0" | sed -n 's/^# \{0,1\}//p'
  exit 2
  ;;
esac

[ $# -gt 0 ] || {
  # shellcheck disable=SC2046 # names of cases are words
  set -- $(cd "$cases" && find . -name '*.cmd' | sed 's|^\./||; s|\.cmd$||' | LC_ALL=C sort)
}
known "$@"
[ -x "$leda" ] || { echo "run_cli.sh: there is no $leda: make it first" >&2; exit 2; }
leda=$(cd "$(dirname "$leda")" && pwd)/leda

LEDA_CLI_RESULTS=$(mktemp -d) || exit 3
export LEDA_CLI_RESULTS LEDA="$leda" LEDA_CLI_CASES="$cases"
[ $# -eq 0 ] || printf '%s\n' "$@" | xargs -P "$(nproc)" -n 1 sh "$0" --one
passed=$(grep -rlx ok "$LEDA_CLI_RESULTS" | wc -l)
skipped=$(grep -rlx skipped "$LEDA_CLI_RESULTS" | wc -l)
# A case that left no result failed too.
failed=$(($# - passed - skipped))
rm -rf "$LEDA_CLI_RESULTS"
if [ -n "${count:-}" ]; then
  echo "$passed $failed $skipped" >"$count"
  [ $failed -ne 0 ] || echo "ok      cli ($passed passed, $skipped skipped)"
else
  echo "$passed passed, $failed failed, $skipped skipped"
fi
[ $failed -eq 0 ]
