/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes stats/null_series.inc, the null distributions of the verdict where phi is estimated from the
 * series itself, by length and estimate:
 *     build/obj/gcc-plain/benchmarks/make_null_series --write [THREADS] > stats/null_series.inc
 *     build/obj/gcc-plain/benchmarks/make_null_series --write-long [THREADS] > stats/null_series_long.inc
 * the second for lengths beyond 60. Needs stats/null_tables.inc and stats/null_long.inc, whose tails go on
 * where the draws end. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/gauss.h"
#include "stats/null_cell.h"
#include "stats/null_law.h"
#include "stats/null_simulate.h"
#include "stats/phi_profile.h"
#include "stats/scores.h"

#define DRAWS 400000
#define DRAWS_LONG 120000
#define SEED 4711
/* Estimates this near to a cell's own are taken into it. */
#define NEAR 0.065

typedef struct {
  size_t n;
  size_t draws;
  double *estimate;
  double *s;
  double *d;
} sample;

static bool sample_init(sample *x) {
  x->estimate = malloc(DRAWS * sizeof *x->estimate);
  x->s = malloc(DRAWS * sizeof *x->s);
  x->d = malloc(DRAWS * sizeof *x->d);
  return x->estimate && x->s && x->d;
}

static void sample_clear(sample *x) {
  free(x->estimate);
  free(x->s);
  free(x->d);
}

static void draw_series(leda_stream *stream, size_t n, double *y) {
  double u = leda_stream_uniform(stream);
  double phi = LEDA_TABLES_PRIOR_MOST * pow(u, 1.0 / leda_tables_prior_power(n));

  leda_gauss_fill(stream, y, n);
  y[0] /= sqrt(1.0 - phi * phi);
  for (size_t i = 1; i < n; i++) y[i] += phi * y[i - 1];
}

static bool draw(sample *x) {
  leda_phi_profile profile;
  double *work = malloc(4 * x->n * sizeof *work), *y, *r, *a, *scores;
  size_t *order = malloc(x->n * sizeof *order);
  leda_stream stream = leda_stream_start(SEED, x->n);

  if (work == NULL || order == NULL || leda_phi_profile_init(&profile, x->n) != GSL_SUCCESS) {
    free(work);
    free(order);
    return false;
  }
  y = work;
  r = work + x->n;
  a = work + 2 * x->n;
  scores = work + 3 * x->n;
  leda_scores_table(x->n, scores);
  leda_phi_profile_fill(&profile, NULL, x->n, leda_scores_sum_squares(scores, x->n));
  for (size_t i = 0; i < x->draws; i++) {
    leda_ar1_plan *plan;
    leda_contrasts_scan scan;

    draw_series(&stream, x->n, y);
    x->estimate[i] = leda_phi_profile_estimate(&profile, y);
    plan = &profile.plans[leda_phi_grid_index(x->estimate[i])];
    leda_ar1_plan_residuals(plan, y, r);
    leda_scores_fill(r, x->n, scores, order, a);
    scan = leda_ar1_plan_run(plan, a);
    x->s[i] = scan.s;
    x->d[i] = fabs(scan.d);
  }
  leda_phi_profile_clear(&profile);
  free(work);
  free(order);
  return true;
}

/* The draws whose estimate is near `at`: wide enough that a thousand are there. */
static size_t take_near(const sample *x, double at, double *s, double *d) {
  size_t count = 0;

  for (double near = NEAR; count < 1000 && near < 2.0; near *= 1.3) {
    count = 0;
    for (size_t i = 0; i < x->draws; i++)
      if (fabs(x->estimate[i] - at) <= near) {
        s[count] = x->s[i];
        d[count++] = x->d[i];
      }
  }
  return count;
}

static bool make_cell(const sample *x, double at, double *work, leda_null_cell *cell) {
  double *s = work, *d = work + DRAWS, *copy = work + 2 * DRAWS;
  size_t count = take_near(x, at, s, d);
  leda_null_cell tail = leda_null_cell_mixed(x->n, at, sqrt((1.0 - at * at) / (double)x->n));
  leda_null_law *law;

  *cell = tail;
  memcpy(copy, s, count * sizeof *s);
  leda_null_cell_set(cell, LEDA_TABLES_STEP, copy, count, x->n, &tail);
  memcpy(copy, d, count * sizeof *d);
  leda_null_cell_set(cell, LEDA_TABLES_DRIFT, copy, count, x->n, &tail);
  law = leda_null_law_alloc(x->n, cell);
  if (law == NULL) return false;
  for (size_t i = 0; i < count; i++)
    s[i] = fmin(leda_null_law_step_p(law, s[i]), leda_null_law_drift_p(law, d[i]));
  leda_null_cell_set(cell, LEDA_TABLES_LEAST, s, count, x->n, &tail);
  leda_null_law_free(law);
  return true;
}

static bool make_length(size_t n, leda_null_cell *cells) {
  sample x = {.n = n, .draws = n <= LEDA_TABLES_LAST_LENGTH ? DRAWS : DRAWS_LONG};
  double *work = malloc(3 * (size_t)DRAWS * sizeof *work);
  bool made = sample_init(&x) && work != NULL && draw(&x);

  for (int i = 0; made && i < LEDA_TABLES_SERIES; i++)
    made = make_cell(&x, i * LEDA_TABLES_SERIES_STEP, work, &cells[i]);
  free(work);
  sample_clear(&x);
  return made;
}

static void write_cell(const leda_null_cell *cell) {
  printf("{");
  for (int c = 0; c < LEDA_TABLES_COLUMNS; c++) {
    printf("{");
    for (int l = 0; l < LEDA_TABLES_LEVELS; l++)
      printf("%s%.0f%s", l % 15 == 0 && l > 0 ? "\n" : "",
             round(fmin(fmax(cell->value[c][l] * LEDA_TABLES_CELL_UNIT, -INT16_MAX), INT16_MAX)),
             l + 1 < LEDA_TABLES_LEVELS ? "," : "");
    printf("}%s\n", c + 1 < LEDA_TABLES_COLUMNS ? "," : "");
  }
  printf("}");
}

int main(int argc, char **argv) {
  static leda_null_cell cells[LEDA_TABLES_LENGTHS][LEDA_TABLES_SERIES];
  const int threads = argc > 2 && atoi(argv[2]) > 1 ? atoi(argv[2]) : 1;
  bool beyond = argc > 1 && strcmp(argv[1], "--write-long") == 0;
  const int first = beyond ? LEDA_TABLES_SHORT : 0;
  const int end = beyond ? LEDA_TABLES_LENGTHS : LEDA_TABLES_SHORT;
  int failed = 0;

  (void)threads; /* without OpenMP */

  gsl_set_error_handler_off();
  if (argc < 2 || (!beyond && strcmp(argv[1], "--write") != 0)) {
    printf("--write makes stats/null_series.inc, --write-long stats/null_series_long.inc\n");
    return 0;
  }
#pragma omp parallel for schedule(dynamic) num_threads(threads)
  for (int i = end - 1; i >= first; i--) {
    if (!make_length((size_t)leda_tables_lengths[i], cells[i])) {
#pragma omp atomic write
      failed = 1;
    }
    fprintf(stderr, "n %d\n", leda_tables_lengths[i]);
  }
  printf("/* Written by benchmarks/make_null_series.c; not to be changed by hand. */\n");
  for (int i = first; i < end; i++) {
    printf("{");
    for (int j = 0; j < LEDA_TABLES_SERIES; j++) {
      write_cell(&cells[i][j]);
      printf(j + 1 < LEDA_TABLES_SERIES ? ",\n" : "},\n");
    }
  }
  return failed;
}
