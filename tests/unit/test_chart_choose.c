/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --type auto by what values look like. The series were drawn in R 4.2.2; the variance ratios, e.g.
 *   x <- c(...); s <- c(...); r <- sum(x) / sum(s); z <- (x - r * s) / sqrt(r * (1 - r) * s); mean(diff(z)^2) / 2 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "engine/core/text.h"
#include "tests/support/assert_near.h"

static const double COUNTS[] = {18, 10, 14, 15, 27, 23, 20, 16, 23, 19, 20, 11,
                                21, 19, 25, 18, 13, 20, 18, 10, 21, 20, 17, 25};
static const double RARE[] = {2, 0, 2, 0, 1, 2, 0, 0, 1, 0, 2, 2,
                              1, 1, 0, 3, 1, 1, 1, 1, 0, 0, 1, 1};
static const double SHARES[] = {44, 51, 23, 33, 57, 46, 45, 21, 34, 28, 47, 27,
                                47, 43, 17, 17, 19, 34, 33, 38, 42, 33, 39, 45};
static const double CASES[] = {59, 54, 52, 43, 60, 58, 50, 57, 57, 56, 58, 59,
                               54, 53, 55, 40, 49, 49, 45, 46, 44, 47, 51, 52};
static const double SMALL[] = {0, 7, 0, 7, 0, 0, 8, 4,  11, 8,  11, 11,
                               9, 2, 9, 9, 2, 2, 7, 13, 14, 12, 10, 8};
static const double FEW[] = {10, 13, 15, 11, 10, 13, 12, 14, 15, 10, 11, 12,
                             11, 12, 11, 10, 11, 14, 12, 14, 14, 13, 10, 10};

typedef struct {
  leda_panel panel;
  leda_chart chart;
} made;

/* size NULL: no denominators. */
static void make(made *m, const double *x, const double *size, size_t n,
                 const leda_chart_options *options) {
  leda_text csv = {0};
  leda_error err = leda_error_none();
  leda_read_options reading = leda_chart_reading(options->type);
  leda_text_add(&csv, size ? "year,numerator,denominator\n" : "year,value\n");
  for (size_t i = 0; i < n; i++) {
    leda_text_addf(&csv, "%zu,%.15g", 2001 + i, x[i]);
    if (size) leda_text_addf(&csv, ",%.15g", size[i]);
    leda_text_add(&csv, "\n");
  }
  leda_bytes bytes = {"made.csv", leda_text_str(&csv), csv.length};
  assert_int_equal(leda_panel_read_memory(&m->panel, bytes, &reading, NULL, &err), LEDA_OK);
  leda_status status = leda_chart_run(&m->chart, &m->panel, m->panel.series, options, &err);
  if (status) fail_msg("%s", err.message);
  leda_text_clear(&csv);
}

static void made_clear(made *m) {
  leda_chart_clear(&m->chart);
  leda_panel_clear(&m->panel);
}

static leda_chart_options advised(void) {
  leda_chart_options options = leda_chart_options_default();
  options.advise = true;
  return options;
}

static void assert_chosen(const double *x, const double *size, size_t n, leda_chart_type type,
                          leda_chosen why) {
  made m;
  leda_chart_options options = advised();
  make(&m, x, size, n, &options);
  assert_int_equal(m.chart.type, type);
  assert_int_equal(m.chart.choice.why, why);
  made_clear(&m);
}

static void of_numbers(void **state) {
  double y[24];
  (void)state;
  assert_chosen(COUNTS, NULL, 24, LEDA_CHART_C, LEDA_CHOSEN_COUNTS);
  assert_chosen(COUNTS, NULL, 11, LEDA_CHART_I, LEDA_CHOSEN_COUNTS_FEW);
  for (size_t i = 0; i < 24; i++) y[i] = COUNTS[i] * 10.0;
  assert_chosen(y, NULL, 24, LEDA_CHART_I, LEDA_CHOSEN_COUNTS_WIDE);
  for (size_t i = 0; i < 24; i++) y[i] = COUNTS[i] + 500.0;
  assert_chosen(y, NULL, 24, LEDA_CHART_I, LEDA_CHOSEN_COUNTS_NARROW);
  for (size_t i = 0; i < 24; i++) y[i] = COUNTS[i] + 0.5;
  assert_chosen(y, NULL, 24, LEDA_CHART_I, LEDA_CHOSEN_MEASURED);
  for (size_t i = 0; i < 24; i++) y[i] = 7.0; /* no variation at all is no Poisson count's */
  assert_chosen(y, NULL, 24, LEDA_CHART_I, LEDA_CHOSEN_COUNTS_NARROW);
}

/* A shift is a signal to find, not a wider distribution. */
static void shifted_counts(void **state) {
  double y[24];
  (void)state;
  for (size_t i = 0; i < 24; i++) y[i] = COUNTS[i] + (i < 12 ? 0.0 : 15.0);
  assert_chosen(y, NULL, 24, LEDA_CHART_C, LEDA_CHOSEN_COUNTS);
}

