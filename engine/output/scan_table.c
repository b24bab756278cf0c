/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/scan_table.h"

#include <math.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/output/labels.h"

#define COLUMNS_MOST 32

void leda_scan_table_add(leda_scan_table *table, leda_text *cell) {
  if (!cell->data) leda_text_add(cell, "");
  char *string = cell->failed ? NULL : leda_strdup(leda_text_str(cell));
  leda_text_clear(cell);
  if (table->n == table->capacity) {
    size_t capacity = table->capacity ? 2 * table->capacity : 256;
    char **grown = leda_realloc_array(table->cells, capacity, sizeof *grown);
    if (grown) {
      table->cells = grown;
      table->capacity = capacity;
    }
  }
  if (string && table->n < table->capacity) {
    table->cells[table->n++] = string;
    return;
  }
  leda_free(string);
  table->failed = true;
}

void leda_scan_table_word(leda_scan_table *table, const char *word) {
  leda_text cell = {0};
  leda_text_add(&cell, word);
  leda_scan_table_add(table, &cell);
}

void leda_scan_table_count(leda_scan_table *table, size_t count) {
  leda_text cell = {0};
  leda_text_addf(&cell, "%zu", count);
  leda_scan_table_add(table, &cell);
}

void leda_scan_table_number(leda_scan_table *table, double value, int decimals,
                            leda_language language) {
  leda_text cell = {0};
  if (isinf(value))
    leda_text_add(&cell, value > 0 ? "∞" : "−∞");
  else if (!isnan(value))
    leda_number_label(value, decimals, language, &cell);
  leda_scan_table_add(table, &cell);
}

static bool is_empty(const leda_scan_table *table, size_t column) {
  for (size_t i = table->columns + column; i < table->n; i += table->columns)
    if (table->cells[i][0]) return false;
  return true;
}

/* Moves the columns that hold something together; returns how many they are. */
static size_t close_up(leda_scan_table *table, const char *alignment, char *kept) {
  bool keep[COLUMNS_MOST] = {false};
  size_t columns = 0, n = 0;
  for (size_t c = 0; c < table->columns; c++) {
    keep[c] = !is_empty(table, c);
    if (keep[c]) kept[columns++] = alignment[c];
  }
  kept[columns] = '\0';
  for (size_t i = 0, c = 0; i < table->n; i++) {
    if (keep[c])
      table->cells[n++] = table->cells[i];
    else
      leda_free(table->cells[i]);
    c = c + 1 < table->columns ? c + 1 : 0;
  }
  table->n = n;
  return columns;
}

void leda_scan_table_write(leda_scan_table *table, const char *alignment, leda_text *text) {
  char kept[COLUMNS_MOST + 1] = "";
  bool whole = !table->failed && table->columns > 0 && table->columns <= COLUMNS_MOST;
  size_t columns = whole ? close_up(table, alignment, kept) : 0;
  if (columns) leda_table_text(table->cells, table->n / columns, kept, text);
  text->failed = text->failed || !whole;
  for (size_t i = 0; i < table->n; i++) leda_free(table->cells[i]);
  leda_free(table->cells);
  *table = (leda_scan_table){.columns = table->columns};
}
