/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/table_exact.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/stream.h"

/* A table's probability is exp(constant - sum of log factorials of its cells). */
static double *log_factorials(double most) {
  size_t n = (size_t)most;
  double *f = malloc((n + 2) * sizeof(double));

  if (f == NULL) return NULL;
  f[0] = 0.0;
  for (size_t i = 1; i <= n; i++) f[i] = f[i - 1] + log((double)i);
  return f;
}

static double constant_of(const leda_table_exact *t, const double *f) {
  double c = -f[(size_t)t->total];

  for (size_t i = 0; i < t->rows; i++) c += f[(size_t)t->row[i]];
  for (size_t j = 0; j < t->columns; j++) c += f[(size_t)t->column[j]];
  return c;
}

/* Log probability that still counts as not likelier than the table seen. */
static double limit_of(const leda_table_exact *t, const double *f) {
  double c = constant_of(t, f);

  for (size_t k = 0; k < t->rows * t->columns; k++) c -= f[(size_t)t->count[k]];
  return c + 1e-7;
}

typedef struct {
  const leda_table_exact *t;
  const double *f;
  double limit;
  double steps; /* left */
  double *left; /* still to place in each row */
  double p;
} counting;

static void cell(counting *c, size_t i, size_t j, double in_column, double log_p);

/* What the rows have left is the last column. */
static void last_column(counting *c, double log_p) {
  for (size_t i = 0; i < c->t->rows; i++) log_p -= c->f[(size_t)c->left[i]];
  if (log_p <= c->limit) c->p += exp(log_p);
}

static void column(counting *c, size_t j, double log_p) {
  if (j + 1 == c->t->columns)
    last_column(c, log_p);
  else
    cell(c, 0, j, c->t->column[j], log_p);
}

/* in_column: still to place in column j, in rows i and on. */
static void cell(counting *c, size_t i, size_t j, double in_column, double log_p) {
  double below = 0.0, least, most, before = c->left[i];

  if (c->steps < 0.0) return;
  c->steps -= 1.0;
  for (size_t k = i + 1; k < c->t->rows; k++) below += c->left[k];
  least = fmax(0.0, in_column - below);
  most = fmin(in_column, before);
  for (double x = least; x <= most; x++) {
    c->left[i] = before - x;
    if (i + 1 == c->t->rows)
      column(c, j + 1, log_p - c->f[(size_t)x]);
    else
      cell(c, i + 1, j, in_column - x, log_p - c->f[(size_t)x]);
  }
  c->left[i] = before;
}

int leda_table_exact_p(const leda_table_exact *table, double most_steps, double *p) {
  double *f = log_factorials(table->total), *left = calloc(table->rows + 1, sizeof(double));
  int status = f && left ? GSL_SUCCESS : GSL_ENOMEM;

  *p = GSL_NAN;
  if (status == GSL_SUCCESS) {
    counting c = {table, f, limit_of(table, f), most_steps, left, 0.0};

    for (size_t i = 0; i < table->rows; i++) left[i] = table->row[i];
    column(&c, 0, constant_of(table, f));
    if (c.steps >= 0.0) *p = fmin(c.p, 1.0);
  }
  free(f);
  free(left);
  return status;
}

/* The column of each case, row after row. */
static void lay_labels(const leda_table_exact *t, double *label) {
  size_t at = 0;

  for (size_t j = 0; j < t->columns; j++)
    for (double k = 0.0; k < t->column[j]; k++) label[at++] = (double)j;
}

static double log_p_of_labels(const leda_table_exact *t, const double *f, const double *label,
                              double *cells) {
  double log_p = constant_of(t, f);
  size_t at = 0;

  for (size_t k = 0; k < t->rows * t->columns; k++) cells[k] = 0.0;
  for (size_t i = 0; i < t->rows; i++)
    for (double k = 0.0; k < t->row[i]; k++) cells[i * t->columns + (size_t)label[at++]] += 1.0;
  for (size_t k = 0; k < t->rows * t->columns; k++) log_p -= f[(size_t)cells[k]];
  return log_p;
}

int leda_table_drawn_p(const leda_table_exact *table, size_t draws, uint64_t seed, double *p) {
  double *f = log_factorials(table->total),
         *label = malloc(((size_t)table->total + 1) * sizeof(double));
  double *cells = malloc((table->rows * table->columns + 1) * sizeof(double)), unlikely = 0.0;
  int status = f && label && cells ? GSL_SUCCESS : GSL_ENOMEM;

  *p = GSL_NAN;
  if (status == GSL_SUCCESS) {
    double limit = limit_of(table, f);

    lay_labels(table, label);
    for (size_t d = 0; d < draws; d++) {
      leda_stream s = leda_stream_start(seed, d);

      leda_stream_shuffle(&s, label, (size_t)table->total);
      unlikely += log_p_of_labels(table, f, label, cells) <= limit;
    }
    *p = (1.0 + unlikely) / (1.0 + (double)draws);
  }
  free(f);
  free(label);
  free(cells);
  return status;
}
