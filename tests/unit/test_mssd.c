/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mean square of successive differences; expected values by tests/oracle/mssd.R. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "stats/mssd.h"
#include "tests/support/assert_near.h"

static void test_constant(void **state) {
  (void)state;
  assert_near(leda_mssd_c4(2), sqrt(2.0 / acos(-1.0)), 1e-12);
  assert_near(leda_mssd_c4(3), 0.87146473406304, 1e-12);
  assert_near(leda_mssd_c4(5), 0.92359438240669, 1e-12);
  assert_near(leda_mssd_c4(10), 0.96205859914948, 1e-12);
  assert_near(leda_mssd_c4(25), 0.9849196190303, 1e-12);
  assert_near(leda_mssd_c4(100), 0.99624464611194, 1e-12);
  double large = leda_mssd_c4(100000);
  assert_true(large < 1.0 && large > 1.0 - 1e-5);
  assert_true(isnan(leda_mssd_c4(1)));
}

static void test_sigma(void **state) {
  (void)state;
  const double all[] = {-1.4, 0.7, 1.6, -3.2, 1.1}, gap[] = {-1.4, 0.7, NAN, -3.2, 1.1};
  const double same[] = {NAN, 0.0, 0.0}, none[] = {NAN};
  assert_near(leda_mssd_sigma(all, 5), 1.3700359325856, 1e-12);
  assert_near(leda_mssd_sigma(gap, 5), 1.4178366618811, 1e-12);
  assert_true(leda_mssd_sigma(same, 3) == 0.0);
  assert_true(isnan(leda_mssd_sigma(none, 1)) && isnan(leda_mssd_sigma(none, 0)));
}

static leda_status make(const char *csv, leda_chart_type type, leda_panel *panel,
                        leda_chart *chart) {
  leda_error err = leda_error_none();
  leda_bytes source = {"made.csv", csv, strlen(csv)};
  leda_chart_options options = leda_chart_options_default();
  options.type = type;
  options.sigma = LEDA_SIGMA_MSSD;
  leda_period excluded = {LEDA_PERIOD_NUMBER, 4};
  options.excluded = &excluded;
  options.n_excluded = strstr(csv, "\n4,99\n") ? 1 : 0;
  leda_read_options reading = {0};
  assert_int_equal(leda_panel_read_memory(panel, source, &reading, NULL, &err), LEDA_OK);
  return leda_chart_run(chart, panel, panel->series, &options, &err);
}

/* An excluded point is passed over, a missing period is not. */
static void test_charts(void **state) {
  (void)state;
  static const char *const csv[] = {
      "period,value\n1,41.2\n2,39.8\n3,40.5\n4,42.1\n5,38.9\n6,40\n",
      "period,value\n1,41.2\n2,39.8\n3,40.5\n4,99\n5,42.1\n6,38.9\n7,40\n",
      "period,value\n1,41.2\n2,39.8\n3,40.5\n4,\n5,42.1\n6,38.9\n7,40\n"};
  static const double sigma[] = {1.3700359325856, 1.3700359325856, 1.4178366618811};
  static const leda_chart_type types[] = {LEDA_CHART_I, LEDA_CHART_EWMA, LEDA_CHART_CUSUM,
                                          LEDA_CHART_MA};
  for (size_t k = 0; k < 12; k++) {
    leda_panel panel;
    leda_chart chart;
    assert_int_equal(make(csv[k % 3], types[k / 3], &panel, &chart), LEDA_OK);
    assert_near(chart.phases[0].sigma, sigma[k % 3], 1e-12);
    if (k == 0) {
      assert_near(chart.points[0].lower, 36.30655886891, 1e-12);
      assert_near(chart.points[0].upper, 44.526774464424, 1e-12);
    }
    leda_chart_clear(&chart);
    leda_panel_clear(&panel);
  }
}

static void test_types_that_refuse(void **state) {
  (void)state;
  static const leda_chart_type types[] = {LEDA_CHART_MR, LEDA_CHART_C, LEDA_CHART_T,
                                          LEDA_CHART_RUN};
  for (size_t k = 0; k < 4; k++) {
    leda_panel panel;
    leda_chart chart;
    assert_int_equal(make("period,value\n1,4\n2,5\n3,4\n", types[k], &panel, &chart),
                     LEDA_ERR_USAGE);
    leda_panel_clear(&panel);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_constant),
      cmocka_unit_test(test_sigma),
      cmocka_unit_test(test_charts),
      cmocka_unit_test(test_types_that_refuse),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
