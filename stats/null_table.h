/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_TABLE_H
#define LEDA_STATS_NULL_TABLE_H

#include <stdbool.h>
#include <stddef.h>

/* A null distribution held as draws: of S, of D, and of the smaller of their two p-values. With B draws
 * and count = number of draws at least as large as what was observed,
 *     p = count / B                  when the draws are all orders (exact),
 *     p = (1 + count) / (1 + B)      when they are a random sample,
 * (Phipson & Smyth 2010). For the smaller of two, the draws are ranked with what was observed among
 * them and ties go against the observation, so the p is valid at every level; its floor is 3 / (1 + B). */
typedef struct leda_null_table leda_null_table;

/* Makes a table of size draws (1 <= size < 2^32 - 1) and takes over s and d, which must come from
 * malloc and are freed with the table (also when this fails). NULL when memory is short. Free with leda_null_table_free. */
leda_null_table *leda_null_table_take(double *s, double *d, size_t size, bool exact);

/* NULL is accepted. */
void leda_null_table_free(leda_null_table *table);

typedef struct {
  double p; /* of the smaller of p_step and p_drift */
  double p_step;
  double p_drift;
} leda_null_p;

/* p-values for S = s and |D| = d, both >= 0. Values within 1e-9 count as equal. */
leda_null_p leda_null_table_p(const leda_null_table *table, double s, double d);

/* The smallest values of S and of |D| that have p <= alpha; INFINITY where none has. */
double leda_null_table_step_critical(const leda_null_table *table, double alpha);
double leda_null_table_drift_critical(const leda_null_table *table, double alpha);

/* The smallest p of the whole procedure that the table can give. */
double leda_null_table_floor(const leda_null_table *table);

size_t leda_null_table_size(const leda_null_table *table);
bool leda_null_table_exact(const leda_null_table *table);

#endif
