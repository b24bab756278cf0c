/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/known_change.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/ar1.h"
#include "stats/known_null.h"
#include "stats/phi_profile.h"
#include "stats/scores.h"

#define N_LEAST 6
#define SAME 1e-9
#define DOUBLINGS 60
#define HALVINGS 100

/* One series under test. */
typedef struct {
  const double *y;
  const int *t;
  size_t n;
  size_t index;
  const leda_known_options *opt;
  double phi;
  double phi_sd;
  bool plain;
  double range; /* of y */
  leda_ar1 *frame;
  leda_contrasts *contrasts;
  double *table; /* scores of ranks; the arrays below stand behind it */
  double *residuals;
  double *shifted;
  double *scores;
  size_t *order;
} subject;

leda_known_options leda_known_options_default(void) {
  return (leda_known_options){.alpha = 0.05, .seed = 1, .threads = 1};
}

static int check(const subject *x) {
  if (x->y == NULL || x->n < N_LEAST || x->index < LEDA_KNOWN_SIDE ||
      x->n < x->index + LEDA_KNOWN_SIDE || !(x->opt->alpha > 0.0 && x->opt->alpha < 1.0))
    return GSL_EINVAL;
  for (size_t i = 0; i < x->n; i++)
    if (!isfinite(x->y[i]) || (x->t != NULL && i > 0 && x->t[i] <= x->t[i - 1])) return GSL_EINVAL;
  return GSL_SUCCESS;
}

/* phi, and how far the true one may lie from it. */
static int choose_phi(subject *x) {
  leda_phi_profile profile;
  leda_noise noise = x->opt->noise;

  x->phi = leda_noise_phi(&noise);
  x->phi_sd = noise.model == LEDA_NOISE_AR1_PANEL ? noise.phi_sd : 0.0;
  if (noise.model != LEDA_NOISE_AR1_SERIES) return GSL_SUCCESS;
  if (leda_phi_profile_init(&profile, x->n) != GSL_SUCCESS) return GSL_ENOMEM;
  leda_phi_profile_fill(&profile, x->t, x->n, 1.0);
  noise.phi = leda_phi_profile_estimate(&profile, x->y);
  x->phi = leda_noise_phi(&noise);
  x->phi_sd = sqrt((1.0 - x->phi * x->phi) / (double)x->n);
  leda_phi_profile_clear(&profile);
  return GSL_SUCCESS;
}

static int subject_init(subject *x) {
  double low = x->y[0], high = x->y[0];
  int status = choose_phi(x);

  if (status != GSL_SUCCESS) return status;
  for (size_t i = 1; i < x->n; i++) {
    low = fmin(low, x->y[i]);
    high = fmax(high, x->y[i]);
  }
  x->range = high - low;
  x->plain = !(x->phi > 0.0) && !(x->phi_sd > 0.0) && x->opt->season_length < 2;
  x->frame = leda_ar1_alloc(x->t, x->n, x->phi, x->opt->season_length);
  if (x->frame == NULL) return x->opt->season_length < 2 ? GSL_ENOMEM : GSL_EINVAL;
  x->table = malloc(4 * x->n * sizeof *x->table);
  x->order = malloc(x->n * sizeof *x->order);
  if (x->table == NULL || x->order == NULL) return GSL_ENOMEM;
  x->residuals = x->table + x->n;
  x->shifted = x->residuals + x->n;
  x->scores = x->shifted + x->n;
  leda_scores_table(x->n, x->table);
  leda_ar1_residuals(x->frame, x->y, x->residuals);
  x->contrasts = leda_ar1_contrasts(x->frame, leda_scores_sum_squares(x->table, x->n));
  return x->contrasts != NULL ? GSL_SUCCESS : GSL_ENOMEM;
}

static void subject_clear(subject *x) {
  leda_contrasts_free(x->contrasts);
  leda_ar1_free(x->frame);
  free(x->table);
  free(x->order);
}

/* The contrast when the change is taken to be delta; never rises with it. */
static double contrast(subject *x, double delta) {
  const double *step = leda_ar1_step(x->frame, x->index);

  for (size_t i = 0; i < x->n; i++) x->shifted[i] = x->residuals[i] - delta * step[i];
  leda_scores_fill(x->shifted, x->n, x->table, x->order, x->scores);
  return leda_contrasts_step(x->contrasts, x->scores, x->index);
}

