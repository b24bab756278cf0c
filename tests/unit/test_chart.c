/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "engine/core/memory.h"
#include "tests/support/assert_near.h"

enum { MOST = 64 };

/* A panel of one series, built by hand. */
typedef struct {
  leda_panel panel;
  leda_series series;
  leda_observation rows[MOST];
  char *files[1];
} fixture;

static void set_up(fixture *f, leda_period_kind kind, const double *values, size_t n) {
  memset(f, 0, sizeof *f);
  static char name[] = "test.csv";
  f->files[0] = name;
  for (size_t i = 0; i < n; i++)
    f->rows[i] = (leda_observation){.value = values[i],
                                    .denominator = NAN,
                                    .period = (int32_t)(2001 + i),
                                    .line = (uint32_t)(i + 2)};
  f->series = (leda_series){"", "", "", "", f->rows, n};
  f->panel.calendar.kind = kind;
  f->panel.files = f->files;
  f->panel.n_files = 1;
  f->panel.series = &f->series;
  f->panel.n_series = 1;
}

static leda_status run(fixture *f, const leda_chart_options *options, leda_chart *chart,
                       leda_error *err) {
  *err = leda_error_none();
  return leda_chart_run(chart, &f->panel, &f->series, options, err);
}

/* The first ten values of base R's Nile: mean 1132.6; moving ranges written out below. */
static const double nile10[] = {1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140};

static void test_individuals(void **state) {
  (void)state;
  fixture f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  set_up(&f, LEDA_PERIOD_YEAR, nile10, 10);
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  assert_int_equal(chart.type, LEDA_CHART_I);
  double ranges = (40.0 + 197 + 247 + 50 + 0 + 347 + 417 + 140 + 230) / 9.0;
  assert_near(chart.points[4].centre, 1132.6, 1e-14);
  assert_near(chart.points[4].upper, 1132.6 + 3.0 * ranges / 1.1283791670955126, 1e-13);
  assert_near(chart.points[4].lower, 1132.6 - 3.0 * ranges / 1.1283791670955126, 1e-13);
  assert_int_equal(chart.phases[0].baseline_points, 10);
  leda_chart_clear(&chart);
}

/* The median of those ranges is 197; the standard deviation of the ten values by R 4.2's sd() is
   151.0005150837 and c4(10) = 0.9726592741 (Montgomery's appendix VI: 0.9727). */
static void test_other_sigmas(void **state) {
  (void)state;
  fixture f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  set_up(&f, LEDA_PERIOD_YEAR, nile10, 10);
  options.sigma = LEDA_SIGMA_MEDIAN_MOVING_RANGE;
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  assert_near(chart.points[4].sigma, 197.0 / 0.95387255240894, 1e-12);
  assert_int_equal(chart.sigma_method, LEDA_SIGMA_MEDIAN_MOVING_RANGE);
  leda_chart_clear(&chart);
  options.sigma = LEDA_SIGMA_SD;
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  assert_near(chart.points[4].sigma, 151.0005150837 / 0.97265927411, 1e-9);
  leda_chart_clear(&chart);
  options.type = LEDA_CHART_C;
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_ERR_USAGE);
}

/* Adding a constant moves the chart, a change of unit stretches it, signals stay. */
static void test_shift_and_scale(void **state) {
  (void)state;
  fixture f;
  leda_chart a, b;
  leda_error err;
  double moved[10];
  leda_chart_options options = leda_chart_options_default();
  options.rules = LEDA_RULES_ANHOEJ | LEDA_RULES_WESTERN_ELECTRIC;
  for (size_t i = 0; i < 10; i++) moved[i] = 100.0 - 2.0 * nile10[i];
  set_up(&f, LEDA_PERIOD_YEAR, nile10, 10);
  assert_int_equal(run(&f, &options, &a, &err), LEDA_OK);
  set_up(&f, LEDA_PERIOD_YEAR, moved, 10);
  assert_int_equal(run(&f, &options, &b, &err), LEDA_OK);
  for (size_t i = 0; i < 10; i++) {
    assert_near(b.points[i].upper, 100.0 - 2.0 * a.points[i].lower, 1e-12);
    assert_int_equal(b.points[i].signals, a.points[i].signals);
  }
  leda_chart_clear(&a);
  leda_chart_clear(&b);
}

