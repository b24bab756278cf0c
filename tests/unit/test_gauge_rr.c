/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gauge R&R. Expected values: `Rscript tests/oracle/gauge.R` (R 4.2.2), and AIAG, Measurement Systems Analysis, 4th
   ed. (2010), III.B, with its printed digits. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/gauge_rr.h"
#include "tests/support/assert_near.h"

enum { AIAG = 90, SMALL = 16 };

/* A row for each operator and trial, a column for each part. */
static const double aiag[AIAG] = {
    0.29,  -0.56, 1.34,  0.47,  -0.80, 0.02,  0.59,  -0.31, 2.26,  -1.36, 0.41,  -0.68, 1.17,
    0.50,  -0.92, -0.11, 0.75,  -0.20, 1.99,  -1.25, 0.64,  -0.58, 1.27,  0.64,  -0.84, -0.21,
    0.66,  -0.17, 2.01,  -1.31, 0.08,  -0.47, 1.19,  0.01,  -0.56, -0.20, 0.47,  -0.63, 1.80,
    -1.68, 0.25,  -1.22, 0.94,  1.03,  -1.20, 0.22,  0.55,  0.08,  2.12,  -1.62, 0.07,  -0.68,
    1.34,  0.20,  -1.28, 0.06,  0.83,  -0.34, 2.19,  -1.50, 0.04,  -1.38, 0.88,  0.14,  -1.46,
    -0.29, 0.02,  -0.46, 1.77,  -1.49, -0.11, -1.13, 1.09,  0.20,  -1.07, -0.67, 0.01,  -0.56,
    1.45,  -1.77, -0.15, -0.96, 0.67,  0.11,  -1.45, -0.49, 0.21,  -0.49, 1.87,  -2.16};

/* 2 operators, 4 parts, 2 repeats. */
static const double small[SMALL] = {10.2, 10.4, 12.1, 12.0, 9.1,  9.4,  14.2, 14.1,
                                    10.9, 10.6, 12.0, 12.3, 10.4, 10.1, 14.9, 15.3};

typedef struct {
  double value[AIAG];
  size_t part[AIAG];
  size_t operator_of[AIAG];
  leda_gauge_plan plan;
} study;

static void plan_of(study *s, size_t n, size_t parts, size_t operators) {
  s->plan =
      (leda_gauge_plan){s->value, s->part, s->operator_of, n, parts, operators, NAN, 0.25, 0.95};
}

static void aiag_study(study *s) {
  for (size_t i = 0; i < AIAG; i++) {
    s->value[i] = aiag[i];
    s->part[i] = i % 10;
    s->operator_of[i] = i / 30;
  }
  plan_of(s, AIAG, 10, 3);
}

static void small_study(study *s) {
  for (size_t i = 0; i < SMALL; i++) {
    s->value[i] = small[i];
    s->part[i] = i / 2 % 4;
    s->operator_of[i] = i / 8;
  }
  plan_of(s, SMALL, 4, 2);
}

static void run(const study *s, leda_gauge_result *out) {
  assert_int_equal(leda_gauge_rr(&s->plan, out), GSL_SUCCESS);
}

static void near3(leda_gauge_estimate e, double value, double lower, double upper) {
  assert_near(e.value, value, 1e-11);
  assert_near(e.lower, lower, 1e-10);
  assert_near(e.upper, upper, 1e-10);
}

/* `digits` decimals as printed. */
static void printed(double value, double expected, int digits) {
  double scale = pow(10.0, digits);

  assert_near(round(value * scale) / scale, expected, 1e-12);
}

static void manual_prints_these_digits(void **state) {
  study s;
  leda_gauge_result g;

  (void)state;
  aiag_study(&s);
  run(&s, &g);
  assert_true(g.pooled);
  assert_int_equal(g.repeats, 3);
  printed(g.repeatability.sd.value, 0.199933, 6);
  printed(g.operators.sd.value, 0.226838, 6);
  printed(g.interaction.sd.value, 0.0, 6);
  printed(g.gauge.sd.value, 0.30237, 5);
  printed(g.parts.sd.value, 1.042327, 6);
  printed(g.total.sd.value, 1.0853, 5);
  printed(100.0 * g.repeatability.of_study.value, 18.4, 1);
  printed(100.0 * g.operators.of_study.value, 20.9, 1);
  printed(100.0 * g.gauge.of_study.value, 27.9, 1);
  printed(100.0 * g.parts.of_study.value, 96.0, 1);
  printed(100.0 * g.repeatability.contribution.value, 3.4, 1);
  printed(100.0 * g.operators.contribution.value, 4.4, 1);
  printed(100.0 * g.gauge.contribution.value, 7.8, 1);
  printed(100.0 * g.parts.contribution.value, 92.2, 1);
  printed(g.discrimination.value, 4.861, 3);
  /* The manual's table of variances. */
  printed(g.parts_line.mean_square, 9.81799, 5);
  printed(g.operators_line.mean_square, 1.58363, 5);
  printed(g.interaction_line.mean_square, 0.01994, 5);
  printed(g.repeat_line.mean_square, 0.04598, 5);
  printed(g.interaction_line.f, 0.434, 3);
}

