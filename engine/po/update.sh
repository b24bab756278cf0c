#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# update.sh: bring every marked text of the sources into engine/po/*.po.
# update.sh --template FILE: only write the template, for checks.
set -eu
cd "$(dirname "$0")/../.."

template() {
  find engine plots -name '*.[ch]' | LC_ALL=C sort | xgettext --files-from=- --output=- \
    --language=C --from-code=UTF-8 --keyword --keyword=_ --keyword=N_ --keyword=P_:1,2 \
    --flag=_:1:pass-c-format --flag=P_:1:pass-c-format --flag=P_:2:pass-c-format \
    --add-comments=TRANSLATORS --add-location=file --no-wrap --sort-by-file \
    --package-name=leda --copyright-holder='the leda authors' --force-po |
    # A date in the template would change every catalogue at every run.
    sed -e '/^"POT-Creation-Date:/d' -e 's/charset=CHARSET/charset=UTF-8/'
}

if [ "${1:-}" = --template ]; then
  template >"$2"
  exit 0
fi
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
template >"$pot"
for po in engine/po/*.po; do
  msgmerge --quiet --update --backup=none --no-wrap --add-location=file --sort-by-file \
    --no-fuzzy-matching "$po" "$pot"
  msgattrib --no-obsolete --no-wrap --add-location=file --sort-by-file -o "$po" "$po"
  printf '%s: ' "$po"
  msgfmt --check --statistics -o /dev/null "$po" 2>&1
done
