/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chart types for counts, ratios and rare events; expected values from their formulas (Montgomery;
   Laney 2002; Provost & Murray), worked out in the tests. Against R: tests/oracle/test_spc_peers.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "tests/support/assert_near.h"

/* Makes the chart of a CSV; the panel must stand as long as the chart. */
static leda_status make(const char *csv, leda_chart_type type, leda_panel *panel,
                        leda_chart *chart) {
  leda_error err = leda_error_none();
  leda_bytes source = {"made.csv", csv, strlen(csv)};
  leda_read_options reading = {0};
  if (leda_panel_read_memory(panel, source, &reading, NULL, &err)) fail_msg("%s", err.message);
  leda_chart_options options = leda_chart_options_default();
  options.type = type;
  options.rules = LEDA_RULES_ALL;
  return leda_chart_run(chart, panel, panel->series, &options, &err);
}

static void clear(leda_panel *panel, leda_chart *chart) {
  leda_chart_clear(chart);
  leda_panel_clear(panel);
}

static void test_np_follows_the_denominators(void **state) {
  (void)state;
  leda_panel panel;
  leda_chart chart;
  const char *csv = "period,numerator,denominator\n1,10,50\n2,30,100\n3,10,100\n";
  assert_int_equal(make(csv, LEDA_CHART_NP, &panel, &chart), LEDA_OK);
  assert_near(chart.points[0].centre, 10.0, 1e-14); /* 50 of 250 */
  assert_near(chart.points[1].centre, 20.0, 1e-14);
  assert_near(chart.points[1].upper, 20.0 + 3.0 * 4.0, 1e-14); /* sqrt(100 * 0.2 * 0.8) */
  assert_near(chart.points[0].lower, 10.0 - 3.0 * sqrt(8.0), 1e-13);
  clear(&panel, &chart);
}

/* Ratios that move just as the binomial lets them have a factor near one; ratios from large
   denominators that move more get wider limits than p's. */
static void test_laney_widens(void **state) {
  (void)state;
  leda_panel panel, same;
  leda_chart p, pp;
  const char *csv = "period,numerator,denominator\n1,5000,10000\n2,5200,10000\n3,5000,10000\n"
                    "4,5200,10000\n";
  assert_int_equal(make(csv, LEDA_CHART_P, &panel, &p), LEDA_OK);
  assert_int_equal(make(csv, LEDA_CHART_PP, &same, &pp), LEDA_OK);
  /* Each range is 0.02 / s, s = sqrt(0.51 * 0.49) / 100: sigma is 0.02 / d2. */
  assert_near(pp.points[0].sigma, 0.02 * sqrt(acos(-1.0)) / 2.0, 1e-13);
  assert_near(p.points[0].sigma, sqrt(0.51 * 0.49) / 100.0, 1e-14);
  assert_near(pp.points[3].centre, 0.51, 1e-14);
  clear(&panel, &p);
  clear(&same, &pp);
}

static void test_no_events_at_all(void **state) {
  (void)state;
  const char *csv = "period,numerator,denominator\n1,0,50\n2,0,60\n3,0,70\n";
  const leda_chart_type types[] = {LEDA_CHART_P,  LEDA_CHART_PP, LEDA_CHART_U,
                                   LEDA_CHART_UP, LEDA_CHART_NP, LEDA_CHART_IP};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    leda_panel panel;
    leda_chart chart;
    assert_int_equal(make(csv, types[i], &panel, &chart), LEDA_OK);
    assert_near(chart.points[1].upper, 0.0, 0.0);
    assert_near(chart.points[1].lower, 0.0, 0.0);
    assert_int_equal(chart.n_signals, 0);
    clear(&panel, &chart);
  }
}