/* Ranges: the manual's constants and means are rounded to four digits, ours are not. */
static void manual_by_ranges(void **state) {
  study s;
  leda_gauge_ranges r;

  (void)state;
  aiag_study(&s);
  assert_int_equal(leda_gauge_rr_ranges(&s.plan, &r, NULL), GSL_SUCCESS);
  assert_near(r.mean_range, 0.3416666666666667, 1e-13);
  assert_near(r.equipment, 0.2018627996863733, 1e-9);
  assert_near(r.appraiser, 0.2296840996155366, 1e-9);
  assert_near(r.gauge, 0.3057832165332502, 1e-9);
  assert_near(r.parts, 1.1044545367723884, 1e-9);
  assert_near(r.total, 1.1460031410561367, 1e-9);
  assert_near(r.discrimination, 5.0927611871717371, 1e-9);
  assert_near(r.categories, 5.0, 0.0);
  assert_near(r.equipment, 0.20188, 2e-4);
  assert_near(r.appraiser, 0.22963, 3e-4);
  assert_near(r.gauge, 0.30575, 2e-4);
  assert_near(r.parts, 1.10456, 2e-4);
  assert_near(r.total, 1.14610, 2e-4);
}

static void near_line(const leda_gauge_line *line, double ss, double df, double f, double p) {
  assert_near(line->sum_of_squares, ss, 1e-12);
  assert_near(line->df, df, 0.0);
  assert_near(line->mean_square, ss / df, 1e-12);
  assert_near(line->f, f, 1e-11);
  assert_near(line->p, p, 1e-9);
}

static void table_is_that_of_aov(void **state) {
  study s;
  leda_gauge_result g;

  (void)state;
  aiag_study(&s);
  run(&s, &g);
  near_line(&g.parts_line, 88.3619344444444579, 9, 245.61391038552352, 2.021011794519458e-53);
  near_line(&g.operators_line, 3.1672622222222202, 2, 39.61724570974053, 1.337594623836526e-12);
  near_line(&g.interaction_line, 0.3589822222222215, 18, 0.01994345679012342 / 0.04598222222222223,
            0.9741064043290463);
  near_line(&g.repeat_line, 2.7589333333333337, 60, NAN, NAN);
  near_line(&g.pooled_line, 0.03997327635327635 * 78, 78, NAN, NAN);
  s.plan.pool_above = 1.0;
  run(&s, &g);
  assert_false(g.pooled);
  near_line(&g.parts_line, 88.3619344444444579, 9, 492.29142266407592, 1.163063994925980e-19);
  near_line(&g.operators_line, 3.1672622222222202, 2, 79.40604920082713, 1.174477606341025e-09);
  small_study(&s);
  run(&s, &g);
  assert_false(g.pooled);
  near_line(&g.parts_line, 55.555, 3, 100.552036199094800, 0.001653974311652957);
  near_line(&g.operators_line, 1.5625, 1, 8.484162895927577, 0.061858052765669462);
  near_line(&g.interaction_line, 0.5525, 3, 0.18416666666666701 / 0.03625000000000002,
            0.02938700508024769);
}

/* Shares and categories from the interval of parts / gauge. */
static void ratio_is(const leda_gauge_result *g, double lower, double upper) {
  assert_near(g->parts.contribution.lower, lower / (1.0 + lower), 1e-10);
  assert_near(g->parts.contribution.upper, upper / (1.0 + upper), 1e-10);
  assert_near(g->gauge.contribution.lower, 1.0 / (1.0 + upper), 1e-10);
  assert_near(g->gauge.contribution.upper, 1.0 / (1.0 + lower), 1e-10);
  assert_near(g->gauge.of_study.upper, sqrt(1.0 / (1.0 + lower)), 1e-10);
  assert_near(g->discrimination.lower, 1.41 * sqrt(lower), 1e-10);
  assert_near(g->discrimination.upper, 1.41 * sqrt(upper), 1e-10);
}

