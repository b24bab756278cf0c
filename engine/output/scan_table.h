/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_SCAN_TABLE_H
#define LEDA_OUTPUT_SCAN_TABLE_H

#include "engine/core/i18n.h"
#include "engine/core/text.h"

/* A table of text built cell by cell. Columns that are empty below the header are left out. Start with
   the number of columns, the rest zeroed; a failed allocation shows when the table is written. */
typedef struct {
  size_t columns;
  char **cells;
  size_t n;
  size_t capacity;
  bool failed;
} leda_scan_table;

/* Adds a cell; *cell is taken over and left empty. */
void leda_scan_table_add(leda_scan_table *table, leda_text *cell);
void leda_scan_table_word(leda_scan_table *table, const char *word);
void leda_scan_table_count(leda_scan_table *table, size_t count);
/* NaN: an empty cell; infinite: a sign for it. */
void leda_scan_table_number(leda_scan_table *table, double value, int decimals,
                            leda_language language);

/* Adds the table to *text (alignment as in leda_table_text) and clears it. */
void leda_scan_table_write(leda_scan_table *table, const char *alignment, leda_text *text);

#endif