/* Where the contrast falls below the level. */
static double falls_below(subject *x, double level) {
  double reach = x->range, low, high;

  for (int i = 0; i < DOUBLINGS && contrast(x, -reach) < level; i++) reach *= 2.0;
  if (contrast(x, -reach) < level) return -INFINITY;
  low = -reach;
  reach = x->range;
  for (int i = 0; i < DOUBLINGS && contrast(x, reach) >= level; i++) reach *= 2.0;
  if (contrast(x, reach) >= level) return INFINITY;
  high = reach;
  for (int i = 0; i < HALVINGS && high - low > 1e-13 * x->range; i++) {
    double middle = low + 0.5 * (high - low);

    if (contrast(x, middle) < level)
      high = middle;
    else
      low = middle;
  }
  return low + 0.5 * (high - low);
}

static double mean_of(const double *y, size_t from, size_t to) {
  double sum = 0.0;

  for (size_t i = from; i < to; i++) sum += y[i];
  return sum / (double)(to - from);
}

static leda_known_recipe recipe_of(const subject *x, const double *scores) {
  return (leda_known_recipe){.frame = x->frame,
                             .contrasts = x->contrasts,
                             .scores = scores,
                             .index = x->index,
                             .permute = x->plain,
                             .phi_sd = x->phi_sd,
                             .exact_most = LEDA_KNOWN_EXACT,
                             .draws = x->opt->draws > 0 ? x->opt->draws : LEDA_KNOWN_DRAWS,
                             .seed = x->opt->seed,
                             .threads = x->opt->threads};
}

/* The p of the actual scores, with their ties. */
static int test(subject *x, leda_known_result *out) {
  leda_known_recipe recipe;
  leda_known_null null;
  int status;

  out->z = contrast(x, 0.0);
  recipe = recipe_of(x, x->scores);
  status = leda_known_null_make(&recipe, &null);
  if (status != GSL_SUCCESS) return status;
  out->p = leda_known_null_p(&null, out->z);
  out->p_floor = leda_known_null_p(&null, null.sorted[null.count - 1]);
  out->exact = null.exact;
  leda_known_null_clear(&null);
  return GSL_SUCCESS;
}

static int estimate(subject *x, leda_known_result *out) {
  leda_known_recipe recipe = recipe_of(x, x->table);
  leda_known_null null;
  double critical;
  int status = leda_known_null_make(&recipe, &null);

  if (status != GSL_SUCCESS) return status;
  critical = leda_known_null_critical(&null, x->opt->alpha) - SAME;
  leda_known_null_clear(&null);
  out->estimate = 0.5 * (falls_below(x, SAME) + falls_below(x, -SAME));
  out->lower = falls_below(x, critical);
  out->upper = falls_below(x, -critical);
  if (!isfinite(critical)) {
    out->lower = -INFINITY;
    out->upper = INFINITY;
  }
  return GSL_SUCCESS;
}

static void set_constant(const subject *x, leda_known_result *out) {
  out->p = out->p_floor = 1.0;
  out->before = out->after = x->y[0];
}

/* NOLINTNEXTLINE(readability-function-size): a series is three arguments: values, positions and how many */
int leda_known_change_run(const double *y, const int *t, size_t n, size_t index,
                          const leda_known_options *opt, leda_known_result *out) {
  leda_known_options defaults = leda_known_options_default();
  subject x = {.y = y, .t = t, .n = n, .index = index, .opt = opt != NULL ? opt : &defaults};
  int status = check(&x);

  memset(out, 0, sizeof *out);
  out->n = n;
  out->index = index;
  if (status != GSL_SUCCESS) return status;
  status = subject_init(&x);
  if (status != GSL_SUCCESS) goto done;
  out->phi = x.phi;
  out->persistent = x.opt->noise.model == LEDA_NOISE_AR1_PANEL    ? x.opt->noise.persistent
                    : x.opt->noise.model == LEDA_NOISE_AR1_SERIES ? x.phi > LEDA_NOISE_PERSISTENT
                                                                  : false;
  if (!(x.range > 0.0)) {
    set_constant(&x, out);
    goto done;
  }
  out->before = mean_of(y, 0, index);
  out->after = mean_of(y, index, n);
  status = test(&x, out);
  if (status == GSL_SUCCESS) status = estimate(&x, out);
done:
  subject_clear(&x);
  return status;
}
