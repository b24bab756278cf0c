/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/null_cell.h"

#include <gsl/gsl_sort.h>
#include <math.h>

#include "stats/beta_tail.h"
#include "stats/null_mixture.h"

/* Place of x on a rising grid: the cell below it and the share of the one above. */
typedef struct {
  size_t below;
  size_t above;
  double share;
} place;

static place place_in(double x, size_t count, double (*at)(size_t)) {
  place p = {0, 0, 0.0};

  while (p.below + 1 < count && at(p.below + 1) <= x) p.below++;
  p.above = p.below + 1 < count ? p.below + 1 : p.below;
  if (p.above > p.below && x > at(p.below))
    p.share = (x - at(p.below)) / (at(p.above) - at(p.below));
  return p;
}

static double phi_at(size_t i) { return leda_tables_phis[i]; }

/* Rises with the length. */
static double length_at(size_t i) { return -1.0 / (double)leda_tables_lengths[i]; }

static double mix(double a, double b, double share) { return a + share * (b - a); }

leda_null_cell leda_null_cell_built_in(size_t n, double phi) {
  place by_n = place_in(-1.0 / (double)n, LEDA_TABLES_LENGTHS, length_at);
  place by_phi = place_in(phi, LEDA_TABLES_PHIS, phi_at);
  leda_null_cell cell;

  for (int c = 0; c < LEDA_TABLES_COLUMNS; c++)
    for (int l = 0; l < LEDA_TABLES_LEVELS; l++) {
      double at_short =
          mix((double)leda_tables_given[by_n.below][by_phi.below][c][l],
              (double)leda_tables_given[by_n.below][by_phi.above][c][l], by_phi.share);
      double at_long = mix((double)leda_tables_given[by_n.above][by_phi.below][c][l],
                           (double)leda_tables_given[by_n.above][by_phi.above][c][l], by_phi.share);

      cell.value[c][l] = mix(at_short, at_long, by_n.share) / LEDA_TABLES_CELL_UNIT;
    }
  return cell;
}

leda_null_cell leda_null_cell_series(size_t n, int number) {
  place by_n = place_in(-1.0 / (double)n, LEDA_TABLES_LENGTHS, length_at);
  leda_null_cell cell;

  for (int c = 0; c < LEDA_TABLES_COLUMNS; c++)
    for (int l = 0; l < LEDA_TABLES_LEVELS; l++)
      cell.value[c][l] = mix((double)leda_tables_series[by_n.below][number][c][l],
                             (double)leda_tables_series[by_n.above][number][c][l], by_n.share) /
                         LEDA_TABLES_CELL_UNIT;
  return cell;
}

leda_null_cell leda_null_cell_mixed(size_t n, double phi, double sd) {
  leda_null_cell cell = leda_null_cell_built_in(n, phi);

  if (sd > 0.0) leda_null_mixture_tail(n, phi, sd, &cell);
  return cell;
}

leda_null_cell leda_null_cell_stretched(const leda_null_cell *cell, size_t n, double lambda) {
  leda_null_cell out = *cell;
  double df = (double)n - 1.0;

  for (int c = LEDA_TABLES_STEP; c <= LEDA_TABLES_DRIFT; c++)
    for (int l = 0; l < LEDA_TABLES_LEVELS; l++) {
      double level = log(leda_tables_levels[l]);
      double x = leda_beta_tail_inverse(cell->value[c][l] - level, n);
      double t2 = x * x / (df - x * x) * lambda * lambda;

      out.value[c][l] = level + leda_beta_tail(sqrt(df * t2 / (1.0 + t2)), n);
    }
  return out;
}

/* ln(level / tail) for the draw that `level` of the draws reach. Sorted draws, rising. */
static double value_at(const double *sorted, size_t count, int column, double level, size_t n) {
  size_t beyond = (size_t)(level * (double)count + 0.5);

  if (column == LEDA_TABLES_LEAST) {
    if (beyond < 1) beyond = 1;
    return log(level) - log(sorted[beyond - 1]);
  }
  return log(level) + leda_beta_tail(sorted[beyond < count ? count - beyond : 0], n);
}

/* NOLINTNEXTLINE(readability-function-size): draws and how many are one thing */
void leda_null_cell_set(leda_null_cell *cell, int column, double *draws, size_t count, size_t n,
                        const leda_null_cell *tail) {
  double *value = cell->value[column];
  int last = 0;

  gsl_sort(draws, 1, count);
  for (int l = 0; l < LEDA_TABLES_LEVELS; l++) {
    double level = leda_tables_levels[l];

    if (level * (double)count >= LEDA_CELL_ENOUGH) {
      value[l] = value_at(draws, count, column, level, n);
      last = l;
    } else if (tail != NULL) {
      value[l] = value[last] + tail->value[column][l] - tail->value[column][last];
    } else {
      value[l] = value[last];
    }
  }
}
