/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CHI_SQUARE_H
#define LEDA_STATS_CHI_SQUARE_H

#include <stddef.h>
#include <stdint.h>

/* Do shares differ between rows (strata)? Pearson's chi-square of an r x c table of counts, without continuity
 * correction, and the exact test of Fisher, Freeman & Halton (1951, Biometrika 38): the probability, given the
 * margins, of all tables that are not likelier than the one seen, up to a relative 1e-7 for ties, as R's
 * fisher.test does. Tables are counted one by one within a budget of `most_steps` cells; where that does not do, they
 * are drawn at random given the margins, and p is (1 + as unlikely) / (1 + draws). */
#define LEDA_CHI_SQUARE_STEPS 3e7
#define LEDA_CHI_SQUARE_LABELS 1e9 /* draws x total are never above this */

typedef enum { LEDA_TABLE_EXACT, LEDA_TABLE_DRAWN, LEDA_TABLE_CHI_SQUARE } leda_table_method;

typedef struct {
  const double *count; /* rows x columns, row by row */
  size_t rows;
  size_t columns;
  double most_steps; /* 0: LEDA_CHI_SQUARE_STEPS; below 0: no exact test */
  size_t draws;      /* 0: none */
  uint64_t seed;
} leda_table_plan;

typedef struct {
  double total;
  double statistic;
  double df; /* of the rows and columns that are not empty */
  double p_chi_square;
  double p; /* by `method` */
  leda_table_method method;
  double p_se; /* of a drawn p: sqrt(p (1 - p) / draws); else 0 */
  double
      least_expected; /* below 5 in many cells: chi-square's p is not to be trusted (Cochran 1954) */
  double share_below_5; /* of the cells that are not empty by margin */
  double cramer_v;      /* sqrt(statistic / (total min(rows - 1, columns - 1))) */
} leda_table_result;

/* Counts whole numbers from 0. Fewer than two rows or columns that are not empty: NaN. The exact test needs a total
 * below 1e6. GSL_SUCCESS; GSL_EDOM (a count below 0, not whole, or NaN); GSL_ENOMEM. */
int leda_chi_square(const leda_table_plan *plan, leda_table_result *out);

/* Which rows differ: each against all others together (2 x c chi-square), p adjusted by Holm over the rows that are
 * not empty; and adjusted residuals (Haberman 1973), standard normal when nothing differs:
 *     (count - expected) / sqrt(expected (1 - row / total) (1 - column / total)).
 * p, p_holm: rows each. residual: rows x columns, or NULL. NaN where undefined. most_steps and draws are not used.
 * Errors as above. */
int leda_chi_square_rows(const leda_table_plan *plan, double *p, double *p_holm, double *residual);

#endif
