/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes stats/null_tables.inc, the null distributions of the verdict by length and phi:
 *     build/obj/gcc-plain/benchmarks/make_null_tables --write [THREADS] > stats/null_tables.inc
 *     build/obj/gcc-plain/benchmarks/make_null_tables --write-long [THREADS] > stats/null_long.inc
 * the second, for lengths beyond 60, after the first was compiled in: its tails beyond some 5e-4 are those at 60.
 * Without --write it makes a few cells between those of the tables afresh and prints how the built-in
 * p compares. Same seed, same numbers, for any number of threads. The body comes from plain draws, the
 * tail beyond 1e-3 from multilevel splitting (Kahn & Harris 1951; Au & Beck 2001 with Gaussian moves),
 * joined where both are good. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/ar1_plan.h"
#include "stats/beta_tail.h"
#include "stats/gauss.h"
#include "stats/null_cell.h"
#include "stats/null_law.h"
#include "stats/null_simulate.h"
#include "stats/scores.h"

#define BODY 1000000
#define BODY_LONG ((size_t)200000)
#define STATES 30000
#define MOVES 5
#define SPLITS 8
#define JOIN 1e-3
#define SEED 20240229

typedef struct {
  size_t n;
  double phi;
  uint64_t seed;
  int threads;
  leda_ar1_plan plan;
  double *scores;
  const leda_null_law *law; /* of S and D, when the smaller p is split */
  int column;
  double *work;
  size_t *order;
} maker;

static bool maker_init(maker *m) {
  if (leda_ar1_plan_init(&m->plan, m->n) != GSL_SUCCESS) return false;
  m->scores = malloc(m->n * sizeof *m->scores);
  m->work = malloc(3 * m->n * sizeof *m->work);
  m->order = malloc(m->n * sizeof *m->order);
  if (m->scores == NULL || m->work == NULL || m->order == NULL) return false;
  leda_scores_table(m->n, m->scores);
  leda_ar1_plan_fill(&m->plan, NULL, m->n, m->phi, leda_scores_sum_squares(m->scores, m->n));
  return true;
}

static void maker_clear(maker *m) {
  leda_ar1_plan_clear(&m->plan);
  free(m->scores);
  free(m->work);
  free(m->order);
}

static double raw_extremity(maker *m, const double *e) {
  leda_contrasts_scan scan = leda_null_simulate_one(&m->plan, m->scores, e, m->work, m->order);

  if (m->column == LEDA_TABLES_STEP) return scan.s;
  if (m->column == LEDA_TABLES_DRIFT) return fabs(scan.d);
  return -log(
      fmin(leda_null_law_step_p(m->law, scan.s), leda_null_law_drift_p(m->law, fabs(scan.d))));
}

/* The larger, the further out. Independent noise has largest values that many orders share: they must be
 * equal to the last bit, or splitting goes on among rounding errors. */
static double extremity(maker *m, const double *e) {
  double raw = raw_extremity(m, e);

  return m->phi > 0.0 ? raw : nearbyint(raw * 0x1p30) * 0x1p-30;
}

typedef struct {
  double *states; /* STATES x n */
  double *next;
  double *value;
  double *next_value;
  double *sorted;
  double step; /* share of fresh noise in a move */
} population;

static bool population_init(population *p, size_t n) {
  p->states = malloc(STATES * n * sizeof *p->states);
  p->next = malloc(STATES * n * sizeof *p->next);
  p->value = malloc(STATES * sizeof *p->value);
  p->next_value = malloc(STATES * sizeof *p->next_value);
  p->sorted = malloc(STATES * sizeof *p->sorted);
  p->step = 0.5;
  return p->states && p->next && p->value && p->next_value && p->sorted;
}

static void population_clear(population *p) {
  free(p->states);
  free(p->next);
  free(p->value);
  free(p->next_value);
  free(p->sorted);
}

