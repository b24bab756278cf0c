/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_CELL_H
#define LEDA_STATS_NULL_CELL_H

#include <stddef.h>

#include "stats/null_tables.h"

/* A null distribution as numbers at the levels of null_tables.h: what the tables hold, and what is made
 * from draws where they hold nothing. */
typedef struct {
  double value[LEDA_TABLES_COLUMNS][LEDA_TABLES_LEVELS];
} leda_null_cell;

/* From the built-in tables, linear between their lengths (in 1 / n) and phis. n 8..LEDA_TABLES_LONGEST
 * (beyond that of the longest), phi 0..LEDA_NOISE_MOST. */
leda_null_cell leda_null_cell_built_in(size_t n, double phi);

/* From the built-in tables for estimated phi, cell `number` of leda_tables_series, linear in 1 / n. */
leda_null_cell leda_null_cell_series(size_t n, int number);

/* The built-in one of (n, phi) with the tail of null_mixture.h, for a true phi that varies about the one
 * that whitens with standard deviation sd. sd 0: the built-in one. */
leda_null_cell leda_null_cell_mixed(size_t n, double phi, double sd);

/* The cell with Student's t of S and |D| lambda times as large; the smaller p as it was. */
leda_null_cell leda_null_cell_stretched(const leda_null_cell *cell, size_t n, double lambda);

/* Fills one column from draws of the statistic (S, |D|, or m for LEDA_TABLES_LEAST), which are sorted:
 * level by level while at least LEDA_CELL_ENOUGH draws lie beyond it; further out the numbers of `tail`,
 * moved to join. tail NULL: the last number goes on. count >= LEDA_CELL_ENOUGH. */
void leda_null_cell_set(leda_null_cell *cell, int column, double *draws, size_t count, size_t n,
                        const leda_null_cell *tail);

#define LEDA_CELL_ENOUGH 100

#endif
