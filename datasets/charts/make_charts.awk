# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the synthetic series of the gallery, the same with every awk:  awk -v table=NAME -f make_charts.awk
# Random numbers: Lehmer's generator with Park and Miller's constants (Communications of the ACM 31, 1988).
function uniform() { seed = (16807 * seed) % 2147483647; return seed / 2147483647 }
function normal(  sum, i) { sum = -6; for (i = 0; i < 12; i++) sum += uniform(); return sum }
function poisson(mean,  n, product, least) {
  least = exp(-mean); product = uniform()
  for (n = 0; product > least; n++) product *= uniform()
  return n
}
function binomial(n, p,  k, i) { for (i = 0; i < n; i++) k += uniform() < p; return k + 0 }
function month(i) { return sprintf("%d-%02d", 2022 + int(i / 12), i % 12 + 1) }
function whole(x) { return int(x + 0.5) }

BEGIN {
  OFS = ","
  seed = 20241
  if (table == "waiting_days") { # 30 days, 25.5 from July 2023 on
    print "month", "indicator", "indicator_sv", "value"
    for (i = 0; i < 36; i++)
      print month(i), "Waiting time for home help in days (synthetic)", "Väntetid till hemtjänst i dagar (syntetiskt)",
        sprintf("%.1f", (i < 18 ? 30 : 25.5) + 2.2 * normal())
  } else if (table == "decisions") { # 78 per cent in time, 88 from March 2024 on
    print "month", "indicator", "indicator_sv", "numerator", "denominator"
    for (i = 0; i < 36; i++) {
      n = 60 + whole(50 * uniform())
      print month(i), "Decisions made in time (synthetic)", "Beslut i rätt tid (syntetiskt)",
        binomial(n, i < 26 ? 0.78 : 0.88), n
    }
  } else if (table == "files_read") { # 12 per cent of 80, 24 in one month
    print "month", "indicator", "indicator_sv", "numerator", "denominator"
    for (i = 0; i < 36; i++)
      print month(i), "Files of 80 read that lack a plan (synthetic)", "Akter av 80 lästa som saknar plan (syntetiskt)",
        binomial(80, i == 16 ? 0.28 : 0.12), 80
  } else if (table == "answered_calls") { # 82 per cent, which varies more than chance between months
    print "month", "indicator", "indicator_sv", "numerator", "denominator"
    for (i = 0; i < 36; i++) {
      n = 4000 + whole(2500 * uniform())
      print month(i), "Calls answered within three minutes (synthetic)", "Samtal besvarade inom tre minuter (syntetiskt)",
        whole(n * (0.82 + 0.015 * normal() + (i == 21 ? -0.07 : 0))), n
    }
  } else if (table == "falls") { # 5 falls in 1,000 days, 3 from January 2024 on
    print "month", "indicator", "indicator_sv", "numerator", "denominator"
    for (i = 0; i < 36; i++) {
      n = 2600 + whole(900 * uniform())
      print month(i), "Falls in nursing homes (synthetic)", "Fall på särskilt boende (syntetiskt)",
        poisson(n * (i < 24 ? 0.005 : 0.003)), n
    }
  } else if (table == "complaints") { # 9 a month, 20 in one month
    print "month", "indicator", "indicator_sv", "value"
    for (i = 0; i < 36; i++)
      print month(i), "Complaints (synthetic)", "Klagomål (syntetiskt)", poisson(i == 27 ? 22 : 9)
  } else if (table == "cost_of_hours") { # kronor over hours: neither is a count
    print "month", "indicator", "indicator_sv", "numerator", "denominator"
    for (i = 0; i < 36; i++) {
      n = 800 + 900 * uniform()
      print month(i), "Kronor an hour of home help (synthetic)", "Kronor per hemtjänsttimme (syntetiskt)",
        sprintf("%.0f", n * (452 + 620 * normal() / sqrt(n) + (i == 30 ? 70 : 0))), sprintf("%.0f", n)
    }
  } else if (table == "between_events") { # 1 in 60, then 1 in 220; 12 days between, then 40
    print "period", "indicator", "indicator_sv", "cases", "days"
    for (i = 1; i <= 30; i++)
      print i, "Between medication errors (synthetic)", "Mellan läkemedelsfel (syntetiskt)",
        int(log(uniform()) / log(1 - 1 / (i < 23 ? 60 : 260))), sprintf("%.1f", -log(uniform()) * (i < 23 ? 12 : 50))
  } else if (table == "response_minutes") { # five alarms a week, one week of four; two slow weeks
    print "period", "indicator", "indicator_sv", "value"
    for (i = 1; i <= 26; i++)
      for (k = 0; k < (i == 9 ? 4 : 5); k++)
        print sprintf("2024-W%02d", i), "Minutes until a safety alarm is answered (synthetic)",
          "Minuter till svar på trygghetslarm (syntetiskt)",
          sprintf("%.1f", 12 + 2.5 * normal() * (i == 20 ? 2.6 : 1) + (i == 17 ? 4.6 : 0))
  } else if (table == "home_help") { # wait, visits and sick leave that go together; in May 2024 they do not
    print "month", "indicator", "indicator_sv", "value"
    for (i = 0; i < 36; i++) {
      common = normal()
      print month(i), "Waiting days", "Väntedagar", sprintf("%.1f", 20 + 2 * common + normal() + (i == 28 ? -5 : 0))
      print month(i), "Visits (synthetic)", "Besök (syntetiskt)", sprintf("%.0f", 140 - 6 * common + 3 * normal())
      print month(i), "Sick leave", "Sjukfrånvaro", sprintf("%.1f", 7 + 0.9 * common + 0.4 * normal() + (i == 28 ? 1.6 : 0))
    }
  }
}
