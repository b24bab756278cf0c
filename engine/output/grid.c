/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/grid.h"

#include <math.h>
#include <string.h>

#include "engine/core/number.h"
#include "engine/output/csv_write.h"

leda_grid leda_grid_make(leda_keeper *keeper, const leda_grid_column *columns, size_t n_columns,
                         size_t n_rows) {
  leda_grid grid = {
      .columns = leda_keep_array(keeper, n_columns, sizeof *grid.columns),
      .cells = leda_keep_array(keeper, n_columns * n_rows, sizeof *grid.cells),
  };
  if (!grid.columns || !grid.cells) return (leda_grid){0};
  memcpy(grid.columns, columns, n_columns * sizeof *columns);
  grid.n_columns = n_columns;
  grid.n_rows = n_rows;
  for (size_t i = 0; i < n_columns * n_rows; i++) grid.cells[i].text = "";
  return grid;
}

leda_grid_cell *leda_grid_at(const leda_grid *grid, size_t row, size_t column) {
  return &grid->cells[row * grid->n_columns + column];
}

/* Where memory ran out, writes go to a cell that nobody reads. */
static leda_grid_cell *next_cell(leda_grid_pen *pen) {
  size_t n = pen->grid->n_columns * pen->grid->n_rows;
  if (pen->next < n) return &pen->grid->cells[pen->next++];
  pen->keeper->failed = true;
  return n > 0 ? &pen->grid->cells[n - 1] : NULL;
}

leda_grid_cell *leda_grid_write(leda_grid_pen *pen, const char *text) {
  leda_grid_cell *cell = next_cell(pen);
  if (cell) cell->text = leda_keep_copy(pen->keeper, text);
  return cell;
}

leda_grid_cell *leda_grid_write_number(leda_grid_pen *pen, double value, int decimals,
                                       leda_language language) {
  leda_text label = {0};
  char machine[LEDA_NUMBER_SIZE] = "";
  if (!isnan(value)) leda_number_label(value, decimals, language, &label);
  if (isfinite(value)) leda_number_format(value, machine);
  leda_grid_cell *cell = leda_grid_write(pen, leda_text_str(&label));
  if (cell) cell->token = leda_keep_copy(pen->keeper, machine);
  leda_text_clear(&label);
  return cell;
}

void leda_grid_csv(const leda_grid *grid, leda_text *text) {
  leda_csv csv = {.text = text};
  for (size_t i = 0; i < grid->n_columns; i++) leda_csv_text(&csv, grid->columns[i].token);
  leda_csv_end_row(&csv);
  for (size_t row = 0; row < grid->n_rows; row++) {
    for (size_t i = 0; i < grid->n_columns; i++) {
      const leda_grid_cell *cell = leda_grid_at(grid, row, i);
      leda_csv_text(&csv, cell->token ? cell->token : cell->text);
    }
    leda_csv_end_row(&csv);
  }
}

void leda_grid_mark(leda_grid_cell *cell, unsigned style) {
  if (cell) cell->style |= style;
}
