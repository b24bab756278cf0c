/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/permutation_law.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

static double common_divisor(double a, double b) {
  while (b > 0.0) {
    double rest = fmod(a, b);

    a = b;
    b = rest;
  }
  return a;
}

void leda_permutation_law_start(leda_permutation_law *law, const double *whole, size_t n,
                                double most_steps) {
  *law = (leda_permutation_law){.most_steps = most_steps, .possible = true, .span = 1.0};
  /* Differences of neighbours, also across strata: a divisor of these divides all others. */
  for (size_t i = 1; i < n; i++)
    law->unit = common_divisor(law->unit, fabs(whole[i] - whole[i - 1]));
  if (!(law->unit > 0.0)) law->unit = 1.0;
}

static size_t smaller(size_t n, size_t m) { return m < n - m ? m : n - m; }

/* Steps between the smallest and the largest sum of k of the n scores. */
static double span_of(const leda_permutation_law *law, const double *whole, size_t n, size_t k) {
  double span = 0.0;

  for (size_t i = 0; i < k; i++) span += whole[n - 1 - i] - whole[i];
  return round(span / law->unit);
}

/* The sum of the k largest scores above the smallest: the width of the counting table. */
static double table_width(const leda_permutation_law *law, const double *whole, size_t n,
                          size_t k) {
  double width = 0.0;

  for (size_t i = n - k; i < n; i++) width += whole[i] - whole[0];
  return round(width / law->unit) + 1.0;
}

void leda_permutation_law_size(leda_permutation_law *law, const double *whole, size_t n, size_t m) {
  size_t k = smaller(n, m);
  double width = table_width(law, whole, n, k);
  double span = span_of(law, whole, n, k);

  law->steps += (double)n * (double)k * width + law->span * (span + 1.0);
  law->span += span;
  if (law->steps > law->most_steps || law->span > LEDA_PERMUTATION_CELLS ||
      ((double)k + 1.0) * width > LEDA_PERMUTATION_CELLS)
    law->possible = false;
}

/* One score more: each row takes over from the row with one score fewer. With the probability q
 * for "drawn" the numbers stay near 1 where plain counts would overflow; q falls out when row k
 * is scaled to sum 1 (conditional Bernoulli sampling). */
static void count_score(double *row, const double *from, size_t width, size_t shift, double q) {
  for (size_t s = 0; s < width; s++) row[s] *= 1.0 - q;
  for (size_t s = shift; s < width; s++) row[s] += q * from[s - shift];
}

/* table: (k + 1) rows of width, zeroed. Leaves the law of the sum of k of the n scores in the
 * last. */
static void count_subsets(double *table, const size_t *shift, size_t n, size_t k, size_t width) {
  double q = (double)k / (double)n;
  double total = 0.0;
  double *last = table + k * width;

  table[0] = 1.0;
  for (size_t i = 0; i < n; i++) {
    size_t most = i + 1 < k ? i + 1 : k;
    size_t least = k > n - 1 - i ? k - (n - 1 - i) : 0; /* fewer can no longer become k */

    for (size_t j = most; j >= least && j > 0; j--)
      count_score(table + j * width, table + (j - 1) * width, width, shift[i], q);
    if (least == 0) table[0] *= 1.0 - q;
  }
  for (size_t s = 0; s < width; s++) total += last[s];
  for (size_t s = 0; s < width; s++) last[s] /= total;
}

/* Law of the sum of m of the n scores in units above the least such sum; caller frees. */
static double *stratum_law(const leda_permutation_law *law, const double *whole, size_t n,
                           size_t m) {
  size_t k = smaller(n, m);
  size_t width = (size_t)table_width(law, whole, n, k);
  size_t span = (size_t)span_of(law, whole, n, k);
  double *table = calloc((k + 1) * width, sizeof *table);
  size_t *shift = malloc(n * sizeof *shift);
  double *result = calloc(span + 1, sizeof *result);

  if (table != NULL && shift != NULL && result != NULL) {
    size_t lowest = 0;

    for (size_t i = 0; i < n; i++) shift[i] = (size_t)round((whole[i] - whole[0]) / law->unit);
    for (size_t i = 0; i < k; i++) lowest += shift[i];
    count_subsets(table, shift, n, k, width);
    /* The sum of the others is the total less this one: the law turned round. */
    for (size_t s = 0; s <= span; s++)
      result[s] = table[k * width + lowest + (k == m ? s : span - s)];
  } else {
    free(result);
    result = NULL;
  }
  free(table);
  free(shift);
  return result;
}

static int fold(leda_permutation_law *law, const double *p, size_t length) {
  size_t total = law->length + length - 1;
  double *folded = calloc(total, sizeof *folded);

  if (folded == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < law->length; i++) {
    double weight = law->p[i];

    for (size_t j = 0; j < length; j++) folded[i + j] += weight * p[j];
  }
  free(law->p);
  law->p = folded;
  law->length = total;
  return GSL_SUCCESS;
}

int leda_permutation_law_add(leda_permutation_law *law, const double *whole, size_t n, size_t m) {
  size_t span = (size_t)span_of(law, whole, n, smaller(n, m));
  double *p = stratum_law(law, whole, n, m);
  double mean = 0.0;
  int status = GSL_SUCCESS;

  if (p == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < n; i++) mean += whole[i] / (double)n;
  for (size_t i = 0; i < m; i++) law->least += whole[i];
  law->expected += (double)m * mean;
  if (law->p == NULL) {
    law->p = p;
    law->length = span + 1;
    return GSL_SUCCESS;
  }
  status = fold(law, p, span + 1);
  free(p);
  return status;
}

void leda_permutation_law_tails(const leda_permutation_law *law, leda_permutation_result *out) {
  double centre = (law->expected - law->least) / law->unit;
  size_t seen = (size_t)round((law->observed - law->least) / law->unit);
  double distance = fabs((double)seen - centre);
  double slack = 1e-10 * (1.0 + fabs(centre)); /* rounding of the centre only: sums are whole */
  double beyond = 0.0, equal = 0.0, below = 0.0, above = 0.0;

  for (size_t i = 0; i < law->length; i++) {
    double d = fabs((double)i - centre) - distance;

    if (d > slack)
      beyond += law->p[i];
    else if (d >= -slack)
      equal += law->p[i];
    if (i <= seen) below += law->p[i];
    if (i >= seen) above += law->p[i];
  }
  out->p = fmin(1.0, beyond + equal);
  out->mid_p = beyond + 0.5 * equal;
  out->p_lower = fmin(1.0, below);
  out->p_upper = fmin(1.0, above);
  out->exact = true;
}

void leda_permutation_law_clear(leda_permutation_law *law) {
  free(law->p);
  law->p = NULL;
}
