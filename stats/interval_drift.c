/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/interval_drift.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/scores.h"

#define SAME 1e-9
#define WIDER 16.0

typedef struct {
  const leda_null *null;
  const double *line; /* whitened, less what the frame removes */
  const double *residuals;
  size_t n;
  double low, high; /* no pairwise slope lies outside */
  double span;
  size_t *order;
  double *whitened;
  double *detrended;
  double *scores;
} search;

static int search_alloc(search *s, const leda_null *null) {
  s->null = null;
  s->n = leda_null_n(null);
  s->line = leda_ar1_time(leda_null_frame(null));
  s->order = malloc(s->n * sizeof *s->order);
  s->whitened = malloc(s->n * sizeof *s->whitened);
  s->detrended = malloc(s->n * sizeof *s->detrended);
  s->scores = malloc(s->n * sizeof *s->scores);
  return s->order && s->whitened && s->detrended && s->scores ? GSL_SUCCESS : GSL_ENOMEM;
}

static int search_init(search *s, const leda_null *null, const double *y) {
  const int *t = leda_null_positions(null);
  int status = search_alloc(s, null);

  if (status != GSL_SUCCESS) return status;
  s->residuals = y;
  if (!leda_null_plain(null)) {
    leda_ar1_residuals(leda_null_frame(null), y, s->whitened);
    s->residuals = s->whitened;
  }
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
  /* Whitened residuals may cross further out. */
  if (!leda_null_plain(null)) s->span *= WIDER;
  return GSL_SUCCESS;
}

static void search_clear(search *s) {
  free(s->order);
  free(s->whitened);
  free(s->detrended);
  free(s->scores);
}

static double contrast(search *s, double slope) {
  for (size_t i = 0; i < s->n; i++) s->detrended[i] = s->residuals[i] - slope * s->line[i];
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

int leda_drift_interval_find(const leda_null *null, const double *y, double critical,
                             leda_drift_interval *out) {
  search s;
  int status = search_init(&s, null, y);

  if (status != GSL_SUCCESS) goto done;
  if (!(s.high > s.low)) {
    out->estimate = out->lower = out->upper = s.high;
    goto done;
  }
  out->estimate = 0.5 * (falls_below(&s, SAME) + falls_below(&s, -SAME));
  if (!isfinite(out->estimate)) out->estimate = s.low + 0.5 * (s.high - s.low);
  out->lower = falls_below(&s, critical - SAME);
  out->upper = falls_below(&s, -(critical - SAME));
done:
  search_clear(&s);
  return status;
}
