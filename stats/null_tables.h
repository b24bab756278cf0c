/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_TABLES_H
#define LEDA_STATS_NULL_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* The numbers of null_law.h as benchmarks/make_null_tables.c, make_null_knots.c and make_null_series.c write
 * them. Lengths beyond LEDA_TABLES_LAST_LENGTH stand in files of their own (null_long.inc,
 * null_series_long.inc): made from fewer draws, and their tails go on as those at that length. */

/* Each cell of the tables holds, for each level L of the null distribution's tail, three numbers in
 * 1 / LEDA_TABLES_CELL_UNIT:
 *     ln(L / B(s_L)) for S, where P(S >= s_L) = L and B is the tail of beta_tail.h,
 *     ln(L / B(d_L)) for |D|,
 *     ln(L / m_L) for the smaller p, where P(min(p_S, p_D) <= m_L) = L. */
#define LEDA_TABLES_LEVELS 33
#define LEDA_TABLES_CELL_UNIT 1000.0
enum { LEDA_TABLES_STEP, LEDA_TABLES_DRIFT, LEDA_TABLES_LEAST, LEDA_TABLES_COLUMNS };

typedef int16_t leda_tables_cell[LEDA_TABLES_COLUMNS][LEDA_TABLES_LEVELS];

#define LEDA_TABLES_LENGTHS 24
/* Lengths up to LEDA_TABLES_LAST_LENGTH; the others have simpler tails. */
#define LEDA_TABLES_SHORT 19
#define LEDA_TABLES_PHIS 11

extern const double leda_tables_levels[LEDA_TABLES_LEVELS]; /* falling */
extern const int leda_tables_lengths[LEDA_TABLES_LENGTHS];  /* 8..LEDA_TABLES_LONGEST */
extern const double leda_tables_phis[LEDA_TABLES_PHIS];     /* 0..0.96 */
extern const leda_tables_cell leda_tables_given[LEDA_TABLES_LENGTHS][LEDA_TABLES_PHIS];

/* The same where phi is estimated from the series itself (phi_profile.h) and then whitens it, given the
 * estimate: cell number i holds for estimates near i * LEDA_TABLES_SERIES_STEP. Which true phi lies
 * behind an estimate is weighted with the density that leda_tables_prior_power describes. */
#define LEDA_TABLES_SERIES 10
#define LEDA_TABLES_SERIES_STEP 0.1

extern const leda_tables_cell leda_tables_series[LEDA_TABLES_LENGTHS][LEDA_TABLES_SERIES];

/* True phi = 0.8 u^(1 / power), u uniform on (0, 1): a larger power puts more weight on large phi,
 * which lowers the share of false alarms there and everywhere. */
#define LEDA_TABLES_PRIOR_MOST 0.8
double leda_tables_prior_power(size_t n);

/* For independent noise S has atoms (two lowest values first: 4 / C(n, 2) of all orders), so that its
 * tail is a staircase no smooth curve follows. There the tails are kept as polygons, one of S and one of
 * the smaller p for each length, down to about LEDA_TABLES_KNOTS_END:
 *     -ln P(S >= x) at x in 1 / LEDA_TABLES_STEP_UNIT, in 1 / LEDA_TABLES_UNIT,
 *     -ln P(min(p_S, p_D) <= exp(-x)) with x in 1 / LEDA_TABLES_UNIT likewise.
 * They hold for whole x; a value is first rounded down to one, so that an atom counts in full. */
#define LEDA_TABLES_STEP_UNIT 16384.0
#define LEDA_TABLES_UNIT 4000.0
#define LEDA_TABLES_FIRST_LENGTH 8
#define LEDA_TABLES_LAST_LENGTH 60
#define LEDA_TABLES_LONGEST 1000
#define LEDA_TABLES_KNOTS_END 2e-3
#define LEDA_TABLES_ENUMERATED 11 /* all orders, and all of the tail, up to this length */

typedef struct {
  uint16_t x;
  uint16_t y;
} leda_tables_knot;

/* Polygon number 2 (n - LEDA_TABLES_FIRST_LENGTH), + 1 for the smaller p, has the knots from
 * leda_tables_knots_from[number] to before leda_tables_knots_from[number + 1]. */
extern const leda_tables_knot leda_tables_knots[];
extern const uint16_t
    leda_tables_knots_from[2 * (LEDA_TABLES_LAST_LENGTH - LEDA_TABLES_FIRST_LENGTH + 1) + 1];

#endif
