/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_GRID_H
#define LEDA_OUTPUT_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/i18n.h"
#include "engine/core/text.h"
#include "engine/output/keeper.h"

/* A table that people read in a report and programs in a CSV file. */

enum {
  LEDA_CELL_STRONG = 1,   /* highest of its column */
  LEDA_CELL_EMPHASIS = 2, /* lowest */
  LEDA_CELL_FLAG = 4,     /* needs attention; the text says why, too */
};

typedef struct {
  const char *text;  /* for people */
  const char *token; /* for programs; NULL: the text */
  unsigned style;
} leda_grid_cell;

typedef struct {
  const char *title; /* for people */
  const char *token; /* header in the CSV file */
  bool numeric;
  bool heads_row; /* names what its row is about */
} leda_grid_column;

typedef struct {
  leda_grid_column *columns;
  size_t n_columns;
  leda_grid_cell *cells;
  size_t n_rows;
} leda_grid;

/* A grid of empty cells, owned by the keeper; n_rows is 0 after a failure. */
leda_grid leda_grid_make(leda_keeper *keeper, const leda_grid_column *columns, size_t n_columns,
                         size_t n_rows);

leda_grid_cell *leda_grid_at(const leda_grid *grid, size_t row, size_t column);

/* Fills the next cell: text and token are taken over from *text (token NULL: none). */
typedef struct {
  leda_keeper *keeper;
  leda_grid *grid;
  size_t next;
} leda_grid_pen;

leda_grid_cell *leda_grid_write(leda_grid_pen *pen, const char *text);
/* A number with fixed decimals for people, in machine form for programs. NaN: empty. */
leda_grid_cell *leda_grid_write_number(leda_grid_pen *pen, double value, int decimals,
                                       leda_language language);

/* Adds to the style of a cell; NULL is passed over. */
void leda_grid_mark(leda_grid_cell *cell, unsigned style);

/* The grid as CSV: tokens, one header row. */
void leda_grid_csv(const leda_grid *grid, leda_text *text);

#endif
