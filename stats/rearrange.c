/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rearrange.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/subset_sums.h"

/* Rearrangements a thread takes at a time; the stream of chance is the block's. */
#define BLOCK 1024

/* Columns stand in falling order of |T|, so "itself and all below it" is a tail. Padding has an infinite
 * threshold and sums of 0, so it never counts and never is the largest. */
typedef struct {
  const leda_rearrange_plan *plan;
  leda_subset_sums *sums; /* one of the two */
  leda_whole_sums *whole;
  size_t *order;
  size_t tested; /* statements with a statistic */
  size_t lanes;
  double *threshold;
  uint64_t *count; /* raw, single, step: lanes each */
} bench;

/* Of one thread. */
typedef struct {
  double *size; /* |T*| */
  double *tail; /* largest |T*| over itself and all below it */
  uint64_t *room;
  uint64_t *chosen;
  uint64_t *count;
} desk;

static void bench_clear(bench *b) {
  leda_subset_sums_free(b->sums);
  leda_whole_sums_free(b->whole);
  free(b->order);
  free(b->threshold);
  free(b->count);
}

/* Columns of the statements with a statistic, in order. */
static bool make_sums(bench *b) {
  const leda_rearrange_plan *plan = b->plan;
  double *sorted;

  b->lanes = (b->tested + LEDA_SUBSET_LANES - 1) / LEDA_SUBSET_LANES * LEDA_SUBSET_LANES;
  if (plan->whole) {
    b->whole = leda_whole_sums_alloc(plan->whole, b->order, b->tested);
    return b->whole != NULL;
  }
  sorted = malloc((plan->units * b->tested + 1) * sizeof *sorted);
  if (sorted == NULL) return false;
  for (size_t u = 0; u < plan->units; u++)
    for (size_t j = 0; j < b->tested; j++)
      sorted[u * b->tested + j] = plan->unit[u * plan->statements + b->order[j]];
  b->sums = leda_subset_sums_alloc(sorted, plan->units, b->tested, plan->signs);
  free(sorted);
  return b->sums != NULL;
}

/* Equal numbers added up in another order differ by rounding: relative to T and to T's spread. */
static double threshold_of(const bench *b, size_t statement, double statistic) {
  const leda_rearrange_plan *plan = b->plan;
  double squares = 0.0;

  for (size_t u = 0; u < plan->units; u++) {
    double x = plan->unit[u * plan->statements + statement];

    squares += x * x;
  }
  return fabs(statistic) - LEDA_MAX_T_TIE * (fabs(statistic) + sqrt(squares));
}

static bool bench_init(bench *b, const leda_max_t *out) {
  size_t statements = b->plan->statements;

  b->order = malloc((statements + 1) * sizeof *b->order);
  if (b->order == NULL) return false;
  leda_max_t_order(out, statements, b->order);
  while (b->tested < statements && !isnan(out[b->order[b->tested]].statistic)) b->tested++;
  if (!make_sums(b)) return false;
  b->threshold = malloc((b->lanes + 1) * sizeof *b->threshold);
  b->count = calloc(3 * (b->lanes + statements) + 1, sizeof *b->count);
  if (b->threshold == NULL || b->count == NULL) return false;
  for (size_t j = 0; j < b->lanes; j++)
    b->threshold[j] =
        j < b->tested ? threshold_of(b, b->order[j], out[b->order[j]].statistic) : (double)INFINITY;
  return true;
}

static void desk_clear(desk *d) {
  free(d->size);
  free(d->room);
  free(d->chosen);
  free(d->count);
}

static bool desk_init(desk *d, const bench *b) {
  d->size = calloc(2 * b->lanes + 1, sizeof *d->size);
  d->tail = d->size ? d->size + b->lanes : NULL;
  d->room = calloc(b->whole ? leda_whole_sums_room(b->whole) + 1 : 1, sizeof *d->room);
  d->chosen = calloc((b->plan->units + 63) / 64 + 1, sizeof *d->chosen);
  d->count = calloc(3 * b->lanes + 1, sizeof *d->count);
  return d->size && d->room && d->chosen && d->count;
}

static void count_one(const bench *b, desk *d) {
  size_t lanes = b->lanes;
  double *size = d->size, *tail = d->tail, largest = 0.0;
  uint64_t *raw = d->count, *single = raw + lanes, *step = single + lanes;
  const double *threshold = b->threshold;

  if (b->whole)
    leda_whole_sums_add(b->whole, d->chosen, d->room, size);
  else
    leda_subset_sums_add(b->sums, d->chosen, size);
#pragma omp simd
  for (size_t j = 0; j < lanes; j++) size[j] = fabs(size[j]);
  for (size_t j = lanes; j-- > 0;) {
    largest = size[j] > largest ? size[j] : largest;
    tail[j] = largest;
  }
#pragma omp simd
  for (size_t j = 0; j < lanes; j++) raw[j] += size[j] >= threshold[j] ? 1 : 0;
#pragma omp simd
  for (size_t j = 0; j < lanes; j++) single[j] += largest >= threshold[j] ? 1 : 0;
#pragma omp simd
  for (size_t j = 0; j < lanes; j++) step[j] += tail[j] >= threshold[j] ? 1 : 0;
}

static void count_block(const bench *b, desk *d, uint64_t block) {
  const leda_rearrange_plan *plan = b->plan;
  leda_stream stream = leda_stream_start(plan->seed, block);
  uint64_t end = (block + 1) * BLOCK < plan->total ? (block + 1) * BLOCK : plan->total;

  for (uint64_t i = block * BLOCK; i < end; i++) {
    plan->choose(plan->data, &stream, i, d->chosen);
    count_one(b, d);
  }
}

/* Whole numbers: the order in which threads add theirs does not show. */
static bool count_all(bench *b) {
  uint64_t blocks = (b->plan->total + BLOCK - 1) / BLOCK;
  int failed = 0;

#pragma omp parallel num_threads(b->plan->threads < 1 ? 1 : b->plan->threads)
  {
    desk d;
    bool made = desk_init(&d, b);

#pragma omp for schedule(dynamic)
    for (uint64_t block = 0; block < blocks; block++)
      if (made) count_block(b, &d, block);
#pragma omp critical(leda_rearrange_sum)
    {
      failed = failed || !made;
      for (size_t j = 0; made && j < 3 * b->lanes; j++) b->count[j] += d.count[j];
    }
    desk_clear(&d);
  }
  return !failed;
}

/* From the bench's order back to that of the statements. */
static void finish(bench *b, leda_max_t *out) {
  size_t statements = b->plan->statements;
  uint64_t *own = b->count + 3 * b->lanes;
  leda_max_t_counts counts = {.raw = own,
                              .single = own + statements,
                              .step = own + 2 * statements,
                              .order = b->order,
                              .total = b->plan->total,
                              .extra = b->plan->all ? 0 : 1};

  for (int kind = 0; kind < 3; kind++)
    for (size_t j = 0; j < b->tested; j++)
      own[(size_t)kind * statements + b->order[j]] = b->count[(size_t)kind * b->lanes + j];
  leda_max_t_finish(&counts, out, statements);
}

int leda_rearrange_run(const leda_rearrange_plan *plan, leda_max_t *out) {
  bench b = {.plan = plan};
  int status = GSL_ENOMEM;

  if (bench_init(&b, out) && count_all(&b)) {
    finish(&b, out);
    status = GSL_SUCCESS;
  }
  bench_clear(&b);
  return status;
}
