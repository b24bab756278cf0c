/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Capability of a phase of a chart; expected numbers by tests/oracle/chart_capability.R and capability.R under R 4.2.2. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "tests/support/assert_near.h"

static const char subgroups[] =
    "period,value\n1,5.1\n1,4.8\n1,5.3\n2,4.9\n2,5.0\n3,5.4\n3,5.2\n3,4.7\n"
    "4,5.0\n4,4.6\n4,5.1\n5,5.2\n5,5.5\n6,4.8\n6,4.9\n6,5.2\n";

/* The values of test_capability.c. */
static const char singles[] =
    "period,value\n1,33.75\n2,33.05\n3,34.00\n4,33.81\n5,33.46\n6,34.02\n7,33.68\n8,33.27\n9,33.49\n"
    "10,33.20\n11,33.62\n12,33.00\n13,33.54\n14,33.12\n15,33.84\n16,34.31\n17,33.42\n18,33.98\n"
    "19,33.57\n20,33.90\n";

typedef struct {
  leda_panel panel;
  leda_chart chart;
  leda_error err;
} made;

static leda_chart_options asked(double lower, double upper) {
  leda_chart_options options = leda_chart_options_default();
  options.spec.lower = lower;
  options.spec.upper = upper;
  return options;
}

static leda_status make(made *m, const char *csv, const leda_chart_options *options) {
  leda_bytes source = {"made.csv", csv, strlen(csv)};
  leda_read_options reading = leda_chart_reading(options->type);
  m->err = leda_error_none();
  if (leda_panel_read_memory(&m->panel, source, &reading, NULL, &m->err))
    fail_msg("%s", m->err.message);
  return leda_chart_run(&m->chart, &m->panel, m->panel.series, options, &m->err);
}

static void clear(made *m) {
  leda_chart_clear(&m->chart);
  leda_panel_clear(&m->panel);
}

static void test_single_values(void **state) {
  (void)state;
  made m;
  leda_chart_options options = asked(32.5, 34.2);
  options.spec.target = 33.5;
  assert_int_equal(make(&m, singles, &options), LEDA_OK);
  const leda_chart_capability *c = m.chart.capability;
  assert_int_equal(c->points, 20);
  assert_int_equal(c->signals, 0);
  assert_int_equal(c->asked.phase, 1);
  assert_near(c->result.within.df, 11.919622207887707, 1e-8);
  assert_near(c->result.within.two_sided.lower, 0.39934214646927824, 1e-9);
  assert_near(c->result.overall.worst.value, 0.55713228866913478, 1e-10);
  assert_near(c->result.cpm, 0.76125772830679761, 1e-10);
  assert_true(leda_capability_looks_normal(&c->result));
  clear(&m);
  options.sigma = LEDA_SIGMA_SD;
  assert_int_equal(make(&m, singles, &options), LEDA_OK);
  assert_near(m.chart.capability->result.within.df, 19.0, 0);
  clear(&m);
  options.sigma = LEDA_SIGMA_MEDIAN_MOVING_RANGE;
  assert_int_equal(make(&m, singles, &options), LEDA_OK);
  assert_true(isnan(m.chart.capability->result.within.two_sided.lower));
  assert_true(m.chart.capability->result.within.two_sided.value > 0.0);
  clear(&m);
}

static void check_within(leda_chart_options options, const double expected[5]) {
  made m;
  assert_int_equal(make(&m, subgroups, &options), LEDA_OK);
  const leda_capability *r = &m.chart.capability->result;
  assert_near(r->within.sigma, expected[0], 1e-9);
  assert_near(r->within.df, expected[1], 1e-7);
  assert_near(r->within.two_sided.value, expected[2], 1e-9);
  assert_near(r->within.two_sided.lower, expected[3], 1e-7);
  assert_near(r->within.two_sided.upper, expected[4], 1e-7);
  assert_int_equal(r->n, 16);
  assert_int_equal(m.chart.capability->points, 6);
  assert_near(r->mean, 5.04375, 1e-12);
  assert_near(r->overall.sigma, 0.252899848424892, 1e-12);
  assert_near(r->overall.two_sided.value, 1.31804481263787, 1e-12);
  clear(&m);
}

