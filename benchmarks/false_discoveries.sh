#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# false_discoveries.sh [PANELS [THREADS]]: how many of what `leda scan` calls changed are not, at --fdr 0.05, in
# panels of 290 units x 40 indicators x 24 years of which 10 % change (default: 20 panels a case, seeds 1, 2...).
# Prints Markdown. "In the note's range": panels whose number of false findings lies between the two ends that the
# scan itself prints for a panel without change.
set -eu
cd "$(dirname "$0")/.."
panels=${1:-20}
threads=${2:-2}
leda=${LEDA:-${BUILD:-build}/leda}
[ -x "$leda" ] || { echo "false_discoveries.sh: make first (no $leda)" >&2; exit 2; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM

# A national shift of 1.5 sd from the 13th period on in the first half of the indicators.
add_national() {
  awk -F, -v OFS=, 'NR > 1 {
    if ($3 != last) { last = $3; period = 0 }
    period++
    split($3, word, " ")
    if (word[2] <= 20 && period > 12) $4 += 1.5
  } { print }' "$1"
}

# False and true findings of one panel, and what the scan promised. national=1: the first half of the
# indicators is all true.
count() {
  awk -v national="$3" '
  function field(name,    from, text) {
    from = index($0, "\"" name "\": \"") + length(name) + 5
    text = substr($0, from)
    return substr(text, 1, index(text, "\"") - 1)
  }
  function number(name,    from) {
    from = index($0, "\"" name "\": ") + length(name) + 4
    return substr($0, from, 40) + 0
  }
  FNR == NR {
    split($0, cell, ",")
    key = cell[2] "," cell[3]
    if (FNR == 1 || key in truth) next
    split(cell[3], word, " ")
    truth[key] = cell[5] != "none" || (national && word[2] <= 20)
    all_true += truth[key]
    next
  }
  /^ *\{"unit"/ { found++; hits += truth[field("unit") "," field("indicator")] }
  /"summary"/ { shown = index($0, "\"p_limit\"") > 0; low = number("lower"); high = number("upper") }
  END {
    wrong = found - hits
    print found, wrong, (found ? wrong / found : 0), hits / all_true, shown, low, high
  }' "$1" "$2"
}

# Name, options of simulate, options of scan, national shift (0, 1: a true change, 2: to be removed).
run() {
  : > "$dir/panels"
  seed=1
  while [ "$seed" -le "$panels" ]; do
    # shellcheck disable=SC2086
    "$leda" simulate panel --units 290 --indicators 40 --periods 24 --every year --lang en --quiet \
      --threads "$threads" --share 0.1 --truth --seed "$seed" -o "$dir/panel.csv" $2
    if [ "$4" -gt 0 ]; then
      add_national "$dir/panel.csv" > "$dir/shifted.csv"
      mv "$dir/shifted.csv" "$dir/panel.csv"
    fi
    # shellcheck disable=SC2086
    "$leda" scan --quiet --threads "$threads" --format json $3 -o "$dir/scan.json" "$dir/panel.csv"
    national=0
    [ "$4" -eq 1 ] && national=1
    count "$dir/panel.csv" "$dir/scan.json" "$national" >> "$dir/panels"
    seed=$((seed + 1))
  done
  sort -g -k3,3 "$dir/panels" | awk -v name="$1" '
  function quantile(q,    at, below) {
    at = 1 + q * (NR - 1); below = int(at)
    return below < NR ? share[below] + (at - below) * (share[below + 1] - share[below]) : share[NR]
  }
  {
    share[NR] = $3; found += $1; wrong += $2; sum += $3; squares += $3 * $3; power += $4
    low += $6; high += $7; within += $5 && $2 >= $6 && $2 <= $7
  }
  END {
    mean = sum / NR
    error = NR > 1 ? sqrt((squares / NR - mean * mean) / (NR - 1)) : 0
    printf "| %s | %.1f +- %.1f | %.1f-%.1f | %.1f | %.0f | %.0f | %.0f-%.0f | %.0f |\n", name, 100 * mean,
      100 * error, 100 * quantile(0.05), 100 * quantile(0.95), 100 * power / NR, found / NR, wrong / NR,
      low / NR, high / NR, 100 * within / NR
  }'
}

echo "| panel | false among found, % | 90 % of panels | true changes found, % | found | false | the note's range | in it, % of panels |"
echo '|--|--|--|--|--|--|--|--|'
shift="--shift 2sd@any"
both="--shift 2sd@any --drift 3sd"
run 'independent, shift 2 sd anywhere' "$shift" '' 0
run 'independent, half shifts, half drifts of 3 sd' "$both" '' 0
run 'phi 0.4, shift 2 sd anywhere' "$shift --phi 0.4" '' 0
run 'phi 0.4, half shifts, half drifts' "$both --phi 0.4" '' 0
run 'common shock, half of the variance' "$shift --common 0.5" '' 0
run 'the same with --remove common' "$shift --common 0.5" '--remove common' 0
run 'common shock, half, phi 0.4' "$shift --common 0.5 --phi 0.4" '' 0
run 'the same with --remove common' "$shift --common 0.5 --phi 0.4" '--remove common' 0
run 'national shift in half of the indicators, true' "$shift" '' 1
run 'the same with --remove common, no longer true' "$shift" '--remove common' 2
