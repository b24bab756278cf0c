/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/null_draws.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/stream.h"

#define ORDERS_MAX 12
/* Fewer draws are done before other threads have woken. */
#define WORTH_THREADS 50000

size_t leda_null_draws_orders(size_t n) {
  size_t orders = 1;

  for (size_t i = 2; i <= n; i++) orders *= i;
  return orders;
}

static void swap(double *a, double *b) {
  double kept = *a;

  *a = *b;
  *b = kept;
}

static void record(const leda_contrasts *c, const double *x, double *s, double *d) {
  *s = leda_contrasts_max_step(c, x);
  *d = fabs(leda_contrasts_drift(c, x));
}

/* All orders of x[0..m-1], the rest of x standing still (Heap 1963). */
static void enumerate_front(const leda_contrasts *c, double *x, size_t m, double *s, double *d) {
  size_t state[ORDERS_MAX] = {0};
  size_t at = 0;

  record(c, x, &s[at], &d[at]);
  at++;
  for (size_t i = 1; i < m;) {
    if (state[i] < i) {
      swap(&x[i % 2 == 0 ? 0 : state[i]], &x[i]);
      record(c, x, &s[at], &d[at]);
      at++;
      state[i]++;
      i = 1;
    } else {
      state[i++] = 0;
    }
  }
}

int leda_null_draws_enumerate(const leda_contrasts *c, const double *scores, int threads, double *s,
                              double *d) {
  size_t n = leda_contrasts_n(c);
  size_t block = leda_null_draws_orders(n - 1);

  if (n > ORDERS_MAX) return GSL_EINVAL;
#pragma omp parallel for schedule(static, 1) num_threads(threads < 1 ? 1 : threads)
  for (size_t last = 0; last < n; last++) {
    double x[ORDERS_MAX];

    memcpy(x, scores, n * sizeof *x);
    swap(&x[last], &x[n - 1]);
    enumerate_front(c, x, n - 1, s + last * block, d + last * block);
  }
  return GSL_SUCCESS;
}

typedef struct {
  double *s;
  double *d;
  size_t count;
} outputs;

/* The draws of one block, with the block's own stream; x holds the scores. */
static void sample_block(const leda_contrasts *c, double *x, leda_stream stream, outputs out) {
  size_t n = leda_contrasts_n(c);

  for (size_t i = 0; i < out.count; i++) {
    leda_stream_shuffle(&stream, x, n);
    record(c, x, &out.s[i], &out.d[i]);
  }
}

static int threads_for(const leda_null_draws_plan *plan) {
  return plan->threads < 1 || plan->draws < WORTH_THREADS ? 1 : plan->threads;
}

int leda_null_draws_sample(const leda_contrasts *c, const double *scores,
                           const leda_null_draws_plan *plan, double *s, double *d) {
  size_t n = leda_contrasts_n(c);
  size_t blocks = (plan->draws + LEDA_NULL_BLOCK - 1) / LEDA_NULL_BLOCK;
  double *work = malloc(blocks * n * sizeof *work);

  if (work == NULL && blocks > 0) return GSL_ENOMEM;
#pragma omp parallel for schedule(static) num_threads(threads_for(plan))
  for (size_t b = 0; b < blocks; b++) {
    size_t from = b * LEDA_NULL_BLOCK;
    size_t count = plan->draws - from < LEDA_NULL_BLOCK ? plan->draws - from : LEDA_NULL_BLOCK;
    double *x = work + b * n;

    memcpy(x, scores, n * sizeof *x);
    sample_block(c, x, leda_stream_start(plan->seed, b), (outputs){s + from, d + from, count});
  }
  free(work);
  return GSL_SUCCESS;
}
