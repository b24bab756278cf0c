#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The whole of `leda chart` for many units, a PNG each, beside base R that draws the same: by turns ROUNDS (1) times,
# medians in Markdown. UNITS (290); LEDA names another program than build/leda. Run from the top folder.
# Without R only leda's seconds.
set -eu

units=${UNITS:-290} rounds=${ROUNDS:-1} leda=${LEDA:-build/leda}
work=$(mktemp -d "${TMPDIR:-/tmp}/leda-chart-figures-XXXXXX")
trap 'rm -rf "$work"' EXIT

now() { date +%s.%N; }
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

"$leda" simulate panel --units "$units" --periods 36 --shift 2sd@any --share 0.1 >"$work/panel.csv"
round=0
while [ "$round" -lt "$rounds" ]; do
  rm -rf "$work/leda" "$work/r"
  begin=$(now)
  "$leda" chart --type i --figures "$work/leda" --figure-format png --format csv -o "$work/leda.csv" "$work/panel.csv"
  echo "$begin $(now)" | awk '{ print $2 - $1 }' >>"$work/leda.seconds"
  if command -v Rscript >/dev/null; then
    begin=$(now)
    Rscript --vanilla benchmarks/peers/chart_figures.R "$work/panel.csv" "$work/r" >/dev/null
    echo "$begin $(now)" | awk '{ print $2 - $1 }' >>"$work/r.seconds"
  fi
  round=$((round + 1))
done

echo "Control charts of $units units, 36 values each, read, made and drawn as PNG of 4000 x 2250 (median of $rounds)"
echo
echo '| | seconds | figures | megabytes |'
echo '|--|--|--|--|'
row() {
  printf '| %s | %.1f | %d | %s |\n' "$1" "$(median "$work/$2.seconds")" "$(find "$work/$2" -name '*.png' | wc -l)" \
    "$(du -sm "$work/$2" | cut -f 1)"
}
row "leda chart, $(nproc) cores" leda
[ -f "$work/r.seconds" ] || exit 0
row 'base R, png()' r
echo
echo "$(median "$work/r.seconds") $(median "$work/leda.seconds")" | awk '{ printf "leda is %.2f times as fast.\n", $1 / $2 }'
