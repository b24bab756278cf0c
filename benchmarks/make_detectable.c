/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes stats/detectable_table.inc, how large a shift in the middle must be to be found, by length and phi:
 *     build/obj/gcc-plain/benchmarks/make_detectable --write [THREADS] > stats/detectable_table.inc
 * by simulation with the null distributions that are compiled in (make it anew when those change). */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/ar1.h"
#include "stats/detectable.h"
#include "stats/detectable_table.h"

#define SEED 31
/* Values simulated in a cell, and series. */
#define WORK 1200000
#define WORK_SERIES 200000
#define LEAST 1500
#define MOST 40000
#define GUESS 4.0

typedef struct {
  size_t n;
  double phi;
  bool series;
} cell;

static size_t series_of(const cell *c) {
  size_t series = (c->series ? WORK_SERIES : WORK) / c->n;

  return series < LEAST ? LEAST : series > MOST ? MOST : series;
}

/* 0 where no shift is found often enough; -1 when memory is short. */
static int make(const cell *c) {
  leda_null_store *store = leda_null_store_alloc(1, 1);
  leda_ar1 *frame = leda_ar1_alloc(NULL, c->n, c->phi, 0);
  leda_detectable_plan plan = {
      .store = store,
      .noise = {.model = c->series ? LEDA_NOISE_AR1_SERIES : LEDA_NOISE_AR1_GIVEN, .phi = c->phi},
      .n = c->n,
      .alpha = LEDA_DETECTABLE_ALPHA,
      .power = LEDA_DETECTABLE_POWER,
      .seed = SEED,
      .threads = 1};
  double length, delta = NAN;

  if (store == NULL || frame == NULL) goto done;
  length = leda_detectable_length(frame);
  if (leda_null_store_prepare(store, c->n, &plan.noise, 0) == GSL_SUCCESS)
    delta = leda_detectable_simulated(&plan, GUESS / length, series_of(c)) * length;
done:
  leda_null_store_free(store);
  leda_ar1_free(frame);
  if (isnan(delta)) return -1;
  return isfinite(delta) && delta < 65.0 ? (int)lround(delta * LEDA_DETECTABLE_UNIT) : 0;
}

static void write_table(const int *values, int phis) {
  for (int l = 0; l < LEDA_TABLES_LENGTHS; l++)
    for (int f = 0; f < phis; f++)
      printf("%s%d%s", f == 0 ? "{" : "", values[l * phis + f], f + 1 < phis ? "," : "},\n");
}

/* From the longest, which take longest. */
static int make_table(bool series, int phis, int threads, int *values) {
  int failed = 0;

  (void)threads; /* without OpenMP */
#pragma omp parallel for schedule(dynamic) num_threads(threads)
  for (int i = LEDA_TABLES_LENGTHS * phis - 1; i >= 0; i--) {
    cell c = {(size_t)leda_tables_lengths[i / phis], leda_tables_phis[i % phis], series};

    values[i] = make(&c);
    if (values[i] < 0) {
#pragma omp atomic write
      failed = 1;
    }
    fprintf(stderr, "n %zu phi %g: %d\n", c.n, c.phi, values[i]);
  }
  return failed;
}

int main(int argc, char **argv) {
  static int given[LEDA_TABLES_LENGTHS * LEDA_TABLES_PHIS];
  static int series[LEDA_TABLES_LENGTHS * LEDA_DETECTABLE_SERIES_PHIS];
  int threads = argc > 2 && atoi(argv[2]) > 1 ? atoi(argv[2]) : 1, failed;

  gsl_set_error_handler_off();
  if (argc < 2 || strcmp(argv[1], "--write") != 0) {
    printf("--write makes stats/detectable_table.inc\n");
    return 0;
  }
  failed = make_table(false, LEDA_TABLES_PHIS, threads, given);
  failed |= make_table(true, LEDA_DETECTABLE_SERIES_PHIS, threads, series);
  printf(
      "/* Written by benchmarks/make_detectable.c; not to be changed by hand. */\n#ifdef LEDA_GIVEN\n");
  write_table(given, LEDA_TABLES_PHIS);
  printf("#else\n");
  write_table(series, LEDA_DETECTABLE_SERIES_PHIS);
  printf("#endif\n");
  return failed;
}
