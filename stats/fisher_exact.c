/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/fisher_exact.h"

#include <math.h>

/* Hypergeometric probabilities of k yes in group a, as multiples of the mode's. */
typedef struct {
  double yes;
  double n_a;
  double n_b;
} margins;

static double step_up(const margins *m, double k) {
  return (m->n_a - k) * (m->yes - k) / ((k + 1.0) * (m->n_b - m->yes + k + 1.0));
}

static double mode(const margins *m) {
  return floor((m->n_a + 1.0) * (m->yes + 1.0) / (m->n_a + m->n_b + 2.0));
}

/* Sums from the mode upwards (direction 1) or downwards (-1); *extreme gets those not above
 * limit. */
static double sum_side(const margins *m, double end, int direction, double limit, double *extreme) {
  double w = 1.0, sum = 0.0;

  for (double k = mode(m); k != end;) {
    w = direction > 0 ? w * step_up(m, k) : w / step_up(m, k - 1.0);
    k += direction;
    sum += w;
    if (w <= limit) *extreme += w;
    if (w < 1e-25) break;
  }
  return sum;
}

/* The table's own weight as a multiple of the mode's. */
static double weight_of(const margins *m, double k) {
  double w = 1.0;

  for (double j = mode(m); j < k; j++) w *= step_up(m, j);
  for (double j = mode(m); j > k; j--) w /= step_up(m, j - 1.0);
  return w;
}

double leda_fisher_exact(const leda_two_shares *shares) {
  margins m = {shares->yes_a + shares->yes_b, shares->n_a, shares->n_b};
  double least = fmax(0.0, m.yes - m.n_b), most = fmin(m.n_a, m.yes);
  double limit = weight_of(&m, shares->yes_a) * (1.0 + 1e-7);
  double extreme = 0.0, all = 1.0;

  if (limit >= 1.0) return 1.0;
  all += sum_side(&m, most, 1, limit, &extreme);
  all += sum_side(&m, least, -1, limit, &extreme);
  return extreme / all;
}
