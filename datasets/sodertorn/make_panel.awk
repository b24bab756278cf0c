# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the synthetic panel of the eight Södertörn municipalities. No figure in it was ever observed.
#
#   awk -v table=on-time -f make_panel.awk >synthetic_on_time.csv
#   awk -v table=waiting -f make_panel.awk >synthetic_waiting_days.csv
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

function binomial(n, share,    i, hits) {
  hits = 0
  for (i = 0; i < n; i++) if (uniform() < share) hits++
  return hits
}

function add_unit(code, name, persons, on_time, days) {
  units++
  unit_code[units] = code
  unit_name[units] = name
  unit_persons[units] = persons
  unit_on_time[units] = on_time
  unit_days[units] = days
}

# The truth. `month` counts from 1 (January 2022) to 36 (December 2024).
function true_share(u, month) {
  if (unit_name[u] == "Huddinge" && month >= 19) return unit_on_time[u] + 0.12
  if (unit_name[u] == "Nynäshamn" && month >= 25) return unit_on_time[u] - 0.14
  return unit_on_time[u]
}

function true_days(u, month) {
  if (unit_name[u] == "Södertälje") return unit_days[u] - 0.25 * (month - 1)
  if (unit_name[u] == "Tyresö" && month >= 22) return unit_days[u] + 4
  if (unit_name[u] == "Salem" && month == 17) return unit_days[u] + 14
  return unit_days[u]
}

function period(month) {
  return sprintf("%d-%02d", 2022 + int((month - 1) / 12), (month - 1) % 12 + 1)
}

function write_on_time(u, month,    n) {
  n = unit_persons[u] + int(normal() * unit_persons[u] / 10)
  printf "%s,%s,%s,Syntetiskt: beslut i tid,%d,%d\n", period(month), unit_code[u], unit_name[u],
    binomial(n, true_share(u, month)), n
}

function write_waiting(u, month,    tenths) {
  tenths = int((true_days(u, month) + 2 * normal()) * 10 + 0.5)
  printf "%s,%s,%s,Syntetiskt: väntetid i dagar,%d.%d\n", period(month), unit_code[u], unit_name[u],
    int(tenths / 10), tenths % 10
}

BEGIN {
  state = 20140513
  add_unit("0127", "Botkyrka", 160, 0.74, 31)
  add_unit("0136", "Haninge", 150, 0.78, 27)
  add_unit("0126", "Huddinge", 190, 0.71, 29)
  add_unit("0140", "Nykvarn", 40, 0.80, 22)
  add_unit("0192", "Nynäshamn", 70, 0.83, 24)
  add_unit("0128", "Salem", 50, 0.76, 26)
  add_unit("0181", "Södertälje", 180, 0.69, 34)
  add_unit("0138", "Tyresö", 90, 0.81, 23)
  if (table == "on-time") print "tid,kommunkod,kommun,nyckeltal,täljare,nämnare"
  else print "tid,kommunkod,kommun,nyckeltal,värde"
  for (u = 1; u <= units; u++) {
    for (month = 1; month <= 36; month++) {
      if (table == "on-time") write_on_time(u, month)
      else write_waiting(u, month)
    }
  }
}