/* Moves one state a few times within what lies at or beyond the threshold. */
/* NOLINTNEXTLINE(readability-function-size): a state and its value are one thing */
static size_t move_state(maker *m, population *p, double threshold, double *state, double *value,
                         leda_stream *stream) {
  double *proposed = m->work + 2 * m->n;
  double kept = sqrt(1.0 - p->step * p->step);
  size_t accepted = 0;

  for (int i = 0; i < MOVES; i++) {
    double there;

    leda_gauss_fill(stream, proposed, m->n);
    for (size_t j = 0; j < m->n; j++) proposed[j] = kept * state[j] + p->step * proposed[j];
    there = extremity(m, proposed);
    if (there < threshold) continue;
    memcpy(state, proposed, m->n * sizeof *state);
    *value = there;
    accepted++;
  }
  return accepted;
}

static void swap(double **a, double **b) {
  double *kept = *a;

  *a = *b;
  *b = kept;
}

static void next_population(maker *m, population *p, double threshold, leda_stream *stream) {
  size_t accepted = 0, filled = 0;

  while (filled < STATES)
    for (size_t i = 0; i < STATES && filled < STATES; i++) {
      double *to = p->next + filled * m->n;

      if (p->value[i] < threshold) continue;
      memcpy(to, p->states + i * m->n, m->n * sizeof *to);
      p->next_value[filled] = p->value[i];
      accepted += move_state(m, p, threshold, to, &p->next_value[filled], stream);
      filled++;
    }
  swap(&p->states, &p->next);
  swap(&p->value, &p->next_value);
  if ((double)accepted > 0.4 * STATES * MOVES) p->step = fmin(0.9, p->step * 1.3);
  if ((double)accepted < 0.25 * STATES * MOVES) p->step *= 0.7;
}

static double to_table(const maker *m, double level, double extreme) {
  if (m->column == LEDA_TABLES_LEAST) return log(level) + extreme;
  return log(level) + leda_beta_tail(extreme, m->n);
}

/* Tail levels of one column; level 0.1 and on. */
static bool split(maker *m, leda_null_cell *cell) {
  population p;
  leda_stream stream = leda_stream_start(m->seed, 1000000 + (uint64_t)m->column);
  double share = 1.0, *value = cell->value[m->column];
  bool made = population_init(&p, m->n);
  int l = 0;

  for (size_t i = 0; made && i < STATES; i++) {
    leda_gauss_fill(&stream, p.states + i * m->n, m->n);
    p.value[i] = extremity(m, p.states + i * m->n);
  }
  for (int round = 0; made && round <= SPLITS && l < LEDA_TABLES_LEVELS; round++) {
    double threshold;
    size_t beyond = 0;

    memcpy(p.sorted, p.value, STATES * sizeof *p.sorted);
    gsl_sort(p.sorted, 1, STATES);
    for (; l < LEDA_TABLES_LEVELS && leda_tables_levels[l] > 0.099 * share; l++) {
      size_t rank = (size_t)(leda_tables_levels[l] / share * STATES + 0.5);

      rank = rank < 1 ? 1 : rank > STATES ? STATES : rank;
      value[l] = to_table(m, leda_tables_levels[l], p.sorted[STATES - rank]);
    }
    threshold = p.sorted[STATES - STATES / 10];
    for (size_t i = 0; i < STATES; i++) beyond += p.value[i] >= threshold;
    share *= (double)beyond / STATES;
    /* All that is left is one largest value: the ratio stays where it ends. */
    if (p.sorted[STATES - 1] <= threshold) break;
    next_population(m, &p, threshold, &stream);
  }
  for (; made && l < LEDA_TABLES_LEVELS; l++) value[l] = to_table(m, share, p.sorted[STATES - 1]);
  population_clear(&p);
  return made;
}

/* One column: the body from draws (which are sorted), the tail from splitting. */
static bool make_column(maker *m, double *draws, leda_null_cell *cell) {
  leda_null_cell tail = {{{0.0}}};
  double *value = cell->value[m->column], offset = 0.0;
  int join = 0;

  leda_null_cell_set(cell, m->column, draws, BODY, m->n, NULL);
  if (!split(m, &tail)) return false;
  while (leda_tables_levels[join] > JOIN * 1.001) join++;
  /* Where S has atoms the quantiles on both sides may lie on different ones: nothing to join. */
  if (m->column != LEDA_TABLES_STEP || m->phi > 0.0)
    offset = value[join] - tail.value[m->column][join];
  for (int l = join + 1; l < LEDA_TABLES_LEVELS; l++) value[l] = offset + tail.value[m->column][l];
  return true;
}

