/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "stats/null.h"
#include "stats/null_draws.h"
#include "stats/scores.h"
#include "stats/sort_positive.h"
#include "stats/stream.h"
#include "stats/verdict_judge.h"
#include "tests/support/assert_near.h"

/*
 * Brute force in R 4.2.2 over all 8! = 40,320 orders, written apart from leda's code:
 *   vdw  <- function(y) { n <- length(y); a <- qnorm(seq_len(n) / (n + 1))
 *     s <- ave(a[rank(y, ties.method = "first")], y); s * sqrt(sum(a^2) / sum(s^2)) }
 *   stat <- function(a, t) { n <- length(a); Q <- sum(a^2); k <- 2:(n - 2); tc <- t - mean(t)
 *     z <- cumsum(a)[k] / sqrt(k * (n - k) / n * Q / (n - 1))
 *     c(max(abs(z)), abs(sum(tc * a)) / sqrt(sum(tc^2) * Q / (n - 1))) }
 *   perms <- function(v) if (length(v) == 1) matrix(v) else
 *     do.call(rbind, lapply(seq_along(v), function(i) cbind(v[i], perms(v[-i]))))
 *   a <- vdw(y); o <- stat(a, t); R <- t(apply(perms(1:8), 1, function(p) stat(a[p], t)))
 *   cnt <- function(x, ref) sapply(x, function(u) sum(ref >= u - 1e-9))
 *   m <- pmin(cnt(R[,1], R[,1]), cnt(R[,2], R[,2])); w <- min(cnt(o[1], R[,1]), cnt(o[2], R[,2]))
 *   c(cnt(o[1], R[,1]), cnt(o[2], R[,2]), sum(m <= w)) / 40320
 */
typedef struct {
  double y[8];
  int t[8];
  double s, d;
  double p_step, p_drift, p;
  size_t index;
} brute_case;

static const brute_case brute[] = {
    {.y = {4.1, 3.9, 5.2, 4.4, 6.8, 6.1, 5.9, 7.3},
     .t = {1, 2, 3, 4, 5, 6, 7, 8},
     .s = 2.23921856589772217,
     .d = 2.25659500321213091,
     .p_step = 0.02857142857142857,
     .p_drift = 0.00873015873015873,
     .p = 0.00873015873015873,
     .index = 4},
    {.y = {4.1, 3.9, 5.2, 4.4, 6.8, 6.1, 5.9, 5.0},
     .t = {1, 2, 3, 5, 6, 7, 8, 11},
     .s = 2.008529327734435,
     .d = 1.354266966534490,
     .p_step = 0.192063492063492,
     .p_drift = 0.194791666666667,
     .p = 0.259176587301587,
     .index = 2},
    {.y = {4, 4, 5, 4, 7, 6, 6, 7},
     .t = {1, 2, 3, 4, 5, 6, 7, 8},
     .s = 2.3617206558514270,
     .d = 2.1285922016696510,
     .p_step = 0.0285714285714286,
     .p_drift = 0.0226190476190476,
     .p = 0.0226190476190476,
     .index = 4},
};

static leda_judgement judge_brute(const brute_case *b) {
  leda_null *null = leda_null_alloc(b->t, 8, 0, 1, 2);
  leda_judge_plan plan = {.alpha = 0.05, .seed = 1, .threads = 2, .always = true};
  leda_judge_work work;
  leda_judgement out;

  assert_non_null(null);
  assert_int_equal(leda_judge_work_init(&work, 8), 0);
  leda_judge_screen(null, b->y, &work, &out);
  assert_int_equal(leda_judge_ties(null, &work, &plan, &out), 0);
  leda_judge_work_clear(&work);
  leda_null_free(null);
  return out;
}

static void enumeration_equals_brute_force(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof brute / sizeof *brute; i++) {
    leda_judgement out = judge_brute(&brute[i]);

    assert_true(out.exact);
    assert_near(out.scan.s, brute[i].s, 1e-13);
    assert_near(fabs(out.scan.d), brute[i].d, 1e-13);
    assert_int_equal(out.scan.index, brute[i].index);
    assert_near(out.p.p_step, brute[i].p_step, 1e-12);
    assert_near(out.p.p_drift, brute[i].p_drift, 1e-12);
    assert_near(out.p.p, brute[i].p, 1e-12);
    assert_int_equal(out.conditional, out.tied > 0);
  }
}

/* R 4.2.2: y <- Nile[1:24]; set.seed(1); 200,000 times abs(sum((1:24 - 12.5) * sample(vdw(y)))):
 * (1 + count) / 200001 = 0.84431, standard error 0.0008; leda's own error is as large. */
