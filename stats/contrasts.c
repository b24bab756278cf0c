/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/contrasts.h"

#include <math.h>
#include <stdlib.h>

#include "stats/whitened_steps.h"

/* Contrasts nearer than this are equal: their sums differ only in rounding. */
#define SAME 1e-9

struct leda_contrasts {
  size_t n;
  size_t steps;
  double *scale; /* n values: 1 / sd of the sum over [length] scores; NULL when rows are used */
  double *rows;  /* steps x n standardised regressors; NULL for plain and for whitened steps */
  double *norm;  /* steps: what each row was divided by; NULL for plain steps */
  double *pair;  /* steps x steps: 1 / sd of the difference of two; NULL where there are too many */
  double *drift; /* n, standardised */
  leda_whitened_steps *whitened; /* NULL for others */
};

static leda_contrasts *alloc_empty(size_t n) {
  leda_contrasts *c;

  if (n < 2 * LEDA_CONTRASTS_SIDE) return NULL;
  c = calloc(1, sizeof *c);
  if (c == NULL) return NULL;
  c->n = n;
  c->steps = n + 1 - 2 * LEDA_CONTRASTS_SIDE;
  c->drift = calloc(n, sizeof *c->drift);
  if (c->drift == NULL) {
    leda_contrasts_free(c);
    return NULL;
  }
  return c;
}

/* Returns 1 / what x was divided by. */
static double standardise(const double *x, size_t n, double sum_squares, double *out) {
  double mean = 0.0, squares = 0.0, scale;

  for (size_t i = 0; i < n; i++) mean += x[i];
  mean /= (double)n;
  for (size_t i = 0; i < n; i++) squares += (x[i] - mean) * (x[i] - mean);
  scale = squares > 0.0 && sum_squares > 0.0 ? 1.0 / sqrt(squares * sum_squares / (double)(n - 1))
                                             : 0.0;
  for (size_t i = 0; i < n; i++) out[i] = (x[i] - mean) * scale;
  return scale;
}

leda_contrasts *leda_contrasts_alloc(const int *t, size_t n, double sum_squares) {
  leda_contrasts *c = alloc_empty(n);
  double unit = sum_squares / (double)(n > 1 ? n - 1 : 1);

  if (c == NULL) return NULL;
  c->scale = calloc(n, sizeof *c->scale);
  if (c->scale == NULL) {
    leda_contrasts_free(c);
    return NULL;
  }
  for (size_t length = 1; length < n; length++) {
    double squares = (double)length * (double)(n - length) / (double)n;

    c->scale[length] = unit > 0.0 ? 1.0 / sqrt(squares * unit) : 0.0;
  }
  for (size_t i = 0; i < n; i++) c->drift[i] = (double)t[i] - (double)t[0];
  standardise(c->drift, n, sum_squares, c->drift);
  return c;
}

/* 1 / sd of the contrast of the difference of two regressors, before they were standardised. */
static double pair_scale(const leda_contrasts *c, size_t j, size_t l, double sum_squares) {
  const double *a = c->rows + j * c->n, *b = c->rows + l * c->n;
  double squares = 0.0;

  for (size_t i = 0; i < c->n; i++) {
    double d = a[i] * c->norm[j] - b[i] * c->norm[l];

    squares += d * d;
  }
  squares *= sum_squares / (double)(c->n - 1);
  return squares > 0.0 ? 1.0 / sqrt(squares) : 0.0;
}

static void fill_pairs(leda_contrasts *c, double sum_squares) {
  for (size_t j = 0; j < c->steps; j++)
    for (size_t l = 0; l < j; l++)
      c->pair[j * c->steps + l] = c->pair[l * c->steps + j] = pair_scale(c, j, l, sum_squares);
}