/* With all denominators 1 the I' chart is the I chart. */
static void test_i_prime_without_differences(void **state) {
  (void)state;
  leda_panel panel, plain;
  leda_chart ip, i;
  assert_int_equal(
      make("period,numerator,denominator\n1,2.5,1\n2,-3,1\n3,4,1\n", LEDA_CHART_IP, &panel, &ip),
      LEDA_OK);
  assert_int_equal(make("period,value\n1,2.5\n2,-3\n3,4\n", LEDA_CHART_I, &plain, &i), LEDA_OK);
  for (size_t k = 0; k < 3; k++) {
    assert_near(ip.points[k].lower, i.points[k].lower, 1e-13);
    assert_near(ip.points[k].upper, i.points[k].upper, 1e-13);
  }
  clear(&panel, &ip);
  clear(&plain, &i);
}

static void test_g(void **state) {
  (void)state;
  leda_panel panel;
  leda_chart chart;
  const char *csv = "period,value\n1,0\n2,4\n3,6\n4,10\n5,20\n";
  assert_int_equal(make(csv, LEDA_CHART_G, &panel, &chart), LEDA_OK);
  assert_near(chart.points[0].centre, 6.0, 0.0);                          /* the median */
  assert_near(chart.points[0].upper, 8.0 + 3.0 * sqrt(8.0 * 9.0), 1e-14); /* about the mean */
  assert_near(chart.points[0].lower, 0.0, 0.0);
  clear(&panel, &chart);
}

static void test_t(void **state) {
  (void)state;
  leda_panel panel;
  leda_chart chart;
  const char *csv = "period,value\n1,1\n2,12.125732532083186\n3,1\n"; /* 1, 2^3.6, 1 */
  assert_int_equal(make(csv, LEDA_CHART_T, &panel, &chart), LEDA_OK);
  double centre = 4.0 / 3.0, sigma = sqrt(acos(-1.0)) / 2.0; /* ranges 1 and 1 */
  assert_near(chart.points[1].centre, pow(centre, 3.6), 1e-13);
  assert_near(chart.points[1].upper, pow(centre + 3.0 * sigma, 3.6), 1e-12);
  assert_near(chart.points[1].lower, 0.0, 0.0);
  assert_true(isnan(chart.phases[0].sigma)); /* it stands on another scale */
  clear(&panel, &chart);
}

/* A constant series has limits at its centre and no signal, a time scale taken to and fro included. */
static void test_constant_times(void **state) {
  (void)state;
  leda_panel panel;
  leda_chart chart;
  const char *csv = "period,value\n1,7.3\n2,7.3\n3,7.3\n4,7.3\n5,7.3\n6,7.3\n7,7.3\n8,7.3\n9,7.3\n"
                    "10,7.3\n11,7.3\n12,7.3\n13,7.3\n14,7.3\n15,7.3\n";
  assert_int_equal(make(csv, LEDA_CHART_T, &panel, &chart), LEDA_OK);
  assert_near(chart.points[3].upper, 7.3, 1e-13);
  assert_int_equal(chart.n_signals, 0);
  clear(&panel, &chart);
}

static void test_what_is_refused(void **state) {
  (void)state;
  static const struct {
    const char *csv;
    leda_chart_type type;
  } cases[] = {{"period,value\n1,2\n2,-1\n", LEDA_CHART_T},
               {"period,value\n1,2\n2,1.5\n", LEDA_CHART_G},
               {"period,value\n1,2\n2,1\n", LEDA_CHART_NP},
               {"period,numerator,denominator\n1,2,3\n2,4,3\n", LEDA_CHART_NP},
               {"period,numerator,denominator\n1,2,3\n2,4,3\n", LEDA_CHART_PP},
               {"period,numerator,denominator\n1,2,3\n2,4,0\n", LEDA_CHART_UP},
               {"period,numerator,denominator\n1,2,3\n2,4,-1\n", LEDA_CHART_IP}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    leda_panel panel;
    leda_chart chart;
    assert_int_equal(make(cases[i].csv, cases[i].type, &panel, &chart), LEDA_ERR_DATA);
    leda_panel_clear(&panel);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_np_follows_the_denominators),
      cmocka_unit_test(test_laney_widens),
      cmocka_unit_test(test_no_events_at_all),
      cmocka_unit_test(test_i_prime_without_differences),
      cmocka_unit_test(test_g),
      cmocka_unit_test(test_t),
      cmocka_unit_test(test_constant_times),
      cmocka_unit_test(test_what_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
