/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/null_tables.h"

/* Where the tables have their numbers: the generator writes for these, null_law.c reads between them. */

const double leda_tables_levels[LEDA_TABLES_LEVELS] = {
    0.99, 0.97, 0.95, 0.9,  0.8,  0.7,   0.6,  0.5,  0.4,  0.3,  0.25,
    0.2,  0.15, 0.12, 0.1,  0.08, 0.065, 0.05, 0.04, 0.03, 0.02, 0.01,
    5e-3, 2e-3, 1e-3, 5e-4, 2e-4, 1e-4,  3e-5, 1e-5, 1e-6, 1e-7, 1e-8};

const int leda_tables_lengths[LEDA_TABLES_LENGTHS] = {8,  9,  10, 11, 12,  13,  14,  15,
                                                      16, 18, 20, 22, 25,  28,  32,  36,
                                                      42, 50, 60, 80, 120, 200, 400, 1000};

const double leda_tables_phis[LEDA_TABLES_PHIS] = {0.0, 0.1, 0.2, 0.3, 0.4, 0.5,
                                                   0.6, 0.7, 0.8, 0.9, 0.96};

/* Chosen by simulation so that the size is at most about 6.5 % up to phi = 0.6 from 16 values on, and
 * at most about 8 % below, where more would leave nothing to find. */
double leda_tables_prior_power(size_t n) { return n < 16 ? 1.0 : 1.4; }
