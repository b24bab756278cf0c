/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values from the recursions in Montgomery (7th ed., chapter 9), worked out by hand; against qcc
   in tests/oracle/test_spc_peers.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "stats/memory_charts.h"
#include "tests/support/assert_near.h"

static void test_ewma(void **state) {
  (void)state;
  const double y[] = {14.0, NAN, 10.0};
  double out[3], spread[3];
  leda_ewma_series(y, 3, (leda_ewma){.lambda = 0.5, .start = 10.0}, out, spread);
  assert_near(out[0], 12.0, 1e-15);
  assert_true(isnan(out[1]) && isnan(spread[1]));
  assert_near(out[2], 11.0, 1e-15);
  assert_near(spread[0], 0.5, 1e-15);             /* lambda */
  assert_near(spread[2], sqrt(5.0) / 4.0, 1e-15); /* sqrt(1/4 + 1/16) */
}

static void test_ewma_of_one_is_the_value(void **state) {
  (void)state;
  const double y[] = {3.0, 7.0};
  double out[2], spread[2];
  leda_ewma_series(y, 2, (leda_ewma){.lambda = 1.0, .start = 99.0}, out, spread);
  assert_near(out[1], 7.0, 0.0);
  assert_near(spread[1], 1.0, 0.0);
}

static void test_moving_average(void **state) {
  (void)state;
  const double y[] = {1.0, 3.0, NAN, 8.0, 1.0};
  double out[5], spread[5];
  leda_moving_average_series(y, 5, 3, out, spread);
  assert_near(out[0], 1.0, 0.0);
  assert_near(out[1], 2.0, 0.0);
  assert_near(spread[1], 1.0 / sqrt(2.0), 1e-15);
  assert_true(isnan(out[2]));
  assert_near(out[3], 4.0, 1e-15); /* 1, 3, 8 */
  assert_near(out[4], 4.0, 1e-15); /* 3, 8, 1 */
  assert_near(spread[4], 1.0 / sqrt(3.0), 1e-15);
}

static void test_cusum(void **state) {
  (void)state;
  const double z[] = {1.0, 1.5, NAN, -2.0, -1.0};
  double up[5], down[5];
  leda_cusum_series(z, 5, (leda_cusum){.k = 0.5}, up, down);
  assert_near(up[0], 0.5, 1e-15);
  assert_near(up[1], 1.5, 1e-15);
  assert_true(isnan(up[2]) && isnan(down[2]));
  assert_near(up[3], 0.0, 0.0);
  assert_near(down[1], 0.0, 0.0);
  assert_near(down[3], -1.5, 1e-15);
  assert_near(down[4], -2.0, 1e-15);
  leda_cusum_series(z, 1, (leda_cusum){.k = 0.5, .head_start = 2.0}, up, down);
  assert_near(up[0], 2.5, 1e-15);
  assert_near(down[0], -0.5, 1e-15);
}

/* ---- the charts ---- */

static leda_status make(const char *csv, const leda_chart_options *options, leda_panel *panel,
                        leda_chart *chart) {
  leda_error err = leda_error_none();
  leda_bytes source = {"made.csv", csv, strlen(csv)};
  leda_read_options reading = {0};
  if (leda_panel_read_memory(panel, source, &reading, NULL, &err)) fail_msg("%s", err.message);
  return leda_chart_run(chart, panel, panel->series, options, &err);
}

/* A moving average of one value is the I chart. */
static void test_average_of_one_is_the_i_chart(void **state) {
  (void)state;
  const char *csv = "period,value\n1,2.5\n2,-3\n3,\n4,4\n5,6\n6,5\n";
  leda_chart_options options = leda_chart_options_default();
  leda_panel a, b;
  leda_chart ma, i;
  options.type = LEDA_CHART_I;
  assert_int_equal(make(csv, &options, &a, &i), LEDA_OK);
  options.type = LEDA_CHART_MA;
  options.memory.ma_points = 1;
  assert_int_equal(make(csv, &options, &b, &ma), LEDA_OK);
  for (size_t k = 0; k < 6; k++) {
    assert_near(ma.points[k].value, i.points[k].value, 1e-14);
    if (k != 2) assert_near(ma.points[k].upper, i.points[k].upper, 1e-13);
  }
  leda_chart_clear(&ma);
  leda_chart_clear(&i);
  leda_panel_clear(&a);
  leda_panel_clear(&b);
}

/* Each phase begins anew, and an excluded point leaves no trace. */
static void test_phases_and_exclusion(void **state) {
  (void)state;
  const char *csv = "period,value\n1,1\n2,2\n3,90\n4,1\n5,11\n6,12\n7,11\n8,12\n";
  leda_period excluded = {LEDA_PERIOD_NUMBER, 3};
  leda_phase_choice phase = {.period = {LEDA_PERIOD_NUMBER, 5}, .label = ""};
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_EWMA;
  options.memory.lambda = 0.5;
  options.excluded = &excluded;
  options.n_excluded = 1;
  options.phases = &phase;
  options.n_phases = 1;
  leda_panel panel;
  leda_chart chart;
  assert_int_equal(make(csv, &options, &panel, &chart), LEDA_OK);
  double centre = 4.0 / 3.0, second = 0.5 * 2.0 + 0.5 * (0.5 + 0.5 * centre);
  assert_near(chart.points[1].value, second, 1e-14);
  assert_true(isnan(chart.points[2].value));
  assert_near(chart.points[3].value, 0.5 + 0.5 * second, 1e-14);
  assert_near(chart.points[4].value, 0.5 * 11.0 + 0.5 * 11.5, 1e-14);
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
}

static void test_constant_series(void **state) {
  (void)state;
  const leda_chart_type types[] = {LEDA_CHART_EWMA, LEDA_CHART_CUSUM, LEDA_CHART_MA};
  for (size_t k = 0; k < 3; k++) {
    leda_chart_options options = leda_chart_options_default();
    options.type = types[k];
    leda_panel panel;
    leda_chart chart;
    assert_int_equal(make("period,value\n1,0.1\n2,0.1\n3,0.1\n4,0.1\n", &options, &panel, &chart),
                     LEDA_OK);
    assert_int_equal(chart.n_signals, 0);
    assert_near(chart.points[3].value, 0.1, 1e-14);
    assert_true(isfinite(chart.points[3].upper));
    leda_chart_clear(&chart);
    leda_panel_clear(&panel);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_ewma),
      cmocka_unit_test(test_ewma_of_one_is_the_value),
      cmocka_unit_test(test_moving_average),
      cmocka_unit_test(test_cusum),
      cmocka_unit_test(test_average_of_one_is_the_i_chart),
      cmocka_unit_test(test_phases_and_exclusion),
      cmocka_unit_test(test_constant_series),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
