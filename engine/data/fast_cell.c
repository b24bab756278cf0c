/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/fast_cell.h"

#include <math.h>
#include <string.h>

/* No cell that anything is made of is longer, see number_parse.c. */
#define LONGEST_CELL 420
#define LONGEST_PERIOD 62

leda_cell leda_fast_cell(leda_csv_field field) {
  leda_cell cell = {LEDA_CELL_MISSING, NAN, 0};
  if (field.length == 0) return cell;
  char text[LONGEST_CELL + 1];
  if (field.length > LONGEST_CELL) return (leda_cell){LEDA_CELL_INVALID, NAN, 0};
  memcpy(text, field.text, field.length);
  text[field.length] = '\0';
  return leda_cell_parse(text, field.length);
}

bool leda_fast_period(leda_csv_field field, leda_period *out) {
  char text[LONGEST_PERIOD + 1];
  if (field.length > LONGEST_PERIOD) return false;
  memcpy(text, field.text, field.length);
  text[field.length] = '\0';
  return leda_period_parse(text, out);
}