leda_contrasts *leda_contrasts_alloc_regressors(const double *steps, const double *drift, size_t n,
                                                double sum_squares) {
  leda_contrasts *c = alloc_empty(n);

  if (c == NULL) return NULL;
  c->rows = calloc(c->steps * n, sizeof *c->rows);
  c->norm = calloc(c->steps, sizeof *c->norm);
  if (c->steps <= LEDA_CONTRASTS_PAIRS_MOST) c->pair = calloc(c->steps * c->steps, sizeof *c->pair);
  if (c->rows == NULL || c->norm == NULL ||
      (c->pair == NULL && c->steps <= LEDA_CONTRASTS_PAIRS_MOST)) {
    leda_contrasts_free(c);
    return NULL;
  }
  for (size_t j = 0; j < c->steps; j++) {
    double scale = standardise(steps + j * n, n, sum_squares, c->rows + j * n);

    c->norm[j] = scale > 0.0 ? 1.0 / scale : 0.0;
  }
  standardise(drift, n, sum_squares, c->drift);
  if (c->pair != NULL) fill_pairs(c, sum_squares);
  return c;
}

leda_contrasts *leda_contrasts_alloc_whitened(const leda_whitened_form *form, const double *drift,
                                              double sum_squares) {
  leda_contrasts *c = alloc_empty(form->n);

  if (c == NULL) return NULL;
  c->whitened = leda_whitened_steps_alloc(form, sum_squares);
  if (c->whitened == NULL) {
    leda_contrasts_free(c);
    return NULL;
  }
  standardise(drift, form->n, sum_squares, c->drift);
  return c;
}

void leda_contrasts_free(leda_contrasts *c) {
  if (c == NULL) return;
  leda_whitened_steps_free(c->whitened);
  free(c->scale);
  free(c->rows);
  free(c->norm);
  free(c->pair);
  free(c->drift);
  free(c);
}

size_t leda_contrasts_n(const leda_contrasts *c) { return c->n; }

static double dot(const double *x, const double *a, size_t n) {
  double sum = 0.0;

  for (size_t i = 0; i < n; i++) sum += x[i] * a[i];
  return sum;
}

double leda_contrasts_step(const leda_contrasts *c, const double *scores, size_t index) {
  size_t j = index - LEDA_CONTRASTS_SIDE;
  double sum = 0.0;

  if (c->whitened != NULL) return leda_whitened_steps_at(c->whitened, scores, index);
  if (c->rows != NULL) return dot(c->rows + j * c->n, scores, c->n);
  for (size_t i = 0; i < index; i++) sum -= scores[i];
  return sum * c->scale[index];
}

double leda_contrasts_drift(const leda_contrasts *c, const double *scores) {
  return dot(c->drift, scores, c->n);
}

void leda_contrasts_prefix(const double *scores, size_t n, double *prefix) {
  prefix[0] = 0.0;
  for (size_t i = 0; i < n; i++) prefix[i + 1] = prefix[i] + scores[i];
}

void leda_contrasts_sums(const leda_contrasts *c, const double *scores, double *sums) {
  if (c->whitened != NULL) {
    leda_whitened_steps_sums(c->whitened, scores, sums);
    return;
  }
  if (c->rows == NULL) {
    leda_contrasts_prefix(scores, c->n, sums);
    return;
  }
  for (size_t j = 0; j < c->steps; j++)
    sums[j + LEDA_CONTRASTS_SIDE] = dot(c->rows + j * c->n, scores, c->n) * c->norm[j];
}

double leda_contrasts_step_of(const leda_contrasts *c, const double *sums, size_t index) {
  if (c->whitened != NULL) return leda_whitened_steps_of(c->whitened, sums, index);
  if (c->rows == NULL) return -sums[index] * c->scale[index];
  return c->norm[index - LEDA_CONTRASTS_SIDE] > 0.0
             ? sums[index] / c->norm[index - LEDA_CONTRASTS_SIDE]
             : 0.0;
}

