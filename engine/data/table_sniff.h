/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_TABLE_SNIFF_H
#define LEDA_DATA_TABLE_SNIFF_H

#include "engine/data/table.h"

/* The beginning of a file, without its BOM. */
typedef struct {
  const char *bytes;
  size_t n;
  bool whole; /* the file ends here */
} leda_window;

typedef struct {
  char separator;
  size_t offset; /* of the header in the window */
  size_t line;   /* of the header, 1-based */
} leda_sniffed;

/* Finds separator and header, or the row that is most likely meant as header: the one with most
   names that are known, then with most fields that are filled. Errors: LEDA_ERR_MEMORY. */
leda_status leda_table_sniff(const leda_window *window, const leda_table_reader *reader,
                             leda_sniffed *found, leda_error *err);

#endif
