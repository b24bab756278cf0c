/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/detectable_table.h"

const uint16_t leda_detectable_given[LEDA_TABLES_LENGTHS][LEDA_TABLES_PHIS] = {
#define LEDA_GIVEN
#include "stats/detectable_table.inc"
#undef LEDA_GIVEN
};

const uint16_t leda_detectable_series[LEDA_TABLES_LENGTHS][LEDA_DETECTABLE_SERIES_PHIS] = {
#include "stats/detectable_table.inc"
};
