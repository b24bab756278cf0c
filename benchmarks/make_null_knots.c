/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes stats/null_knots.inc, the tails of the verdict's statistics under independent noise, n = 8..60:
 *     build/obj/gcc-plain/benchmarks/make_null_knots --write [THREADS] > stats/null_knots.inc
 * All orders up to n = 11, random ones above. Needs stats/null_tables.inc (for D). Without --write it
 * does nothing but say so: make_null_tables compares the result with fresh simulation. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/ar1_plan.h"
#include "stats/null_law.h"
#include "stats/scores.h"
#include "stats/stream.h"

#define DRAWS 4000000
#define SEED 977
#define TOLERANCE 0.003 /* of -ln p */
#define BINS 65536

typedef struct {
  size_t n;
  leda_ar1_plan plan;
  double scores[LEDA_TABLES_LAST_LENGTH];
  leda_null_law *drift; /* for D */
  double *step_tail;    /* -ln P(S >= bin), when that is known */
  double *count;        /* by bin: of S, or of the smaller p */
  double total;
  leda_tables_knot *knots[2];
  size_t knot_count[2];
} maker;

static void record(maker *m, const double *x) {
  leda_contrasts_scan scan = leda_ar1_plan_run(&m->plan, x);
  double at = scan.s * LEDA_TABLES_STEP_UNIT + 1e-6;

  if (m->step_tail != NULL) {
    double step = m->step_tail[(size_t)at];
    double drift = -log(leda_null_law_drift_p(m->drift, fabs(scan.d)));

    at = fmax(step, drift) * LEDA_TABLES_UNIT;
  }
  m->count[at < BINS - 1 ? (size_t)at : BINS - 1] += 1.0;
  m->total += 1.0;
}

static void swap(double *a, double *b) {
  double kept = *a;

  *a = *b;
  *b = kept;
}

/* All orders (Heap 1963) of x[0..count-1]. */
static void enumerate(maker *m, double *x, size_t count) {
  size_t state[LEDA_TABLES_ENUMERATED] = {0};

  record(m, x);
  for (size_t i = 1; i < count;) {
    if (state[i] < i) {
      swap(&x[i % 2 == 0 ? 0 : state[i]], &x[i]);
      record(m, x);
      state[i]++;
      i = 1;
    } else {
      state[i++] = 0;
    }
  }
}

static void draw(maker *m) {
  double x[LEDA_TABLES_LAST_LENGTH];
  leda_stream stream = leda_stream_start(SEED, m->n);

  memcpy(x, m->scores, m->n * sizeof *x);
  memset(m->count, 0, BINS * sizeof *m->count);
  m->total = 0.0;
  if (m->n <= LEDA_TABLES_ENUMERATED) {
    for (size_t last = 0; last < m->n; last++) {
      memcpy(x, m->scores, m->n * sizeof *x);
      swap(&x[last], &x[m->n - 1]);
      enumerate(m, x, m->n - 1);
    }
    return;
  }
  for (size_t i = 0; i < DRAWS; i++) {
    leda_stream_shuffle(&stream, x, m->n);
    record(m, x);
  }
}

/* Tail -ln P(>= bin); returns the last bin to keep. */
static size_t tail_of(const maker *m, double end, double *tail) {
  double beyond = 0.0;
  size_t last = 0;

  for (size_t b = BINS; b-- > 0;) {
    beyond += m->count[b];
    tail[b] = beyond > 0.0 ? -log(beyond / m->total) : INFINITY;
    if (beyond > 0.0 && beyond / m->total >= end && last == 0) last = b;
  }
  return last;
}

/* Keeps the bins that a polygon within TOLERANCE needs (Ramer 1972, Douglas & Peucker 1973). */
static void simplify(const double *tail, size_t from, size_t to, bool *keep) {
  double worst = TOLERANCE;
  size_t at = 0;

  keep[from] = keep[to] = true;
  for (size_t b = from + 1; b < to; b++) {
    double line = tail[from] + (tail[to] - tail[from]) * (double)(b - from) / (double)(to - from);

    if (fabs(tail[b] - line) > worst) {
      worst = fabs(tail[b] - line);
      at = b;
    }
  }
  if (at == 0) return;
  simplify(tail, from, at, keep);
  simplify(tail, at, to, keep);
}

