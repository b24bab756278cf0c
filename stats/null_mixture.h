/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_MIXTURE_H
#define LEDA_STATS_NULL_MIXTURE_H

#include "stats/null_cell.h"

/* The tails of S and |D| when the true phi' varies about the phi that whitens, normal with standard
 * deviation sd and kept within 0..LEDA_NOISE_MOST: a mean over phi' of the built-in tail, with Student's
 * t of the contrast shrunk by
 *     lambda(phi') = sd of the contrast under phi' / mean sd of a residual under phi',
 * exact second moments of the whitened line (D) and of the whitened step at a quarter (S; those nearer to
 * the middle are stretched more, the others less). Against simulation (n = 10..40, phi 0.2..0.6, sd up to
 * 0.22) 3.8-5.4 % of unchanged series have p <= 5 % and 0.8-1.1 % p <= 1 %. Replaces the columns of S and D
 * of *cell. */
void leda_null_mixture_tail(size_t n, double phi, double sd, leda_null_cell *cell);

#endif
