/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/null_law.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_interp.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/beta_tail.h"
#include "stats/null.h"

#define SMOOTH_KNOTS 257
#define GUIDES 512
/* Knots must rise: numbers from simulation may not, where the distribution has an atom. */
#define RISE 1e-9
#define LARGEST 700.0
#define COARSE 0x1p30

/* A tail -ln p as a polygon in x. Values below `staircase` are first rounded down to a multiple of
 * `quantum`: there the tail may fall at a point. */
typedef struct {
  size_t knots;
  double *x;
  double *y;
  double per_quantum;
  double quantum;
  double staircase;
  bool whole; /* nothing lies beyond the last knot */
  double per_guide;
  uint16_t guide[GUIDES + 1]; /* last knot at or before g / per_guide */
} curve;

struct leda_null_law {
  size_t n;
  double ratio[LEDA_TABLES_COLUMNS]; /* ln(p / tail that x stands for) beyond the last knot */
  curve curves[LEDA_TABLES_COLUMNS]; /* x: S; |D|; -ln of the smaller p */
  leda_null *exact;                  /* all orders; NULL for longer series */
};

static bool curve_alloc(curve *c, size_t knots) {
  memset(c, 0, sizeof *c);
  c->x = calloc(knots, sizeof *c->x);
  c->y = calloc(knots, sizeof *c->y);
  return c->x != NULL && c->y != NULL;
}

static void curve_index(curve *c) {
  size_t at = 0;

  c->per_guide = GUIDES / c->x[c->knots - 1];
  for (size_t g = 0; g <= GUIDES; g++) {
    while (at + 2 < c->knots && c->x[at + 1] * c->per_guide <= (double)g) at++;
    c->guide[g] = (uint16_t)at;
  }
}

/* -ln p at x, 0 <= x < last knot, or in the last step of a staircase. */
static double curve_read(const curve *c, double x) {
  size_t at;

  if (x < c->staircase + c->quantum) x = floor(x * c->per_quantum) * c->quantum;
  if (x >= c->x[c->knots - 1]) return c->y[c->knots - 1];
  at = c->guide[(size_t)(x * c->per_guide)];
  while (at + 2 < c->knots && c->x[at + 1] <= x) at++;
  return c->y[at] + (x - c->x[at]) * (c->y[at + 1] - c->y[at]) / (c->x[at + 1] - c->x[at]);
}

static double last_x(const curve *c) { return c->x[c->knots - 1]; }

static double last_y(const curve *c) { return c->y[c->knots - 1]; }

/* x of a level as a cell has it. */
static double level_x(const leda_null_cell *cell, int column, int level, size_t n) {
  double value = cell->value[column][level], rest = -log(leda_tables_levels[level]);

  if (column == LEDA_TABLES_LEAST) return fmax(value, 0.0) + rest;
  return leda_beta_tail_inverse(value + rest, n);
}

static bool curve_smooth(curve *c, const leda_null_cell *cell, int column, size_t n) {
  double x[LEDA_TABLES_LEVELS + 1] = {0.0}, y[LEDA_TABLES_LEVELS + 1] = {0.0};
  gsl_interp *interp = NULL;
  size_t knots = 1;
  bool made;

  for (int l = 0; l < LEDA_TABLES_LEVELS; l++) {
    x[knots] = level_x(cell, column, l, n);
    y[knots] = -log(leda_tables_levels[l]);
    /* Of levels that have the same quantile the first is its p. */
    if (x[knots] > x[knots - 1] + RISE) knots++;
  }
  interp = gsl_interp_alloc(gsl_interp_steffen, knots);
  made = interp != NULL && gsl_interp_init(interp, x, y, knots) == GSL_SUCCESS &&
         curve_alloc(c, SMOOTH_KNOTS);
  for (size_t g = 0; made && g < SMOOTH_KNOTS; g++) {
    c->x[g] = x[knots - 1] * (double)g / (SMOOTH_KNOTS - 1);
    c->y[g] = gsl_interp_eval(interp, x, y, fmin(c->x[g], x[knots - 1]), NULL);
  }
  gsl_interp_free(interp);
  if (!made) return false;
  c->knots = SMOOTH_KNOTS;
  curve_index(c);
  return true;
}

