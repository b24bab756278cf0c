/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/null_tables.h"

const leda_tables_cell leda_tables_given[LEDA_TABLES_LENGTHS][LEDA_TABLES_PHIS] = {
/* The lengths must come in their order, which no tool shall sort: hence the blank line. */
#include "stats/null_tables.inc"

#include "stats/null_long.inc"
};

const leda_tables_cell leda_tables_series[LEDA_TABLES_LENGTHS][LEDA_TABLES_SERIES] = {
#include "stats/null_series.inc"
#include "stats/null_series_long.inc"
};

const leda_tables_knot leda_tables_knots[] = {
#define LEDA_KNOTS
#include "stats/null_knots.inc"
#undef LEDA_KNOTS
};

const uint16_t
    leda_tables_knots_from[2 * (LEDA_TABLES_LAST_LENGTH - LEDA_TABLES_FIRST_LENGTH + 1) + 1] = {
#include "stats/null_knots.inc"
};
