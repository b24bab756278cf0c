/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_VARIABLES_H
#define LEDA_ANALYSIS_CHART_VARIABLES_H

#include "engine/data/panel.h"

/* The values of several variables that were measured together, ready for Hotelling's T2. Part of
   leda_chart_run_variables. */
typedef struct {
  size_t n;         /* periods: all that any of the variables has, in order */
  size_t p;         /* variables */
  size_t size;      /* rows of a subgroup, 1 where periods have one row */
  int32_t *periods; /* [n] */
  size_t *
      first_row; /* [n] of the period, among the first variable's observations; 0 where it has none */
  bool *whole;   /* [n] every variable has a value in every row */
  double *x;     /* [n x size x p]: period, row, variable; NaN where not whole */
} leda_variable_rows;

/* Puts n variables of one unit and group side by side. A period with several rows needs them in the same lines of the
   same files (a wide table), and as many as the other whole periods. LEDA_ERR_DATA, located; LEDA_ERR_MEMORY.
   *rows need not be initialised; free with leda_variable_rows_clear. */
leda_status leda_variable_rows_make(leda_variable_rows *rows, const leda_panel *panel,
                                    const leda_series *const *variables, size_t n, leda_error *err);
void leda_variable_rows_clear(leda_variable_rows *rows);

/* The series of a panel by unit and group (bytes of UTF-8): set k holds items[from[k]] to items[from[k + 1] - 1], in
   order of indicator. Free with leda_variable_sets_clear. */
typedef struct {
  const leda_series **items;
  size_t *from; /* [n + 1] */
  size_t n;
} leda_variable_sets;

leda_status leda_variable_sets_make(leda_variable_sets *sets, const leda_panel *panel,
                                    leda_error *err);
void leda_variable_sets_clear(leda_variable_sets *sets);

#endif
