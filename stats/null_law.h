/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_LAW_H
#define LEDA_STATS_NULL_LAW_H

#include <stddef.h>

#include "stats/null_cell.h"
#include "stats/null_table.h"

/* A null distribution as smooth tails, for p far below what draws can show: -ln p of S and of |D| on
 * polygons, and of the smaller of the two. Beyond the last level the ratio to the beta tail stays what
 * it was there. Immutable; look-ups cost some nanoseconds. */
typedef struct leda_null_law leda_null_law;

/* From a cell for series of n values. NULL when memory is short. Free with leda_null_law_free. */
leda_null_law *leda_null_law_alloc(size_t n, const leda_null_cell *cell);

/* The built-in one for independent noise (phi = 0: staircases up to LEDA_TABLES_LAST_LENGTH values; up
 * to LEDA_LAW_EXACT_MAX the p of all orders, enumerated here) or AR(1); NULL too for n outside
 * LEDA_TABLES_FIRST_LENGTH..LEDA_TABLES_LONGEST. */
#define LEDA_LAW_EXACT_MAX 9
leda_null_law *leda_null_law_built_in(size_t n, double phi);

/* NULL is accepted. */
void leda_null_law_free(leda_null_law *law);

/* p-values for S = s and |D| = d, both >= 0; never 0. */
leda_null_p leda_null_law_p(const leda_null_law *law, double s, double d);

/* p of S alone, of |D| alone, and of the whole procedure given the smaller of these two. */
double leda_null_law_step_p(const leda_null_law *law, double s);
double leda_null_law_drift_p(const leda_null_law *law, double d);
double leda_null_law_least_p(const leda_null_law *law, double least);

/* The smallest S and |D| that have p <= alpha. */
double leda_null_law_step_critical(const leda_null_law *law, double alpha);
double leda_null_law_drift_critical(const leda_null_law *law, double alpha);

#endif