static void test_a_gap_breaks_the_moving_range(void **state) {
  (void)state;
  const double y[] = {10, 12, 50, 54};
  fixture f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  set_up(&f, LEDA_PERIOD_YEAR, y, 4);
  f.rows[2].period += 1;
  f.rows[3].period += 1;
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  assert_true(chart.points[2].gap_before);
  assert_near(chart.points[0].sigma, 3.0 / 1.1283791670955126, 1e-14); /* (2 + 4) / 2 */
  leda_chart_clear(&chart);
}

/* A frozen baseline does not see later points; a phase of its own does not see the earlier ones. */
static void test_baseline_and_phases(void **state) {
  (void)state;
  double y[20];
  fixture f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  for (size_t i = 0; i < 20; i++) y[i] = (i < 10 ? 10.0 : 30.0) + (i % 2 ? 1.0 : -1.0);
  set_up(&f, LEDA_PERIOD_YEAR, y, 20);
  options.baseline_given = true;
  options.baseline_first = (leda_period){LEDA_PERIOD_YEAR, 2001};
  options.baseline_last = (leda_period){LEDA_PERIOD_YEAR, 2010};
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  assert_near(chart.points[19].centre, 10.0, 1e-14);
  assert_true(chart.phases[0].frozen);
  assert_false(chart.points[9].signals & LEDA_SIGNAL_BEYOND_LIMITS);
  assert_true(chart.points[10].signals & LEDA_SIGNAL_BEYOND_LIMITS);
  assert_true(chart.runs[0].signal);
  leda_chart_clear(&chart);

  leda_phase_choice phase = {.period = {LEDA_PERIOD_YEAR, 2011}, .label = "new"};
  options = leda_chart_options_default();
  options.phases = &phase;
  options.n_phases = 1;
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  assert_int_equal(chart.n_phases, 2);
  assert_near(chart.points[9].centre, 10.0, 1e-14);
  assert_near(chart.points[10].centre, 30.0, 1e-14);
  assert_int_equal(chart.n_signals, 0);
  leda_chart_clear(&chart);
}

