/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/whitened_steps.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* As in contrasts.c. */
#define SAME 1e-9
#define COLUMNS_ON_STACK 64
/* Norms of differences of two are kept up to this many steps, else reckoned each time. */
#define PAIRS_MOST 512

struct leda_whitened_steps {
  size_t n;
  size_t removed;
  double unit;     /* sum of squares / (n - 1) */
  double *own;     /* n, and all that follows in the same block */
  double *later;   /* n: c_i */
  double *scale;   /* n: 1 / sd of the contrast at k */
  double *squares; /* n + 1: running sums of c_i^2 */
  double *sums;    /* n + 1: of c_i */
  double *along;   /* n x removed: q_j'x_k */
  double *columns; /* n x removed: q_j, by row */
  double *totals;  /* removed: sums of q_j */
  double *pair;    /* n x n: 1 / sd of the difference; NULL where there are too many */
};

/* Squared norm of the difference of the whitened steps at k < l (l = n: the step at k itself) about its
 * mean, before the columns are removed from it; and with them removed. */
static double squared(const leda_whitened_steps *w, size_t k, size_t l) {
  const double *a = w->along + k * w->removed, *b = w->along + l * w->removed;
  double last = l < w->n ? w->later[l] - w->own[l] : 0.0;
  double squares = w->own[k] * w->own[k] + w->squares[l] - w->squares[k + 1] + last * last;
  double sum = w->own[k] + w->sums[l] - w->sums[k + 1] + last;

  for (size_t j = 0; j < w->removed; j++) {
    double part = a[j] - (l < w->n ? b[j] : 0.0);

    squares -= part * part;
    sum -= part * w->totals[j];
  }
  return squares - sum * sum / (double)w->n;
}

/* 1 / sd of a contrast. The norm of what the columns explain in full is rounding. */
static double scale_of(const leda_whitened_steps *w, size_t k, size_t l) {
  double squares = squared(w, k, l) * w->unit;

  return squares > 1e-12 * w->own[k] * w->own[k] * w->unit ? 1.0 / sqrt(squares) : 0.0;
}

static void fill_columns(leda_whitened_steps *w, const double *columns) {
  for (size_t j = 0; j < w->removed; j++) {
    const double *q = columns + j * w->n;
    double after = 0.0, total = 0.0;

    for (size_t i = w->n; i-- > 0;) {
      w->columns[i * w->removed + j] = q[i];
      w->along[i * w->removed + j] = w->own[i] * q[i] + after;
      after += w->later[i] * q[i];
      total += q[i];
    }
    w->totals[j] = total;
  }
}

static void fill_pairs(leda_whitened_steps *w) {
  for (size_t l = LEDA_CONTRASTS_SIDE; l <= w->n - LEDA_CONTRASTS_SIDE; l++)
    for (size_t k = LEDA_CONTRASTS_SIDE; k < l; k++)
      w->pair[k * w->n + l] = w->pair[l * w->n + k] = scale_of(w, k, l);
}

static double *place(double **at, size_t values) {
  double *here = *at;

  *at += values;
  return here;
}

static leda_whitened_steps *alloc_empty(size_t n, size_t removed) {
  size_t values = 5 * (n + 1) + (2 * n + 1) * removed;
  leda_whitened_steps *w = calloc(1, sizeof *w);
  double *at = calloc(values, sizeof *at);

  if (w == NULL || at == NULL) {
    free(w);
    free(at);
    return NULL;
  }
  w->n = n;
  w->removed = removed;
  w->own = place(&at, n);
  w->later = place(&at, n);
  w->scale = place(&at, n);
  w->squares = place(&at, n + 1);
  w->sums = place(&at, n + 1);
  w->along = place(&at, n * removed);
  w->columns = place(&at, n * removed);
  w->totals = place(&at, removed);
  return w;
}