static void of_cases(void **state) {
  double y[24], size[24];
  (void)state;
  assert_chosen(SHARES, CASES, 24, LEDA_CHART_PP, LEDA_CHOSEN_SHARES_WIDE);
  assert_chosen(SMALL, FEW, 24, LEDA_CHART_P, LEDA_CHOSEN_SHARES);
  assert_chosen(SHARES, CASES, 11, LEDA_CHART_P, LEDA_CHOSEN_SHARES);
  for (size_t i = 0; i < 24; i++) size[i] = CASES[i] / 10.0;
  assert_chosen(SHARES, size, 24, LEDA_CHART_UP, LEDA_CHOSEN_RATES_WIDE);
  for (size_t i = 0; i < 24; i++) size[i] = 10.0;
  assert_chosen(COUNTS, size, 24, LEDA_CHART_U, LEDA_CHOSEN_RATES);
  for (size_t i = 0; i < 24; i++) y[i] = COUNTS[i] + 0.5;
  assert_chosen(y, CASES, 24, LEDA_CHART_IP, LEDA_CHOSEN_RATIOS);
  assert_chosen(y, size, 24, LEDA_CHART_I, LEDA_CHOSEN_RATIOS_OF_EQUALS);
}

static void what_it_tells(void **state) {
  made m;
  leda_chart_options options = advised();
  (void)state;
  make(&m, SHARES, CASES, 24, &options);
  assert_near(m.chart.choice.ratio, 9.269328, 1e-6);
  assert_false(m.chart.choice.rare);
  made_clear(&m);
  make(&m, RARE, NULL, 24, &options);
  assert_true(m.chart.choice.rare);
  assert_near(m.chart.choice.mean_count, 23.0 / 24.0, 1e-12);
  made_clear(&m);
  double y[24];
  for (size_t i = 0; i < 24; i++) y[i] = 1.5 + (double)(i * i % 3) / 2.0;
  make(&m, y, NULL, 24, &options);
  assert_int_equal(m.chart.choice.distinct, 2);
  made_clear(&m);
}

/* What the user chooses beside: exact limits and a sigma keep the type that has them; an excluded point is not
   looked at. */
static void beside(void **state) {
  made m;
  leda_chart_options options = advised();
  (void)state;
  options.limits = LEDA_LIMITS_EXACT;
  make(&m, SHARES, CASES, 24, &options);
  assert_int_equal(m.chart.type, LEDA_CHART_P);
  made_clear(&m);
  options = advised();
  options.sigma = LEDA_SIGMA_SD;
  make(&m, COUNTS, NULL, 24, &options);
  assert_int_equal(m.chart.choice.why, LEDA_CHOSEN_SIGMA);
  made_clear(&m);
  double y[24];
  memcpy(y, COUNTS, sizeof y);
  y[5] = 400.5;
  leda_period out = {LEDA_PERIOD_YEAR, 2006};
  options = advised();
  make(&m, y, NULL, 24, &options);
  assert_int_equal(m.chart.type, LEDA_CHART_I);
  made_clear(&m);
  options.excluded = &out;
  options.n_excluded = 1;
  y[5] = 400;
  make(&m, y, NULL, 24, &options);
  assert_int_equal(m.chart.type, LEDA_CHART_C);
  made_clear(&m);
}

/* Without advise: by the columns alone, and no word about it. */
static void by_columns(void **state) {
  made m;
  leda_chart_options options = leda_chart_options_default();
  (void)state;
  make(&m, SHARES, CASES, 24, &options);
  assert_int_equal(m.chart.type, LEDA_CHART_P);
  assert_int_equal(m.chart.choice.why, LEDA_CHOSEN_BY_USER);
  assert_int_equal(m.chart.warnings.n, 0);
  made_clear(&m);
  make(&m, COUNTS, NULL, 24, &options);
  assert_int_equal(m.chart.type, LEDA_CHART_I);
  made_clear(&m);
}

static size_t warnings(leda_chart_type type, const double *x, const double *size) {
  made m;
  leda_chart_options options = advised();
  options.type = type;
  make(&m, x, size, 24, &options);
  size_t n = m.chart.warnings.n;
  made_clear(&m);
  return n;
}

static void warns(void **state) {
  double y[24];
  (void)state;
  assert_int_equal(warnings(LEDA_CHART_P, SHARES, CASES), 1);
  assert_int_equal(warnings(LEDA_CHART_NP, SHARES, CASES), 1);
  assert_int_equal(warnings(LEDA_CHART_U, SHARES, CASES), 1);
  assert_int_equal(warnings(LEDA_CHART_PP, SHARES, CASES), 0);
  assert_int_equal(warnings(LEDA_CHART_C, COUNTS, NULL), 0);
  for (size_t i = 0; i < 24; i++) y[i] = COUNTS[i] * 10.0;
  assert_int_equal(warnings(LEDA_CHART_C, y, NULL), 1);
  assert_int_equal(warnings(LEDA_CHART_I, y, NULL), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(of_numbers), cmocka_unit_test(shifted_counts),
      cmocka_unit_test(of_cases),   cmocka_unit_test(what_it_tells),
      cmocka_unit_test(beside),     cmocka_unit_test(by_columns),
      cmocka_unit_test(warns),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
