/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/ar1.h"
#include "stats/gauss.h"
#include "stats/scores.h"
#include "stats/whitened_steps.h"
#include "tests/support/assert_near.h"

typedef struct {
  size_t n;
  int stride; /* every so many periods one is missing */
  double phi;
  int season;
} ground;

/* The same contrasts from a matrix of the whitened steps, written out (Gram-Schmidt in ar1.c). */
static leda_contrasts *from_matrix(const leda_ar1 *frame, double sum_squares) {
  size_t n = leda_ar1_n(frame), steps = n + 1 - 2 * LEDA_CONTRASTS_SIDE;
  double *rows = malloc(steps * n * sizeof *rows);
  leda_contrasts *c;

  assert_non_null(rows);
  for (size_t j = 0; j < steps; j++)
    memcpy(rows + j * n, leda_ar1_step(frame, LEDA_CONTRASTS_SIDE + j), n * sizeof *rows);
  c = leda_contrasts_alloc_regressors(rows, leda_ar1_time(frame), n, sum_squares);
  free(rows);
  assert_non_null(c);
  return c;
}

static void compare(const leda_contrasts *a, const leda_contrasts *b, const double *scores) {
  size_t n = leda_contrasts_n(a);
  leda_contrasts_scan x = leda_contrasts_run(a, scores), y = leda_contrasts_run(b, scores);
  double sums_a[128], sums_b[128];

  assert_near(x.s, y.s, 1e-10);
  assert_near(x.z, y.z, 1e-10);
  assert_near(x.d, y.d, 1e-10);
  assert_int_equal(x.index, y.index);
  leda_contrasts_sums(a, scores, sums_a);
  leda_contrasts_sums(b, scores, sums_b);
  assert_near(leda_contrasts_max_step_of(a, sums_a), y.s, 1e-10);
  assert_near(leda_contrasts_max_step_of(b, sums_b), y.s, 1e-10);
  for (size_t k = LEDA_CONTRASTS_SIDE; k <= n - LEDA_CONTRASTS_SIDE; k++) {
    double z = leda_contrasts_step(b, scores, k);

    assert_near(leda_contrasts_step(a, scores, k), z, 1e-10);
    assert_near(leda_contrasts_step_of(a, sums_a, k), z, 1e-10);
    assert_near(leda_contrasts_step_of(b, sums_b, k), z, 1e-10);
    assert_near(leda_contrasts_segments(a, sums_a, k), leda_contrasts_segments(b, sums_b, k),
                1e-10);
  }
}

static void one_pass_equals_a_matrix(void **state) {
  static const ground grounds[] = {{8, 0, 0.4, 0},  {24, 0, 0.9, 0},  {24, 5, 0.6, 0},
                                   {60, 0, 0.3, 4}, {96, 7, 0.5, 12}, {48, 0, 0.0, 12}};

  (void)state;
  for (size_t g = 0; g < sizeof grounds / sizeof *grounds; g++) {
    size_t n = grounds[g].n, order[128];
    int t[128];
    double noise[128], table[128], scores[128];
    leda_stream stream = leda_stream_start(17, g);
    leda_ar1 *frame;
    leda_contrasts *one_pass, *matrix;

    for (size_t i = 0; i < n; i++)
      t[i] = (int)i + (grounds[g].stride > 0 ? (int)i / grounds[g].stride : 0);
    frame = leda_ar1_alloc(t, n, grounds[g].phi, grounds[g].season);
    assert_non_null(frame);
    leda_scores_table(n, table);
    one_pass = leda_ar1_contrasts(frame, leda_scores_sum_squares(table, n));
    matrix = from_matrix(frame, leda_scores_sum_squares(table, n));
    assert_non_null(one_pass);
    for (int again = 0; again < 5; again++) {
      leda_gauss_fill(&stream, noise, n);
      leda_scores_fill(noise, n, table, order, scores);
      compare(one_pass, matrix, scores);
    }
    leda_contrasts_free(one_pass);
    leda_contrasts_free(matrix);
    leda_ar1_free(frame);
  }
}

/* Segments of long series are reckoned without a table of pairs: the difference of two steps, written out. */
static void long_series_have_segments(void **state) {
  enum { N = 600, K = 200, L = 260 };
  leda_ar1 *frame = leda_ar1_alloc(NULL, N, 0.5, 0);
  leda_contrasts *c = leda_ar1_contrasts(frame, N - 1.0);
  double *scores = malloc(3 * N * sizeof *scores), *x = scores + N, *sums = x + N;
  double mean = 0.0, squares = 0.0, along = 0.0;

  (void)state;
  assert_non_null(frame);
  assert_non_null(c);
  assert_non_null(scores);
  for (size_t i = 0; i < N; i++) {
    x[i] = leda_ar1_step(frame, K)[i] - leda_ar1_step(frame, L)[i];
    mean += x[i] / N;
  }
  for (size_t i = 0; i < N; i++) {
    squares += (x[i] - mean) * (x[i] - mean);
    scores[i] = x[i] - mean; /* no other contrast can be larger */
  }
  for (size_t i = 0; i < N; i++) along += x[i] * scores[i];
  leda_contrasts_sums(c, scores, sums);
  assert_near(leda_contrasts_segments(c, sums, K), along / sqrt(squares), 1e-9);
  free(scores);
  leda_contrasts_free(c);
  leda_ar1_free(frame);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_pass_equals_a_matrix),
      cmocka_unit_test(long_series_have_segments),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
