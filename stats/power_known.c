/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/power_known.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/known_change.h"
#include "stats/known_null.h"
#include "stats/scores.h"

#define SAME 1e-9

struct leda_power_known {
  size_t n;
  size_t index;
  leda_ar1 *frame;
  leda_contrasts *contrasts;
  double *table; /* scores of ranks */
  double critical;
};

void leda_power_known_free(leda_power_known *known) {
  if (known == NULL) return;
  leda_contrasts_free(known->contrasts);
  leda_ar1_free(known->frame);
  free(known->table);
  free(known);
}

static bool find_critical(leda_power_known *known, const leda_power_known_setup *setup) {
  leda_known_recipe recipe = {.frame = known->frame,
                              .contrasts = known->contrasts,
                              .scores = known->table,
                              .index = known->index,
                              .permute = !(setup->phi > 0.0),
                              .exact_most = LEDA_KNOWN_EXACT,
                              .draws = LEDA_KNOWN_DRAWS,
                              .seed = setup->seed,
                              .threads = setup->threads};
  leda_known_null null;

  if (leda_known_null_make(&recipe, &null) != GSL_SUCCESS) return false;
  known->critical = leda_known_null_critical(&null, setup->alpha) - SAME;
  leda_known_null_clear(&null);
  return true;
}

static bool fill(leda_power_known *known, const leda_power_known_setup *setup) {
  known->n = setup->n;
  known->index = setup->index;
  known->frame = leda_ar1_alloc(NULL, setup->n, setup->phi, 0);
  known->table = malloc(setup->n * sizeof *known->table);
  if (known->frame == NULL || known->table == NULL) return false;
  leda_scores_table(setup->n, known->table);
  known->contrasts =
      leda_ar1_contrasts(known->frame, leda_scores_sum_squares(known->table, setup->n));
  return known->contrasts != NULL && find_critical(known, setup);
}

leda_power_known *leda_power_known_alloc(const leda_power_known_setup *setup) {
  leda_power_known *known;

  if (setup->index < LEDA_KNOWN_SIDE || setup->n < setup->index + LEDA_KNOWN_SIDE) return NULL;
  known = calloc(1, sizeof *known);
  if (known == NULL) return NULL;
  if (fill(known, setup)) return known;
  leda_power_known_free(known);
  return NULL;
}

bool leda_power_known_finds(const leda_power_known *known, const double *y, double *work,
                            size_t *order) {
  double *residuals = work, *scores = work + known->n;

  leda_ar1_residuals(known->frame, y, residuals);
  leda_scores_fill(residuals, known->n, known->table, order, scores);
  return fabs(leda_contrasts_step(known->contrasts, scores, known->index)) >= known->critical;
}