static void test_constant_series_has_no_signals(void **state) {
  (void)state;
  const double y[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
  fixture f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  options.rules = LEDA_RULES_ANHOEJ | LEDA_RULES_WESTERN_ELECTRIC;
  set_up(&f, LEDA_PERIOD_YEAR, y, 13);
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  assert_near(chart.points[3].upper, 0.1, 1e-14);
  assert_near(chart.points[3].lower, 0.1, 1e-14);
  assert_int_equal(chart.n_signals, 0);
  leda_chart_clear(&chart);
}

/* One to five points: a chart without crash; limits are NaN where no moving range exists. */
static void test_few_points(void **state) {
  (void)state;
  const leda_chart_type types[] = {LEDA_CHART_RUN, LEDA_CHART_I, LEDA_CHART_MR, LEDA_CHART_C};
  const double y[] = {3, 5, 4, 8, 6};
  for (size_t n = 1; n <= 5; n++) {
    for (size_t t = 0; t < 4; t++) {
      fixture f;
      leda_chart chart;
      leda_error err;
      leda_chart_options options = leda_chart_options_default();
      options.type = types[t];
      options.rules = LEDA_RULES_ANHOEJ | LEDA_RULES_WESTERN_ELECTRIC;
      set_up(&f, LEDA_PERIOD_YEAR, y, n);
      assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
      if (types[t] == LEDA_CHART_I) assert_int_equal(isnan(chart.points[0].upper) != 0, n == 1);
      leda_chart_clear(&chart);
    }
  }
}

static void test_missing_values_stay_as_points(void **state) {
  (void)state;
  const double y[] = {3, NAN, 4, 8, 6};
  fixture f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  set_up(&f, LEDA_PERIOD_YEAR, y, 5);
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  assert_int_equal(chart.n, 5);
  assert_int_equal(chart.n_missing, 1);
  assert_true(isnan(chart.points[1].value));
  assert_near(chart.points[0].centre, 5.25, 1e-14);
  assert_near(chart.points[0].sigma, 3.0 / 1.1283791670955126, 1e-14); /* (4 + 2) / 2 */
  leda_chart_clear(&chart);
}

static void assert_fails(fixture *f, const leda_chart_options *options, const char *words,
                         size_t line) {
  leda_chart chart;
  leda_error err;
  assert_int_equal(run(f, options, &chart, &err), LEDA_ERR_DATA);
  if (!strstr(err.message, words)) fail_msg("'%s' is not in '%s'", words, err.message);
  assert_int_equal(err.line, line);
  assert_true(err.hint[0] != '\0');
  assert_null(chart.points);
}

static void test_bad_counts_are_located(void **state) {
  (void)state;
  const double y[] = {3, 5, 4.5};
  const double missing[] = {NAN, NAN};
  fixture f;
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_C;
  set_up(&f, LEDA_PERIOD_YEAR, y, 3);
  assert_fails(&f, &options, "4.5 is not a count", 4);
  options.type = LEDA_CHART_P;
  assert_fails(&f, &options, "needs a denominator", 2);
  for (size_t i = 0; i < 3; i++) f.rows[i].denominator = 10.0;
  f.rows[1].denominator = 0.0;
  assert_fails(&f, &options, "the denominator is 0", 3);
  f.rows[1].denominator = NAN;
  assert_fails(&f, &options, "no denominator", 3);
  f.rows[1].denominator = 4.0;
  assert_fails(&f, &options, "above the denominator", 3);
  options.type = LEDA_CHART_AUTO;
  set_up(&f, LEDA_PERIOD_YEAR, missing, 2);
  assert_fails(&f, &options, "no value at all", 2);
}

static void test_choices_must_fit(void **state) {
  (void)state;
  fixture f;
  leda_chart_options options = leda_chart_options_default();
  leda_period month = {LEDA_PERIOD_MONTH, 24100}, late = {LEDA_PERIOD_YEAR, 2050};
  set_up(&f, LEDA_PERIOD_YEAR, nile10, 10);
  options.excluded = &month;
  options.n_excluded = 1;
  assert_fails(&f, &options, "not of the same sort", 0);
  options.excluded = &late;
  assert_fails(&f, &options, "2050", 0);
  leda_phase_choice phase = {.period = late, .label = ""};
  options = leda_chart_options_default();
  options.phases = &phase;
  options.n_phases = 1;
  assert_fails(&f, &options, "2050", 0);
}

/* A coarser choice covers all that lies in it: 2002 in months is 2002-01..2002-12. */
static void test_years_chosen_in_months(void **state) {
  (void)state;
  double y[36];
  fixture f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  leda_period year = {LEDA_PERIOD_YEAR, 2002};
  for (size_t i = 0; i < 36; i++) y[i] = (double)(i % 5);
  set_up(&f, LEDA_PERIOD_MONTH, y, 36);
  for (size_t i = 0; i < 36; i++) f.rows[i].period = (int32_t)(2001 * 12 + i);
  options.excluded = &year;
  options.n_excluded = 1;
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  for (size_t i = 0; i < 36; i++) assert_int_equal(chart.points[i].excluded, i >= 12 && i < 24);
  leda_chart_clear(&chart);
}

static void test_out_of_memory(void **state) {
  (void)state;
  fixture f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  set_up(&f, LEDA_PERIOD_YEAR, nile10, 10);
  leda_status status = LEDA_ERR_MEMORY;
  for (long k = 0; status && k < 100; k++) {
    leda_memory_fail_after(k);
    status = run(&f, &options, &chart, &err);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    if (!status) leda_chart_clear(&chart);
  }
  assert_int_equal(status, LEDA_OK);
}

static void test_words(void **state) {
  (void)state;
  leda_chart_type type;
  unsigned rules;
  assert_true(leda_chart_type_parse("mr", &type));
  assert_int_equal(type, LEDA_CHART_MR);
  assert_false(leda_chart_type_parse("MR", &type));
  assert_true(leda_chart_rules_parse("anhoej,western-electric", &rules));
  assert_int_equal(rules, LEDA_RULES_ANHOEJ | LEDA_RULES_WESTERN_ELECTRIC);
  assert_true(leda_chart_rules_parse("none", &rules));
  assert_int_equal(rules, 0);
  assert_false(leda_chart_rules_parse("anhoej,", &rules));
  assert_false(leda_chart_rules_parse("", &rules));
  assert_string_equal(leda_signal_token(LEDA_SIGNAL_FEW_CROSSINGS), "few-crossings");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_individuals),
      cmocka_unit_test(test_other_sigmas),
      cmocka_unit_test(test_shift_and_scale),
      cmocka_unit_test(test_a_gap_breaks_the_moving_range),
      cmocka_unit_test(test_baseline_and_phases),
      cmocka_unit_test(test_constant_series_has_no_signals),
      cmocka_unit_test(test_few_points),
      cmocka_unit_test(test_missing_values_stay_as_points),
      cmocka_unit_test(test_bad_counts_are_located),
      cmocka_unit_test(test_choices_must_fit),
      cmocka_unit_test(test_years_chosen_in_months),
      cmocka_unit_test(test_out_of_memory),
      cmocka_unit_test(test_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
