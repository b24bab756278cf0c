/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_FISHER_EXACT_H
#define LEDA_STATS_FISHER_EXACT_H

#include "stats/proportions.h"

/* Fisher's exact test of a 2 x 2 table, two-sided: the probability, given the margins, of all
 * tables that are not likelier than the one seen, up to a relative 1e-7 for ties as R's
 * fisher.test does. Counts as leda_proportions_compare wants them. */
double leda_fisher_exact(const leda_two_shares *shares);

#endif
