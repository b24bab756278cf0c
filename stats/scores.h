/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_SCORES_H
#define LEDA_STATS_SCORES_H

#include <stddef.h>

/* Van der Waerden (normal) scores: the value of rank r among n becomes Phi^-1(r / (n + 1)).
 * Source: van der Waerden (1952); Hajek, Sidak & Sen (1999), Theory of Rank Tests, 3.1. */

/* Fills table[0..n-1] with the scores of ranks 1..n, ascending and exactly antisymmetric
 * (table[i] == -table[n-1-i]). n = 0 does nothing. */
void leda_scores_table(size_t n, double *table);

/* Sum of squares of x[0..n-1]. */
double leda_scores_sum_squares(const double *x, size_t n);

/* Scores of y[0..n-1] into out[0..n-1] from a table of leda_scores_table. Tied values get the mean of
 * the scores of their ranks, and all scores are then stretched so that their sum of squares is that
 * of the table: a contrast keeps its permutation variance. All values equal: all scores 0.
 * order[0..n-1] is work space. y must hold no NaN. Returns how many values share their value with
 * another (0: no ties). */
size_t leda_scores_fill(const double *y, size_t n, const double *table, size_t *order, double *out);

/* The second half of leda_scores_fill, for values whose order is known: order[r] is the index of the
 * value of rank r. */
size_t leda_scores_assign(const double *y, size_t n, const double *table, const size_t *order,
                          double *out);

#endif
