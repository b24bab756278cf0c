# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the tables of the example project on the night fast in elder care. No figure in it was ever observed.
#
#   for t in night_fast causes gauge raters wards suppers; do awk -v table=$t -f make_data.awk >$t.csv; done
#
# Only whole numbers, + - * and / are used, so that every awk on every machine writes the same bytes.

# Park and Miller's minimal standard generator; products stay below 2^53.
function uniform() {
  state = (state * 16807) % 2147483647
  return state / 2147483647
}

# Sum of twelve uniforms less six: mean 0, standard deviation 1, near enough to normal.
function normal(    i, sum) {
  sum = -6
  for (i = 0; i < 12; i++) sum += uniform()
  return sum
}

function swedish(x, decimals,    text) {
  text = sprintf("%.*f", decimals, x)
  sub(/\./, ",", text)
  return text
}

# Mean night fast in hours; month counts from 1 (January 2023) to 36 (December 2025).
function level(home, month) {
  if (home == "Björken") return month >= 19 ? 10.6 : 13.1
  if (home == "Granen") return month >= 28 ? 11.2 : 13.0
  if (home == "Eken") return 12.8
  return 13.3
}

function night_fast(    h, homes, n, month) {
  n = split("Björken Eken Granen Tallen", homes, " ")
  print "månad;enhet;indikator;värde"
  for (h = 1; h <= n; h++)
    for (month = 1; month <= 36; month++)
      printf "%d-%02d;%s;Syntetiskt: nattfasta, timmar;%s\n", 2023 + int((month - 1) / 12), \
        (month - 1) % 12 + 1, homes[h], swedish(level(homes[h], month) + 0.35 * normal(), 1)
}

function causes() {
  print "orsak;antal"
  print "Middagen serveras före klockan 17;64"
  print "Inget kvällsmål erbjuds;47"
  print "Frukosten kommer efter halv nio;19"
  print "För få i tjänst på kvällen;9"
  print "Den boende vill sova;6"
  print "Övrigt;4"
}

# Three of the staff read the same ten nights from the notes, twice each.
function gauge(    night, person, again, people, truth, habit) {
  split("Åsa Örjan Mona", people, " ")
  habit[1] = 0.03; habit[2] = -0.04; habit[3] = 0.02
  print "del;operatör;värde"
  for (night = 1; night <= 10; night++) {
    truth = 12.5 + 1.4 * normal()
    for (person = 1; person <= 3; person++)
      for (again = 1; again <= 2; again++)
        printf "natt %d;%s;%s\n", night, people[person], swedish(truth + habit[person] + 0.12 * normal(), 2)
  }
}

# The same three judge whether eighty nights were offered an evening meal.
function raters(    night, person, people, truth, seen) {
  split("Åsa Örjan Mona", people, " ")
  print "ärende;bedömare;bedömning"
  for (night = 1; night <= 80; night++) {
    truth = (uniform() < 0.45)
    for (person = 1; person <= 3; person++) {
      seen = truth
      if (uniform() < 0.01) seen = !truth
      printf "%d;%s;%s\n", night, people[person], seen ? "ja" : "nej"
    }
  }
}

function wards(    ward, resident, names, mean) {
  split("plan 1;plan 2;plan 3", names, ";")
  mean[1] = 12.4; mean[2] = 13.0; mean[3] = 14.1
  print "grupp;värde"
  for (ward = 1; ward <= 3; ward++)
    for (resident = 1; resident <= 12; resident++)
      printf "%s;%s\n", names[ward], swedish(mean[ward] + 0.7 * normal(), 1)
}

# When supper was served (hours after noon) and how long the night fast became.
function suppers(    evening, served) {
  print "x;y"
  for (evening = 1; evening <= 30; evening++) {
    served = 4.5 + 1.5 * uniform()
    printf "%s;%s\n", swedish(served, 2), swedish(18.2 - served + 0.5 * normal(), 1)
  }
}

BEGIN {
  state = 20231201
  if (table == "night_fast") night_fast()
  if (table == "causes") causes()
  if (table == "gauge") gauge()
  if (table == "raters") raters()
  if (table == "wards") wards()
  if (table == "suppers") suppers()
}
