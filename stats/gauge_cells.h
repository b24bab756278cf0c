/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_GAUGE_CELLS_H
#define LEDA_STATS_GAUGE_CELLS_H

#include "stats/gauge_rr.h"

/* The table behind a gauge study. Inner part of gauge_rr.h. */
typedef struct {
  size_t parts;
  size_t operators;
  size_t repeats;
  double mean;
  double *value;         /* parts x operators x repeats, in order of appearance inside a cell */
  double *cell;          /* parts x operators means */
  double *part_mean;     /* parts */
  double *operator_mean; /* operators */
} leda_gauge_cells;

/* Errors of leda_gauge_rr; *first_short is set on GSL_EBADLEN. Clear always. */
int leda_gauge_cells_make(const leda_gauge_plan *plan, leda_gauge_cells *cells,
                          size_t *first_short);
void leda_gauge_cells_clear(leda_gauge_cells *cells);

#endif
