/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/interval_drift.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/scores.h"

#define SAME 1e-9

typedef struct {
  const leda_null *null;
  const double *y;
  size_t n;
  double low, high; /* no pairwise slope lies outside */
  double span;
  size_t *order;
  double *detrended;
  double *scores;
} search;

static int search_init(search *s, const leda_null *null, const double *y) {
  const int *t = leda_null_positions(null);

  s->null = null;
  s->y = y;
  s->n = leda_null_n(null);
  s->low = INFINITY;
  s->high = -INFINITY;
  /* The slope of any pair is a mean of slopes between neighbours. */
  for (size_t i = 1; i < s->n; i++) {
    double slope = (y[i] - y[i - 1]) / ((double)t[i] - (double)t[i - 1]);

    s->low = fmin(s->low, slope);
    s->high = fmax(s->high, slope);
  }
  /* A straight line has no spread of slopes but for rounding: look far enough outside it. */
  s->span = s->high - s->low + 1e-6 * fmax(fabs(s->low), fabs(s->high));
  s->order = malloc(s->n * sizeof *s->order);
  s->detrended = malloc(s->n * sizeof *s->detrended);
  s->scores = malloc(s->n * sizeof *s->scores);
  return s->order && s->detrended && s->scores ? GSL_SUCCESS : GSL_ENOMEM;
}

static void search_clear(search *s) {
  free(s->order);
  free(s->detrended);
  free(s->scores);
}

static double contrast(search *s, double slope) {
  const int *t = leda_null_positions(s->null);

  for (size_t i = 0; i < s->n; i++)
    s->detrended[i] = s->y[i] - slope * ((double)t[i] - (double)t[0]);
  leda_scores_fill(s->detrended, s->n, leda_null_scores(s->null), s->order, s->scores);
  return leda_contrasts_drift(leda_null_contrasts(s->null), s->scores);
}

/* The slope at which the contrast falls below `level` (-INFINITY or INFINITY when it does so nowhere
 * within reach). */
static double falls_below(search *s, double level) {
  double low = s->low - s->span, high = s->high + s->span;

  if (contrast(s, low) < level) return -INFINITY;
  if (contrast(s, high) >= level) return INFINITY;
  for (int i = 0; i < 60 && high - low > 1e-13 * s->span; i++) {
    double middle = low + 0.5 * (high - low);

    if (contrast(s, middle) < level)
      high = middle;
    else
      low = middle;
  }
  return low + 0.5 * (high - low);
}

int leda_drift_interval_find(const leda_null *null, const double *y, double alpha,
                             leda_drift_interval *out) {
  double critical = leda_null_table_drift_critical(leda_null_untied(null), alpha) - SAME;
  search s;
  int status = search_init(&s, null, y);

  if (status != GSL_SUCCESS) goto done;
  if (!(s.high > s.low)) {
    out->estimate = out->lower = out->upper = s.high;
    goto done;
  }
  out->estimate = 0.5 * (falls_below(&s, SAME) + falls_below(&s, -SAME));
  if (!isfinite(out->estimate)) out->estimate = s.low + 0.5 * (s.high - s.low);
  out->lower = falls_below(&s, critical);
  out->upper = falls_below(&s, -critical);
done:
  search_clear(&s);
  return status;
}
