/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T2 charts: what goes together, what is missing, what cannot be told. The numbers are held against qcc in
   tests/oracle/test_spc_peers.c; here two variables that do not vary together are worked out by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "engine/analysis/chart_variables.h"
#include "tests/support/assert_near.h"

static leda_status make(const char *csv, leda_chart_options *options, leda_panel *panel,
                        leda_chart *chart, leda_error *err) {
  leda_bytes source = {"made.csv", csv, strlen(csv)};
  leda_column_choice wide[] = {{LEDA_ROLE_VALUE, "a"}, {LEDA_ROLE_VALUE, "b"}};
  leda_read_options reading = leda_chart_reading(LEDA_CHART_T2);
  options->type = LEDA_CHART_T2;
  if (!strstr(csv, "indicator")) {
    reading.columns = wide;
    reading.n_columns = 2;
  }
  *chart = (leda_chart){0};
  leda_status status = leda_panel_read_memory(panel, source, &reading, NULL, err);
  if (status) {
    leda_chart_clear(chart);
    return status;
  }
  leda_variable_sets sets;
  assert_int_equal(leda_variable_sets_make(&sets, panel, err), LEDA_OK);
  status = leda_chart_run_variables(chart, panel, (leda_chart_variables){sets.items, sets.from[1]},
                                    options, err);
  leda_variable_sets_clear(&sets);
  if (status) leda_panel_clear(panel);
  return status;
}

/* Both variables have mean 0 and variance 4/3 and no covariance: T2 = (a^2 + b^2) / (4/3). */
static const char *const SQUARE = "period,a,b\n1,1,1\n2,1,-1\n3,-1,1\n4,-1,-1\n5,3,0\n6,,2\n";

static void test_by_hand(void **state) {
  (void)state;
  leda_panel panel;
  leda_chart chart;
  leda_error err = leda_error_none();
  leda_chart_options options = leda_chart_options_default();
  options.baseline_points = 4;
  assert_int_equal(make(SQUARE, &options, &panel, &chart, &err), LEDA_OK);
  assert_near(chart.points[0].value, 1.5, 1e-12);
  assert_near(chart.points[4].value, 9.0 / (4.0 / 3.0), 1e-12);
  assert_true(isnan(chart.points[5].value));
  assert_int_equal(chart.n_missing, 1);
  assert_int_equal(chart.warnings.n, 2); /* few points, and a period without b */
  assert_near(chart.points[0].centre, 2.0, 0.0);
  assert_true(isnan(chart.points[0].lower));
  /* Own limit: (m-1)^2/m qbeta(0.9973, 1, 1/2) with m = 4; R: 9/4 * qbeta(0.9973, 1, 0.5). */
  assert_near(chart.points[0].upper, 2.25 * (1.0 - 0.0027 * 0.0027), 1e-12);
  /* A later one: p (m+1)(m-1) / (m (m-p)) qf(0.9973, 2, 2) = 30/8 * (1/0.0027 - 1). */
  assert_near(chart.points[4].upper, 3.75 * (1.0 / 0.0027 - 1.0), 1e-9);
  assert_string_equal(chart.series->indicator, "a, b");
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
}

/* A long table, a wide one, and another unit of measure of one variable give the same T2. */
static void test_same_from_any_table(void **state) {
  (void)state;
  const char *tall = "period,indicator,value\n1,a,1\n2,b,-10\n1,b,10\n2,a,1\n3,a,-1\n3,b,10\n"
                     "4,b,-10\n4,a,-1\n5,a,3\n5,b,0\n6,b,20\n";
  leda_panel p, q;
  leda_chart x, y;
  leda_error err = leda_error_none();
  leda_chart_options options = leda_chart_options_default();
  options.baseline_points = 4;
  assert_int_equal(make(SQUARE, &options, &p, &x, &err), LEDA_OK);
  assert_int_equal(make(tall, &options, &q, &y, &err), LEDA_OK);
  for (size_t i = 0; i < 6; i++) assert_near(x.points[i].value, y.points[i].value, 1e-12);
  leda_chart_clear(&x);
  leda_chart_clear(&y);
  leda_panel_clear(&p);
  leda_panel_clear(&q);
}

/* Rows of one period belong together by their line, whatever their order. */
static void test_subgroups_in_any_order(void **state) {
  (void)state;
  const char *a = "period,a,b\n1,1,2\n1,3,1\n2,2,2\n2,5,4\n3,1,0\n3,0,1\n";
  const char *b = "period,a,b\n3,0,1\n1,3,1\n2,5,4\n1,1,2\n3,1,0\n2,2,2\n";
  leda_panel p, q;
  leda_chart x, y;
  leda_error err = leda_error_none();
  leda_chart_options options = leda_chart_options_default();
  assert_int_equal(make(a, &options, &p, &x, &err), LEDA_OK);
  assert_int_equal(make(b, &options, &q, &y, &err), LEDA_OK);
  for (size_t i = 0; i < 3; i++) assert_near(x.points[i].value, y.points[i].value, 0.0);
  assert_int_equal(x.points[0].size, 2);
  leda_chart_clear(&x);
  leda_chart_clear(&y);
  leda_panel_clear(&p);
  leda_panel_clear(&q);
}

static void test_what_cannot_be_told(void **state) {
  (void)state;
  static const struct {
    const char *csv;
    const char *says;
  } cases[] = {
      {"period,a,b\n1,1,2\n2,2,4\n3,4,8\n4,5,10\n5,0,0\n", "others determine it"},
      {"period,a,b\n1,1,5\n2,2,5\n3,4,5\n4,5,5\n5,0,5\n", "constant"},
      {"period,a,b\n1,1,2\n2,2,1\n", "cannot be told from 2 periods"},
      {"period,indicator,value\n1,a,1\n1,a,2\n1,b,1\n1,b,3\n2,a,1\n2,a,2\n2,b,1\n2,b,4\n",
       "belong together"},
      {"period,indicator,value\n1,a,1\n2,a,2\n", "several variables"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    leda_panel panel;
    leda_chart chart;
    leda_error err = leda_error_none();
    leda_chart_options options = leda_chart_options_default();
    assert_int_equal(make(cases[i].csv, &options, &panel, &chart, &err), LEDA_ERR_DATA);
    if (!strstr(err.message, cases[i].says)) fail_msg("%zu: %s", i, err.message);
    assert_true(err.line > 0 && err.hint[0]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_by_hand),
      cmocka_unit_test(test_same_from_any_table),
      cmocka_unit_test(test_subgroups_in_any_order),
      cmocka_unit_test(test_what_cannot_be_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
