# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the tables of the example project on introducing new employees. No figure in it was ever observed.
#
#   for t in introduced causes; do awk -v table=$t -f make_data.awk >$t.csv; done
#
# Only whole numbers, + - * and / are used, so that every awk on every machine writes the same bytes.

# Park and Miller's minimal standard generator; products stay below 2^53.
function uniform() {
  state = (state * 16807) % 2147483647
  return state / 2147483647
}

function binomial(n, share,    i, hits) {
  hits = 0
  for (i = 0; i < n; i++) if (uniform() < share) hits++
  return hits
}

# Month counts from 1 (January 2024) to 24 (December 2025): 55 per cent, from September 2025 on 62.
function introduced(    month, new) {
  print "månad;indikator;täljare;nämnare"
  for (month = 1; month <= 24; month++) {
    new = 20 + int(15 * uniform())
    printf "%d-%02d;Syntetiskt: introducerade inom två veckor;%d;%d\n", 2024 + int((month - 1) / 12), \
      (month - 1) % 12 + 1, binomial(new, month >= 21 ? 0.62 : 0.55), new
  }
}

function causes() {
  print "orsak;antal"
  print "Ingen är utsedd att ta emot;71"
  print "Började under ledighet;14"
  print "Arbetsplatsen fick veta för sent;12"
  print "Introduktionsdagen ställdes in;8"
  print "Datorkonto saknades;7"
  print "Övrigt;5"
}

BEGIN {
  state = 20240101
  if (table == "introduced") introduced()
  if (table == "causes") causes()
}
