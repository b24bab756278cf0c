/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_HEADER_H
#define LEDA_DATA_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/core/status.h"
#include "engine/data/csv_stream.h"
#include "engine/data/panel.h"
#include "engine/data/table.h"

#define LEDA_NO_COLUMN SIZE_MAX

/* Which column plays which role; indexes are 0-based, LEDA_NO_COLUMN where there is none. After
   resolving, LEDA_ROLE_PERIOD is a column of whole periods, or NONE where YEAR stands beside MONTH
   or QUARTER; exactly one of `values` and NUMERATOR is there. */
typedef struct {
  size_t role[LEDA_ROLE_COUNT];
  size_t *values; /* the value columns, in the order they were chosen */
  size_t n_values;
  size_t n_header; /* columns in the header */
} leda_columns;

/* The role a header name stands for by itself. */
bool leda_role_of_name(const char *name, leda_role *out);

/* Judges a row that may be the header. */
leda_header_match leda_header_judge(const leda_csv_row *row, const leda_read_options *options);

/* Finds the column of every role. Errors, at `place` and the field they concern: a chosen column
   that is not there, two columns for one role, no column for a needed role; they name the columns
   that are there. *columns needs leda_columns_clear, also after a failure. */
leda_status leda_header_resolve(const leda_csv_row *row, const leda_read_options *options,
                                leda_place place, leda_columns *columns, leda_error *err);

/* Column with this name, regardless of case; LEDA_NO_COLUMN. */
size_t leda_header_find(const leda_csv_row *row, const char *name);

/* Adds the names of the row's columns: "a", "b", "c" (at most 20). */
void leda_header_list(const leda_csv_row *row, leda_text *text);

void leda_columns_clear(leda_columns *columns);

#endif
