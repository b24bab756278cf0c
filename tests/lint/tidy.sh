#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tidy.sh CACHE FILE.c: clang-tidy, unless this text (with all it includes), these flags and these
# rules have passed before.
set -u
cache=$1
file=$2
mkdir -p "$cache"
# shellcheck disable=SC2086 # flags are words
key=$({
  clang-tidy --version
  cat .clang-tidy
  echo "$file $CPPFLAGS $CFLAGS"
  gcc $CPPFLAGS -MM "$file" | tr -d '\\' | tr ' ' '\n' | grep -E '\.[ch]$' | xargs sha256sum
} | sha256sum | cut -d ' ' -f 1)
[ ! -f "$cache/$key" ] || exit 0

log=$cache/log.$$
flags=$(echo "$CFLAGS" | sed 's/-ffp-contract=off//')
# shellcheck disable=SC2086
if clang-tidy --quiet "$file" -- -x c $CPPFLAGS $flags >"$log" 2>&1; then
  mv "$log" "$cache/$key"
  exit 0
fi
grep -vE 'warnings? generated|^Suppressed|^Use -header-filter|warnings? treated as error' "$log"
rm -f "$log"
exit 1