static bool make_least(maker *m, double *s, double *d, leda_null_cell *cell) {
  leda_null_law *law = leda_null_law_alloc(m->n, cell);
  bool made;

  if (law == NULL) return false;
  for (size_t i = 0; i < BODY; i++)
    s[i] = fmin(leda_null_law_step_p(law, s[i]), leda_null_law_drift_p(law, d[i]));
  m->law = law;
  m->column = LEDA_TABLES_LEAST;
  made = make_column(m, s, cell);
  m->law = NULL;
  leda_null_law_free(law);
  return made;
}

static bool make_cell(maker *m, leda_null_cell *cell) {
  double *s = malloc(BODY * sizeof *s), *d = malloc(BODY * sizeof *d);
  double *copy = malloc(BODY * sizeof *copy);
  leda_simulate_plan plan = {
      .plan = &m->plan, .scores = m->scores, .phi = m->phi, .seed = m->seed, .threads = m->threads};
  bool made = s && d && copy && leda_null_simulate(&plan, BODY, s, d) == GSL_SUCCESS;

  memset(cell, 0, sizeof *cell);
  if (made) {
    m->column = LEDA_TABLES_STEP;
    memcpy(copy, s, BODY * sizeof *copy);
    made = make_column(m, copy, cell);
  }
  if (made) {
    m->column = LEDA_TABLES_DRIFT;
    memcpy(copy, d, BODY * sizeof *copy);
    made = make_column(m, copy, cell);
  }
  if (made) {
    made = make_least(m, s, d, cell);
  }
  free(s);
  free(d);
  free(copy);
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

static void write_cells(const leda_null_cell *cells, int count) {
  printf("/* Written by benchmarks/make_null_tables.c; not to be changed by hand. */\n");
  for (int i = 0; i < count; i++) {
    if (i % LEDA_TABLES_PHIS == 0) printf("{");
    write_cell(&cells[i]);
    printf(i % LEDA_TABLES_PHIS == LEDA_TABLES_PHIS - 1 ? "},\n" : ",\n");
  }
}

static int write_tables(int threads) {
  int cells = LEDA_TABLES_SHORT * LEDA_TABLES_PHIS, failed = 0;
  leda_null_cell *all = calloc((size_t)cells, sizeof *all);

  if (all == NULL) return 1;
#pragma omp parallel for schedule(dynamic) num_threads(threads)
  for (int i = 0; i < cells; i++) {
    maker m = {.n = (size_t)leda_tables_lengths[i / LEDA_TABLES_PHIS],
               .phi = leda_tables_phis[i % LEDA_TABLES_PHIS],
               .seed = SEED + (uint64_t)i,
               .threads = 1};

    if (!maker_init(&m) || !make_cell(&m, &all[i])) {
#pragma omp atomic write
      failed = 1;
    }
    fprintf(stderr, "n %zu phi %g\n", m.n, m.phi);
    maker_clear(&m);
  }
  write_cells(all, cells);
  free(all);
  return failed;
}

/* A long length: plain draws, and the tail of the last short one. */
static bool make_long_cell(maker *m, leda_null_cell *cell) {
  double *s = malloc(3 * BODY_LONG * sizeof *s), *d, *copy;
  leda_simulate_plan plan = {
      .plan = &m->plan, .scores = m->scores, .phi = m->phi, .seed = m->seed, .threads = 1};
  leda_null_cell tail = leda_null_cell_built_in(LEDA_TABLES_LAST_LENGTH, m->phi);
  leda_null_law *law = NULL;

  if (s == NULL) return false;
  d = s + BODY_LONG;
  copy = d + BODY_LONG;
  if (leda_null_simulate(&plan, BODY_LONG, s, d) != GSL_SUCCESS) goto done;
  *cell = tail;
  memcpy(copy, s, BODY_LONG * sizeof *copy);
  leda_null_cell_set(cell, LEDA_TABLES_STEP, copy, BODY_LONG, m->n, &tail);
  memcpy(copy, d, BODY_LONG * sizeof *copy);
  leda_null_cell_set(cell, LEDA_TABLES_DRIFT, copy, BODY_LONG, m->n, &tail);
  law = leda_null_law_alloc(m->n, cell);
  if (law == NULL) goto done;
  for (size_t i = 0; i < BODY_LONG; i++)
    copy[i] = fmin(leda_null_law_step_p(law, s[i]), leda_null_law_drift_p(law, d[i]));
  leda_null_cell_set(cell, LEDA_TABLES_LEAST, copy, BODY_LONG, m->n, &tail);
done:
  free(s);
  leda_null_law_free(law);
  return law != NULL;
}

static int write_long(int threads) {
  int first = LEDA_TABLES_SHORT * LEDA_TABLES_PHIS, failed = 0;
  int cells = LEDA_TABLES_LENGTHS * LEDA_TABLES_PHIS - first;
  leda_null_cell *all = calloc((size_t)cells, sizeof *all);

  if (all == NULL) return 1;
#pragma omp parallel for schedule(dynamic) num_threads(threads)
  for (int i = cells - 1; i >= 0; i--) {
    int number = first + i;
    maker m = {.n = (size_t)leda_tables_lengths[number / LEDA_TABLES_PHIS],
               .phi = leda_tables_phis[number % LEDA_TABLES_PHIS],
               .seed = SEED + (uint64_t)number,
               .threads = 1};

    if (!maker_init(&m) || !make_long_cell(&m, &all[i])) {
#pragma omp atomic write
      failed = 1;
    }
    fprintf(stderr, "n %zu phi %g\n", m.n, m.phi);
    maker_clear(&m);
  }
  write_cells(all, cells);
  free(all);
  return failed;
}

/* A cell that the tables do not hold, made afresh, against what they say of its quantiles. */
static int compare_cell(size_t n, double phi) {
  maker m = {.n = n, .phi = phi, .seed = SEED / 2 + n, .threads = 1};
  leda_null_cell fresh, built_in = leda_null_cell_built_in(n, phi);
  int failed = !maker_init(&m) || !make_cell(&m, &fresh);

  for (int c = 0; !failed && c < LEDA_TABLES_COLUMNS; c++) {
    static const char *const names[] = {"S", "D", "smaller p"};

    printf("| %zu | %.2f | %s |", n, phi, names[c]);
    for (int l = 0; l < LEDA_TABLES_LEVELS; l++) {
      double level = leda_tables_levels[l];

      if (level == 0.1 || level == 0.05 || level == 0.01 || level <= 1e-3)
        printf(" %.3f |", exp(built_in.value[c][l] - fresh.value[c][l]));
    }
    printf("\n");
  }
  maker_clear(&m);
  return failed;
}

int main(int argc, char **argv) {
  int threads = argc > 2 ? atoi(argv[2]) : 1;
  int failed = 0;

  gsl_set_error_handler_off();
  if (argc > 1 && strcmp(argv[1], "--write") == 0) return write_tables(threads < 1 ? 1 : threads);
  if (argc > 1 && strcmp(argv[1], "--write-long") == 0)
    return write_long(threads < 1 ? 1 : threads);
  printf(
      "p by the built-in tables over p by a fresh simulation, at the level named\n\n| n | phi | of |");
  for (int l = 0; l < LEDA_TABLES_LEVELS; l++) {
    double level = leda_tables_levels[l];

    if (level == 0.1 || level == 0.05 || level == 0.01 || level <= 1e-3) printf(" %g |", level);
  }
  printf("\n");
  failed |= compare_cell(17, 0.0);
  failed |= compare_cell(24, 0.35);
  failed |= compare_cell(38, 0.75);
  return failed;
}
