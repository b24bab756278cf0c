/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/fleiss_kappa.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* How often each subject was put in each category. */
typedef struct {
  size_t subjects; /* rated at all */
  size_t paired;
  size_t k;
  double *count; /* subjects x k */
  double *rated; /* subjects */
} tally;

typedef struct {
  double seen;
  double chance;
  double kappa;
} coefficient;

static int make_tally(const leda_ratings *r, const double *value, size_t k, tally *t) {
  *t = (tally){.k = k};
  if (k > 0 && r->subjects > SIZE_MAX / sizeof(double) / k - 1) return GSL_ENOMEM;
  t->count = calloc(r->subjects * k + 1, sizeof(double));
  t->rated = calloc(r->subjects + 1, sizeof(double));
  if (t->count == NULL || t->rated == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < r->subjects; i++) {
    for (size_t j = 0; j < r->raters; j++) {
      size_t at = leda_rating_level(value, k, r->rating[i * r->raters + j]);

      if (at == k) continue;
      t->count[t->subjects * k + at] += 1.0;
      t->rated[t->subjects] += 1.0;
    }
    t->paired += t->rated[t->subjects] >= 2.0;
    t->subjects += t->rated[t->subjects] > 0.0;
  }
  return GSL_SUCCESS;
}

static double agreement_of(const tally *t, size_t i) {
  double r = t->rated[i], sum = 0.0;

  for (size_t k = 0; k < t->k; k++) sum += t->count[i * t->k + k] * (t->count[i * t->k + k] - 1.0);
  return sum / (r * (r - 1.0));
}

static coefficient coefficient_of(const tally *t, const leda_fleiss_category *category) {
  coefficient c = {0.0, 0.0, GSL_NAN};

  for (size_t i = 0; i < t->subjects; i++)
    if (t->rated[i] >= 2.0) c.seen += agreement_of(t, i) / (double)t->paired;
  for (size_t k = 0; k < t->k; k++) c.chance += category[k].share * category[k].share;
  if (t->k > 1 && t->paired > 0) c.kappa = (c.seen - c.chance) / (1.0 - c.chance);
  return c;
}

static void fill_shares(const tally *t, leda_fleiss_category *category) {
  for (size_t k = 0; k < t->k; k++) {
    category[k].share = 0.0;
    for (size_t i = 0; i < t->subjects; i++)
      category[k].share += t->count[i * t->k + k] / t->rated[i] / (double)t->subjects;
  }
}

/* Category k against the others: agreement on both sides of the line. */
static double kappa_of_category(const tally *t, const leda_fleiss_category *category, size_t k) {
  double seen = 0.0, p = category[k].share, chance = p * p + (1.0 - p) * (1.0 - p);

  for (size_t i = 0; i < t->subjects; i++) {
    double r = t->rated[i], in = t->count[i * t->k + k];

    if (r >= 2.0)
      seen += (in * (in - 1.0) + (r - in) * (r - in - 1.0)) / (r * (r - 1.0) * (double)t->paired);
  }
  return t->k > 1 && t->paired > 0 ? (seen - chance) / (1.0 - chance) : GSL_NAN;
}

static double standard_error(const tally *t, const leda_fleiss_category *category,
                             const coefficient *c) {
  double n = (double)t->subjects, sum = 0.0;

  for (size_t i = 0; i < t->subjects; i++) {
    double chance = 0.0, own = 0.0;

    for (size_t k = 0; k < t->k; k++)
      chance += category[k].share * t->count[i * t->k + k] / t->rated[i];
    if (t->rated[i] >= 2.0) own = n / (double)t->paired * (agreement_of(t, i) - c->chance);
    own = (own - 2.0 * (1.0 - c->kappa) * (chance - c->chance)) / (1.0 - c->chance) - c->kappa;
    sum += own * own;
  }
  return n > 1.0 ? sqrt(sum / (n * (n - 1.0))) : GSL_NAN;
}

static void fill(const tally *t, double level, leda_fleiss_kappa_result *out) {
  coefficient c;
  double reach;

  fill_shares(t, out->category);
  c = coefficient_of(t, out->category);
  out->subjects = t->subjects;
  out->paired = t->paired;
  if (t->paired > 0) out->agreement = c.seen;
  out->expected = c.chance;
  for (size_t k = 0; k < t->k; k++) out->category[k].kappa = kappa_of_category(t, out->category, k);
  out->kappa.value = c.kappa;
  if (isnan(c.kappa)) return;
  out->se = standard_error(t, out->category, &c);
  if (c.seen >= 1.0 - 1e-14) {
    out->se = 0.0;
    out->kappa =
        (leda_agreement){1.0, leda_agreement_full_lower((double)t->paired, c.chance, level), 1.0};
  } else if (t->subjects > 1) {
    reach = out->se * gsl_cdf_tdist_Qinv(0.5 - 0.5 * level, (double)t->subjects - 1.0);
    out->kappa.lower = fmax(-1.0, c.kappa - reach);
    out->kappa.upper = fmin(1.0, c.kappa + reach);
  }
}

int leda_fleiss_kappa(const leda_ratings *ratings, leda_fleiss_kappa_result *out) {
  tally t = {0};
  double *value = NULL;
  int status;

  *out = (leda_fleiss_kappa_result){0,       0,    GSL_NAN, GSL_NAN, {GSL_NAN, GSL_NAN, GSL_NAN},
                                    GSL_NAN, NULL, 0};
  if (!(ratings->level > 0.0 && ratings->level < 1.0)) return GSL_EINVAL;
  status = leda_rating_levels(ratings->rating, ratings->subjects * ratings->raters, &value,
                              &out->categories);
  if (status == GSL_SUCCESS) status = make_tally(ratings, value, out->categories, &t);
  if (status != GSL_SUCCESS) goto done;
  out->category = calloc(out->categories + 1, sizeof *out->category);
  if (out->category == NULL) {
    status = GSL_ENOMEM;
    goto done;
  }
  for (size_t k = 0; k < out->categories; k++) out->category[k].category = value[k];
  if (t.subjects > 0) fill(&t, ratings->level, out);
done:
  free(value);
  free(t.count);
  free(t.rated);
  return status;
}

void leda_fleiss_kappa_clear(leda_fleiss_kappa_result *result) {
  free(result->category);
  result->category = NULL;
  result->categories = 0;
}