static void intervals_without_interaction(void **state) {
  study s;
  leda_gauge_result g;

  (void)state;
  aiag_study(&s);
  run(&s, &g);
  near3(g.repeatability.variance, 0.03997327635327635, 0.02988915807268185, 0.05621347558498042);
  near3(g.operators.variance, 0.05145526115859446, 0.01294709756875330, 2.08362659119855831);
  near3(g.reproducibility.variance, 0.05145526115859446, 0.01294709756875330, 2.08362659119855831);
  near3(g.interaction.variance, 0.0, 0.0, 0.0);
  near3(g.gauge.variance, 0.09142853751187080, 0.05173521086102267, 2.12370439480848283);
  near3(g.parts.variance, 1.0864466044106784, 0.5116134962623707, 3.6312396487306979);
  near3(g.total.variance, 1.1778751419225493, 0.6017539524916036, 4.4346390564242917);
  ratio_is(&g, 0.500159880499191, 52.305971594286326);
}

static void intervals_with_interaction(void **state) {
  study s;
  leda_gauge_result g;

  (void)state;
  small_study(&s);
  s.plan.tolerance = 12.0;
  run(&s, &g);
  near3(g.repeatability.variance, 0.03625000000000002, 0.01653877994292491, 0.13304395525250923);
  near3(g.interaction.variance, 0.073958333333333487, 0.0, 1.259857433828827977);
  near3(g.operators.variance, 0.1722916666666664, 0.0, 198.8472445084166793);
  near3(g.reproducibility.variance, 0.24624999999999991, 0.05539788255152467,
        198.92784254020634194);
  near3(g.gauge.variance, 0.2824999999999999, 0.1188881315566543, 198.9677597638902853);
  near3(g.parts.variance, 4.583541666666665, 1.534022644191674, 64.306886392474510);
  near3(g.total.variance, 4.866041666666665, 1.718195959141954, 212.333969436400992);
  ratio_is(&g, 0.0231804559873652, 264.8546924276093932);
  near3(g.gauge.of_tolerance, sqrt(0.2824999999999999) / 2.0, sqrt(0.1188881315566543) / 2.0,
        sqrt(198.9677597638902853) / 2.0);
  assert_near(g.gauge.study, 6.0 * sqrt(0.2824999999999999), 1e-12);
  assert_near(g.categories, floor(1.41 * sqrt(4.583541666666665 / 0.2824999999999999)), 0.0);
  s.plan.pool_above = -1.0;
  run(&s, &g);
  assert_true(g.pooled);
  near3(g.gauge.variance, 0.2623295454545453, 0.1023708603534000, 198.9456254167151883);
  ratio_is(&g, 0.02687088596301092, 288.94867836736614208);
}

/* A component below 0 counts as 0, and the sums keep the manual's rule; the interval still holds the value. */
static void negative_component(void **state) {
  study s;
  leda_gauge_result g;

  (void)state;
  aiag_study(&s);
  s.plan.pool_above = 1.0;
  run(&s, &g);
  near3(g.interaction.variance, 0.0, 0.0, 0.0000920380063081129);
  assert_near(g.reproducibility.variance.value, 0.05212292181069956, 1e-11);
  assert_near(g.gauge.variance.value, 0.05212292181069956 + 0.04598222222222223, 1e-11);
  assert_near(g.gauge.variance.lower, 0.04992063951757793, 1e-10);
  assert_near(g.total.variance.value,
              0.05212292181069956 + 0.04598222222222223 + 1.0886721399176955, 1e-11);
}

static void rows_in_any_order(void **state) {
  study s, turned;
  leda_gauge_result a, b;

  (void)state;
  aiag_study(&s);
  turned = s;
  for (size_t i = 0; i < AIAG; i++) {
    turned.value[i] = s.value[(i * 7) % AIAG];
    turned.part[i] = s.part[(i * 7) % AIAG];
    turned.operator_of[i] = s.operator_of[(i * 7) % AIAG];
  }
  plan_of(&turned, AIAG, 10, 3);
  run(&s, &a);
  run(&turned, &b);
  assert_near(a.gauge.variance.upper, b.gauge.variance.upper, 1e-12);
  assert_near(a.discrimination.lower, b.discrimination.lower, 1e-12);
}

