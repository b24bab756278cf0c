/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/count_quantiles.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

/* A count's distribution: of `size` cases with share p, or Poisson with mean p. */
typedef struct {
  bool poisson;
  unsigned size;
  double p;
} law;

static double below(const law *l, unsigned k) {
  return l->poisson ? gsl_cdf_poisson_P(k, l->p) : gsl_cdf_binomial_P(k, l->p, l->size);
}

/* Smallest k in 0..most that reaches q; `most` does. */
static double search(const law *l, double q, unsigned most) {
  unsigned low = 0, high = most;
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    if (below(l, middle) >= q)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

double leda_binomial_quantile(double q, double size, double p) {
  if (!(q > 0.0 && q < 1.0 && p >= 0.0 && p <= 1.0 && size >= 0.0 && size < 2e9)) return NAN;
  law l = {.size = (unsigned)lround(size), .p = p};
  if (p == 0.0 || p == 1.0) return p * (double)l.size;
  return search(&l, q, l.size);
}

double leda_poisson_quantile(double q, double mean) {
  if (!(q > 0.0 && q < 1.0 && mean >= 0.0 && mean < 1e9)) return NAN;
  if (mean == 0.0) return 0.0;
  law l = {.poisson = true, .p = mean};
  unsigned most = (unsigned)mean + 1;
  while (below(&l, most) < q && most < 1u << 30) most *= 2;
  return search(&l, q, most);
}

double leda_geometric_quantile(double q, double mean) {
  if (!(q > 0.0 && q < 1.0 && mean >= 0.0)) return NAN;
  if (mean == 0.0) return 0.0;
  return fmax(0.0, ceil(log1p(-q) / log(mean / (mean + 1.0)) - 1.0));
}
