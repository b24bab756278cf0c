/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Warning limits; expected values by tests/oracle/chart_warning.R. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "tests/support/assert_near.h"

typedef struct {
  const char *csv;
  leda_chart_type type;
  double sigmas;
  double lower; /* of the last point */
  double upper;
} warning_case;

static leda_status make(const warning_case *c, leda_panel *panel, leda_chart *chart) {
  leda_error err = leda_error_none();
  leda_bytes source = {"made.csv", c->csv, strlen(c->csv)};
  leda_chart_options options = leda_chart_options_default();
  options.type = c->type;
  options.warning_sigmas = c->sigmas;
  leda_read_options reading = leda_chart_reading(c->type);
  assert_int_equal(leda_panel_read_memory(panel, source, &reading, NULL, &err), LEDA_OK);
  return leda_chart_run(chart, panel, panel->series, &options, &err);
}

static const char MEASURED[] = "period,value\n1,5\n2,7\n3,4\n4,6\n";

static void test_types(void **state) {
  (void)state;
  static const warning_case cases[] = {
      {MEASURED, LEDA_CHART_I, 2.0, 1.36427434788713, 9.63572565211287},
      {MEASURED, LEDA_CHART_MR, 2.0, 0, 5.85904965222671},
      {"period,numerator,denominator\n1,1,10\n2,2,20\n3,1,10\n", LEDA_CHART_P, 2.0, 0,
       0.289736659610103},
      {"period,numerator,denominator\n1,9,10\n2,10,10\n3,8,9\n", LEDA_CHART_NP, 1.5,
       7.23903063698024, 9},
      {"period,value\n1,3\n2,5\n3,10\n", LEDA_CHART_G, 2.0, 0, 18.9614813968157},
      {"period,value\n1,4\n2,9\n3,2\n4,6\n", LEDA_CHART_T, 2.0, 0.270653890766131,
       22.9737343273056},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    leda_panel panel;
    leda_chart chart;
    assert_int_equal(make(&cases[i], &panel, &chart), LEDA_OK);
    const leda_chart_point *last = &chart.points[chart.n - 1];
    assert_near(last->warning_lower, cases[i].lower, 1e-13);
    assert_near(last->warning_upper, cases[i].upper, 1e-13);
    assert_int_equal(last->signals, 0);
    leda_chart_clear(&chart);
    leda_panel_clear(&panel);
  }
}

static void test_none_unless_asked_for(void **state) {
  (void)state;
  leda_panel panel;
  leda_chart chart;
  warning_case plain = {MEASURED, LEDA_CHART_I, 0.0, NAN, NAN};
  assert_int_equal(make(&plain, &panel, &chart), LEDA_OK);
  assert_true(isnan(chart.points[1].warning_lower) && isnan(chart.points[1].warning_upper));
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
}

static void test_types_without_sigma(void **state) {
  (void)state;
  static const leda_chart_type types[] = {LEDA_CHART_RUN, LEDA_CHART_CUSUM};
  for (size_t i = 0; i < 2; i++) {
    leda_panel panel;
    leda_chart chart;
    warning_case refused = {MEASURED, types[i], 2.0, NAN, NAN};
    assert_int_equal(make(&refused, &panel, &chart), LEDA_ERR_USAGE);
    leda_panel_clear(&panel);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_types),
      cmocka_unit_test(test_none_unless_asked_for),
      cmocka_unit_test(test_types_without_sigma),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
