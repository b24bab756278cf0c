/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by R 4.2.2: d2 and d3 by integrate() over ptukey(w, n, Inf), c4 by gamma(), the estimates by their
   formulas; the groups are (3, 5, 4.5), (6, 8.25, 7, 9), (2, 2.5) and (10). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "stats/range_distribution.h"
#include "stats/subgroups.h"
#include "tests/support/assert_near.h"

static const double PI = 3.14159265358979323846;
static const double VALUES[] = {3, 5, 4.5, 6, 8.25, 7, 9, 2, 2.5, 10};

static void make_groups(leda_subgroup *g) {
  g[0] = leda_subgroup_of(VALUES, 3);
  g[1] = leda_subgroup_of(VALUES + 3, 4);
  g[2] = leda_subgroup_of(VALUES + 7, 2);
  g[3] = leda_subgroup_of(VALUES + 9, 1);
}

static void test_sigma(void **state) {
  (void)state;
  leda_subgroup g[4];
  make_groups(g);
  leda_size_constants *c = leda_size_constants_alloc(4, -1);
  assert_non_null(c);
  static const struct {
    leda_within_plan plan;
    double sigma;
  } cases[] = {
      {{LEDA_WITHIN_RANGE, LEDA_WEIGHTS_EQUAL}, 1.02731457837143},
      {{LEDA_WITHIN_RANGE, LEDA_WEIGHTS_OPTIMAL}, 1.20143794971964},
      {{LEDA_WITHIN_SD, LEDA_WEIGHTS_EQUAL}, 1.01993842323974},
      {{LEDA_WITHIN_SD, LEDA_WEIGHTS_OPTIMAL}, 1.19462097792182},
      {{LEDA_WITHIN_POOLED, LEDA_WEIGHTS_EQUAL}, 1.17224381760386},
      {{LEDA_WITHIN_POOLED, LEDA_WEIGHTS_OPTIMAL}, 1.17224381760386},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_near(leda_subgroups_sigma(g, 4, cases[i].plan, c), cases[i].sigma, 1e-10);
  assert_near(leda_subgroups_mean(g, 4), 5.725, 1e-14);
  assert_true(isnan(leda_subgroups_sigma(g + 3, 1, cases[0].plan, c)));
  assert_true(isnan(leda_subgroups_mean(g, 0)));
  leda_size_constants_free(c);
}

static void test_one_value_and_none(void **state) {
  (void)state;
  leda_subgroup one = leda_subgroup_of(VALUES, 1), none = leda_subgroup_of(VALUES, 0);
  assert_near(one.mean, 3.0, 0.0);
  assert_true(isnan(one.range) && isnan(one.sd));
  assert_true(isnan(none.mean));
  const double same[] = {0.1, 0.1, 0.1};
  assert_near(leda_subgroup_of(same, 3).sd, 0.0, 0.0);
}

/* R: n integrate(dnorm(x) (pnorm(x + w) - pnorm(x))^(n - 1), -9, 9, rel.tol = 1e-13), and uniroot() on it; ptukey
   itself is 1e-10 off at n = 20. */
static void test_range_distribution(void **state) {
  (void)state;
  assert_near(leda_range_cdf(0.5, 5), 0.00334031605655069, 1e-12);
  assert_near(leda_range_cdf(3.0, 5), 0.78912349503646217, 1e-12);
  assert_near(leda_range_cdf(4.5, 5), 0.98727463937339099, 1e-12);
  assert_near(leda_range_cdf(5.0, 20), 0.94863533642086662, 1e-12);
  assert_near(leda_range_cdf(1.0, 2), 0.52049987781304651, 1e-13); /* 2 pnorm(1 / sqrt 2) - 1 */
  assert_near(leda_range_quantile(0.005, 5), 0.5549040616567482, 1e-12);
  assert_near(leda_range_quantile(0.995, 5), 4.8855845380829699, 1e-12);
  assert_near(leda_range_quantile(0.00135, 10), 1.1263430584161709, 1e-12);
  assert_near(leda_range_quantile(0.99865, 10), 5.8741574788178612, 1e-12);
  assert_near(leda_range_cdf(-1.0, 5), 0.0, 0.0);
  assert_true(isnan(leda_range_cdf(1.0, 1)) && isnan(leda_range_quantile(1.0, 5)));
}

/* ---- the charts ---- */

static leda_status make(const char *csv, leda_chart_type type, leda_panel *panel, leda_chart *chart,
                        leda_error *err) {
  leda_chart_options options = leda_chart_options_default();
  options.type = type;
  leda_read_options reading = leda_chart_reading(type);
  leda_bytes source = {"made.csv", csv, strlen(csv)};
  *chart = (leda_chart){0};
  leda_status status = leda_panel_read_memory(panel, source, &reading, NULL, err);
  if (status) {
    leda_chart_clear(chart);
    return status;
  }
  status = leda_chart_run(chart, panel, panel->series, &options, err);
  if (status) leda_panel_clear(panel);
  return status;
}

static void clear(leda_chart *chart, leda_panel *panel) {
  leda_chart_clear(chart);
  leda_panel_clear(panel);
}

/* Means 4, 6, 5 of two values each, ranges 2, 2, 1. */
static const char *const TWOS = "period,value\n1,3\n1,5\n2,7\n2,5\n3,4.5\n3,5.5\n";

static void test_xbar(void **state) {
  (void)state;
  leda_panel panel;
  leda_chart chart;
  leda_error err = leda_error_none();
  assert_int_equal(make(TWOS, LEDA_CHART_XBAR_R, &panel, &chart, &err), LEDA_OK);
  double sigma = 5.0 / 3.0 / (2.0 / sqrt(PI));
  assert_int_equal(chart.n, 3);
  assert_near(chart.points[1].value, 6.0, 1e-15);
  assert_near(chart.phases[0].centre, 5.0, 1e-15);
  assert_near(chart.phases[0].sigma, sigma, 1e-12);
  assert_near(chart.points[0].upper, 5.0 + 3.0 * sigma / sqrt(2.0), 1e-12);
  assert_int_equal(chart.points[2].size, 2);
  clear(&chart, &panel);
}

static void test_ranges_are_cut_at_zero(void **state) {
  (void)state;
  leda_panel panel;
  leda_chart chart;
  leda_error err = leda_error_none();
  assert_int_equal(make(TWOS, LEDA_CHART_R, &panel, &chart, &err), LEDA_OK);
  assert_near(chart.points[0].value, 2.0, 1e-15);
  assert_near(chart.points[0].centre, 5.0 / 3.0, 1e-12);
  assert_near(chart.points[0].lower, 0.0, 0.0);
  double d2 = 2.0 / sqrt(PI), d3 = sqrt(2.0 - 4.0 / PI);
  assert_near(chart.points[0].upper, 5.0 / 3.0 * (1.0 + 3.0 * d3 / d2), 1e-10);
  clear(&chart, &panel);
}

/* The order of the rows and a value that is missing do not matter; a period with one value shows it. */
static void test_rows_in_any_order(void **state) {
  (void)state;
  const char *a = "period,value\n1,0.1\n1,0.7\n1,0.30001\n2,0.9\n2,\n2,0.2\n3,5\n3,.\n";
  const char *b = "period,value\n3,.\n2,0.2\n1,0.30001\n2,\n1,0.7\n3,5\n1,0.1\n2,0.9\n";
  leda_panel p, q;
  leda_chart x, y;
  leda_error err = leda_error_none();
  assert_int_equal(make(a, LEDA_CHART_XBAR_S, &p, &x, &err), LEDA_OK);
  assert_int_equal(make(b, LEDA_CHART_XBAR_S, &q, &y, &err), LEDA_OK);
  for (size_t i = 0; i < 3; i++) {
    assert_near(x.points[i].value, y.points[i].value, 0.0);
    assert_near(x.points[i].upper, y.points[i].upper, 0.0);
  }
  assert_int_equal(x.points[1].size, 2);
  assert_int_equal(x.points[2].size, 1);
  assert_near(x.points[2].value, 5.0, 0.0);
  assert_near(x.points[2].upper, x.phases[0].centre + 3.0 * x.phases[0].sigma, 1e-12);
  clear(&x, &p);
  clear(&y, &q);
}

/* Adding a constant moves an Xbar chart and leaves an S chart; another unit of measure scales both. */
static void test_unit_of_measure(void **state) {
  (void)state;
  const char *a = "period,value\n1,3\n1,5\n2,7\n2,4\n3,4.5\n3,5.5\n";
  const char *b = "period,value\n1,1300\n1,1500\n2,1700\n2,1400\n3,1450\n3,1550\n";
  for (int k = 0; k < 2; k++) {
    leda_chart_type type = k ? LEDA_CHART_S : LEDA_CHART_XBAR_S;
    leda_panel p, q;
    leda_chart x, y;
    leda_error err = leda_error_none();
    assert_int_equal(make(a, type, &p, &x, &err), LEDA_OK);
    assert_int_equal(make(b, type, &q, &y, &err), LEDA_OK);
    for (size_t i = 0; i < 3; i++)
      assert_near(y.points[i].upper, 100.0 * x.points[i].upper + (k ? 0.0 : 1000.0), 1e-9);
    clear(&x, &p);
    clear(&y, &q);
  }
}

/* The means of an EWMA of weight 1 are those of the Xbar chart, and so are its limits. */
static void test_ewma_of_subgroups(void **state) {
  (void)state;
  leda_panel p, q;
  leda_chart x, y;
  leda_error err = leda_error_none();
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_EWMA;
  options.memory.lambda = 1.0;
  leda_read_options reading = leda_chart_reading(options.type);
  leda_bytes source = {"made.csv", TWOS, strlen(TWOS)};
  assert_int_equal(leda_panel_read_memory(&p, source, &reading, NULL, &err), LEDA_OK);
  assert_int_equal(leda_chart_run(&x, &p, p.series, &options, &err), LEDA_OK);
  assert_int_equal(make(TWOS, LEDA_CHART_XBAR_R, &q, &y, &err), LEDA_OK);
  for (size_t i = 0; i < 3; i++) {
    assert_near(x.points[i].value, y.points[i].value, 1e-14);
    assert_near(x.points[i].upper, y.points[i].upper, 1e-12);
  }
  clear(&x, &p);
  clear(&y, &q);
}

static void test_auto_takes_whole_subgroups_only(void **state) {
  (void)state;
  leda_panel panel;
  leda_chart chart;
  leda_error err = leda_error_none();
  assert_int_equal(make(TWOS, LEDA_CHART_AUTO, &panel, &chart, &err), LEDA_OK);
  assert_int_equal(chart.type, LEDA_CHART_XBAR_S);
  clear(&chart, &panel);
  const char *single = "period,value\n1,3\n2,7\n2,5\n3,4.5\n3,5.5\n";
  assert_int_equal(make(single, LEDA_CHART_AUTO, &panel, &chart, &err), LEDA_ERR_DATA);
  assert_non_null(strstr(err.message, "two rows"));
  assert_int_equal(err.line, 4);
  err = leda_error_none();
  const char *none = "period,value\n1,3\n2,7\n";
  assert_int_equal(make(none, LEDA_CHART_XBAR_S, &panel, &chart, &err), LEDA_ERR_DATA);
  assert_non_null(strstr(err.message, "several rows"));
}

static void test_constant_and_single_values(void **state) {
  (void)state;
  static const leda_chart_type types[] = {LEDA_CHART_XBAR_R, LEDA_CHART_XBAR_S, LEDA_CHART_R,
                                          LEDA_CHART_S};
  for (size_t k = 0; k < 4; k++) {
    leda_panel panel;
    leda_chart chart;
    leda_error err = leda_error_none();
    const char *constant = "period,value\n1,0.1\n1,0.1\n2,0.1\n2,0.1\n3,0.1\n3,0.1\n";
    assert_int_equal(make(constant, types[k], &panel, &chart, &err), LEDA_OK);
    assert_int_equal(chart.n_signals, 0);
    assert_near(chart.points[0].upper, chart.points[0].centre, 1e-15);
    clear(&chart, &panel);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sigma),
      cmocka_unit_test(test_one_value_and_none),
      cmocka_unit_test(test_range_distribution),
      cmocka_unit_test(test_xbar),
      cmocka_unit_test(test_ranges_are_cut_at_zero),
      cmocka_unit_test(test_rows_in_any_order),
      cmocka_unit_test(test_unit_of_measure),
      cmocka_unit_test(test_ewma_of_subgroups),
      cmocka_unit_test(test_auto_takes_whole_subgroups_only),
      cmocka_unit_test(test_constant_and_single_values),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
