/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_DETECTABLE_TABLE_H
#define LEDA_STATS_DETECTABLE_TABLE_H

#include <stdint.h>

#include "stats/null_tables.h"

/* What benchmarks/make_detectable.c writes: by length and phi the noncentrality, in 1 / LEDA_DETECTABLE_UNIT, at
 * which the verdict at level LEDA_DETECTABLE_ALPHA finds a shift in the middle with power
 * LEDA_DETECTABLE_POWER: the shift in sd of the noise times the length of the whitened step (ar1.h) over
 * sqrt(1 - phi^2). 0: not known, mostly since no shift is found as often. phi known, and phi estimated from the series (by the
 * true one, up to 0.9). */
#define LEDA_DETECTABLE_UNIT 1000.0
#define LEDA_DETECTABLE_ALPHA 0.05
#define LEDA_DETECTABLE_POWER 0.8
#define LEDA_DETECTABLE_SERIES_PHIS 10

extern const uint16_t leda_detectable_given[LEDA_TABLES_LENGTHS][LEDA_TABLES_PHIS];
extern const uint16_t leda_detectable_series[LEDA_TABLES_LENGTHS][LEDA_DETECTABLE_SERIES_PHIS];

#endif