static void sampled_drift_agrees_with_r(void **state) {
  static const double y[] = {1120, 1160, 963,  1210, 1160, 1160, 813, 1230, 1370, 1140, 995,  935,
                             1110, 994,  1020, 960,  1180, 799,  958, 1140, 1100, 1210, 1150, 1250};
  int t[24];
  leda_null *null;
  leda_null_table *table;
  leda_judge_work work;
  leda_judgement out;

  (void)state;
  for (int i = 0; i < 24; i++) t[i] = i + 1;
  null = leda_null_alloc(t, 24, 200000, 5, 2);
  assert_non_null(null);
  assert_int_equal(leda_judge_work_init(&work, 24), 0);
  leda_judge_screen(null, y, &work, &out);
  table = leda_null_conditional(null, work.scores, 200000, 7, 2);
  assert_non_null(table);
  assert_near(fabs(out.scan.d), 0.203778274102934, 1e-12);
  assert_within(leda_null_table_p(table, out.scan.s, fabs(out.scan.d)).p_drift, 0.844310778446108,
                0.004);
  leda_null_table_free(table);
  leda_judge_work_clear(&work);
  leda_null_free(null);
}

/* n = 9 is enumerated: what 200,000 random orders of the same scores say must be near it. */
static void sampling_agrees_with_enumeration(void **state) {
  int t[9];
  double scores[9];
  double *s = malloc(200000 * sizeof *s), *d = malloc(200000 * sizeof *d);
  leda_null_draws_plan plan = {200000, 3, 2};
  leda_contrasts *c;
  leda_null *exact;
  leda_null_table *sampled;

  (void)state;
  for (int i = 0; i < 9; i++) t[i] = i;
  leda_scores_table(9, scores);
  c = leda_contrasts_alloc(t, 9, leda_scores_sum_squares(scores, 9));
  exact = leda_null_alloc(t, 9, 0, 1, 2);
  assert_non_null(c);
  assert_non_null(exact);
  assert_int_equal(leda_null_table_size(leda_null_untied(exact)), 362880);
  assert_int_equal(leda_null_draws_sample(c, scores, &plan, s, d), 0);
  sampled = leda_null_table_take(s, d, 200000, false);
  assert_non_null(sampled);
  for (double at = 1.2; at < 2.5; at += 0.1) {
    leda_null_p a = leda_null_table_p(leda_null_untied(exact), at, at);
    leda_null_p b = leda_null_table_p(sampled, at, at);

    assert_within(b.p, a.p, 5.0 * sqrt(a.p * (1 - a.p) / 200000.0) + 1e-5);
    assert_within(b.p_step, a.p_step, 5.0 * sqrt(a.p_step * (1 - a.p_step) / 200000.0) + 1e-5);
    assert_within(b.p_drift, a.p_drift, 5.0 * sqrt(a.p_drift * (1 - a.p_drift) / 200000.0) + 1e-5);
  }
  leda_null_table_free(sampled);
  leda_null_free(exact);
  leda_contrasts_free(c);
}

/* Draws written out by hand: S = 1..4, D = 4..1; counts at or above. */
static void p_counts_what_is_as_large(void **state) {
  double *s = malloc(4 * sizeof *s), *d = malloc(4 * sizeof *d);
  leda_null_table *table;

  (void)state;
  for (int i = 0; i < 4; i++) {
    s[i] = i + 1;
    d[i] = 4 - i;
  }
  table = leda_null_table_take(s, d, 4, true);
  assert_non_null(table);
  /* smaller counts of the four draws: 1, 2, 2, 1 */
  assert_near(leda_null_table_p(table, 4.0, 0.0).p_step, 0.25, 1e-15);
  assert_near(leda_null_table_p(table, 4.0, 0.0).p_drift, 1.0, 1e-15);
  assert_near(leda_null_table_p(table, 4.0, 0.0).p, 0.5, 1e-15);
  assert_near(leda_null_table_p(table, 3.0, 0.0).p, 1.0, 1e-15);
  assert_near(leda_null_table_floor(table), 0.5, 1e-15);
  assert_near(leda_null_table_step_critical(table, 0.25), 4.0, 1e-15);
  assert_near(leda_null_table_step_critical(table, 0.5), 3.0, 1e-15);
  assert_true(isinf(leda_null_table_step_critical(table, 0.2)));
  leda_null_table_free(table);
}

static void p_is_never_zero(void **state) {
  double *s = malloc(10 * sizeof *s), *d = malloc(10 * sizeof *d);
  leda_null_table *table;

  (void)state;
  for (int i = 0; i < 10; i++) s[i] = d[i] = i;
  table = leda_null_table_take(s, d, 10, false);
  assert_non_null(table);
  assert_near(leda_null_table_p(table, 100.0, 100.0).p_step, 1.0 / 11.0, 1e-15);
  assert_near(leda_null_table_p(table, 100.0, 100.0).p, leda_null_table_floor(table), 1e-15);
  assert_true(leda_null_table_floor(table) > 0.0);
  leda_null_table_free(table);
}