static void add_knot(curve *c, double x, double y) {
  if (!(x > last_x(c) + RISE && y > last_y(c) + RISE)) return;
  c->x[c->knots] = x;
  c->y[c->knots++] = y;
}

/* The largest S of n values, all large ones on one side of the middle, and -ln of the share of orders that
 * have it: 2 / C(n, n/2), and for odd n twice that less 1 / C(n, k) / (n - k) for the orders that count
 * on both sides of the middle value, whose score is 0. */
static double parted(size_t n, double *minus_log_p) {
  size_t k = n / 2;
  double sum = 0.0, squares = 0.0;
  double log_choose = gsl_sf_lnchoose((unsigned)n, (unsigned)k);

  for (size_t i = 1; i <= n; i++) {
    double score = gsl_cdf_ugaussian_Pinv((double)i / (double)(n + 1));

    sum += i <= k ? -score : 0.0;
    squares += score * score;
  }
  *minus_log_p = log_choose - log(2.0);
  if (n % 2 == 1) *minus_log_p -= log(2.0 - 1.0 / (double)(n - k));
  return sum / sqrt((double)k * (double)(n - k) / (double)n * squares / (double)(n - 1));
}

/* The polygon of an independent law, and further out the levels of the cell. */
static bool curve_staircase(curve *c, const leda_null_cell *cell, int column, size_t n) {
  size_t number = 2 * (n - LEDA_TABLES_FIRST_LENGTH) + (column == LEDA_TABLES_LEAST ? 1 : 0);
  size_t from = leda_tables_knots_from[number], to = leda_tables_knots_from[number + 1];
  double unit = column == LEDA_TABLES_LEAST ? LEDA_TABLES_UNIT : LEDA_TABLES_STEP_UNIT;
  double end_x = INFINITY, end_y = INFINITY;

  if (!curve_alloc(c, to - from + LEDA_TABLES_LEVELS + 1)) return false;
  for (size_t k = from; k < to; k++) {
    c->x[c->knots] = (double)leda_tables_knots[k].x / unit;
    c->y[c->knots++] = (double)leda_tables_knots[k].y / LEDA_TABLES_UNIT;
  }
  c->per_quantum = unit;
  c->quantum = 1.0 / unit;
  c->staircase = last_x(c);
  c->whole = n <= LEDA_TABLES_ENUMERATED;
  if (column == LEDA_TABLES_STEP) end_x = parted(n, &end_y);
  for (int l = 0; l < LEDA_TABLES_LEVELS && !c->whole; l++) {
    double x = level_x(cell, column, l, n), y = -log(leda_tables_levels[l]);

    if (x < end_x * (1.0 - 1e-6) && y < end_y) add_knot(c, x, y);
  }
  if (end_y < -log(leda_tables_levels[LEDA_TABLES_LEVELS - 1])) {
    add_knot(c, end_x * (1.0 - RISE), end_y);
    c->whole = true;
  }
  curve_index(c);
  return true;
}

static leda_null_law *law_alloc(size_t n, const leda_null_cell *cell, bool staircase) {
  leda_null_law *law = calloc(1, sizeof *law);
  bool made = law != NULL;

  for (int column = 0; made && column < LEDA_TABLES_COLUMNS; column++) {
    bool steps = staircase && column != LEDA_TABLES_DRIFT;

    law->ratio[column] = cell->value[column][LEDA_TABLES_LEVELS - 1];
    made = steps ? curve_staircase(&law->curves[column], cell, column, n)
                 : curve_smooth(&law->curves[column], cell, column, n);
  }
  if (made) {
    law->n = n;
    return law;
  }
  leda_null_law_free(law);
  return NULL;
}

leda_null_law *leda_null_law_alloc(size_t n, const leda_null_cell *cell) {
  return law_alloc(n, cell, false);
}

static leda_null *enumerate(size_t n) {
  int t[LEDA_LAW_EXACT_MAX];

  for (size_t i = 0; i < n; i++) t[i] = (int)i;
  return leda_null_alloc(t, n, 0, 1, 1);
}

