/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_TWO_SAMPLE_H
#define LEDA_STATS_TWO_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>

/* Tests of two independent samples. Differences are x minus y, so hand in the later wave as x: a
 * positive result then means a rise. NaN among the values is a missing value and left out. All p
 * are two-sided. Answers are taken as independent: where persons stand in municipalities that
 * move together these tests reject too often (methods.md, section 5: 11 % at nominal 5 %), and
 * the cluster-robust regression is the one to believe. */
typedef struct {
  const double *x;
  size_t nx;
  const double *y;
  size_t ny;
} leda_two_samples;

typedef struct {
  double difference; /* mean x - mean y */
  double se;
  double t;
  double df;
  double p;
  double lower; /* interval of the difference at the level asked for */
  double upper;
} leda_t_test;

/* Student's test with pooled variance, df = nx + ny - 2. Needs one value in each and three in all,
 * else everything but the difference is NaN; so it is when both samples are constant (se 0).
 * 0 < level < 1, for instance 0.95. */
leda_t_test leda_t_test_student(const leda_two_samples *samples, double level);

/* Welch's test (Welch 1947): se^2 = vx/nx + vy/ny, Satterthwaite's degrees of freedom. Needs two
 * values in each; NaN as above. */
leda_t_test leda_t_test_welch(const leda_two_samples *samples, double level);

/* Two one-sided tests (Schuirmann 1987): p_lower against "the difference is -margin or less",
 * p_upper against "margin or more"; p is the larger. p <= alpha says that the difference lies
 * inside -margin..margin, which is the same as the (1 - 2 alpha) interval lower..upper lying
 * inside. */
typedef struct {
  double p_lower;
  double p_upper;
  double p;
  double lower;
  double upper;
} leda_equivalence;

/* From any estimate with standard error and t degrees of freedom (INFINITY: normal), for
 * instance the cluster-robust wave coefficient. NaN when se is not above 0, df not above 0 or
 * margin below 0. */
leda_equivalence leda_equivalence_test(const leda_t_test *estimate, double margin, double alpha);

/* Mann-Whitney (Wilcoxon rank sum). U counts the pairs with x > y, ties half. Source: Hollander,
 * Wolfe & Chicken (2014), 4.1; exact with ties by counting (see stratified_permutation.h). */
typedef struct {
  size_t nx; /* values used */
  size_t ny;
  double u;
  double superiority;  /* U / (nx ny) = P(X > Y) + P(X = Y) / 2 */
  double variance;     /* of U, corrected for ties */
  double z;            /* (U - nx ny / 2) / sqrt(variance), no continuity correction */
  double p_asymptotic; /* normal, from z */
  double p_corrected;  /* normal, with continuity correction of 1/2 (R's wilcox.test) */
  double p;            /* exact where `exact`, else p_asymptotic */
  double mid_p;        /* exact only: half of the probability of the observed value; else NaN */
  bool exact;
} leda_mann_whitney_test;

/* most_steps: cost allowed for the exact p, 0: LEDA_PERMUTATION_STEPS of stratified_permutation.h.
 * All values tied: variance 0, z NaN, p 1. An empty sample: all NaN. GSL_SUCCESS or GSL_ENOMEM. */
int leda_mann_whitney(const leda_two_samples *samples, double most_steps,
                      leda_mann_whitney_test *out);

/* Brunner & Munzel (2000): tests P(X > Y) + P(X = Y)/2 = 1/2 without equal variances, t with
 * Satterthwaite's degrees of freedom (Neubert & Brunner 2007). Positive when x tends to be
 * larger. */
typedef struct {
  double statistic;
  double df;
  double p;
  double superiority;
  double lower; /* of the superiority; not cut at 0 and 1 */
  double upper;
} leda_brunner_munzel_test;

/* Needs two values in each. Where the placements do not vary (no overlap at all, or all tied) the
 * statistic is undefined: all NaN but the superiority. GSL_SUCCESS or GSL_ENOMEM. */
int leda_brunner_munzel(const leda_two_samples *samples, double level,
                        leda_brunner_munzel_test *out);

#endif
