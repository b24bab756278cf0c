/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/null_cell.h"

#include <gsl/gsl_sort.h>
#include <math.h>

#include "stats/beta_tail.h"
#include "stats/noise.h"
#include "stats/null_law.h"

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
      double short_ = mix((double)leda_tables_given[by_n.below][by_phi.below][c][l],
                          (double)leda_tables_given[by_n.below][by_phi.above][c][l], by_phi.share);
      double long_ = mix((double)leda_tables_given[by_n.above][by_phi.below][c][l],
                         (double)leda_tables_given[by_n.above][by_phi.above][c][l], by_phi.share);

      cell.value[c][l] = mix(short_, long_, by_n.share) / LEDA_TABLES_UNIT;
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
                         LEDA_TABLES_UNIT;
  return cell;
}

#define NODES 15
#define REACH 2.8 /* standard deviations to each side */

/* p of a contrast of size x, by true phi. */
typedef struct {
  leda_null_law *law;
  int column;
  double weight[NODES];
  double stretch[NODES];
} mixture;

static void mixture_set(mixture *m, double phi, double sd) {
  double sum = 0.0;

  for (int i = 0; i < NODES; i++) {
    double u = REACH * (2.0 * i / (NODES - 1) - 1.0);
    double other = fmin(fmax(phi + sd * u, 0.0), LEDA_NOISE_MOST);

    m->weight[i] = exp(-0.5 * u * u);
    m->stretch[i] = (1.0 - phi) / (1.0 - other);
    sum += m->weight[i];
  }
  for (int i = 0; i < NODES; i++) m->weight[i] /= sum;
}

static double mixture_p(const mixture *m, double x) {
  double p = 0.0;

  for (int i = 0; i < NODES; i++) {
    double shrunk = x / m->stretch[i];

    p += m->weight[i] * (m->column == LEDA_TABLES_STEP ? leda_null_law_step_p(m->law, shrunk)
                                                       : leda_null_law_drift_p(m->law, shrunk));
  }
  return p;
}

static double mixture_value(const mixture *m, double level, size_t n) {
  double low = 0.0, high = sqrt((double)n - 1.0) * (1.0 - 1e-9);

  for (int i = 0; i < 50; i++) {
    double middle = 0.5 * (low + high);

    if (mixture_p(m, middle) > level)
      low = middle;
    else
      high = middle;
  }
  return log(level) + leda_beta_tail(high, n);
}

leda_null_cell leda_null_cell_mixed(size_t n, double phi, double sd) {
  leda_null_cell cell = leda_null_cell_built_in(n, phi);
  mixture m;

  if (!(sd > 0.0)) return cell;
  m.law = leda_null_law_alloc(n, &cell);
  if (m.law == NULL) return cell;
  mixture_set(&m, phi, sd);
  for (m.column = LEDA_TABLES_STEP; m.column <= LEDA_TABLES_DRIFT; m.column++)
    for (int l = 0; l < LEDA_TABLES_LEVELS; l++)
      cell.value[m.column][l] = mixture_value(&m, leda_tables_levels[l], n);
  leda_null_law_free(m.law);
  return cell;
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