leda_null_law *leda_null_law_built_in(size_t n, double phi) {
  leda_null_cell cell;
  leda_null_law *law;

  if (n < LEDA_TABLES_FIRST_LENGTH || n > LEDA_TABLES_LONGEST) return NULL;
  cell = leda_null_cell_built_in(n, phi);
  law = law_alloc(n, &cell, !(phi > 0.0) && n <= LEDA_TABLES_LAST_LENGTH);
  if (law == NULL || phi > 0.0 || n > LEDA_LAW_EXACT_MAX) return law;
  law->exact = enumerate(n);
  if (law->exact != NULL) return law;
  leda_null_law_free(law);
  return NULL;
}

void leda_null_law_free(leda_null_law *law) {
  if (law == NULL) return;
  for (int column = 0; column < LEDA_TABLES_COLUMNS; column++) {
    free(law->curves[column].x);
    free(law->curves[column].y);
  }
  leda_null_free(law->exact);
  free(law);
}

static double contrast_tail(const leda_null_law *law, int column, double x) {
  const curve *c = &law->curves[column];

  /* The same contrast summed in another order must have the same p to the last bit. */
  x = nearbyint(x * COARSE) / COARSE;
  if (!(x > 0.0)) return 0.0;
  if (c->whole || x < last_x(c) || x < c->staircase + c->quantum) return curve_read(c, x);
  return fmin(fmax(leda_beta_tail(x, law->n) - law->ratio[column], last_y(c)), LARGEST);
}

static double least_tail(const leda_null_law *law, double tail) {
  const curve *c = &law->curves[LEDA_TABLES_LEAST];

  if (!(tail > 0.0)) return 0.0;
  if (c->whole || tail < last_x(c) || tail < c->staircase + c->quantum)
    return fmin(curve_read(c, tail), tail);
  /* It lies between the smaller p and twice that. */
  return fmin(fmax(tail - fmax(law->ratio[LEDA_TABLES_LEAST], 0.0), last_y(c)), tail);
}

static leda_null_p smooth_p(const leda_null_law *law, double s, double d) {
  double step = contrast_tail(law, LEDA_TABLES_STEP, s);
  double drift = contrast_tail(law, LEDA_TABLES_DRIFT, d);
  leda_null_p p = {exp(-least_tail(law, fmax(step, drift))), exp(-step), exp(-drift)};

  return p;
}

leda_null_p leda_null_law_p(const leda_null_law *law, double s, double d) {
  if (law->exact != NULL) {
    const leda_null_table *table = leda_null_untied(law->exact);
    leda_null_p p = leda_null_table_p(table, s, d);

    /* No order reaches what lies further out. */
    p.p = fmax(p.p, leda_null_table_floor(table));
    return p;
  }
  return smooth_p(law, s, d);
}

double leda_null_law_step_p(const leda_null_law *law, double s) {
  return exp(-contrast_tail(law, LEDA_TABLES_STEP, s));
}

double leda_null_law_drift_p(const leda_null_law *law, double d) {
  return exp(-contrast_tail(law, LEDA_TABLES_DRIFT, d));
}

double leda_null_law_least_p(const leda_null_law *law, double least) {
  return exp(-least_tail(law, -log(least)));
}

/* Smallest x at which the tail reaches the level. */
static double critical(const leda_null_law *law, int column, double alpha) {
  double low = 0.0, high = sqrt((double)law->n - 1.0);

  if (contrast_tail(law, column, high) < -log(alpha)) return INFINITY;
  for (int i = 0; i < 60; i++) {
    double middle = 0.5 * (low + high);

    if (contrast_tail(law, column, middle) < -log(alpha))
      low = middle;
    else
      high = middle;
  }
  return high;
}

double leda_null_law_step_critical(const leda_null_law *law, double alpha) {
  if (law->exact != NULL) return leda_null_table_step_critical(leda_null_untied(law->exact), alpha);
  return critical(law, LEDA_TABLES_STEP, alpha);
}

double leda_null_law_drift_critical(const leda_null_law *law, double alpha) {
  if (law->exact != NULL)
    return leda_null_table_drift_critical(leda_null_untied(law->exact), alpha);
  return critical(law, LEDA_TABLES_DRIFT, alpha);
}
