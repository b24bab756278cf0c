/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_TESTS_SUPPORT_PEER_SHEET_H
#define LEDA_TESTS_SUPPORT_PEER_SHEET_H

#include <stdbool.h>
#include <stddef.h>

enum { PEER_ROWS = 600, PEER_COLUMNS = 30, PEER_CELL = 32 };

/* A small CSV without quotes: what a peer says of one chart. */
typedef struct {
  char cell[PEER_ROWS][PEER_COLUMNS][PEER_CELL];
  size_t rows; /* the header is row 0 */
  size_t columns;
} peer_sheet;

/* Reads reference/spc/FOLDER/NAME.csv below LEDA_SHARED (default ../shared); false where there is none. */
bool peer_sheet_load(const char *folder, const char *name, peer_sheet *s);

/* A cell of a row from 1 on; a missing column ends the program. */
const char *peer_sheet_text(const peer_sheet *s, size_t row, const char *column);

/* NaN where the cell is empty or NA. */
double peer_sheet_number(const peer_sheet *s, size_t row, const char *column);

#endif
