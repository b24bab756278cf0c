/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a period added up; expected values by tests/oracle/chart_sums.R. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "engine/data/panel_add_up.h"
#include "tests/support/assert_near.h"

static const char CLINICS[] = "period,numerator,denominator\n"
                              "2024-01,3,40\n2024-01,5,61\n2024-02,6,52\n2024-02,,48\n"
                              "2024-03,9,80\n2024-03,2,35\n2024-03,4,22\n2024-04,1,44\n"
                              "2024-04,7,70\n2024-05,,\n2024-06,8,66\n2024-06,2,39\n";

static void read(const char *csv, leda_panel *panel) {
  leda_error err = leda_error_none();
  leda_bytes source = {"made.csv", csv, strlen(csv)};
  leda_read_options reading = {.allow_repeats = true};
  assert_int_equal(leda_panel_read_memory(panel, source, &reading, NULL, &err), LEDA_OK);
  assert_int_equal(leda_panel_add_up(panel, &err), LEDA_OK);
}

static void test_sums(void **state) {
  (void)state;
  static const double sums[] = {8, 101, 6, 52, 15, 137, 8, 114, NAN, NAN, 10, 105};
  leda_panel panel;
  read(CLINICS, &panel);
  const leda_series *series = panel.series;
  assert_int_equal(series->n, 6);
  for (size_t i = 0; i < 6; i++) {
    const leda_observation *o = &series->observations[i];
    if (isnan(sums[2 * i])) {
      assert_true(isnan(o->value));
      continue;
    }
    assert_true(o->value == sums[2 * i]);
    assert_true(o->denominator == sums[2 * i + 1]);
  }
  assert_int_equal(series->observations[0].line, 2);
  assert_int_equal(series->observations[5].line, 12);
  leda_panel_clear(&panel);
}

static void test_chart_of_sums(void **state) {
  (void)state;
  leda_panel panel;
  leda_chart chart;
  leda_error err = leda_error_none();
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_P;
  read(CLINICS, &panel);
  assert_int_equal(leda_chart_run(&chart, &panel, panel.series, &options, &err), LEDA_OK);
  assert_near(chart.points[0].value, 0.0792079207920792, 1e-14);
  assert_near(chart.points[0].centre, 0.0923379174852652, 1e-14);
  assert_near(chart.points[0].upper, 0.178757607114546, 1e-14);
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
}

/* Fractions whose sum depends on the order of adding, in both orders. */
static void test_order_of_rows(void **state) {
  (void)state;
  static const char one[] =
      "period,numerator,denominator\n1,0.1,3.3\n1,0.2,0.7\n1,0.3,1e9\n1,0.1,9\n";
  static const char two[] =
      "period,numerator,denominator\n1,0.1,9\n1,0.3,1e9\n1,0.2,0.7\n1,0.1,3.3\n";
  leda_panel a, b;
  read(one, &a);
  read(two, &b);
  assert_true(a.series->observations[0].value == b.series->observations[0].value);
  assert_true(a.series->observations[0].denominator == b.series->observations[0].denominator);
  leda_panel_clear(&a);
  leda_panel_clear(&b);
}

/* Read as a missing value, and as a value that no type takes. */
static void test_missing_denominator(void **state) {
  (void)state;
  leda_panel panel;
  read("period,numerator,denominator\n1,2,10\n1,3,..\n2,1,10\n", &panel);
  assert_true(panel.series->observations[0].value == 2.0);
  assert_true(panel.series->observations[0].denominator == 10.0);
  leda_panel_clear(&panel);
  read("period,value,denominator\n1,2,10\n1,3,\n2,1,10\n", &panel);
  assert_true(panel.series->observations[0].value == 5.0);
  assert_true(isnan(panel.series->observations[0].denominator));
  assert_true(panel.series->observations[1].denominator == 10.0);
  leda_panel_clear(&panel);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sums),
      cmocka_unit_test(test_chart_of_sums),
      cmocka_unit_test(test_order_of_rows),
      cmocka_unit_test(test_missing_denominator),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
