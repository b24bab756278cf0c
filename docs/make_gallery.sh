#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make gallery: draws docs/images/gallery/*.svg and writes docs/gallery.md. LEDA names another program
# than build/leda.
set -eu

cd "$(dirname "$0")/.."
leda=${LEDA:-build/leda}
images=docs/images/gallery
page=docs/gallery.md
size=a4-half

mkdir -p "$images"
rm -f "$images"/*.svg

# show NAME WORDS OPTIONS...: a heading, what it is for, the command, and the figure in both languages.
show() {
  name=$1
  words=$2
  shift 2
  {
    printf '\n## %s\n\n%s\n\n```sh\nleda chart %s --size %s --figure %s.svg\n```\n\n' \
      "$name" "$words" "$*" "$size" "$name"
    printf '| English | Svenska |\n|---|---|\n| ![%s, in English](images/gallery/%s.en.svg) ' "$name" "$name"
    printf '| ![%s, in Swedish](images/gallery/%s.sv.svg) |\n' "$name" "$name"
  } >>"$page"
  "$leda" chart "$@" --size "$size" --lang en --figure "$images/$name.en.svg" --format csv -o /dev/null
  "$leda" chart "$@" --column indicator=indicator_sv --size "$size" --lang sv \
    --figure "$images/$name.sv.svg" --format csv -o /dev/null
}

cat >"$page" <<'END'
# Gallery

Every type of control chart that `leda chart` draws, in English and Swedish, each with the command that draws it. `make gallery` makes
this page again. All data are synthetic, made by [datasets/charts/make_charts.awk](../datasets/charts/README.md), which says what
happens in each series. In Swedish the commands also have `--lang sv --column indicator=indicator_sv`.
END

data=datasets/charts
show run 'Values about their median; nothing is assumed about chance but that it is the same on both sides.' \
  --type run $data/waiting_days.csv
show i 'Single measured values. The limits come from the year before the change.' \
  --type i --baseline 2022-01..2023-06 $data/waiting_days.csv
show mr 'How far each value lies from the one before: is the spread itself stable?' \
  --type mr $data/waiting_days.csv
show ewma 'A weighted mean of the values so far finds small lasting shifts.' \
  --type ewma --baseline 2022-01..2023-06 $data/waiting_days.csv
show cusum 'Sums of deviations upwards and downwards: small lasting shifts, and when they began.' \
  --type cusum --baseline 2022-01..2023-06 $data/waiting_days.csv
show ma 'The mean of the last three values.' \
  --type ma --ma-points 3 --baseline 2022-01..2023-06 $data/waiting_days.csv
show p 'Shares of a number of cases, with a target. A new level has limits of its own.' \
  --type p --per 100 --phase 2024-03=Phone --target 85 $data/decisions.csv
show np 'Numbers of a fixed number of cases.' --type np $data/files_read.csv
show pp "Shares of so many cases that chance alone is a small part of what varies (Laney's p')." \
  --type pp --per 100 $data/answered_calls.csv
show u 'Events for each unit of exposure, here a thousand days; the limits are from before the change.' \
  --type u --per 1000 --baseline 24 $data/falls.csv
show up "The same where they vary more than chance (Laney's u')." --type up --per 1000 $data/falls.csv
show c 'Numbers of events where the exposure is always the same.' --type c $data/complaints.csv
show ip "Ratios of anything whose denominators differ (I')." --type ip $data/cost_of_hours.csv
show g 'Cases between rare events: above the upper limit means fewer events.' \
  --type g --column value=cases $data/between_events.csv
show t 'Time between rare events.' --type t --column value=days $data/between_events.csv
show xbar-s 'Means of several values a week, limits by their standard deviations.' \
  --type xbar-s $data/response_minutes.csv
show s 'Standard deviations of the same.' --type s $data/response_minutes.csv
show xbar-r 'Means of several values a week, limits by their ranges.' --type xbar-r $data/response_minutes.csv
show r 'Ranges of the same.' --type r $data/response_minutes.csv
show t2 'Several measures judged together: each month looks usual in each of them, and one is not usual in all.' \
  --type t2 $data/home_help.csv

# Many units: the panel of Södertörn, in Swedish headers as it came.
{
  printf '\n## Many units on one page\n\nEight municipalities side by side, each on its own scale; signals by shape and colour.\n\n'
  printf '```sh\nleda chart --type i --page page.svg datasets/sodertorn/synthetic_waiting_days.csv\n```\n\n'
  printf '![Eight charts on one page, in English](images/gallery/page.en.svg)\n\n'
  printf '![Eight charts on one page, in Swedish](images/gallery/page.sv.svg)\n'
} >>"$page"
for language in en sv; do
  "$leda" chart --type i --lang $language --page "$images/page.$language.svg" --format csv -o /dev/null \
    datasets/sodertorn/synthetic_waiting_days.csv
done
echo "$page: $(find "$images" -name '*.svg' | wc -l) figures"
