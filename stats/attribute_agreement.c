/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/attribute_agreement.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/proportions.h"

static bool complete(const double *x, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (isnan(x[i])) return false;
  return true;
}

static bool all_are(const double *x, size_t n, double value) {
  for (size_t i = 0; i < n; i++)
    if (x[i] != value) return false;
  return true;
}

static void count(leda_attribute_share *s, bool agreed) {
  s->judged++;
  s->agreed += agreed;
}

static void count_rater(const double *x, size_t trials, double standard, leda_attribute_rater *r) {
  bool alike = all_are(x, trials, x[0]);

  if (!complete(x, trials)) return;
  if (trials > 1) count(&r->within, alike);
  if (isnan(standard)) return;
  count(&r->standard, all_are(x, trials, standard));
  r->mixed += !alike;
}

static void finish(leda_attribute_share *s, double level) {
  leda_share share = leda_proportion_exact((double)s->agreed, (double)s->judged, level);

  s->share = (leda_agreement){share.estimate, share.lower, share.upper};
}

int leda_attribute_agreement(const leda_attribute_plan *plan, leda_attribute_result *out) {
  size_t row = plan->raters * plan->trials;

  *out = (leda_attribute_result){0};
  if (row == 0 || !(plan->level > 0.0 && plan->level < 1.0)) return GSL_EINVAL;
  out->rater = calloc(plan->raters, sizeof *out->rater);
  if (out->rater == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < plan->subjects; i++) {
    const double *x = plan->rating + i * row;
    double standard = plan->standard ? plan->standard[i] : GSL_NAN;

    for (size_t j = 0; j < plan->raters; j++)
      count_rater(x + j * plan->trials, plan->trials, standard, &out->rater[j]);
    if (!complete(x, row)) continue;
    if (plan->raters > 1) count(&out->between, all_are(x, row, x[0]));
    if (!isnan(standard)) count(&out->standard, all_are(x, row, standard));
  }
  for (size_t j = 0; j < plan->raters; j++) {
    finish(&out->rater[j].within, plan->level);
    finish(&out->rater[j].standard, plan->level);
  }
  finish(&out->between, plan->level);
  finish(&out->standard, plan->level);
  return GSL_SUCCESS;
}

void leda_attribute_agreement_clear(leda_attribute_result *result) {
  free(result->rater);
  *result = (leda_attribute_result){0};
}