static double pair_segments(const leda_contrasts *c, const double *sums, size_t index) {
  return leda_contrasts_widest(sums + LEDA_CONTRASTS_SIDE, sums[index],
                               c->pair + (index - LEDA_CONTRASTS_SIDE) * c->steps, c->steps);
}

double leda_contrasts_widest(const double *sums, double sum, const double *scale, size_t count) {
  double even = 0.0, odd = 0.0;
  size_t i = 0;

  /* Two at a time: a maximum of one waits for the one before. */
  for (; i + 1 < count; i += 2) {
    double a = fabs(sums[i] - sum) * scale[i], b = fabs(sums[i + 1] - sum) * scale[i + 1];

    even = a > even ? a : even;
    odd = b > odd ? b : odd;
  }
  if (i < count) even = fmax(even, fabs(sums[i] - sum) * scale[i]);
  return fmax(even, odd);
}

double leda_contrasts_segments(const leda_contrasts *c, const double *sums, size_t index) {
  double left = 0.0, right = 0.0;

  if (c->whitened != NULL) return leda_whitened_steps_segments(c->whitened, sums, index);
  if (c->rows != NULL) return c->pair != NULL ? pair_segments(c, sums, index) : 0.0;
  for (size_t k = LEDA_CONTRASTS_SIDE; k < index; k++) {
    double z = fabs(sums[k] - sums[index]) * c->scale[index - k];

    left = z > left ? z : left;
  }
  right = leda_contrasts_widest(sums + index, sums[index], c->scale,
                                c->n + 1 - LEDA_CONTRASTS_SIDE - index);
  return fmax(left, right);
}

double leda_contrasts_max_step(const leda_contrasts *c, const double *scores) {
  double best = 0.0, sum = 0.0;

  if (c->whitened != NULL) return leda_whitened_steps_max(c->whitened, scores).s;
  if (c->rows != NULL) {
    for (size_t j = 0; j < c->steps; j++)
      best = fmax(best, fabs(dot(c->rows + j * c->n, scores, c->n)));
    return best;
  }
  for (size_t i = 0; i + 1 < LEDA_CONTRASTS_SIDE; i++) sum += scores[i];
  for (size_t j = 0; j < c->steps; j++) {
    double z;

    sum += scores[j + LEDA_CONTRASTS_SIDE - 1];
    z = fabs(sum * c->scale[j + LEDA_CONTRASTS_SIDE]);
    best = z > best ? z : best;
  }
  return best;
}

double leda_contrasts_max_step_of(const leda_contrasts *c, const double *sums) {
  double best = 0.0;

  for (size_t k = LEDA_CONTRASTS_SIDE; k <= c->n - LEDA_CONTRASTS_SIDE; k++) {
    double z = fabs(leda_contrasts_step_of(c, sums, k));

    best = z > best ? z : best;
  }
  return best;
}

leda_contrasts_scan leda_contrasts_run(const leda_contrasts *c, const double *scores) {
  leda_contrasts_scan out = {0.0, LEDA_CONTRASTS_SIDE, 0.0, 0.0};
  double sum = 0.0;

  if (c->whitened != NULL) {
    out = leda_whitened_steps_max(c->whitened, scores);
    out.d = leda_contrasts_drift(c, scores);
    return out;
  }
  for (size_t i = 0; i + 1 < LEDA_CONTRASTS_SIDE; i++) sum -= scores[i];
  for (size_t j = 0; j < c->steps; j++) {
    double z;

    sum -= scores[j + LEDA_CONTRASTS_SIDE - 1];
    z = c->rows != NULL ? dot(c->rows + j * c->n, scores, c->n)
                        : sum * c->scale[j + LEDA_CONTRASTS_SIDE];
    if (fabs(z) > out.s + SAME) {
      out.s = fabs(z);
      out.z = z;
      out.index = j + LEDA_CONTRASTS_SIDE;
    }
  }
  out.d = leda_contrasts_drift(c, scores);
  return out;
}