leda_whitened_steps *leda_whitened_steps_alloc(const leda_whitened_form *form, double sum_squares) {
  size_t n = form->n;
  leda_whitened_steps *w = n >= 2 * LEDA_CONTRASTS_SIDE && form->removed <= COLUMNS_ON_STACK
                               ? alloc_empty(n, form->removed)
                               : NULL;

  if (w == NULL) return NULL;
  w->unit = sum_squares / (double)(n - 1);
  for (size_t i = 0; i < n; i++) {
    w->own[i] = form->own[i];
    w->later[i] = form->own[i] - form->carry[i];
    w->squares[i + 1] = w->squares[i] + w->later[i] * w->later[i];
    w->sums[i + 1] = w->sums[i] + w->later[i];
  }
  fill_columns(w, form->columns);
  for (size_t k = LEDA_CONTRASTS_SIDE; k <= n - LEDA_CONTRASTS_SIDE; k++)
    w->scale[k] = scale_of(w, k, n);
  if (n > PAIRS_MOST) return w;
  w->pair = calloc(n * n, sizeof *w->pair);
  if (w->pair == NULL) {
    leda_whitened_steps_free(w);
    return NULL;
  }
  fill_pairs(w);
  return w;
}

void leda_whitened_steps_free(leda_whitened_steps *w) {
  if (w == NULL) return;
  free(w->own);
  free(w->pair);
  free(w);
}

/* b_j = q_j'a. */
static void explain(const leda_whitened_steps *w, const double *scores, double *b) {
  for (size_t j = 0; j < w->removed; j++) b[j] = 0.0;
  for (size_t i = 0; i < w->n; i++)
    for (size_t j = 0; j < w->removed; j++) b[j] += w->columns[i * w->removed + j] * scores[i];
}

static double taken(const leda_whitened_steps *w, size_t k, const double *b) {
  double sum = 0.0;

  for (size_t j = 0; j < w->removed; j++) sum += w->along[k * w->removed + j] * b[j];
  return sum;
}

double leda_whitened_steps_at(const leda_whitened_steps *w, const double *scores, size_t index) {
  double b[COLUMNS_ON_STACK], sum = w->own[index] * scores[index];

  explain(w, scores, b);
  for (size_t i = index + 1; i < w->n; i++) sum += w->later[i] * scores[i];
  return (sum - taken(w, index, b)) * w->scale[index];
}

void leda_whitened_steps_sums(const leda_whitened_steps *w, const double *scores, double *sums) {
  double b[COLUMNS_ON_STACK], after = 0.0;

  explain(w, scores, b);
  for (size_t k = w->n; k-- > LEDA_CONTRASTS_SIDE;) {
    sums[k] = w->own[k] * scores[k] + after - taken(w, k, b);
    after += w->later[k] * scores[k];
  }
}

leda_contrasts_scan leda_whitened_steps_max(const leda_whitened_steps *w, const double *scores) {
  leda_contrasts_scan out = {0.0, LEDA_CONTRASTS_SIDE, 0.0, 0.0};
  double b[COLUMNS_ON_STACK], after = 0.0;

  explain(w, scores, b);
  for (size_t k = w->n; k-- > LEDA_CONTRASTS_SIDE;) {
    double z = (w->own[k] * scores[k] + after - taken(w, k, b)) * w->scale[k];

    after += w->later[k] * scores[k];
    /* The earliest of equals, coming from the end. */
    if (k > w->n - LEDA_CONTRASTS_SIDE || fabs(z) < out.s - SAME) continue;
    if (fabs(z) > out.s) out.s = fabs(z);
    out.z = z;
    out.index = k;
  }
  return out;
}

double leda_whitened_steps_of(const leda_whitened_steps *w, const double *sums, size_t index) {
  return sums[index] * w->scale[index];
}

double leda_whitened_steps_segments(const leda_whitened_steps *w, const double *sums,
                                    size_t index) {
  size_t first = LEDA_CONTRASTS_SIDE, count = w->n + 1 - 2 * LEDA_CONTRASTS_SIDE;
  double best = 0.0;

  if (w->pair != NULL)
    return leda_contrasts_widest(sums + first, sums[index], w->pair + index * w->n + first, count);
  for (size_t k = first; k < first + count; k++) {
    double scale;

    if (k == index) continue;
    scale = k < index ? scale_of(w, k, index) : scale_of(w, index, k);
    best = fmax(best, fabs(sums[k] - sums[index]) * scale);
  }
  return best;
}
