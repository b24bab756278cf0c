/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of the fast reader, whose text does not end with NUL. */
#ifndef LEDA_DATA_FAST_CELL_H
#define LEDA_DATA_FAST_CELL_H

#include <stdbool.h>

#include "engine/core/period.h"
#include "engine/data/csv_stream.h"
#include "engine/data/number_parse.h"

/* As leda_cell_parse. Plain decimals of up to 15 digits, which nearly all numbers are, are read in
   one pass; the rest is left to leda_cell_parse. */
leda_cell leda_fast_cell(leda_csv_field field);

/* As leda_period_parse, for at most 62 bytes; longer ones are refused. */
bool leda_fast_period(leda_csv_field field, leda_period *out);

#endif
