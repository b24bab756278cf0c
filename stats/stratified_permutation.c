/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/stratified_permutation.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#include "stats/permutation_law.h"

typedef struct {
  double score;
  int stratum;
  bool in_group;
} entry;

static int by_stratum_then_score(const void *a, const void *b) {
  const entry *x = a, *y = b;

  if (x->stratum != y->stratum) return x->stratum < y->stratum ? -1 : 1;
  return (x->score > y->score) - (x->score < y->score);
}

static size_t collect(const leda_permutation_plan *plan, entry *e) {
  size_t n = 0;

  for (size_t i = 0; i < plan->n; i++) {
    if (isnan(plan->score[i])) continue;
    e[n].score = plan->score[i];
    e[n].stratum = plan->stratum == NULL ? 0 : plan->stratum[i];
    e[n++].in_group = plan->group[i] == 1;
  }
  qsort(e, n, sizeof *e, by_stratum_then_score);
  return n;
}

static size_t stratum_end(const entry *e, size_t n, size_t from) {
  size_t i = from;

  while (i < n && e[i].stratum == e[from].stratum) i++;
  return i;
}

static size_t members(const entry *e, size_t from, size_t to) {
  size_t m = 0;

  for (size_t i = from; i < to; i++) m += e[i].in_group;
  return m;
}

/* Adds one stratum to the statistic and to its mean and variance under permutation; returns what
 * the group's sum lies above its mean, free of the cancellation of two large sums. */
static double add_moments(const entry *e, size_t from, size_t to, leda_permutation_result *out) {
  double n = (double)(to - from), m = (double)members(e, from, to);
  double mean = 0.0, squares = 0.0, above = 0.0;

  for (size_t i = from; i < to; i++) {
    mean += e[i].score / n;
    if (e[i].in_group) out->statistic += e[i].score;
  }
  for (size_t i = from; i < to; i++) {
    squares += (e[i].score - mean) * (e[i].score - mean);
    if (e[i].in_group) above += e[i].score - mean;
  }
  out->expected += m * mean;
  /* Entries are sorted: the first and the last tell whether all are equal. */
  if (e[from].score != e[to - 1].score) out->variance += m * (n - m) / (n * (n - 1.0)) * squares;
  return above;
}

static void fill_asymptotic(double above, leda_permutation_result *out) {
  out->z = above / sqrt(out->variance);
  out->p_asymptotic = 2.0 * gsl_cdf_ugaussian_Q(fabs(out->z));
  out->p = out->p_asymptotic;
  out->p_lower = gsl_cdf_ugaussian_P(out->z);
  out->p_upper = gsl_cdf_ugaussian_Q(out->z);
}

/* Nothing can vary: the only arrangement there is. */
static void fill_constant(leda_permutation_result *out) {
  out->p = out->p_lower = out->p_upper = out->p_asymptotic = 1.0;
  out->mid_p = 0.5;
  out->exact = true;
}

/* The strata as whole numbers; false where the scores are not. */
static bool whole_numbers(const entry *e, size_t n, double *whole) {
  double scale = 1.0;

  for (int places = 0; places <= 6; places++, scale *= 10.0) {
    size_t i = 0;

    for (; i < n; i++) {
      double v = e[i].score * scale;

      whole[i] = round(v);
      if (fabs(v) > 1e12 || fabs(v - whole[i]) > 1e-9 * fmax(1.0, fabs(v) * 1e-3)) break;
    }
    if (i == n) return true;
  }
  return false;
}

static int count_all(const leda_permutation_plan *plan, const entry *e, size_t n,
                     leda_permutation_result *out) {
  double most = plan->most_steps > 0.0 ? plan->most_steps : LEDA_PERMUTATION_STEPS;
  leda_permutation_law law = {0};
  double *whole = malloc((n + 1) * sizeof *whole);
  int status = whole == NULL ? GSL_ENOMEM : GSL_SUCCESS;

  if (status != GSL_SUCCESS || !whole_numbers(e, n, whole)) goto done;
  leda_permutation_law_start(&law, whole, n, most);
  for (size_t from = 0, to; from < n && law.possible && status == GSL_SUCCESS; from = to) {
    to = stratum_end(e, n, from);
    leda_permutation_law_size(&law, whole + from, to - from, members(e, from, to));
  }
  for (size_t from = 0, to; from < n && law.possible && status == GSL_SUCCESS; from = to) {
    double observed = 0.0;

    to = stratum_end(e, n, from);
    for (size_t i = from; i < to; i++)
      if (e[i].in_group) observed += whole[i];
    status = leda_permutation_law_add(&law, whole + from, to - from, members(e, from, to));
    law.observed += observed;
  }
  if (status == GSL_SUCCESS && law.possible) leda_permutation_law_tails(&law, out);
done:
  leda_permutation_law_clear(&law);
  free(whole);
  return status;
}

int leda_stratified_permutation(const leda_permutation_plan *plan, leda_permutation_result *out) {
  entry *e = malloc((plan->n + 1) * sizeof *e);
  double above = 0.0;
  int status = GSL_SUCCESS;

  *out = (leda_permutation_result){.z = GSL_NAN, .mid_p = GSL_NAN};
  if (e == NULL) return GSL_ENOMEM;
  out->n = collect(plan, e);
  for (size_t from = 0, to; from < out->n; from = to) {
    to = stratum_end(e, out->n, from);
    above += add_moments(e, from, to, out);
  }
  if (out->variance > 0.0) {
    fill_asymptotic(above, out);
    status = count_all(plan, e, out->n, out);
  } else {
    fill_constant(out);
  }
  free(e);
  return status;
}
