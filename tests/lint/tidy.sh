#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tidy.sh CACHE FILE.c: clang-tidy, unless this text (with all it includes), these flags and these
# rules have passed before.
set -u
cache=$1
file=$2
mkdir -p "$cache" "$cache/failed"
# shellcheck disable=SC2086 # flags are words
key=$({
  clang-tidy --version
  cat .clang-tidy tests/lint/analyzer.h
  echo "$file $CPPFLAGS $CFLAGS"
  gcc $CPPFLAGS -MM "$file" | tr -d '\\' | tr ' ' '\n' | grep -E '\.[ch]$' | xargs sha256sum
} | sha256sum | cut -d ' ' -f 1)
[ ! -f "$cache/$key" ] || exit 0

log=$cache/log.$$
flags=$(echo "$CFLAGS" | sed 's/-ffp-contract=off//')
[ "$file" = engine/core/status.c ] || flags="$flags -include tests/lint/analyzer.h"
# shellcheck disable=SC2086
if clang-tidy --quiet "$file" -- -x c $CPPFLAGS $flags >"$log" 2>&1; then
  mv "$log" "$cache/$key"
  exit 0
fi
# The path the analyzer took is long; it stays in a file of its own.
awk -v root="$PWD/" '
  / (error|warning): / { show = 1 }
  / note: |warnings? generated|^Suppressed|treated as error|^Use -header-filter/ { show = 0 }
  show { sub(root, ""); print }' "$log"
mv "$log" "$cache/failed/$(echo "$file" | tr / .).log"
exit 1
