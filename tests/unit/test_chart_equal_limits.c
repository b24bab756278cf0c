/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits for one size; expected values by tests/oracle/chart_sums.R. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "tests/support/assert_near.h"

static const char SHARES[] = "period,numerator,denominator\n2024-01,8,101\n2024-02,6,52\n"
                             "2024-03,15,137\n2024-04,8,114\n2024-05,,\n2024-06,10,105\n";
static const char GROUPS[] = "period,value\n1,5.1\n1,4.8\n1,5.3\n2,4.9\n2,5.0\n3,5.4\n3,5.2\n"
                             "3,4.7\n3,5.1\n4,5.0\n4,4.6\n4,5.1\n";

static leda_status make(const char *csv, leda_chart_options options, leda_panel *panel,
                        leda_chart *chart) {
  leda_error err = leda_error_none();
  leda_bytes source = {"made.csv", csv, strlen(csv)};
  leda_read_options reading = leda_chart_reading(options.type);
  assert_int_equal(leda_panel_read_memory(panel, source, &reading, NULL, &err), LEDA_OK);
  options.equal_limits = true;
  return leda_chart_run(chart, panel, panel->series, &options, &err);
}

typedef struct {
  const char *csv;
  leda_chart_type type;
  double size;
  double centre;
  double upper;
} equal_case;

static void test_types(void **state) {
  (void)state;
  static const equal_case cases[] = {
      {SHARES, LEDA_CHART_P, 101.8, 0.0923379174852652, 0.178417370794982},
      {SHARES, LEDA_CHART_NP, 101.8, 9.4, 18.1628883469291},
      {SHARES, LEDA_CHART_U, 101.8, 0.0923379174852652, 0.182689841159661},
      {SHARES, LEDA_CHART_PP, 101.8, 0.0923379174852652, 0.15997870320898},
      {GROUPS, LEDA_CHART_XBAR_S, 48.0 / 17.0, 5.01666666666667, 5.45884008810014},
      {GROUPS, LEDA_CHART_S, 3.0, NAN, 0.563684612119198},
  };
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    leda_panel panel;
    leda_chart chart;
    leda_chart_options options = leda_chart_options_default();
    options.type = cases[k].type;
    assert_int_equal(make(cases[k].csv, options, &panel, &chart), LEDA_OK);
    assert_near(chart.phases[0].equal_size, cases[k].size, 1e-13);
    for (size_t i = 0; i < 4; i++) {
      assert_near(chart.points[i].upper, cases[k].upper, 1e-13);
      if (!isnan(cases[k].centre)) assert_near(chart.points[i].centre, cases[k].centre, 1e-13);
    }
    leda_chart_clear(&chart);
    leda_panel_clear(&panel);
  }
}

/* The binomial's quantiles at 0.00135 and 0.99865 for 102 cases: qbinom of R gives 2 and 19. */
static void test_exact(void **state) {
  (void)state;
  leda_panel panel;
  leda_chart chart;
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_P;
  options.limits = LEDA_LIMITS_EXACT;
  assert_int_equal(make(SHARES, options, &panel, &chart), LEDA_OK);
  assert_near(chart.phases[0].equal_size, 102.0, 1e-15);
  assert_near(chart.points[1].lower, 2.0 / 102.0, 1e-15);
  assert_near(chart.points[1].upper, 19.0 / 102.0, 1e-15);
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
}

static void test_types_without_sizes(void **state) {
  (void)state;
  leda_panel panel;
  leda_chart chart;
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_C;
  assert_int_equal(make("period,value\n1,4\n2,5\n", options, &panel, &chart), LEDA_ERR_USAGE);
  leda_panel_clear(&panel);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_types),
      cmocka_unit_test(test_exact),
      cmocka_unit_test(test_types_without_sizes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
