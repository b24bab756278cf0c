/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/output/chart_output.h"
#include "engine/output/labels.h"

void leda_check_csv_header(leda_csv *csv) {
  static const char *const names[] = {"unit",    "indicator", "group", "n",
                                      "verdict", "p",         "q",     "direction",
                                      "period",  "estimate",  "lower", "upper"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) leda_csv_text(csv, names[i]);
  leda_csv_end_row(csv);
}

void leda_check_csv_row(const leda_check *check, leda_csv *csv) {
  const leda_verdict_result *v = &check->verdict;
  bool told = v->verdict != LEDA_VERDICT_TOO_SHORT;
  leda_series_csv(check->series, csv);
  leda_csv_integer(csv, (long long)check->n);
  leda_csv_text(csv, leda_verdict_token(v->verdict));
  leda_csv_number(csv, v->p);
  leda_csv_number(csv, check->q);
  leda_csv_text(csv, leda_direction_token(check->direction));
  if (told)
    leda_period_csv(check->periods[v->change_index], csv);
  else
    leda_csv_text(csv, "");
  leda_csv_number(csv, told ? v->change.estimate : NAN);
  leda_csv_number(csv, told ? v->change.lower : NAN);
  leda_csv_number(csv, told ? v->change.upper : NAN);
  leda_csv_end_row(csv);
}