static void test_subgroups(void **state) {
  (void)state;
  leda_chart_options options = asked(4.0, 6.0);
  options.type = LEDA_CHART_XBAR_R;
  check_within(options, (const double[]){0.265868077635827, 8.25067893764733, 1.25375463010613,
                                         0.683396755032738, 1.9039227986169});
  options.type = LEDA_CHART_XBAR_S;
  check_within(options, (const double[]){0.263122463637257, 8.28296964479327, 1.26683723132385,
                                         0.691574311873085, 1.92239688110669});
  options.optimal_weights = true;
  check_within(options, (const double[]){0.281183479760089, 9.30157627471689, 1.18546556724364,
                                         0.675535012555529, 1.7615637578787});
  options.optimal_weights = false;
  options.sigma = LEDA_SIGMA_POOLED_SD;
  check_within(options, (const double[]){0.264061683761377, 10, 1.26233131814215, 0.737483245727056,
                                         1.85230072658566});
}

/* The last phase unless another is named; excluded and missing values take no part. */
static void test_phases(void **state) {
  (void)state;
  made m;
  leda_chart_options options = asked(30.0, 36.0);
  const leda_phase_choice phase = {.period = {LEDA_PERIOD_NUMBER, 13}, .label = ""};
  const leda_period excluded = {LEDA_PERIOD_NUMBER, 16};
  options.phases = &phase;
  options.n_phases = 1;
  options.excluded = &excluded;
  options.n_excluded = 1;
  assert_int_equal(make(&m, singles, &options), LEDA_OK);
  assert_int_equal(m.chart.capability->asked.phase, 2);
  assert_int_equal(m.chart.capability->result.n, 7);
  /* mean(c(33.54, 33.12, 33.84, 33.42, 33.98, 33.57, 33.90)) */
  assert_near(m.chart.capability->result.mean, 33.624285714285714, 1e-14);
  clear(&m);
  options.spec.phase = 1;
  assert_int_equal(make(&m, singles, &options), LEDA_OK);
  assert_int_equal(m.chart.capability->result.n, 12);
  clear(&m);
  options.spec.phase = 3;
  assert_int_equal(make(&m, singles, &options), LEDA_ERR_USAGE);
  clear(&m);
}

static void test_signals_are_counted(void **state) {
  (void)state;
  made m;
  leda_chart_options options = asked(NAN, 20.0);
  options.rules = LEDA_RULES_NONE; /* the limits alone */
  const char *csv =
      "period,value\n1,5\n2,6\n3,5\n4,5\n5,6\n6,6\n7,5\n8,6\n9,5\n10,5\n11,20\n12,5\n";
  assert_int_equal(make(&m, csv, &options), LEDA_OK);
  assert_int_equal(m.chart.capability->signals, 1);
  assert_int_equal(m.chart.warnings.n, 2); /* it signals, and the values are not normal */
  assert_false(leda_capability_looks_normal(&m.chart.capability->result));
  clear(&m);
}

static void test_few_and_equal_values(void **state) {
  (void)state;
  made m;
  leda_chart_options options = asked(1.0, 9.0);
  assert_int_equal(make(&m, "period,value\n1,5\n2,5\n3,5\n4,5\n", &options), LEDA_OK);
  assert_true(isnan(m.chart.capability->result.overall.worst.value));
  assert_near(m.chart.capability->result.share_outside, 0.0, 0);
  clear(&m);
  assert_int_equal(make(&m, "period,value\n1,5\n", &options), LEDA_OK);
  assert_true(isnan(m.chart.capability->result.within.worst.value));
  assert_int_equal(m.chart.capability->result.n, 1);
  clear(&m);
  assert_int_equal(make(&m, "period,value\n1,5\n2,7\n", &options), LEDA_OK);
  assert_near(m.chart.capability->result.within.df, 1.0, 1e-9);
  clear(&m);
}

static void test_refusals(void **state) {
  (void)state;
  made m;
  leda_chart_options options = asked(36.0, 30.0);
  assert_int_equal(make(&m, singles, &options), LEDA_ERR_USAGE);
  clear(&m);
  options = asked(30.0, 36.0);
  options.spec.target = 37.0;
  assert_int_equal(make(&m, singles, &options), LEDA_ERR_USAGE);
  clear(&m);
  options = asked(NAN, NAN);
  options.spec.target = 33.0;
  assert_int_equal(make(&m, singles, &options), LEDA_ERR_USAGE);
  clear(&m);
  options = asked(30.0, 36.0);
  options.type = LEDA_CHART_EWMA;
  assert_int_equal(make(&m, singles, &options), LEDA_ERR_USAGE);
  assert_non_null(strstr(m.err.message, "ewma"));
  clear(&m);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_single_values),
      cmocka_unit_test(test_subgroups),
      cmocka_unit_test(test_phases),
      cmocka_unit_test(test_signals_are_counted),
      cmocka_unit_test(test_few_and_equal_values),
      cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
