/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_TABLE_EXACT_H
#define LEDA_STATS_TABLE_EXACT_H

#include <stddef.h>
#include <stdint.h>

/* Fisher, Freeman & Halton's test of an r x c table. Inner part of chi_square.h. */
typedef struct {
  const double *count;  /* rows x columns of whole numbers */
  const double *row;    /* sums */
  const double *column; /* sums */
  size_t rows;
  size_t columns;
  double total;
} leda_table_exact;

/* By counting all tables; *p NaN where that takes more than `most_steps` cells. GSL_SUCCESS or GSL_ENOMEM. */
int leda_table_exact_p(const leda_table_exact *table, double most_steps, double *p);

/* By tables drawn with the same margins (labels shuffled). draws >= 1. GSL_SUCCESS or GSL_ENOMEM. */
int leda_table_drawn_p(const leda_table_exact *table, size_t draws, uint64_t seed, double *p);

#endif