static void same_table(const leda_null *a, const leda_null *b) {
  for (double at = 0.0; at < 5.0; at += 0.01) {
    leda_null_p p = leda_null_table_p(leda_null_untied(a), at, 0.9 * at);
    leda_null_p q = leda_null_table_p(leda_null_untied(b), at, 0.9 * at);

    assert_true(p.p == q.p && p.p_step == q.p_step && p.p_drift == q.p_drift);
  }
}

static void threads_and_mirrors_give_the_same_table(void **state) {
  static const int t[] = {1, 2, 3, 5, 6, 7, 9, 10, 11, 15, 16};
  static const int mirror[] = {0, 1, 5, 6, 7, 9, 10, 11, 13, 14, 15};
  leda_null *one = leda_null_alloc(t, 11, 20500, 1, 1);

  (void)state;
  assert_non_null(one);
  for (int threads = 2; threads <= 8; threads += 3) {
    leda_null *many = leda_null_alloc(t, 11, 20500, 1, threads);

    assert_non_null(many);
    same_table(one, many);
    leda_null_free(many);
  }
  leda_null *turned = leda_null_alloc(mirror, 11, 20500, 1, 2);

  assert_non_null(turned);
  same_table(one, turned);
  leda_null_free(turned);
  leda_null_free(one);
}

static void seeds_differ(void **state) {
  static const int t[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  leda_null *a = leda_null_alloc(t, 10, 5000, 1, 1), *b = leda_null_alloc(t, 10, 5000, 2, 1);

  (void)state;
  assert_non_null(a);
  assert_non_null(b);
  assert_true(leda_null_table_p(leda_null_untied(a), 2.0, 1.0).p_step !=
              leda_null_table_p(leda_null_untied(b), 2.0, 1.0).p_step);
  leda_null_free(a);
  leda_null_free(b);
}

static void bad_positions_have_no_null(void **state) {
  static const int falling[] = {1, 2, 2, 4, 5}, few[] = {1, 2, 3};

  (void)state;
  assert_null(leda_null_alloc(falling, 5, 100, 1, 1));
  assert_null(leda_null_alloc(few, 3, 100, 1, 1));
  assert_null(leda_null_alloc(NULL, 8, 100, 1, 1));
}

static void a_null_fits_moved_positions_only(void **state) {
  static const int t[] = {1, 2, 3, 5, 6}, moved[] = {11, 12, 13, 15, 16}, other[] = {1, 2, 3, 4, 6};
  leda_null *null = leda_null_alloc(t, 5, 0, 1, 1);

  (void)state;
  assert_non_null(null);
  assert_true(leda_null_fits(null, moved, 5));
  assert_false(leda_null_fits(null, other, 5));
  assert_false(leda_null_fits(null, t, 4));
  leda_null_free(null);
}

/* Against qsort's order: equal values, zeros and numbers of very different size among them. */
static void sorting_by_bits_sorts(void **state) {
  double x[501], work[501], sum = 0.0, sorted_sum = 0.0;
  leda_stream stream = leda_stream_start(1, 1);

  (void)state;
  for (int i = 0; i < 501; i++) {
    double u = leda_stream_uniform(&stream);

    x[i] = i % 5 == 0    ? 0.0
           : i % 7 == 0  ? 2.5
           : i % 11 == 0 ? u * 1e300
           : i % 13 == 0 ? u * 1e-310
                         : u;
    sum += x[i] > 1e10 ? 0.0 : x[i];
  }
  leda_sort_positive(x, work, 501);
  for (int i = 0; i < 501; i++) {
    assert_true(i == 0 || x[i - 1] <= x[i]);
    sorted_sum += x[i] > 1e10 ? 0.0 : x[i];
  }
  assert_near(sorted_sum, sum, 1e-12);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(enumeration_equals_brute_force),
      cmocka_unit_test(sampled_drift_agrees_with_r),
      cmocka_unit_test(sampling_agrees_with_enumeration),
      cmocka_unit_test(p_counts_what_is_as_large),
      cmocka_unit_test(p_is_never_zero),
      cmocka_unit_test(sorting_by_bits_sorts),
      cmocka_unit_test(threads_and_mirrors_give_the_same_table),
      cmocka_unit_test(seeds_differ),
      cmocka_unit_test(bad_positions_have_no_null),
      cmocka_unit_test(a_null_fits_moved_positions_only),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