static void constant_values(void **state) {
  study s;
  leda_gauge_result g;
  leda_gauge_ranges r;

  (void)state;
  small_study(&s);
  for (size_t i = 0; i < SMALL; i++) s.value[i] = 3.0;
  run(&s, &g);
  assert_near(g.total.variance.value, 0.0, 0.0);
  assert_true(isnan(g.discrimination.value) && isnan(g.gauge.contribution.value));
  assert_true(isnan(g.interaction_line.p) && isnan(g.categories));
  assert_int_equal(leda_gauge_rr_ranges(&s.plan, &r, NULL), GSL_SUCCESS);
  assert_true(isnan(r.discrimination));
  for (size_t i = 0; i < SMALL; i++) s.value[i] = (double)s.part[i];
  run(&s, &g); /* perfect measuring */
  assert_near(g.gauge.contribution.value, 0.0, 0.0);
  assert_near(g.parts.contribution.value, 1.0, 0.0);
  assert_true(isinf(g.discrimination.value));
}

static void what_is_refused(void **state) {
  study s;
  leda_gauge_result g;
  leda_gauge_ranges r;
  size_t where = 99;

  (void)state;
  small_study(&s);
  s.value[13] = NAN; /* operator 1, part 2 */
  assert_int_equal(leda_gauge_rr(&s.plan, &g), GSL_EBADLEN);
  assert_int_equal(g.first_short, 2 * 2 + 1);
  assert_true(isnan(g.gauge.sd.value));
  assert_int_equal(leda_gauge_rr_ranges(&s.plan, &r, &where), GSL_EBADLEN);
  assert_int_equal(where, 5);
  assert_true(isnan(r.total));
  small_study(&s);
  s.plan.n = 0;
  assert_int_equal(leda_gauge_rr(&s.plan, &g), GSL_EBADLEN);
  assert_int_equal(g.first_short, 0);
  small_study(&s);
  s.part[3] = 4;
  assert_int_equal(leda_gauge_rr(&s.plan, &g), GSL_EINVAL);
  small_study(&s);
  s.value[3] = INFINITY;
  assert_int_equal(leda_gauge_rr(&s.plan, &g), GSL_EINVAL);
  small_study(&s);
  s.plan.operators = 1;
  assert_int_equal(leda_gauge_rr(&s.plan, &g), GSL_EINVAL);
  small_study(&s);
  s.plan.tolerance = 0.0;
  assert_int_equal(leda_gauge_rr(&s.plan, &g), GSL_EINVAL);
  small_study(&s);
  s.plan.level = 1.0;
  assert_int_equal(leda_gauge_rr(&s.plan, &g), GSL_EINVAL);
}

static void sums_of_mean_squares(void **state) {
  leda_mean_square_term one = {2.0, 3.0, 7.0}, bad = {1.0, -1.0, 3.0};
  leda_mean_square_interval i = leda_modified_large_sample(&one, 1, 0.95);

  (void)state;
  /* R: 2 * 3 * 7 / qchisq(c(0.975, 0.025), 7) */
  near3(i, 6.0, 2.6229075304970886, 24.8539949010520651);
  i = leda_modified_large_sample(&one, 0, 0.95);
  near3(i, 0.0, 0.0, 0.0);
  assert_true(isnan(leda_modified_large_sample(&bad, 1, 0.95).lower));
  assert_true(isnan(leda_modified_large_sample(&one, 1, 0.0).lower));
  /* An end of a difference is 0 where F stands at its quantile: R qf(0.975, 5, 12) */
  leda_mean_square_term two[] = {{1.0, 3.8911339339, 5.0}, {-1.0, 1.0, 12.0}};
  assert_true(fabs(leda_modified_large_sample(two, 2, 0.95).lower) < 1e-8);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(manual_prints_these_digits),
      cmocka_unit_test(manual_by_ranges),
      cmocka_unit_test(table_is_that_of_aov),
      cmocka_unit_test(intervals_without_interaction),
      cmocka_unit_test(intervals_with_interaction),
      cmocka_unit_test(negative_component),
      cmocka_unit_test(rows_in_any_order),
      cmocka_unit_test(constant_values),
      cmocka_unit_test(what_is_refused),
      cmocka_unit_test(sums_of_mean_squares),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
