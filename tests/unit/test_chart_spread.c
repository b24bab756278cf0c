/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart of spread behind each chart of where values lie. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart_spread.h"
#include "tests/support/assert_near.h"

static const char TWO[] = "unit,period,value\na,1,5\na,2,7\na,3,4\nb,1,5\nb,2,5\nb,3,6\n";

static leda_status make(leda_chart_options *options, leda_panel *panel, leda_charts *charts,
                        leda_error *err) {
  leda_bytes source = {"t.csv", TWO, strlen(TWO)};
  leda_read_options reading = leda_chart_reading(options->type);
  leda_charts_run how = {0};
  *err = leda_error_none();
  assert_int_equal(leda_panel_read_memory(panel, source, &reading, NULL, err), LEDA_OK);
  assert_int_equal(leda_charts_make(charts, panel, options, &how, err), LEDA_OK);
  return leda_charts_add_spread(charts, panel, options, err);
}

static void test_types(void **state) {
  (void)state;
  assert_int_equal(leda_chart_spread_type(LEDA_CHART_I), LEDA_CHART_MR);
  assert_int_equal(leda_chart_spread_type(LEDA_CHART_XBAR_R), LEDA_CHART_R);
  assert_int_equal(leda_chart_spread_type(LEDA_CHART_XBAR_S), LEDA_CHART_S);
  assert_int_equal(leda_chart_spread_type(LEDA_CHART_P), LEDA_CHART_AUTO);
  assert_int_equal(leda_chart_spread_type(LEDA_CHART_MR), LEDA_CHART_AUTO);
}

/* Ranges of 5, 7, 4 are 2 and 3, of 5, 5, 6 they are 0 and 1; what is known of values is not taken for them. */
static void test_pairs(void **state) {
  (void)state;
  leda_panel panel;
  leda_charts charts;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_I;
  options.known_centre = 100.0;
  options.known_sigma = 1.0;
  options.target = 100.0;
  options.limits = LEDA_LIMITS_PROBABILITY;
  assert_int_equal(make(&options, &panel, &charts, &err), LEDA_OK);
  assert_int_equal(charts.n, 4);
  assert_int_equal(charts.items[0].type, LEDA_CHART_I);
  assert_int_equal(charts.items[1].type, LEDA_CHART_MR);
  assert_ptr_equal(charts.items[1].series, charts.items[0].series);
  assert_near(charts.items[1].points[0].centre, 2.5, 1e-15);
  assert_true(isnan(charts.items[1].target));
  assert_string_equal(charts.items[3].series->unit, "b");
  assert_near(charts.items[3].points[2].centre, 0.5, 1e-15);
  leda_charts_clear(&charts);
  leda_panel_clear(&panel);
}

static void test_no_chart_has_one(void **state) {
  (void)state;
  leda_panel panel;
  leda_charts charts;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_C;
  assert_int_equal(make(&options, &panel, &charts, &err), LEDA_ERR_USAGE);
  assert_int_equal(charts.n, 2); /* as they were */
  leda_charts_clear(&charts);
  leda_panel_clear(&panel);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_types),
      cmocka_unit_test(test_pairs),
      cmocka_unit_test(test_no_chart_has_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