static bool make_polygon(maker *m, int which, double *tail) {
  size_t last = tail_of(m, m->n <= LEDA_TABLES_ENUMERATED ? 1e-9 : LEDA_TABLES_KNOTS_END, tail);
  bool *keep = calloc(BINS, sizeof *keep);
  leda_tables_knot *knots = malloc(BINS * sizeof *knots);
  size_t count = 0;

  if (keep == NULL || knots == NULL) {
    free(keep);
    free(knots);
    return false;
  }
  simplify(tail, 0, last, keep);
  for (size_t b = 0; b <= last; b++)
    if (keep[b]) {
      knots[count].x = (uint16_t)b;
      knots[count++].y = (uint16_t)fmin(floor(tail[b] * LEDA_TABLES_UNIT), 65535.0);
    }
  m->knots[which] = knots;
  m->knot_count[which] = count;
  free(keep);
  return true;
}

static bool make(maker *m) {
  double *tail = malloc(BINS * sizeof *tail);
  leda_null_cell cell = leda_null_cell_built_in(m->n, 0.0);
  bool made = tail != NULL && leda_ar1_plan_init(&m->plan, m->n) == GSL_SUCCESS;

  m->count = malloc(BINS * sizeof *m->count);
  m->drift = leda_null_law_alloc(m->n, &cell);
  made = made && m->count != NULL && m->drift != NULL;
  if (made) {
    leda_scores_table(m->n, m->scores);
    leda_ar1_plan_fill(&m->plan, NULL, m->n, 0.0, leda_scores_sum_squares(m->scores, m->n));
    draw(m);
    made = make_polygon(m, 0, tail);
  }
  if (made) {
    m->step_tail = tail;
    draw(m);
    m->step_tail = NULL;
    made = make_polygon(m, 1, tail);
  }
  free(tail);
  free(m->count);
  leda_null_law_free(m->drift);
  leda_ar1_plan_clear(&m->plan);
  return made;
}

static void write_knots(const maker *makers, size_t lengths) {
  size_t from = 0, column = 0;

  printf("/* Written by benchmarks/make_null_knots.c; not to be changed by hand. */\n"
         "#ifdef LEDA_KNOTS\n");
  for (size_t i = 0; i < 2 * lengths; i++)
    for (size_t k = 0; k < makers[i / 2].knot_count[i % 2]; k++) {
      leda_tables_knot knot = makers[i / 2].knots[i % 2][k];

      printf("{%u,%u},%s", knot.x, knot.y, ++column % 7 == 0 ? "\n" : "");
    }
  printf("\n#else\n0");
  for (size_t i = 0; i < 2 * lengths; i++) {
    from += makers[i / 2].knot_count[i % 2];
    printf(",%s%zu", i % 14 == 13 ? "\n" : "", from);
  }
  printf("\n#endif\n");
}

int main(int argc, char **argv) {
  enum { LENGTHS = LEDA_TABLES_LAST_LENGTH - LEDA_TABLES_FIRST_LENGTH + 1 };
  const int threads = argc > 2 && atoi(argv[2]) > 1 ? atoi(argv[2]) : 1;
  int failed = 0;

  maker *makers = calloc(LENGTHS, sizeof *makers);

  (void)threads; /* without OpenMP */

  gsl_set_error_handler_off();
  if (argc < 2 || strcmp(argv[1], "--write") != 0 || makers == NULL) {
    printf("--write makes stats/null_knots.inc\n");
    free(makers);
    return 0;
  }
#pragma omp parallel for schedule(dynamic) num_threads(threads)
  for (int i = 0; i < LENGTHS; i++) {
    int n = LEDA_TABLES_FIRST_LENGTH +
            (i + LEDA_TABLES_ENUMERATED - LEDA_TABLES_FIRST_LENGTH) % LENGTHS;
    maker *m = &makers[n - LEDA_TABLES_FIRST_LENGTH];

    m->n = (size_t)n;
    if (!make(m)) {
#pragma omp atomic write
      failed = 1;
    }
    fprintf(stderr, "n %d: %zu and %zu knots\n", n, m->knot_count[0], m->knot_count[1]);
  }
  if (!failed) write_knots(makers, LENGTHS);
  for (int i = 0; i < LENGTHS; i++) {
    free(makers[i].knots[0]);
    free(makers[i].knots[1]);
  }
  free(makers);
  return failed;
}
