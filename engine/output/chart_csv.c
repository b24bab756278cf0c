/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/chart_output.h"
#include "engine/output/labels.h"

void leda_chart_csv_header(leda_chart_type type, bool warning, leda_csv *csv) {
  static const char *const names[] = {"unit",   "indicator", "group",    "type",
                                      "period", "value",     "centre",   "lower",
                                      "upper",  "phase",     "excluded", "signals"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) leda_csv_text(csv, names[i]);
  if (type == LEDA_CHART_CUSUM) {
    leda_csv_text(csv, "cusum_upper");
    leda_csv_text(csv, "cusum_lower");
  }
  leda_csv_text(csv, "target");
  if (warning) {
    leda_csv_text(csv, "warning_lower");
    leda_csv_text(csv, "warning_upper");
  }
  leda_csv_end_row(csv);
}

static void signals_cell(const leda_chart_point *point, leda_csv *csv) {
  leda_text words = {0};
  for (unsigned i = 0; i < LEDA_SIGNAL_KINDS; i++) {
    if (!(point->signals & (1u << i))) continue;
    if (words.length) leda_text_add_char(&words, ' ');
    leda_text_add(&words, leda_signal_token(1u << i));
  }
  if (point->beyond_target)
    leda_text_addf(&words, "%s%s", words.length ? " " : "", LEDA_BEYOND_TARGET);
  if (words.failed) csv->text->failed = true;
  leda_csv_text(csv, leda_text_str(&words));
  leda_text_clear(&words);
}

void leda_chart_csv_rows(const leda_chart *chart, leda_csv *csv) {
  for (size_t i = 0; i < chart->n; i++) {
    const leda_chart_point *point = &chart->points[i];
    leda_series_csv(chart->series, csv);
    leda_csv_text(csv, leda_chart_type_token(chart->type));
    leda_period_csv(point->period, csv);
    leda_csv_number(csv, point->value);
    leda_csv_number(csv, point->centre);
    leda_csv_number(csv, point->lower);
    leda_csv_number(csv, point->upper);
    leda_csv_integer(csv, (long long)point->phase + 1);
    leda_csv_integer(csv, point->excluded);
    signals_cell(point, csv);
    if (chart->type == LEDA_CHART_CUSUM) {
      leda_csv_number(csv, point->cusum_upper);
      leda_csv_number(csv, point->cusum_lower);
    }
    leda_csv_number(csv, point->target);
    if (chart->warning_sigmas > 0.0) {
      leda_csv_number(csv, point->warning_lower);
      leda_csv_number(csv, point->warning_upper);
    }
    leda_csv_end_row(csv);
  }
}
